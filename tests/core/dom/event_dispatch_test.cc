#include "core/dom/event_dispatch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "core/dom/event.h"
#include "core/dom/event_handler.h"
#include "core/dom/event_listener.h"
#include "core/dom/event_target.h"
#include "tests/core/dom/node_target.h"

namespace mortise {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const AtomString kType("type");

AddEventListenerOptions Options(bool capture, bool once = false,
                                std::optional<bool> passive = std::nullopt) {
  AddEventListenerOptions options;
  options.capture = capture;
  options.once = once;
  options.passive = passive;
  return options;
}

// A window, a parent in it and a child in that, and a log of what listeners
// saw: "child/2:name" is the current target, the phase and the listener.
class EventDispatchTest : public testing::Test {
 protected:
  RefPtr<EventListener> Log(std::string name,
                            std::function<void(Event&)> then = nullptr) {
    return MakeEventListener(
        [this, name = std::move(name), then = std::move(then)](Event& event) {
          log_.push_back(NodeTarget::NameOf(event.current_target()) + "/" +
                         std::to_string(event.event_phase()) + ":" + name);
          if (then) then(event);
        });
  }

  void ListenEverywhere(std::function<void(Event&)> then = nullptr) {
    for (const RefPtr<NodeTarget>& node : {window_, parent_, child_}) {
      node->AddEventListener(kType, Log("bubble", then), false);
      node->AddEventListener(kType, Log("capture", then), true);
    }
  }

  std::vector<std::string> TakeLog() { return std::exchange(log_, {}); }

