#include <string>

#include "tests/bindings/kitchen_sink/global/sink_global.h"
#include "tests/bindings/kitchen_sink/global/sink_global_interfaces.h"
#include "tests/bindings/kitchen_sink/global/v8_sink_global.h"
#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

constexpr ScriptCase kCases[] = {
    {"Attribute",
     "counter = 5; [counter, this.counter, globalThis.counter]"
     ".join()",
     "5,5,5"},
    {"OperationWithoutReceiver", "twice(4) + twice.call(undefined, 1)", "10"},
    {"OperationWrongReceiver", "thrown(() => twice.call({}, 1))", "TypeError"},
    {"MembersLiveOnTheObject",
     "[describe(globalThis, 'counter'), describe(globalThis, 'twice'), "
     "'counter' in SinkGlobal.prototype, SinkGlobal.prototype.ZERO].join()",
     "aec,wec,false,0"},
    {"InheritedMembersLiveOnThePrototype",
     "[inherited, Object.hasOwn(GlobalBase.prototype, 'inherited')].join()",
     "inherited,true"},
    {"Replaceable", "level = 'mine'; level + describe(globalThis, 'level')",
     "minewec"},
    {"Itself", "me === globalThis", "true"},
    {"Prototypes",
     "[globalThis instanceof SinkGlobal, Object.getPrototypeOf(globalThis) "
     "=== SinkGlobal.prototype, String(globalThis), thrown(() => new "
     "SinkGlobal())].join()",
     "true,true,[object SinkGlobal],TypeError"},
    {"ExposedByTheGlobalsOtherName", "typeof new InSinkGlobal()", "object"},
};

class GlobalTest : public KitchenSinkTest {};

TEST_P(GlobalTest, Script_Runs_AsTheStandardSays) {
  v8::HandleScope handles(isolate());
  KitchenSinkRealm realm(
      isolate(), {{"SinkGlobal"}},
      Realm::GlobalTemplate(data(), TypeInfoOf<SinkGlobal>()));
  realm.realm().SetGlobalObject(*SinkGlobal::Create());
  realm.realm().Expose(SinkGlobalInterfaces());
  EXPECT_EQ(realm.Run(GetParam().code), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Rules, GlobalTest, testing::ValuesIn(kCases),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mortise::bindings
