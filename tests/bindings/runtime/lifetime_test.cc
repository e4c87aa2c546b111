// Cycles through JavaScript and C++ are collected, and nothing goes too early.

#include "core/dom/abort_controller.h"
#include "core/dom/abort_signal.h"
#include "core/dom/dom_exception.h"
#include "core/dom/event.h"
#include "core/dom/event_target.h"
#include "core/file/blob.h"
#include "tests/bindings/runtime/runtime_fixture.h"

namespace mortise::bindings {
namespace {

int64_t LiveObjects() {
  return Event::live_instances() + EventTarget::live_instances() +
         AbortController::live_instances() + DOMException::live_instances() +
         Blob::live_instances();
}

struct Script {
  const char* name;
  const char* code;  // Run in a function of its own.
};

class CycleTest : public RuntimeTest,
                  public testing::WithParamInterface<Script> {};

TEST_P(CycleTest, IsCollected) {
  CollectAll();
  const int64_t before = LiveObjects();
  ASSERT_EQ(before, 0);
  const std::string code = GetParam().code;
  EXPECT_EQ(Run("(() => { for (let i = 0; i < 50; ++i) {" + code + "} })()"),
            "undefined");
  CollectAll();
  EXPECT_EQ(LiveObjects(), 0);
  EXPECT_EQ(data().wrappers().live_wrappers(), 0u);
}

// The same, with the bindings ended while all of it is alive.
TEST_P(CycleTest, IsReleasedWithTheIsolate) {
  const std::string code = GetParam().code;
  EXPECT_EQ(Run("var kept = []; (() => { for (let i = 0; i < 50; ++i) {" +
                code + "; kept.push(x); } })()"),
            "undefined");
  EndBindings();
  EXPECT_EQ(LiveObjects(), 0);
}

// Each script leaves its main object in x.
const Script kCycles[] = {
    {"Event", "const x = new Event('x')"},
    {"EventThatRefersToItself", "const x = new Event('x'); x.x = x"},
    {"Detail",
     "const d = {}, x = new CustomEvent('x', {detail: d}); d.event = x"},
    {"DetailIsTheListener",
     "const t = new EventTarget(), x = new CustomEvent('x', {detail: t});"
     "t.addEventListener('x', () => x); t.event = x"},
    {"InitCustomEvent",
     "const x = new CustomEvent('x'); const d = {x};"
     "x.initCustomEvent('y', false, false, d)"},
    {"Data", "const d = [], x = new MessageEvent('x', {data: d}); d.push(x)"},
    {"InitMessageEvent",
     "const x = new MessageEvent('x', {data: {}}); const d = {x};"
     "x.initMessageEvent('y', false, false, d)"},
    {"Listener",
     "const x = new EventTarget(); x.addEventListener('x', () => x)"},
    {"ListenerObject",
     "const x = new EventTarget();"
     "x.addEventListener('x', {x, handleEvent() {}})"},
    {"ListenerAddedTwice",
     "const x = new EventTarget(); const f = () => x;"
     "x.addEventListener('x', f); x.addEventListener('x', f, true);"
     "x.addEventListener('y', f); x.removeEventListener('y', f)"},
    {"OnceListener",
     "const x = new EventTarget();"
     "x.addEventListener('x', () => x, {once: true});"
     "x.dispatchEvent(new Event('x'))"},
    {"ListenersOfEachOther",
     "const x = new EventTarget(), y = new EventTarget();"
     "x.addEventListener('x', () => y); y.addEventListener('y', () => x)"},
    {"DispatchedEvent",
     "const x = new EventTarget(); const e = new Event('x');"
     "x.addEventListener('x', (e) => { x.last = e; e.mine = x });"
     "x.dispatchEvent(e)"},
    {"Target",
     "const t = new EventTarget(), x = new Event('x'); t.dispatchEvent(x)"},
    {"Handler", "const x = new AbortController().signal; x.onabort = () => x"},
    {"HandlerReplaced",
     "const x = new AbortController().signal; x.onabort = () => x;"
     "x.onabort = {x}; x.onabort = null; x.onabort = () => [x]"},
    {"Controller", "const x = new AbortController(); x.signal.controller = x"},
    {"AbortedController", "const x = new AbortController(); x.abort()"},
    {"AbortReason", "const x = new AbortController(); x.abort({x})"},
    {"AbortReasonIsTheSignal",
     "const x = new AbortController(); x.abort(x.signal)"},
    {"AbortReasonRefersToTheSignal",
     "const x = new AbortController().signal; const s = x;"
     "const c = new AbortController(); c.abort({s: c.signal})"},
    {"AbortReasonThatWasRead",
     "const x = new AbortController(); const s = x.signal; x.abort({s});"
     "s.reason"},
    {"AbortedSignal",
     "const r = {}; const x = AbortSignal.abort(r); r.signal = x"},
    {"DependentSignal",
     "const x = new AbortController(); const d = AbortSignal.any([x.signal]);"
     "d.source = x; x.dependent = d"},
    {"DependentSignalAborted",
     "const x = new AbortController(); const d = AbortSignal.any([x.signal]);"
     "x.dependent = d; x.abort({d})"},
    {"SignalOfAListener",
     "const x = new AbortController(); const t = new EventTarget();"
     "t.addEventListener('x', () => x, {signal: x.signal}); x.target = t"},
    {"SignalOfAListenerAborted",
     "const x = new AbortController(); const t = new EventTarget();"
     "t.addEventListener('x', () => x, {signal: x.signal}); x.target = t;"
     "x.abort()"},
    {"Exception", "const x = new DOMException('x', 'AbortError'); x.x = x"},
    {"Blob", "const x = new Blob(['x']); x.part = x.slice(0, 1); x.part.x = x"},
    {"Subclass",
     "class T extends EventTarget { constructor() { super();"
     "  this.addEventListener('x', this); } handleEvent() {} }"
     "const x = new T()"},
    {"WeakMap",
     "const x = new EventTarget(); const m = new WeakMap(); m.set(x, {x});"
     "x.map = m"},
};

INSTANTIATE_TEST_SUITE_P(Scripts, CycleTest, testing::ValuesIn(kCycles),
                         [](const testing::TestParamInfo<Script>& info) {
                           return std::string(info.param.name);
                         });

class LifetimeTest : public RuntimeTest {};

TEST_F(LifetimeTest, Listener_LivesAsLongAsItsTarget) {
  Run("var log = []; var t = new EventTarget();"
      "t.addEventListener('x', () => log.push('function'));"
      "t.addEventListener('x', {handleEvent() { log.push('object'); }});");
  for (int i = 0; i < 3; ++i) {
    CollectYoung();
    CollectAll();
  }
  EXPECT_EQ(Run("t.dispatchEvent(new Event('x')); log.join()"),
            "function,object");
}

TEST_F(LifetimeTest, RemovedListener_IsCollectedThoughItsTargetLives) {
  Run("var t = new EventTarget(); var ref; (() => {"
      "  const f = () => {}; ref = new WeakRef(f);"
      "  t.addEventListener('x', f); t.removeEventListener('x', f); })()");
  CollectAll();
  EXPECT_EQ(Run("ref.deref()"), "undefined");
}

TEST_F(LifetimeTest, OnceListener_IsCollectedThoughItsTargetLives) {
  Run("var t = new EventTarget(); var ref; (() => {"
      "  const f = () => {}; ref = new WeakRef(f);"
      "  t.addEventListener('x', f, {once: true});"
      "  t.dispatchEvent(new Event('x')); })()");
  CollectAll();
  EXPECT_EQ(Run("ref.deref()"), "undefined");
}

TEST_F(LifetimeTest, ListenerOfAbortedSignal_IsCollected) {
  Run("var t = new EventTarget(); var ref; (() => {"
      "  const f = () => {}; ref = new WeakRef(f);"
      "  const c = new AbortController();"
      "  t.addEventListener('x', f, {signal: c.signal}); c.abort(); })()");
  CollectAll();
  EXPECT_EQ(Run("ref.deref()"), "undefined");
}

TEST_F(LifetimeTest, EdgesAreReused) {
  Run("var t = new EventTarget();");
  Run("for (let i = 0; i < 10000; ++i) { const f = () => i;"
      "  t.addEventListener('x', f); t.removeEventListener('x', f); }"
      "t.addEventListener('x', () => { t.ran = true; });");
  CollectAll();
  EXPECT_EQ(Run("t.dispatchEvent(new Event('x')); t.ran"), "true");
}

TEST_F(LifetimeTest, Event_KeepsItsTarget) {
  Run("var event = new Event('x'); var ref; (() => {"
      "  const t = new EventTarget(); t.name = 'mine';"
      "  t.dispatchEvent(event); })()");
  CollectAll();
  EXPECT_EQ(Run("event.target.name"), "mine");
  // A wrapper made anew would have lost its property.
  EXPECT_EQ(EventTarget::live_instances(), 1);
  Run("event.initEvent('y'); new EventTarget().dispatchEvent(event);");
  CollectAll();
  EXPECT_EQ(EventTarget::live_instances(), 1);
  EXPECT_EQ(Run("event.target.name"), "undefined");
}

TEST_F(LifetimeTest, Event_KeepsItsValues) {
  Run("var event = new CustomEvent('x', {detail: {a: 1}});"
      "var other = new MessageEvent('x', {data: {b: 2}});");
  CollectYoung();
  CollectAll();
  EXPECT_EQ(Run("event.detail.a + other.data.b"), "3");
}

TEST_F(LifetimeTest, Signal_KeepsItsReason) {
  Run("var c = new AbortController(); c.abort({a: 1});"
      "var s = AbortSignal.abort({b: 2});"
      "var d = AbortSignal.any([c.signal]);");
  CollectYoung();
  CollectAll();
  EXPECT_EQ(Run("c.signal.reason.a + s.reason.b"), "3");
  CollectAll();
  EXPECT_EQ(Run("c.signal.reason.a + s.reason.b"), "3");
  EXPECT_EQ(Run("d.reason === c.signal.reason"), "true");
}

TEST_F(LifetimeTest, Controller_KeepsItsSignal) {
  Run("var c = new AbortController(); c.signal.mine = 5;");
  CollectAll();
  EXPECT_EQ(Run("c.signal.mine"), "5");
}

TEST_F(LifetimeTest, Handler_IsTheSameAfterCollections) {
  Run("var s = new AbortController().signal;"
      "s.onabort = Object.assign(() => {}, {mine: 5});");
  CollectAll();
  EXPECT_EQ(Run("s.onabort.mine"), "5");
}

TEST_F(LifetimeTest, DependentSignalWithListener_FiresWithoutReference) {
  Run("var c = new AbortController(); var fired = 0;"
      "AbortSignal.any([c.signal]).onabort = () => ++fired;");
  CollectAll();
  EXPECT_EQ(Run("c.abort(); fired"), "1");
}

TEST_F(LifetimeTest, TimeoutSignalWithListener_FiresWithoutReference) {
  Run("var fired = 0; AbortSignal.timeout(1).onabort = () => ++fired;");
  CollectAll();
  {
    v8::HandleScope scope(isolate());
    main().tasks().RunAll();
  }
  EXPECT_EQ(Run("fired"), "1");
  CollectAll();
  EXPECT_EQ(EventTarget::live_instances(), 0);
}

TEST_F(LifetimeTest, CollectionInAListener_IsHarmless) {
  v8::HandleScope scope(isolate());
  v8::Local<v8::Context> context = main().context();
  v8::Context::Scope context_scope(context);
  const auto collect = [](const v8::FunctionCallbackInfo<v8::Value>& info) {
    info.GetIsolate()->RequestGarbageCollectionForTesting(
        v8::Isolate::kFullGarbageCollection);
  };
  context->Global()
      ->Set(context, v8::String::NewFromUtf8Literal(isolate(), "collect"),
            v8::Function::New(context, collect).ToLocalChecked())
      .Check();
  EXPECT_EQ(Run("var log = []; (() => {"
                "  const t = new EventTarget();"
                "  const f = () => { t.removeEventListener('x', f);"
                "    collect(); log.push(1); };"
                "  t.addEventListener('x', f);"
                "  t.addEventListener('x', (e) => { collect();"
                "    log.push(e.target === t, e.detail.a); });"
                "  t.dispatchEvent(new CustomEvent('x', {detail: {a: 2}}));"
                "})(); log.join()"),
            "1,true,2");
}

}  // namespace
}  // namespace mortise::bindings