  const RefPtr<NodeTarget> window_ = NodeTarget::Create("window");
  const RefPtr<NodeTarget> parent_ = NodeTarget::Create("parent", window_);
  const RefPtr<NodeTarget> child_ = NodeTarget::Create("child", parent_);
  std::vector<std::string> log_;
};

TEST_F(EventDispatchTest, Bubbling_WalksCaptureTargetBubble) {
  ListenEverywhere();
  const RefPtr<Event> event = Event::Create(kType, {.bubbles = true});
  EXPECT_TRUE(Dispatch(*event, *child_));
  EXPECT_THAT(TakeLog(), ElementsAre("window/1:capture", "parent/1:capture",
                                     "child/2:capture", "child/2:bubble",
                                     "parent/3:bubble", "window/3:bubble"));
}

TEST_F(EventDispatchTest, NotBubbling_EndsAtTheTarget) {
  ListenEverywhere();
  Dispatch(*Event::Create(kType), *child_);
  EXPECT_THAT(TakeLog(), ElementsAre("window/1:capture", "parent/1:capture",
                                     "child/2:capture", "child/2:bubble"));
}

TEST_F(EventDispatchTest, Parents_AreFoundFromTheTargetOnly) {
  ListenEverywhere();
  Dispatch(*Event::Create(kType, {.bubbles = true}), *parent_);
  EXPECT_THAT(TakeLog(), ElementsAre("window/1:capture", "parent/2:capture",
                                     "parent/2:bubble", "window/3:bubble"));
}

TEST_F(EventDispatchTest, DeepPath_ReachesTheRoot) {
  RefPtr<NodeTarget> node = window_;
  for (int i = 0; i < 100; ++i) node = NodeTarget::Create("node", node);
  size_t length = 0;
  window_->AddEventListener(kType, MakeEventListener([&](Event& event) {
                              length = event.ComposedPath().size();
                            }));
  Dispatch(*Event::Create(kType, {.bubbles = true}), *node);
  EXPECT_EQ(length, 101u);
}

TEST_F(EventDispatchTest, Path_IsFixedBeforeTheFirstListenerRuns) {
  window_->AddEventListener(
      kType, Log("capture", [this](Event&) { child_->set_parent(nullptr); }),
      true);
  parent_->AddEventListener(kType, Log("bubble"));
  Dispatch(*Event::Create(kType, {.bubbles = true}), *child_);
  EXPECT_THAT(TakeLog(), ElementsAre("window/1:capture", "parent/3:bubble"));
}

TEST_F(EventDispatchTest, Path_KeepsItsTargetsAlive) {
  RefPtr<NodeTarget> root = NodeTarget::Create("root");
  RefPtr<NodeTarget> leaf = NodeTarget::Create("leaf", root);
  root->AddEventListener(kType, Log("bubble"));
  leaf->AddEventListener(kType, Log("target", [&](Event&) {
                           leaf->set_parent(nullptr);
                           root = nullptr;
                           leaf = nullptr;
                         }));
  const RefPtr<Event> event = Event::Create(kType, {.bubbles = true});
  Dispatch(*event, *leaf);
  EXPECT_THAT(TakeLog(), ElementsAre("leaf/2:target", "root/3:bubble"));
  EXPECT_EQ(NodeTarget::NameOf(event->target()), "leaf");
}

TEST_F(EventDispatchTest, ComposedPath_ListsTargetsWhileDispatched) {
  const RefPtr<Event> event = Event::Create(kType, {.bubbles = true});
  std::vector<RefPtr<EventTarget>> path;
  parent_->AddEventListener(kType, MakeEventListener([&](Event& event) {
                              path = event.ComposedPath();
                            }));
  Dispatch(*event, *child_);
  EXPECT_THAT(path, ElementsAre(child_, parent_, window_));
  EXPECT_THAT(event->ComposedPath(), IsEmpty());
}

TEST_F(EventDispatchTest, Targets_DuringAndAfter) {
  const RefPtr<Event> event = Event::Create(kType, {.bubbles = true});
  bool ran = false;
  parent_->AddEventListener(kType, MakeEventListener([&](Event& event) {
                              ran = true;
                              EXPECT_EQ(event.target(), child_.get());
                              EXPECT_EQ(event.src_element(), child_.get());
                              EXPECT_EQ(event.current_target(), parent_.get());
                            }));
  Dispatch(*event, *child_);
  EXPECT_TRUE(ran);
  EXPECT_EQ(event->target(), child_.get());
  EXPECT_EQ(event->current_target(), nullptr);
  EXPECT_EQ(event->event_phase(), Event::kNone);
}

TEST_F(EventDispatchTest, Twice_WorksAnewOnAnotherTarget) {
  ListenEverywhere();
  const RefPtr<Event> event = Event::Create(kType);
  Dispatch(*event, *window_);
  EXPECT_EQ(event->target(), window_.get());
  Dispatch(*event, *parent_);
  EXPECT_EQ(event->target(), parent_.get());
  EXPECT_THAT(TakeLog(), ElementsAre("window/2:capture", "window/2:bubble",
                                     "window/1:capture", "parent/2:capture",
                                     "parent/2:bubble"));
}

// Where propagation stops, by who stops it and how.
struct StopCase {
  const char* at;  // Log entry at which the listener acts.
  bool immediate;
  std::vector<std::string> expected;
};

TEST_F(EventDispatchTest, StopPropagation_EndsAfterTheCurrentTargetsPass) {
  const StopCase cases[] = {
      {"window/1:capture", false, {"window/1:capture", "window/1:second"}},
      {"window/1:capture", true, {"window/1:capture"}},
      {"child/2:capture",
       false,
       {"window/1:capture", "window/1:second", "child/2:capture",
        "child/2:second"}},
      {"child/2:capture",
       true,
       {"window/1:capture", "window/1:second", "child/2:capture"}},
      {"child/2:bubble",
       false,
       {"window/1:capture", "window/1:second", "child/2:capture",
        "child/2:second", "child/2:bubble", "child/2:third"}},
      {"child/2:bubble",
       true,
       {"window/1:capture", "window/1:second", "child/2:capture",
        "child/2:second", "child/2:bubble"}},
  };
  for (const StopCase& test : cases) {
    const RefPtr<NodeTarget> window = NodeTarget::Create("window");
    const RefPtr<NodeTarget> child = NodeTarget::Create("child", window);
    const auto stop = [&](Event& event) {
      if (log_.back() != test.at) return;
      if (test.immediate) {
        event.StopImmediatePropagation();
      } else {
        event.StopPropagation();
      }
    };
    for (const RefPtr<NodeTarget>& node : {window, child}) {
      node->AddEventListener(kType, Log("capture", stop), true);
      node->AddEventListener(kType, Log("second", stop), true);
      node->AddEventListener(kType, Log("bubble", stop));
      node->AddEventListener(kType, Log("third", stop));
    }
    const RefPtr<Event> event = Event::Create(kType, {.bubbles = true});
    EXPECT_TRUE(Dispatch(*event, *child));
    EXPECT_EQ(TakeLog(), test.expected) << test.at << " " << test.immediate;
    EXPECT_FALSE(event->cancel_bubble()) << "unset after the dispatch";
  }
}

TEST_F(EventDispatchTest, StopPropagation_BeforeDispatch_CallsNobody) {
  ListenEverywhere();
  const RefPtr<Event> event = Event::Create(kType, {.bubbles = true});
  event->StopPropagation();
  EXPECT_TRUE(Dispatch(*event, *child_));
  EXPECT_THAT(TakeLog(), IsEmpty());
  EXPECT_EQ(event->target(), child_.get());
  Dispatch(*event, *window_);
  EXPECT_EQ(TakeLog().size(), 2u) << "the flag was unset";
}

TEST_F(EventDispatchTest, Result_IsFalseIffCanceled) {
  struct Case {
    bool cancelable, passive, prevents, result;
  };
  const Case cases[] = {
      {false, false, true, true}, {true, false, false, true},
      {true, false, true, false}, {true, true, true, true},
      {false, true, true, true},
  };
  for (const Case& test : cases) {
    const RefPtr<EventTarget> target = EventTarget::Create();
    target->AddEventListener(kType, MakeEventListener([&](Event& event) {
                               if (test.prevents) event.PreventDefault();
                             }),
                             Options(false, false, test.passive));
    const RefPtr<Event> event =
        Event::Create(kType, {.cancelable = test.cancelable});
    EXPECT_EQ(Dispatch(*event, *target), test.result);
    EXPECT_EQ(event->default_prevented(), !test.result);
  }
}

TEST_F(EventDispatchTest, Canceled_BeforeDispatch_StaysCanceled) {
  const RefPtr<Event> event = Event::Create(kType, {.cancelable = true});
  event->PreventDefault();
  EXPECT_FALSE(Dispatch(*event, *child_));
}

TEST_F(EventDispatchTest, Passive_BindsOnlyItsOwnListener) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  std::vector<bool> prevented;
  const auto listener = [&] {
    return MakeEventListener([&](Event& event) {
      event.set_return_value(false);
      prevented.push_back(event.default_prevented());
    });
  };
  target->AddEventListener(kType, listener(), Options(false, false, true));
  target->AddEventListener(kType, listener(), Options(false, false, false));
  EXPECT_FALSE(Dispatch(*Event::Create(kType, {.cancelable = true}), *target));
  EXPECT_THAT(prevented, ElementsAre(false, true));
}

