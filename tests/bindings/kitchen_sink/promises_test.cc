#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

// `p` is a Promises; the value of `result` when all promises are settled.
constexpr ScriptCase kPromises[] = {
    // A promise is resolved with what is passed, be it a promise too.
    {"TakesAnything",
     "p.takeLong(5); p.takeLong('6'); p.takeLong(Promise.resolve(7)); "
     "p.takeLong({then(f) { f(8); }}); later(() => p.log)",
     "5 6 8 7 "},
    {"TakesARejection",
     "p.takeLong(Promise.reject(1)); p.takeLong({get then() { throw 2; }}); "
     "later(() => p.log)",
     "rejected rejected "},
    {"ConvertsWhenFulfilled",
     "p.takeLong(Symbol()); p.takeTarget({}); p.takeTarget(new "
     "PromiseTarget()); later(() => p.log)",
     "rejected rejected target "},
    {"UndefinedTakesAnyValue", "p.takeUndefined(5); later(() => p.log)",
     "fulfilled "},
    {"InASequence",
     "p.takeList(['a', Promise.resolve('b')]); "
     "later(() => p.log)",
     "a b "},
    {"InADictionary",
     "p.takeOptions({number: 5, extra: Promise.resolve({})}); "
     "later(() => p.log)",
     "5 any7 "},
    {"RequiredInADictionary", "result = thrown(() => p.takeOptions({}))",
     "TypeError"},
    {"Optional",
     "result = [p.isMissing(), p.isMissing(undefined), p.isMissing(null)]"
     ".join()",
     "true,true,false"},
    {"ConversionErrorsReject",
     "p.takeAndReturn(256).catch((e) => { result = e.message; })",
     "Failed to execute 'takeAndReturn' on 'Promises': parameter 1 is outside "
     "the range of unsigned 8-bit integers."},
    {"TooFewArgumentsReject",
     "p.takeAndReturn().catch((e) => { result = e.constructor.name; })",
     "TypeError"},
    {"WrongReceiverRejects",
     "Promises.prototype.raise.call({}).catch((e) => { "
     "result = e.constructor.name; })",
     "TypeError"},
    {"WrongReceiverOfAnAttributeRejects",
     "Object.getOwnPropertyDescriptor(Promises.prototype, 'fresh').get"
     ".call({}).catch((e) => { result = e.constructor.name; })",
     "TypeError"},
    {"ExceptionRejects",
     "p.raise().catch((e) => { result = e.constructor.name; })", "RangeError"},
    {"ExceptionOfTheScriptRejects",
     "p.takeAndReturn({valueOf() { throw 5; }}).catch((e) => { result = e; })",
     "5"},
    {"IsAPlainPromise",
     "const q = p.takeAndReturn(1); result = q.constructor === Promise",
     "true"},
    {"Passes", "p.same(Promise.resolve(7)).then((v) => { result = v; })", "7"},
    {"PassesARejection",
     "p.same(Promise.reject(7)).catch((v) => { "
     "result = v; })",
     "7"},
    {"Overload", "p.at(3).then((v) => { result = v; })", "3"},
    {"OverloadRejects", "p.at('x').catch((e) => { result = e.message; })",
     "Failed to execute 'at' on 'Promises': There is no x"},
    {"OverloadWithoutArguments",
     "p.at().catch((e) => { result = e.constructor.name; })", "TypeError"},
    {"Static", "Promises.later('s').then((v) => { result = v; })", "s"},
    {"StaticConversionErrorsReject",
     "Promises.later(Symbol()).catch((e) => { result = e.constructor.name; })",
     "TypeError"},
    {"Object", "p.makeTarget().then((v) => { result = v.name; })", "target"},
    {"List", "p.makeList().then((v) => { result = v.join(); })", "1,2"},
    {"Null", "p.makeNull().then((v) => { result = String(v); })", "null"},
    {"FirstSettlementCounts",
     "p.settleTwice().then((v) => { result = String(v); })", "undefined"},
    {"SettledInTheCallRunsNoReactions",
     "const log = []; Promise.resolve().then(() => log.push('reaction')); "
     "p.takeAndReturn(1).then(() => { log.push('then'); result = log.join(); "
     "}); log.push('call');",
     "call,reaction,then"},
    {"FreshAttribute",
     "const a = p.fresh, b = p.fresh; Promise.all([a, b]).then((v) => { "
     "result = [a === b, v].join(); })",
     "false,1,2"},
    {"KeptAttribute",
     "const a = p.kept; p.kept.then((v) => { result = [a === p.kept, "
     "v].join(); })",
     "true,1"},
    {"StaticAttribute", "Promises.shared.then((v) => { result = v; })",
     "shared"},
    {"Namespace", "PromiseTools.twice(4).then((v) => { result = v; })", "8"},
    {"NamespaceConversionErrorsReject",
     "PromiseTools.twice(2 ** 40).catch((e) => { "
     "result = e.constructor.name; })",
     "TypeError"},
};

using PromiseType = KitchenSinkTest;

TEST_P(PromiseType, Code_Runs_LikeTheStandard) {
  Run("var p = new Promises(); var later = async (f) => { "
      "for (let i = 0; i < 9; ++i) await 0; result = f(); };");
  EXPECT_EQ(RunAsync(GetParam().code), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Rows, PromiseType, testing::ValuesIn(kPromises),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mortise::bindings
