#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

// `s` is an AsyncSequences.
constexpr ScriptCase kConversions[] = {
    {"SameObject", "const a = [1]; s.same(a) === a", "true"},
    {"NotConvertedYet", "s.same([Symbol()]) instanceof Array", "true"},
    {"NotOpenedYet",
     "let n = 0; s.same({[Symbol.asyncIterator]() { ++n; }}); n", "0"},
    {"NotIterable",
     "[thrown(() => s.same({})), thrown(() => s.same(5)), "
     "thrown(() => s.same('text')), thrown(() => s.same(null))].join()",
     "TypeError,TypeError,TypeError,TypeError"},
    {"MethodIsNoFunction",
     "[thrown(() => s.same({[Symbol.asyncIterator]: 5})), "
     "thrown(() => s.same({[Symbol.asyncIterator]: null, "
     "[Symbol.iterator]: 5}))].join()",
     "TypeError,TypeError"},
    {"MethodsAreReadInOrder",
     "const log = []; s.same({get [Symbol.asyncIterator]() { "
     "log.push('async'); }, get [Symbol.iterator]() { log.push('sync'); "
     "return () => {}; }}); log.join()",
     "async,sync"},
    {"MethodIsReadOnce",
     "let n = 0; s.overloaded({get [Symbol.asyncIterator]() { ++n; "
     "return () => {}; }}); n",
     "1"},
    {"Optional",
     "[s.isMissing(), s.isMissing(undefined), s.isMissing(null), "
     "s.isMissing([])].join()",
     "true,true,true,false"},
    {"Union",
     "[s.which([]), s.which('a'), s.which(5), s.which({}), "
     "s.which(new String('a')), s.which((async function* () {})())].join()",
     "async_sequence,DOMString,double,DOMString,DOMString,async_sequence"},
    {"Overload",
     "[s.overloaded([]), s.overloaded('a'), s.overloaded({}), "
     "s.overloaded(new String('a'))].join()",
     "async_sequence,DOMString,DOMString,DOMString"},
};

constexpr ScriptCase kIterations[] = {
    {"Synchronous", "s.join(['a', 1]).then((r) => { result = r; })", "a 1 "},
    {"SynchronousWithPromises",
     "s.join([Promise.resolve('a'), 'b']).then((r) => { result = r; })",
     "a b "},
    {"Asynchronous",
     "s.join((async function* () { yield 'a'; await 0; yield 'b'; })())"
     ".then((r) => { result = r; })",
     "a b "},
    {"AsyncIteratorResultIsNoPromise",
     "let n = 0; s.join({[Symbol.asyncIterator]: () => ({next: () => "
     "({value: 'v' + n, done: n++ == 2})})}).then((r) => { result = r; })",
     "v0 v1 "},
    {"ValueOfTheLastResultIsNotRead",
     "s.join({[Symbol.asyncIterator]: () => ({next: () => ({done: true, "
     "get value() { result = 'read'; }})})}).then(() => { result += '!'; })",
     "none!"},
    {"OwnAsyncIterable",
     "s.join(new AsyncValues(['a', 'b'])).then((r) => { result = r; })",
     "a b "},
    {"Items", "s.sum([1, '2', 3.9]).then((r) => { result = r; })", "6"},
    {"ItemFails",
     "s.sum([1, 2 ** 31]).catch((e) => { result = e.constructor.name; })",
     "TypeError"},
    {"OpenThrows",
     "s.join({[Symbol.asyncIterator]() { throw 5; }})"
     ".catch((e) => { result = e; })",
     "5"},
    {"OpenReturnsNoObject",
     "s.join({[Symbol.iterator]: () => 5})"
     ".catch((e) => { result = e.constructor.name; })",
     "TypeError"},
    {"NextThrows",
     "s.join({[Symbol.asyncIterator]: () => ({next() { throw 5; }})})"
     ".catch((e) => { result = e; })",
     "5"},
    {"NextRejects",
     "s.join({[Symbol.asyncIterator]: () => ({next: () => Promise.reject(5)})})"
     ".catch((e) => { result = e; })",
     "5"},
    {"NextIsNoFunction",
     "s.join({[Symbol.asyncIterator]: () => ({next: 5})})"
     ".catch((e) => { result = e.constructor.name; })",
     "TypeError"},
    {"NextReturnsNoObject",
     "s.join({[Symbol.asyncIterator]: () => ({next: () => 5})})"
     ".catch((e) => { result = e.constructor.name; })",
     "TypeError"},
    {"SyncNextReturnsNoObject",
     "s.join({[Symbol.iterator]: () => ({next: () => 5})})"
     ".catch((e) => { result = e.constructor.name; })",
     "TypeError"},
    {"SyncItemRejectsAndCloses",
     "const log = []; s.join({[Symbol.iterator]: () => ({next: () => "
     "({value: Promise.reject(5), done: false}), return() { "
     "log.push('closed'); return {}; }})})"
     ".catch((e) => { result = log.join() + e; })",
     "closed5"},
    {"CloseAsynchronous",
     "const log = []; s.first((async function* () { try { yield 1; } finally "
     "{ log.push('closed'); } })()).then((r) => { result = r + log.join(); })",
     "1closed"},
    {"CloseGetsTheReason",
     "let got; s.first({[Symbol.asyncIterator]: () => ({next: () => "
     "({value: 1}), return(r) { got = r + '/' + arguments.length; return {}; "
     "}})}, 'why').then(() => { result = got; })",
     "why/1"},
    {"CloseWithoutReturn",
     "s.first({[Symbol.asyncIterator]: () => ({next: () => ({value: 1})})})"
     ".then((r) => { result = r; })",
     "1"},
    {"CloseReturnsNoObject",
     "s.first({[Symbol.asyncIterator]: () => ({next: () => ({value: 1}), "
     "return: () => 5})}).catch((e) => { result = e.constructor.name; })",
     "TypeError"},
    {"CloseThrows",
     "s.first({[Symbol.asyncIterator]: () => ({next: () => ({value: 1}), "
     "return() { throw 7; }})}).catch((e) => { result = e; })",
     "7"},
    {"CloseSynchronous",
     "const log = []; s.first((function* () { try { yield 1; } finally "
     "{ log.push('closed'); } })()).then((r) => { result = r + log.join(); })",
     "1closed"},
    {"CloseSynchronousReturnsNoObject",
     "s.first({[Symbol.iterator]: () => ({next: () => ({value: 1}), "
     "return: () => 5})}).catch((e) => { result = e.constructor.name; })",
     "TypeError"},
    {"Empty", "s.first([]).then((r) => { result = r; })", "empty"},
    {"OverloadReadsTheMethodOnce",
     "let n = 0; s.joinOverloaded({get [Symbol.iterator]() { ++n; "
     "return [][Symbol.iterator].bind(['a']); }})"
     ".then((r) => { result = r + n; })",
     "a 1"},
};

using AsyncSequenceConversion = KitchenSinkTest;

TEST_P(AsyncSequenceConversion, Code_Runs_LikeTheStandard) {
  Run("var s = new AsyncSequences();");
  EXPECT_EQ(Run(GetParam().code), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Rows, AsyncSequenceConversion,
                         testing::ValuesIn(kConversions),
                         [](const auto& info) { return info.param.name; });

using AsyncSequenceIteration = KitchenSinkTest;

TEST_P(AsyncSequenceIteration, Code_Runs_LikeTheStandard) {
  Run("var s = new AsyncSequences();");
  EXPECT_EQ(RunAsync(GetParam().code), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Rows, AsyncSequenceIteration,
                         testing::ValuesIn(kIterations),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mortise::bindings
