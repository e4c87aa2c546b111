#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

// `other` is the global object of a second realm.
constexpr ScriptCase kRealms[] = {
    {"InterfaceObjectsAreApart",
     "[other.Types !== Types, other.Types.prototype !== Types.prototype]"
     ".join()",
     "true,true"},
    {"MethodOfTheOtherRealmThrowsThere",
     "thrownIn(() => other.Types.prototype.nested.call({}))",
     "other TypeError"},
    {"ConversionErrorIsOfTheMethodsRealm",
     "const t = new Types(); const n = other.Types.prototype.nested; "
     "thrownIn(() => n.call(t, 5)) + thrownIn(() => t.nested(5))",
     "other TypeErrorown TypeError"},
    {"MethodTakesObjectsOfTheOtherRealm",
     "JSON.stringify(other.Types.prototype.nested.call(new Types(), [[1]]))",
     "[[1]]"},
    {"ResultIsOfTheMethodsRealm",
     "const r = other.Types.prototype.nested.call(new Types(), [[1]]); "
     "[r instanceof Array, r instanceof other.Array].join()",
     "false,true"},
    {"CoreExceptionIsOfTheMethodsRealm",
     "const t = new Types(); const f = other.Types.prototype.callTransform; "
     "thrownIn(() => f.call(t, []))",
     "other RangeError"},
    {"DOMExceptionIsOfTheMethodsRealm", "thrownIn(() => other.structured())",
     "other DOMException"},
    {"ConstructorOfTheOtherRealm",
     "const t = new other.Types(); [t instanceof other.Types, "
     "t instanceof Types].join()",
     "true,false"},
    {"PromiseIsOfTheMethodsRealm",
     "const p = new Promises(); const m = other.Promises.prototype"
     ".takeAndReturn.call(p, 1); [m instanceof Promise, "
     "m instanceof other.Promise].join()",
     "false,true"},
    {"RejectionIsOfTheMethodsRealm",
     "other.Promises.prototype.takeAndReturn.call(new Promises(), 256)"
     ".catch((e) => { result = realmOf(e); }); 'later'",
     "other TypeError"},
    {"AsyncIteratorIsOfTheMethodsRealm",
     "const i = other.AsyncRange.prototype.values.call(new AsyncRange()); "
     "Object.getPrototypeOf(i) === Object.getPrototypeOf("
     "new other.AsyncRange().values())",
     "true"},
    {"NextOfTheOtherRealmTakesTheIterator",
     "const next = Object.getPrototypeOf(new other.AsyncRange().values()).next;"
     "const p = next.call(new AsyncRange().values()); "
     "p.then((r) => { result = (p instanceof other.Promise) + ' ' + r.value; "
     "});"
     "'later'",
     "true 0"},
    {"NextOfTheOtherRealmRejectsThere",
     "const next = Object.getPrototypeOf(new other.AsyncRange().values()).next;"
     "next.call({}).catch((e) => { result = realmOf(e); }); 'later'",
     "other TypeError"},
    {"ObservableArrayIsOfTheFirstGettersRealm",
     "const o = new ObservableArrays(); const get = Object."
     "getOwnPropertyDescriptor(other.ObservableArrays.prototype, 'octets').get;"
     "const a = get.call(o); [a instanceof other.Array, a === o.octets, "
     "thrownIn(() => a.push(256))].join()",
     "true,true,other TypeError"},
    {"CallbackRunsInItsOwnRealm",
     "const t = new Types(); t.transform = other.eval("
     "'(function () { return arguments[0] instanceof Array ? [\"own\"] : "
     "[\"foreign\"]; })'); t.callTransform([])[0]",
     "own"},
    {"CallbackResultErrorIsOfTheCallbacksRealm",
     "const t = new Types(); t.transform = other.eval('(() => 5)'); "
     "thrownIn(() => t.callTransform([]))",
     "other TypeError"},
    {"UncallableCallbackErrorIsOfTheMethodsRealm",
     "const c = new CallbackSink(); thrownIn(() => c.test(other.Object(), ''))",
     "own TypeError"},
    {"NewTargetOfTheOtherRealm",
     "const f = other.eval('(function () {})'); f.prototype = 5; "
     "Object.getPrototypeOf(Reflect.construct(Types, [], f)) === "
     "other.Types.prototype",
     "true"},
};

using Realms = KitchenSinkTest;

TEST_P(Realms, Code_Runs_LikeTheStandard) {
  KitchenSinkRealm second(isolate());
  {
    v8::HandleScope handles(isolate());
    v8::Local<v8::Context> context = main().context();
    second.context()->SetSecurityToken(context->GetSecurityToken());
    v8::Context::Scope scope(context);
    ASSERT_TRUE(context->Global()
                    ->Set(context,
                          v8::String::NewFromUtf8Literal(isolate(), "other"),
                          second.context()->Global())
                    .FromJust());
  }
  second.Run(
      "var structured = () => { new AbortController().signal; "
      "const c = new AbortController(); c.abort(); c.signal.throwIfAborted(); "
      "};");
  Run("var realmOf = (e) => (e instanceof other[e.constructor.name] ? 'other ' "
      ": e instanceof globalThis[e.constructor.name] ? 'own ' : 'no ') + "
      "e.constructor.name; "
      "var thrownIn = (f) => { try { f(); } catch (e) { return realmOf(e); } "
      "return 'nothing'; };");
  const std::string value = Run(GetParam().code);
  EXPECT_EQ(value == "later" ? Run("result") : value, GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Rows, Realms, testing::ValuesIn(kRealms),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mortise::bindings
