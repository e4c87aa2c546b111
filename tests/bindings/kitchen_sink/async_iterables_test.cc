#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

constexpr ScriptCase kMembers[] = {
    {"ValueMethods",
     "const p = AsyncValues.prototype; [shape(p.values), "
     "p[Symbol.asyncIterator] === p.values, 'entries' in p, 'keys' in p, "
     "Symbol.iterator in p, 'forEach' in p].join()",
     "values/0,true,false,false,false,false"},
    {"PairMethods",
     "const p = AsyncPairs.prototype; [shape(p.entries), shape(p.keys), "
     "shape(p.values), p[Symbol.asyncIterator] === p.entries].join()",
     "entries/0,keys/0,values/0,true"},
    {"MethodsWithArguments", "shape(AsyncRange.prototype.values)", "values/0"},
    {"Properties",
     "const p = AsyncPairs.prototype; [describe(p, 'entries'), "
     "describe(p, 'keys'), describe(p, Symbol.asyncIterator)].join()",
     "wec,wec,w-c"},
    {"MethodsAreNoConstructors",
     "thrown(() => new AsyncValues.prototype.values())", "TypeError"},
    {"WrongReceiver",
     "[thrown(() => AsyncValues.prototype.values.call({})), "
     "thrown(() => AsyncValues.prototype.values.call(new AsyncRange()))]"
     ".join()",
     "TypeError,TypeError"},
    {"IteratorPrototype",
     "const i = new AsyncValues(['a']).values(); "
     "const p = Object.getPrototypeOf(i); "
     "const AsyncIteratorPrototype = Object.getPrototypeOf("
     "Object.getPrototypeOf(async function* () {}).prototype); "
     "[Object.getPrototypeOf(p) === AsyncIteratorPrototype, String(i), "
     "describe(p, 'next'), describe(p, Symbol.toStringTag), "
     "Object.hasOwn(p, 'constructor'), shape(p.next), 'return' in p, "
     "Object.getPrototypeOf(new AsyncValues([]).values()) === p, "
     "i[Symbol.asyncIterator]() === i].join()",
     "true,[object AsyncValues AsyncIterator],wec,--c,false,next/0,false,true,"
     "true"},
    {"IteratorPrototypeWithReturn",
     "const p = Object.getPrototypeOf(new AsyncRange().values()); "
     "[describe(p, 'return'), shape(p.return), "
     "Reflect.ownKeys(p).map(String).join()].join('|')",
     "wec|return/1|next,return,Symbol(Symbol.toStringTag)"},
    {"ArgumentsAreConverted", "thrown(() => new AsyncRange().values(Symbol()))",
     "TypeError"},
    {"ArgumentsInOrder",
     "const log = []; thrown(() => new AsyncRange().values({valueOf() { "
     "log.push('start'); return 0; }}, {valueOf() { log.push('end'); return 1; "
     "}}, {get failAtEnd() { log.push('failAtEnd'); }, get step() { "
     "log.push('step'); }})); log.join()",
     "start,end,failAtEnd,step"},
    {"InitializationThrows",
     "try { new AsyncRange().values(0, 1, {step: 0}); } catch (e) "
     "{ e.message }",
     "Failed to execute 'values' on 'AsyncRange': The step must be positive."},
};