TEST_F(EventDispatchTest, Once_IsRemovedBeforeItRuns) {
  child_->AddEventListener(kType,
                           Log("once",
                               [this](Event&) {
                                 EXPECT_FALSE(child_->HasEventListeners(kType));
                                 Dispatch(*Event::Create(kType), *child_);
                               }),
                           Options(false, true));
  Dispatch(*Event::Create(kType), *child_);
  Dispatch(*Event::Create(kType), *child_);
  EXPECT_THAT(TakeLog(), ElementsAre("child/2:once"));
}

TEST_F(EventDispatchTest, Once_OfAnotherPhase_Stays) {
  parent_->AddEventListener(kType, Log("once"), Options(false, true));
  Dispatch(*Event::Create(kType), *child_);
  EXPECT_TRUE(parent_->HasEventListeners(kType));
  Dispatch(*Event::Create(kType, {.bubbles = true}), *child_);
  EXPECT_FALSE(parent_->HasEventListeners(kType));
  EXPECT_THAT(TakeLog(), ElementsAre("parent/3:once"));
}

TEST_F(EventDispatchTest, Removed_WhileDispatching_DoesNotRun) {
  RefPtr<EventListener> second = Log("second");
  child_->AddEventListener(kType, Log("first", [&](Event&) {
                             child_->RemoveEventListener(kType, second);
                           }));
  child_->AddEventListener(kType, second);
  child_->AddEventListener(kType, Log("third"));
  Dispatch(*Event::Create(kType), *child_);
  EXPECT_THAT(TakeLog(), ElementsAre("child/2:first", "child/2:third"));
}

