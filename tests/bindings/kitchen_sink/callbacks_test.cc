#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

constexpr ScriptCase kCases[] = {
    {"Arguments",
     "let seen; new CallbackSink().test((...a) => { seen = a; }, 'x'); "
     "JSON.stringify(seen)",
     "[\"x\",7]"},
    {"ResultConverted", "new CallbackSink().test(() => 'yes', 'x')", "true"},
    {"NotAFunction", "thrown(() => new CallbackSink().test({}, 'x'))",
     "TypeError"},
    {"ThrownValuePassesThrough",
     "const e = {}; try { new CallbackSink().test(() => { throw e; }, ''); } "
     "catch (x) { x === e }",
     "true"},
    {"NullableNull", "new CallbackSink().testMaybe(null)", "false"},
    {"NullableMissing", "new CallbackSink().testMaybe()", "false"},
    {"Variadic", "JSON.stringify(new CallbackSink().collect((...a) => a))",
     "[1,null,\"three\"]"},
    {"ThisIsUndefined",
     "let t = 1; new CallbackSink().notify(function () { 'use strict'; "
     "t = this; }, 0); String(t)",
     "undefined"},
    {"ThisIsReceiver",
     "let t; const s = new CallbackSink(); s.notifyOn(function () { "
     "t = this; }); t === s",
     "true"},
    {"OptionalMissingAtTheEnd",
     "const n = []; const s = new CallbackSink(); for (const k of [0, 1, 2, 3])"
     " s.notify((...a) => n.push(a.length), k); n.join()",
     "0,1,2,2"},
    {"OptionalMissingInTheMiddle",
     "let a; new CallbackSink().notify((...x) => { a = x; }, 2); "
     "String(a[0]) + a[1]",
     "undefined2"},
    {"AttributeReadsSameFunction",
     "const f = () => {}; const s = new CallbackSink(f); "
     "const first = s.stored === f; s.stored = null; first + ' ' + s.stored",
     "true null"},
    {"AttributeRefusesOthers",
     "thrown(() => { new CallbackSink().stored = 5; })", "TypeError"},
    {"ConstructorsCallback",
     "let r = ''; const s = new CallbackSink((t, n) => { r = t + n; }); "
     "s.fire(); r",
     "fired1"},
    {"TreatNonObjectAsNull",
     "const s = new CallbackSink(); s.handler = 5; String(s.handler)", "null"},
    {"TreatNonObjectAsNullObject",
     "const s = new CallbackSink(); const o = {}; s.handler = o; "
     "(s.handler === o) + ' ' + s.callHandler()",
     "true undefined"},
    {"TreatNonObjectAsNull_ArgumentsAreNotAttributes",
     "const s = new CallbackSink(); [thrown(() => s.takesHandler({})), "
     "thrown(() => s.takesHandler(5)), s.takesHandler(() => {}), "
     "thrown(() => s.takesMaybeHandler({})), "
     "thrown(() => s.takesMaybeHandler(5)), s.takesMaybeHandler(null), "
     "s.takesMaybeHandler(undefined), s.takesMaybeHandler(() => {})].join()",
     "TypeError,TypeError,true,TypeError,TypeError,false,false,true"},
    {"StandardFunction",
     "const s = new CallbackSink(); const seen = []; "
     "seen.push(s.call(function(...a) { return (this === s) + a.join('+'); }, "
     "1, 'b', null)); s.run(function(...a) { seen.push(a.length); }); "
     "seen.push(thrown(() => s.call({})), thrown(() => s.run(null)), "
     "thrown(() => s.call(() => { throw new RangeError(); }))); seen.join()",
     "true1+b+,0,TypeError,TypeError,RangeError"},
    {"TreatNonObjectAsNullFunction",
     "const s = new CallbackSink(); s.handler = (t) => t + '!'; "
     "s.callHandler()",
     "handled!"},
    {"InterfaceFunction", "new CallbackSink().filter((x) => x.length, 'abc')",
     "3"},
    {"InterfaceObject",
     "new CallbackSink().filter({n: 2, acceptItem() { return this.n; }}, '')",
     "2"},
    {"InterfaceObjectWithoutMethod",
     "thrown(() => new CallbackSink().filter({}, ''))", "TypeError"},
    {"InterfaceNotAnObject", "thrown(() => new CallbackSink().filter(5, ''))",
     "TypeError"},
    {"InterfaceGetsTheWrapper",
     "const s = new CallbackSink(); let got; "
     "s.accept({visit(x) { got = x; }}); got === s",
     "true"},
    {"InterfaceConstants",
     "[Filter.ACCEPT, Filter.REJECT, describe(Filter, 'ACCEPT'), "
     "describe(globalThis, 'Filter'), shape(Filter), 'prototype' in Filter, "
     "typeof Visitor].join()",
     "1,2,-e-,w-c,Filter/0,false,undefined"},
    {"InterfaceObjectThrows", "thrown(() => Filter())", "TypeError"},

    {"Record", "new ValueSink().takeRecord({b: 1, a: '2', 3: 4})",
     "3=4 b=1 a=2"},
    {"RecordSkipsUnenumerable",
     "new ValueSink().takeRecord(Object.defineProperty({a: 1}, 'b', "
     "{value: 2}))",
     "a=1"},
    {"RecordOfSymbol",
     "thrown(() => new ValueSink().takeRecord({[Symbol()]: 1}))", "TypeError"},
    {"RecordOfPrimitive", "thrown(() => new ValueSink().takeRecord('a'))",
     "TypeError"},
    {"RecordOfProxy",
     "const log = []; new ValueSink().takeRecord(new Proxy({a: 1}, {"
     "ownKeys(t) { log.push('keys'); return Reflect.ownKeys(t); },"
     "getOwnPropertyDescriptor(t, k) { log.push('descriptor ' + k); "
     "return Reflect.getOwnPropertyDescriptor(t, k); },"
     "get(t, k) { log.push('get ' + k); return t[k]; }})); log.join()",
     "keys,descriptor a,get a"},
    {"RecordResult",
     "const r = new ValueSink().makeRecord(); JSON.stringify(r) + "
     "Object.hasOwn(r, '__proto__')",
     "{\"1\":true,\"b\":1,\"__proto__\":null}true"},
    {"Bigint", "String(new ValueSink().twice(2n ** 64n)) + typeof 1n",
     "36893488147419103232bigint"},
    {"BigintNegative", "String(new ValueSink().twice(-3n))", "-6"},
    {"BigintOfString", "String(new ValueSink().twice('7'))", "14"},
    {"BigintOfNumber", "thrown(() => new ValueSink().twice(7))", "TypeError"},
    {"BigintOrNumber",
     "const v = new ValueSink(); [v.which(1), v.which(1n), v.which('1'), "
     "v.which({valueOf: () => 1n}), v.which({valueOf: () => 1})].join()",
     "double,bigint,double,bigint,double"},
    {"SymbolOrString",
     "const v = new ValueSink(); v.whichText(Symbol()) + v.whichText('s')",
     "symbolstring"},
    {"Object", "const o = []; new ValueSink().same(o) === o", "true"},
    {"ObjectOfPrimitive", "thrown(() => new ValueSink().same(1))", "TypeError"},
    {"Symbol", "const s = Symbol(); new ValueSink().sameSymbol(s) === s",
     "true"},
    {"SymbolOfString", "thrown(() => new ValueSink().sameSymbol('s'))",
     "TypeError"},
    {"AllowShared",
     "new ValueSink().sizeOf(new Uint8Array(new SharedArrayBuffer(8)))", "8"},
    {"AllowSharedUnshared", "new ValueSink().sizeOf(new Uint16Array(3))", "6"},
    {"NotAllowShared",
     "thrown(() => new ValueSink().sizeOfUnshared(new Uint8Array("
     "new SharedArrayBuffer(8))))",
     "TypeError"},
    {"SharedArrayBuffer",
     "new ValueSink().sizeOfShared(new SharedArrayBuffer(5))", "5"},
    {"SharedArrayBufferUnshared",
     "thrown(() => new ValueSink().sizeOfShared(new ArrayBuffer(5)))",
     "TypeError"},
    {"PromiseAttributeKept",
     "const v = new ValueSink(); v.ready === v.ready && "
     "v.failing !== v.failing",
     "true"},
};

