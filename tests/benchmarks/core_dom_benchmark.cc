// What events cost in core alone: making them, and dispatching them to
// listeners in C++.

#include <benchmark/benchmark.h>

#include "core/dom/event.h"
#include "core/dom/event_dispatch.h"
#include "core/dom/event_listener.h"
#include "core/dom/event_target.h"
#include "core/websocket/close_event.h"

namespace mortise {
namespace {

void BM_EventCreate(benchmark::State& state) {
  const AtomString type("close");
  for (auto _ : state) {
    benchmark::DoNotOptimize(Event::Create(type).get());
  }
}
BENCHMARK(BM_EventCreate);

void BM_CloseEventCreate(benchmark::State& state) {
  const AtomString type("close");
  for (auto _ : state) {
    CloseEventInit init;
    init.was_clean = true;
    init.code = 4001;
    init.reason = "going";
    benchmark::DoNotOptimize(CloseEvent::Create(type, std::move(init)).get());
  }
}
BENCHMARK(BM_CloseEventCreate);

// One target, `range` listeners.
void BM_Dispatch(benchmark::State& state) {
  const AtomString type("close");
  const RefPtr<EventTarget> target = EventTarget::Create();
  int64_t calls = 0;
  for (int64_t i = 0; i < state.range(0); ++i) {
    target->AddEventListener(type, MakeEventListener([&](Event&) { ++calls; }));
  }
  const RefPtr<Event> event = Event::Create(type);
  for (auto _ : state) Dispatch(*event, *target);
  benchmark::DoNotOptimize(calls);
}
BENCHMARK(BM_Dispatch)->Arg(0)->Arg(1)->Arg(10);

void BM_FireNewEvent(benchmark::State& state) {
  const AtomString type("close");
  const RefPtr<EventTarget> target = EventTarget::Create();
  int64_t calls = 0;
  target->AddEventListener(type, MakeEventListener([&](Event&) { ++calls; }));
  for (auto _ : state) FireEvent(*target, type);
  benchmark::DoNotOptimize(calls);
}
BENCHMARK(BM_FireNewEvent);

}  // namespace
}  // namespace mortise

BENCHMARK_MAIN();
