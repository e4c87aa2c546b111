#include "bindings/runtime/slot_table.h"

#include "core/dom/event.h"
#include "tests/bindings/runtime/runtime_fixture.h"

namespace mortise::bindings {
namespace {

class SlotTableTest : public RuntimeTest {};

TEST_F(SlotTableTest, Getter_IsTheOnlyOneOfItsPrototype) {
  EXPECT_EQ(Run("const get = (p, n) => "
                "  Object.getOwnPropertyDescriptor(p, n).get;"
                "[get(CloseEvent.prototype, 'code').name,"
                " get(Event.prototype, 'type').length,"
                " get(CloseEvent.prototype, 'code') ==="
                " get(CloseEvent.prototype, 'code')].join()"),
            "get code,0,true");
}

TEST_F(SlotTableTest, Values_AreComputedOnceAndKept) {
  EXPECT_EQ(Run("const m = new MessageEvent('x'); m.ports === m.ports"),
            "true");
  EXPECT_EQ(Run("const b = new Blob(['abc'], {type: 'a/b'});"
                "[b.size, b.size, b.type, b.type].join()"),
            "3,3,a/b,a/b");
}

TEST_F(SlotTableTest, ValuesSurviveCollections) {
  Run("var e = new CloseEvent('close', {code: 4001, reason: 'r\\u0100'});"
      "var f = new CloseEvent('later', {code: 4002, reason: 's'}); e.code;");
  for (int i = 0; i < 3; ++i) {
    CollectYoung();
    CollectAll();
  }
  EXPECT_EQ(Run("[e.type, e.code, e.reason, f.type, f.code, f.reason].join()"),
            "close,4001,r\u0100,later,4002,s");
}

TEST_F(SlotTableTest, Invalidation_ReachesInheritedSlots) {
  EXPECT_EQ(
      Run("const c = new CustomEvent('a', {detail: 1, bubbles: true});"
          "const before = [c.type, c.detail, c.bubbles];"
          "c.initCustomEvent('b', false, true, 2);"
          "[...before, c.type, c.detail, c.bubbles, c.cancelable].join()"),
      "a,1,true,b,2,false,true");
  EXPECT_EQ(Run("c.initEvent('c', true); [c.type, c.detail, c.bubbles].join()"),
            "c,2,true");
}

TEST_F(SlotTableTest, EventsOfCore_HaveTheSameAttributes) {
  v8::HandleScope scope(isolate());
  v8::Local<v8::Context> context = main().context();
  v8::Context::Scope context_scope(context);
  const RefPtr<Event> event =
      Event::Create(AtomString("made"), {.bubbles = true});
  context->Global()
      ->Set(context, v8::String::NewFromUtf8Literal(isolate(), "made"),
            main().realm().Wrap(*event).ToLocalChecked())
      .Check();
  EXPECT_EQ(Run("[made.type, made.bubbles, made.cancelable, made.type,"
                " Reflect.ownKeys(made)].join()"),
            "made,true,false,made,isTrusted");
}

TEST_F(SlotTableTest, Symbols_AreFoundByNoReflection) {
  EXPECT_EQ(
      Run("const seen = []; const p = new Proxy(new CloseEvent('x'), new Proxy("
          "  {}, {get: (t, trap) => (...a) => {"
          "    seen.push(trap, typeof a[1]); return Reflect[trap](...a); }}));"
          "try { p.code } catch {} seen.join()"),
      "get,string");
  EXPECT_EQ(Run("Object.getOwnPropertySymbols(new CloseEvent('x')).length"),
            "0");
  EXPECT_EQ(Run("Object.isFrozen(Object.freeze(new CloseEvent('x')))"), "true");
}

TEST_F(SlotTableTest, GettersNeedNothingOfTheGlobal) {
  EXPECT_EQ(Run("for (const name of Reflect.ownKeys(globalThis)) {"
                "  if (name !== 'CloseEvent') "
                "    try { delete globalThis[name]; } catch {} }"
                "const e = new CloseEvent('x', {code: 7}); "
                "`${e.code} ${e.type}`"),
            "7 x");
}

}  // namespace
}  // namespace mortise::bindings