// The value of the global `result` when all promises are settled.
constexpr ScriptCase kIterations[] = {
    {"Values",
     "result = []; (async () => { for await (const v of "
     "new AsyncValues(['a', 'b'])) result.push(v); result.push('end'); })()",
     "a,b,end"},
    {"NextResults",
     "result = ''; (async () => { const i = new AsyncValues(['a']).values(); "
     "for (let n = 0; n < 3; ++n) result += JSON.stringify(await i.next()); "
     "})()",
     "{\"value\":\"a\",\"done\":false}{\"done\":true}{\"done\":true}"},
    {"NextReturnsAPromise",
     "const p = new AsyncValues(['a']).values().next(); "
     "result = p instanceof Promise && "
     "Object.getPrototypeOf(p) === Promise.prototype",
     "true"},
    {"Entries",
     "result = []; (async () => { for await (const [k, v] of "
     "new AsyncPairs({a: 1, b: 2})) result.push(k + v); })()",
     "a1,b2"},
    {"KeysAndValues",
     "result = []; (async () => { const p = new AsyncPairs({a: 1, b: 2}); "
     "for await (const k of p.keys()) result.push(k); "
     "for await (const v of p.values()) result.push(v); })()",
     "a,b,1,2"},
    {"EntriesAreFreshArrays",
     "(async () => { const p = new AsyncPairs({a: 1}); "
     "const x = (await p.entries().next()).value; "
     "const y = (await p.entries().next()).value; "
     "result = [Array.isArray(x), x !== y].join(); })()",
     "true,true"},
    {"PairValueMayBeThenable",
     "const t = {then(f) { f('unwrapped'); }}; (async () => { "
     "const r = await new AsyncPairs({a: t}).values().next(); "
     "result = r.value === t; })()",
     "true"},
    {"ThenOfObjectPrototypeIsNotAsked",
     "let asked = 0; Object.defineProperty(Array.prototype, 'then', {get() "
     "{ ++asked; }, configurable: true}); (async () => { "
     "await new AsyncPairs({a: 1}).keys().next(); "
     "delete Array.prototype.then; result = asked; })()",
     "0"},
    {"Arguments",
     "result = []; (async () => { for await (const v of "
     "new AsyncRange().values(1, 8, {step: 3})) result.push(v); })()",
     "1,4,7"},
    {"DefaultArguments",
     "result = []; (async () => { for await (const v of new AsyncRange()) "
     "result.push(v); })()",
     "0,1,2"},
    {"NextRejects",
     "(async () => { const i = new AsyncRange().values(0, 0, "
     "{failAtEnd: true}); try { await i.next(); } catch (e) { "
     "result = e.constructor.name + ':' + e.message; } "
     "result += JSON.stringify(await i.next()); })()",
     "RangeError:Failed to execute 'next' on 'AsyncRange': The range has "
     "ended.{\"done\":true}"},
    {"BreakCloses",
     "const r = new AsyncRange(); (async () => { for await (const v of r) "
     "break; result = r.log; })()",
     "undefined "},
    {"ThrowInTheLoopCloses",
     "const r = new AsyncRange(); (async () => { try { for await (const v of "
     "r) throw 5; } catch (e) { result = r.log + e; } })()",
     "undefined 5"},
    {"ReturnResult",
     "const r = new AsyncRange(); (async () => { const i = r.values(); "
     "result = JSON.stringify(await i.return('x')) + "
     "JSON.stringify(await i.next()) + JSON.stringify(await i.return('y')) + "
     "r.log; })()",
     "{\"value\":\"x\",\"done\":true}{\"done\":true}"
     "{\"value\":\"y\",\"done\":true}reason "},
    {"ReturnAfterTheEnd",
     "const r = new AsyncRange(); (async () => { const i = r.values(0, 0); "
     "await i.next(); result = JSON.stringify(await i.return(1)) + "
     "'[' + r.log + ']'; })()",
     "{\"value\":1,\"done\":true}[]"},
    {"ReturnRejects",
     "const r = new AsyncRange(); (async () => { const i = r.values(13); "
     "try { await i.return(); } catch (e) { result = e.message; } "
     "result += JSON.stringify(await i.next()); })()",
     "Failed to execute 'return' on 'AsyncRange': No closing at 13."
     "{\"done\":true}"},
    {"NextOfAnotherKindOfObject",
     "const n = Object.getPrototypeOf(new AsyncRange().values()).next; "
     "Promise.allSettled([n.call({}), n.call(undefined), "
     "n.call(new AsyncValues([]).values())]).then((all) => { result = "
     "all.map((r) => r.reason.constructor.name).join(); })",
     "TypeError,TypeError,TypeError"},
    {"ReturnOfAnotherKindOfObject",
     "const n = Object.getPrototypeOf(new AsyncRange().values()).return; "
     "n.call(5).catch((e) => { result = e.constructor.name; })",
     "TypeError"},
    {"NextsAreOneAfterTheOther",
     "const m = new AsyncMailbox(); const i = m.values(); result = []; "
     "for (const n of [1, 2, 3]) i.next().then((r) => result.push(n + "
     "r.value)); const before = m.asked; "
     "(async () => { m.deliver('a'); for (let n = 0; n < 9; ++n) await 0; "
     "result.push(before + '/' + m.asked); "
     "m.deliver('b'); for (let n = 0; n < 9; ++n) await 0; m.deliver('c'); "
     "for (let n = 0; n < 9; ++n) await 0; result = result.join() })()",
     "1a,1/2,2b,3c"},
    {"NextsAfterTheEndAskNoMore",
     "const m = new AsyncMailbox(); const i = m.values(); "
     "Promise.all([i.next(), i.next(), i.next()]).then((all) => { result = "
     "JSON.stringify(all) + m.asked; }); m.end();",
     "[{\"done\":true},{\"done\":true},{\"done\":true}]1"},
    {"NextsAfterAFailure",
     "const m = new AsyncMailbox(); const i = m.values(); "
     "Promise.allSettled([i.next(), i.next()]).then((all) => { result = "
     "all[0].reason.name + JSON.stringify(all[1].value) + m.asked; }); "
     "m.fail('x');",
     "RangeError{\"done\":true}1"},
    {"ReturnWaitsForNext",
     "const m = new AsyncMailbox(); const i = m.values(); result = []; "
     "i.next().then((r) => result.push('next ' + r.value)); "
     "i.return('x').then((r) => result.push('return ' + r.value + r.done)); "
     "i.next().then((r) => result.push('next ' + r.value + r.done)); "
     "(async () => { m.deliver('a'); for (let n = 0; n < 9; ++n) await 0; "
     "m.finishClosing(); for (let n = 0; n < 9; ++n) await 0; "
     "result.push(m.asked); })()",
     "next a,return xtrue,next undefinedtrue,1"},
    {"ValueMayBeThenable",
     "const m = new AsyncMailbox(); "
     "m.values().next().then((r) => { result = r.value; }); "
     "m.deliver({then(f) { f('unwrapped'); }});",
     "unwrapped"},
    {"ValueMayReject",
     "const m = new AsyncMailbox(); const i = m.values(); "
     "i.next().catch((e) => { result = e; return i.next(); })"
     ".then((r) => { result += r.done; }); "
     "m.deliver(Promise.reject('gone '));",
     "gone true"},
    {"SpeciesIsNotAsked",
     "let asked = 0; const i = new AsyncValues(['a']).values(); "
     "Object.defineProperty(Promise.prototype, 'constructor', "
     "{get() { ++asked; return Promise; }, configurable: true}); "
     "i.next(); result = asked; "
     "Object.defineProperty(Promise.prototype, 'constructor', "
     "{value: Promise, writable: true, configurable: true});",
     "0"},
    {"NextRunsNoReactions",
     "result = []; Promise.resolve().then(() => result.push('reaction')); "
     "new AsyncValues(['a']).values().next(); result.push('call'); ",
     "call,reaction"},
    {"TwoIteratorsAreApart",
     "const a = new AsyncValues(['x', 'y']); (async () => { "
     "const i = a.values(); const j = a.values(); await i.next(); "
     "result = (await j.next()).value; })()",
     "x"},
};