TEST_F(EventDispatchTest, RemovedAndAddedAgain_WhileDispatching_RunsNextTime) {
  RefPtr<EventListener> second = Log("second");
  bool moved = false;
  child_->AddEventListener(kType, Log("first", [&](Event&) {
                             if (std::exchange(moved, true)) return;
                             child_->RemoveEventListener(kType, second);
                             child_->AddEventListener(kType, second);
                           }));
  child_->AddEventListener(kType, second);
  child_->AddEventListener(kType, Log("third"));
  Dispatch(*Event::Create(kType), *child_);
  EXPECT_THAT(TakeLog(), ElementsAre("child/2:first", "child/2:third"));
  Dispatch(*Event::Create(kType), *child_);
  EXPECT_THAT(TakeLog(),
              ElementsAre("child/2:first", "child/2:third", "child/2:second"));
}

TEST_F(EventDispatchTest, Added_WhileDispatching_RunsNextTime) {
  child_->AddEventListener(
      kType,
      Log("first",
          [this](Event&) { child_->AddEventListener(kType, Log("added")); }),
      Options(false, true));
  Dispatch(*Event::Create(kType), *child_);
  EXPECT_THAT(TakeLog(), ElementsAre("child/2:first"));
  Dispatch(*Event::Create(kType), *child_);
  EXPECT_THAT(TakeLog(), ElementsAre("child/2:added"));
}

TEST_F(EventDispatchTest, Added_InAnEarlierPass_Runs) {
  child_->AddEventListener(kType,
                           Log("capture",
                               [this](Event&) {
                                 child_->AddEventListener(kType, Log("added"));
                                 window_->AddEventListener(kType, Log("added"));
                               }),
                           Options(true, true));
  Dispatch(*Event::Create(kType, {.bubbles = true}), *child_);
  EXPECT_THAT(TakeLog(), ElementsAre("child/2:capture", "child/2:added",
                                     "window/3:added"));
}

TEST_F(EventDispatchTest, ThousandsAddedAndRemoved_WhileDispatching) {
  std::vector<RefPtr<EventListener>> listeners;
  for (int i = 0; i < 1000; ++i) listeners.push_back(Log("many"));
  child_->AddEventListener(kType, Log("first", [&](Event&) {
                             for (const auto& listener : listeners) {
                               child_->AddEventListener(kType, listener);
                             }
                             for (const auto& listener : listeners) {
                               child_->RemoveEventListener(kType, listener);
                             }
                           }));
  child_->AddEventListener(kType, Log("last"));
  Dispatch(*Event::Create(kType), *child_);
  EXPECT_THAT(TakeLog(), ElementsAre("child/2:first", "child/2:last"));
}

TEST_F(EventDispatchTest, Nested_OnTheSameTarget_SeesTheListAsItIs) {
  int depth = 0;
  RefPtr<EventListener> last = Log("last");
  child_->AddEventListener(kType, Log("first", [&](Event&) {
                             if (++depth > 1) return;
                             child_->RemoveEventListener(kType, last);
                             child_->AddEventListener(kType, Log("new"));
                             Dispatch(*Event::Create(kType), *child_);
                           }));
  child_->AddEventListener(kType, last);
  Dispatch(*Event::Create(kType), *child_);
  EXPECT_THAT(TakeLog(),
              ElementsAre("child/2:first", "child/2:first", "child/2:new"));
}

