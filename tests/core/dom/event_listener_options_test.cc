#include "core/dom/event_listener_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "core/dom/abort_controller.h"
#include "core/dom/event.h"
#include "core/dom/event_dispatch.h"
#include "core/dom/event_listener.h"
#include "core/dom/event_target.h"

namespace mortise {
namespace {

using ::testing::ElementsAre;

const AtomString kType("type");

RefPtr<EventListener> Count(int* calls) {
  return MakeEventListener([calls](Event&) { ++*calls; });
}

AddEventListenerOptions WithSignal(AbortSignal* signal) {
  AddEventListenerOptions options;
  options.signal = signal;
  return options;
}

TEST(EventListenerOptions, Defaults_AreTheDictionarys) {
  const AddEventListenerOptions options;
  EXPECT_FALSE(options.capture);
  EXPECT_FALSE(options.once);
  EXPECT_FALSE(options.passive.has_value());
  EXPECT_EQ(options.signal, nullptr);
}

TEST(AddEventListenerOptions, Signal_AbortRemovesTheListener) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  const RefPtr<AbortController> controller = AbortController::Create();
  int calls = 0;
  target->AddEventListener(kType, Count(&calls),
                           WithSignal(controller->signal()));
  FireEvent(*target, kType);
  controller->Abort(Undefined());
  FireEvent(*target, kType);
  EXPECT_EQ(calls, 1);
}

TEST(AddEventListenerOptions, Signal_AlreadyAborted_AddsNothing) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  int calls = 0;
  target->AddEventListener(kType, Count(&calls),
                           WithSignal(AbortSignal::Abort(Undefined()).get()));
  EXPECT_FALSE(target->HasEventListeners(kType));
}

TEST(AddEventListenerOptions, Signal_OfADuplicate_HasNoEffect) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  const RefPtr<AbortController> controller = AbortController::Create();
  int calls = 0;
  const RefPtr<EventListener> listener = Count(&calls);
  target->AddEventListener(kType, listener);
  target->AddEventListener(kType, listener, WithSignal(controller->signal()));
  controller->Abort(Undefined());
  FireEvent(*target, kType);
  EXPECT_EQ(calls, 1);
}

TEST(AddEventListenerOptions, Signal_AbortedWhileDispatching_StopsTheOthers) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  const RefPtr<AbortController> controller = AbortController::Create();
  std::vector<int> log;
  target->AddEventListener(kType, MakeEventListener([&](Event&) {
                             log.push_back(1);
                             controller->Abort(Undefined());
                           }),
                           WithSignal(controller->signal()));
  target->AddEventListener(kType,
                           MakeEventListener([&](Event&) { log.push_back(2); }),
                           WithSignal(controller->signal()));
  target->AddEventListener(
      kType, MakeEventListener([&](Event&) { log.push_back(3); }));
  FireEvent(*target, kType);
  EXPECT_THAT(log, ElementsAre(1, 3));
}

TEST(AddEventListenerOptions, Signal_EitherMayGoFirst) {
  const int64_t targets = EventTarget::live_instances();
  int calls = 0;
  {
    RefPtr<EventTarget> target = EventTarget::Create();
    RefPtr<AbortController> controller = AbortController::Create();
    target->AddEventListener(kType, Count(&calls),
                             WithSignal(controller->signal()));
    controller = nullptr;
    FireEvent(*target, kType);
    EXPECT_EQ(calls, 1);
  }
  {
    RefPtr<EventTarget> target = EventTarget::Create();
    RefPtr<AbortController> controller = AbortController::Create();
    target->AddEventListener(kType, Count(&calls),
                             WithSignal(controller->signal()));
    target = nullptr;
    controller->Abort(Undefined());
  }
  EXPECT_EQ(EventTarget::live_instances(), targets);
}

TEST(AddEventListenerOptions, Signal_ListeningOnItself_LeaksNothing) {
  const int64_t signals = AbortSignal::live_instances();
  {
    const RefPtr<AbortController> controller = AbortController::Create();
    int calls = 0;
    AbortSignal* const signal = controller->signal();
    signal->AddEventListener(AtomString("abort"), Count(&calls),
                             WithSignal(signal));
    controller->Abort(Undefined());
    EXPECT_EQ(calls, 0) << "algorithms run before the event is fired";
  }
  EXPECT_EQ(AbortSignal::live_instances(), signals);
}

}  // namespace
}  // namespace mortise
