#include "core/dom/event_listener.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "core/dom/event.h"
#include "core/dom/event_dispatch.h"
#include "core/dom/event_target.h"

namespace mortise {
namespace {

using ::testing::ElementsAre;

const AtomString kType("type");

TEST(EventListener, Callables_EqualOnlyThemselves) {
  const RefPtr<EventListener> a = MakeEventListener([](Event&) {});
  const RefPtr<EventListener> b = MakeEventListener([](Event&) {});
  EXPECT_TRUE(a->Equals(*a));
  EXPECT_FALSE(a->Equals(*b));
}

TEST(EventListener, Once_IsUntiedAfterTheCall) {
  class Listener final : public EventListener {
   public:
    explicit Listener(std::vector<std::string>* log) : log_(log) {}
    void HandleEvent(Event&) override { log_->push_back("call"); }
    void WasAdded(EventTarget&) override { log_->push_back("tie"); }
    void WasRemoved(EventTarget&) override { log_->push_back("untie"); }

   private:
    std::vector<std::string>* const log_;
  };
  const RefPtr<EventTarget> target = EventTarget::Create();
  std::vector<std::string> log;
  AddEventListenerOptions options;
  options.once = true;
  target->AddEventListener(kType, MakeRef<Listener>(&log), options);
  FireEvent(*target, kType);
  EXPECT_THAT(log, ElementsAre("tie", "call", "untie"));
}

// A listener whose end comes back to the target that drops it.
TEST(EventListener, Destructor_MayUseTheTarget) {
  struct Guard {
    explicit Guard(EventTarget* target) : target(target) {}
    Guard(Guard&& other) : target(std::exchange(other.target, nullptr)) {}
    ~Guard() {
      if (target) {
        target->AddEventListener(AtomString("late"),
                                 MakeEventListener([](Event&) {}));
      }
    }
    EventTarget* target;
  };
  const RefPtr<EventTarget> target = EventTarget::Create();
  RefPtr<EventListener> listener =
      MakeEventListener([guard = Guard(target.get())](Event&) {});
  target->AddEventListener(kType, listener);
  const EventListener* const raw = listener.get();
  listener = nullptr;
  target->RemoveEventListener(
      kType, RefPtr<EventListener>(const_cast<EventListener*>(raw)));
  EXPECT_TRUE(target->HasEventListeners(AtomString("late")));
}

}  // namespace
}  // namespace mortise