using AsyncIterableMember = KitchenSinkTest;

TEST_P(AsyncIterableMember, Code_Runs_LikeTheStandard) {
  EXPECT_EQ(Run(GetParam().code), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Rows, AsyncIterableMember, testing::ValuesIn(kMembers),
                         [](const auto& info) { return info.param.name; });

using AsyncIteration = KitchenSinkTest;

TEST_P(AsyncIteration, Code_Runs_LikeTheStandard) {
  EXPECT_EQ(RunAsync(GetParam().code), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Rows, AsyncIteration, testing::ValuesIn(kIterations),
                         [](const auto& info) { return info.param.name; });

using AsyncIterationLife = KitchenSinkTest;

TEST_F(AsyncIterationLife, Iterator_KeepsItsTarget_WhileItIsUsed) {
  Run("var i = new AsyncRange().values(0, 2); i.next();");
  CollectAll();
  EXPECT_EQ(RunAsync("i.next().then((r) => { result = r.value; })"), "1");
}

TEST_F(AsyncIterationLife, PendingNext_KeepsTheIterator_UntilItIsSettled) {
  Run("var m = new AsyncMailbox(); "
      "m.values().next().then((r) => { result = r.value; });");
  CollectAll();
  EXPECT_EQ(RunAsync("m.deliver('late')"), "late");
}

TEST_F(AsyncIterationLife, Iterators_AreCollected_WithTheirTargets) {
  CollectAll();
  const size_t before = data().wrappers().live_wrappers();
  Run("(() => { for (let n = 0; n < 10; ++n) { const r = new AsyncRange(); "
      "r.iterator = r.values(); r.iterator.next(); } })()");
  CollectAll();
  EXPECT_EQ(data().wrappers().live_wrappers(), before);
}

// With no scope around the script, the first scope inside would run microtasks.
TEST_F(AsyncIterationLife, Next_RunsNoReactions_WithNoScopeAroundTheScript) {
  {
    v8::HandleScope handles(isolate());
    v8::Local<v8::Context> context = main().context();
    v8::Context::Scope scope(context);
    v8::Local<v8::Script> script;
    ASSERT_TRUE(v8::Script::Compile(
                    context,
                    v8::String::NewFromUtf8Literal(
                        isolate(),
                        "result = []; const values = new AsyncValues(['a']);"
                        "Promise.resolve().then(() => result.push('reaction'));"
                        "values.values().next(); result.push('call');"))
                    .ToLocal(&script));
    ASSERT_FALSE(script->Run(context).IsEmpty());
  }
  EXPECT_EQ(Run("result"), "call");
}

}  // namespace
}  // namespace mortise::bindings