class CallbacksTest : public KitchenSinkTest {};

TEST_P(CallbacksTest, Script_Runs_AsTheStandardSays) {
  EXPECT_EQ(Run(GetParam().code), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Rules, CallbacksTest, testing::ValuesIn(kCases),
                         [](const auto& info) { return info.param.name; });

constexpr ScriptCase kAsyncCases[] = {
    {"PromiseArgument",
     "const v = new ValueSink(); v.takePromise(Promise.resolve('5')); "
     "Promise.resolve().then(() => {}).then(() => {}).then(() => { "
     "result = v.settled; });",
     "got 5"},
    {"PromiseArgumentOfValue",
     "const v = new ValueSink(); v.takePromise(6); "
     "Promise.resolve().then(() => {}).then(() => { result = v.settled; });",
     "got 6"},
    {"PromiseArgumentRejected",
     "const v = new ValueSink(); v.takePromise(Promise.reject(1)); "
     "Promise.resolve().then(() => {}).then(() => {}).then(() => { "
     "result = v.settled; });",
     "rejected"},
    {"PromiseArgumentUnconvertible",
     "const v = new ValueSink(); v.takePromise(Symbol()); "
     "Promise.resolve().then(() => {}).then(() => { result = v.settled; });",
     "rejected"},
    {"CallbackReturnsPromise",
     "new CallbackSink().fetch(async (n) => n + '!').then((v) => { "
     "result = v; });",
     "name!"},
    {"CallbackThrows",
     "new CallbackSink().fetch(() => { throw 'thrown'; }).catch((v) => { "
     "result = v; });",
     "thrown"},
    {"AttributeFulfilled",
     "new ValueSink().ready.then((v) => { result = v; });", "ready"},
    {"AttributeRejected",
     "new ValueSink().failing.catch((e) => { result = e.name; });",
     "RangeError"},
    {"AttributeWrongReceiver",
     "const get = Object.getOwnPropertyDescriptor(ValueSink.prototype, "
     "'ready').get; get.call({}).catch((e) => { result = e.name; });",
     "TypeError"},
    {"OperationWrongReceiver",
     "CallbackSink.prototype.fetch.call({}).catch((e) => { result = e.name; "
     "});",
     "TypeError"},
    {"OperationTooFewArguments",
     "new CallbackSink().fetch().catch((e) => { result = e.name; });",
     "TypeError"},
};

class CallbacksAsyncTest : public KitchenSinkTest {};

TEST_P(CallbacksAsyncTest, Promise_IsSettled_AsTheStandardSays) {
  EXPECT_EQ(RunAsync(GetParam().code), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Rules, CallbacksAsyncTest,
                         testing::ValuesIn(kAsyncCases),
                         [](const auto& info) { return info.param.name; });

TEST_F(KitchenSinkTest, Callback_ThatThrows_IsReported) {
  Run("new CallbackSink().notify(() => { throw new Error('oops'); }, 0)");
  ASSERT_EQ(main().reported().size(), 1u);
  EXPECT_EQ(main().reported()[0], "Error: oops");
}

TEST_F(KitchenSinkTest, StoredCallback_LivesAsLongAsItsOwnersWrapper) {
  Run("globalThis.keep = new CallbackSink(); "
      "globalThis.count = 0; keep.stored = () => { ++count; };");
  CollectAll();
  EXPECT_EQ(Run("keep.fire(); count"), "1");
}

TEST_F(KitchenSinkTest, StoredCallback_ThatRefersToItsOwner_IsCollected) {
  Run("globalThis.refs = []; (() => {"
      "const a = new CallbackSink(); a.stored = () => a;"
      "const b = new CallbackSink(() => b);"
      "refs.push(new WeakRef(a), new WeakRef(b)); })()");
  CollectAll();
  CollectAll();
  EXPECT_EQ(Run("refs.map((r) => r.deref() === undefined).join()"),
            "true,true");
}

}  // namespace
}  // namespace mortise::bindings