TEST_F(EventDispatchTest, OtherTypes_AreNotCalled) {
  child_->AddEventListener(AtomString("other"), Log("other"));
  child_->AddEventListener(AtomString("Type"), Log("case"));
  Dispatch(*Event::Create(kType), *child_);
  EXPECT_THAT(TakeLog(), IsEmpty());
}

TEST_F(EventDispatchTest, LastReferenceToTheEvent_MayGoInAListener) {
  RefPtr<Event> event = Event::Create(kType);
  child_->AddEventListener(kType, Log("first", [&](Event&) { event = {}; }));
  child_->AddEventListener(kType, Log("second"));
  Dispatch(*event, *child_);
  EXPECT_EQ(TakeLog().size(), 2u);
}

TEST_F(EventDispatchTest, FireEvent_MakesATrustedPlainEvent) {
  bool trusted = false;
  child_->AddEventListener(kType, MakeEventListener([&](Event& event) {
                             trusted = event.is_trusted();
                             EXPECT_FALSE(event.bubbles());
                             EXPECT_FALSE(event.cancelable());
                             EXPECT_EQ(&event.interface_info(),
                                       &Event::kInterfaceInfo);
                           }));
  EXPECT_TRUE(FireEvent(*child_, kType));
  EXPECT_TRUE(trusted);
}

// Step 9 of "invoke".
TEST_F(EventDispatchTest, LegacyTypes_AreTriedForTrustedEventsOnly) {
  struct Row {
    const char* type;
    const char* legacy;
  };
  const Row rows[] = {{"animationend", "webkitAnimationEnd"},
                      {"animationiteration", "webkitAnimationIteration"},
                      {"animationstart", "webkitAnimationStart"},
                      {"transitionend", "webkitTransitionEnd"}};
  for (const Row& row : rows) {
    const AtomString type(row.type);
    const AtomString legacy(row.legacy);
    const RefPtr<NodeTarget> target = NodeTarget::Create("target");
    AtomString seen;
    int calls = 0;
    target->AddEventListener(legacy, MakeEventListener([&](Event& event) {
                               seen = event.type();
                               ++calls;
                             }));
    const RefPtr<Event> event = Event::Create(type);
    Dispatch(*event, *target);
    EXPECT_EQ(calls, 0) << row.type;
    FireEvent(*target, *event);
    EXPECT_EQ(calls, 1) << row.type;
    EXPECT_EQ(seen, legacy);
    EXPECT_EQ(event->type(), type);

    // A listener for the type itself, in whatever phase, hides the others.
    target->AddEventListener(type, MakeEventListener([](Event&) {}), true);
    FireEvent(*target, *event);
    EXPECT_EQ(calls, 1) << row.type;
  }
}

TEST_F(EventDispatchTest, RandomTrees_EachListenerRunsWhereItShould) {
  for (int depth = 1; depth < 12; ++depth) {
    std::vector<RefPtr<NodeTarget>> nodes = {NodeTarget::Create("0")};
    for (int i = 1; i < depth; ++i) {
      nodes.push_back(NodeTarget::Create(std::to_string(i), nodes.back()));
    }
    std::vector<std::string> expected;
    for (int i = 0; i < depth; ++i) {
      nodes[i]->AddEventListener(kType, Log("c"), true);
      nodes[i]->AddEventListener(kType, Log("b"));
      expected.push_back(std::to_string(i) + (i + 1 < depth ? "/1:c" : "/2:c"));
    }
    for (int i = depth - 1; i >= 0; --i) {
      expected.push_back(std::to_string(i) + (i + 1 < depth ? "/3:b" : "/2:b"));
    }
    Dispatch(*Event::Create(kType, {.bubbles = true}), *nodes.back());
    EXPECT_EQ(TakeLog(), expected);
  }
}

}  // namespace
}  // namespace mortise
