#include "core/dom/event_listener_list.h"

#include <gtest/gtest.h>

#include <utility>

#include "core/dom/event.h"
#include "core/dom/event_target.h"

namespace mortise {
namespace {

const AtomString kType("type");

class EventListenerListTest : public testing::Test {
 protected:
  static EventListenerList::Entry MakeEntry(RefPtr<EventListener> listener,
                                            bool capture = false) {
    EventListenerList::Entry entry;
    entry.callback = std::move(listener);
    entry.capture = capture;
    return entry;
  }
  static RefPtr<EventListener> Listener() {
    return MakeEventListener([](Event&) {});
  }

  const RefPtr<EventTarget> target_ = EventTarget::Create();
  EventListenerList list_{target_.get(), kType};
};

TEST_F(EventListenerListTest, Counts_FollowTheCaptureFlag) {
  const RefPtr<EventListener> listener = Listener();
  list_.Add(MakeEntry(listener, true), nullptr);
  list_.Add(MakeEntry(listener, false), nullptr);
  list_.Add(MakeEntry(listener, false), nullptr);
  list_.Add(MakeEntry(Listener(), false), nullptr);
  EXPECT_EQ(list_.count(true), 1u);
  EXPECT_EQ(list_.count(false), 2u);
  EXPECT_EQ(list_.size(), 3u);
  list_.Remove(*listener, false);
  EXPECT_EQ(list_.count(false), 1u);
}

TEST_F(EventListenerListTest, Walk_SeesNeitherNewNorMovedEntries) {
  const RefPtr<EventListener> first = Listener();
  const RefPtr<EventListener> second = Listener();
  list_.Add(MakeEntry(first), nullptr);
  list_.Add(MakeEntry(second), nullptr);
  {
    EventListenerList::Walk walk(list_);
    list_.Remove(*first, false);
    for (int i = 0; i < 100; ++i) list_.Add(MakeEntry(Listener()), nullptr);
    EXPECT_EQ(walk.end(), 2u);
    EXPECT_TRUE(walk[0].removed);
    EXPECT_EQ(walk[1].callback, second);
  }
  EXPECT_EQ(list_.size(), 101u);
  EventListenerList::Walk after(list_);
  EXPECT_EQ(after.end(), 101u);
  EXPECT_EQ(after[0].callback, second);
}

TEST_F(EventListenerListTest, NestedWalks_CompactWhenTheLastEnds) {
  const RefPtr<EventListener> listener = Listener();
  list_.Add(MakeEntry(listener), nullptr);
  {
    EventListenerList::Walk outer(list_);
    {
      EventListenerList::Walk inner(list_);
      list_.Remove(*listener, false);
    }
    EXPECT_TRUE(outer[0].removed);
  }
  EXPECT_EQ(EventListenerList::Walk(list_).end(), 0u);
}

TEST_F(EventListenerListTest, Handler_HasOneEntry) {
  const auto handler = [] {
    return MakeEventHandler(
        [](Event&) { return EventHandler::Result::kOther; });
  };
  list_.SetHandler(handler());
  list_.SetHandler(handler());
  EXPECT_EQ(list_.size(), 1u);
  list_.SetHandler(nullptr);
  EXPECT_EQ(list_.size(), 0u);
  EXPECT_EQ(list_.handler(), nullptr);
}

}  // namespace
}  // namespace mortise
