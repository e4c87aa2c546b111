#include "tests/bindings/kitchen_sink/global/named_global.h"

#include <string>

#include "tests/bindings/kitchen_sink/global/sink_global_interfaces.h"
#include "tests/bindings/kitchen_sink/global/v8_named_global.h"
#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

// What the cases say things with.
constexpr char kPrelude[] =
    "var properties = Object.getPrototypeOf(NamedGlobal.prototype);";

constexpr ScriptCase kCases[] = {
    {"Chain",
     "[Object.getPrototypeOf(globalThis) === NamedGlobal.prototype, "
     "Object.getPrototypeOf(properties) === NamedGlobalBase.prototype, "
     "String(properties), inherited].join()",
     "true,true,[object NamedGlobalProperties],inherited"},
    {"OwnKeys", "Reflect.ownKeys(properties).map(String).join()",
     "Symbol(Symbol.toStringTag)"},
    {"Bareword",
     "put('apple'); [apple, globalThis.apple, typeof apple, "
     "typeof pear].join()",
     "<apple>,<apple>,string,undefined"},
    {"Unsupported", "thrown(() => pear)", "ReferenceError"},
    {"LivesOnThePropertiesObject",
     "put('apple'); [Object.hasOwn(globalThis, 'apple'), describe(properties, "
     "'apple'), Object.hasOwn(NamedGlobal.prototype, 'apple'), 'apple' in "
     "globalThis].join()",
     "false,wec,false,true"},
    {"NotListed",
     "put('apple'); const seen = []; for (const k in properties) seen.push(k);"
     " [Reflect.ownKeys(properties).includes('apple'), "
     "seen.includes('apple')].join()",
     "false,false"},
    {"AttributeHides", "put('name'); name = 'n'; name", "n"},
    {"InheritedMemberHides", "put('inherited'); inherited", "inherited"},
    {"GlobalBuiltInHides", "put('Array'); typeof Array", "function"},
    {"ObjectPrototypeHides", "put('valueOf'); typeof globalThis.valueOf",
     "function"},
    {"AssignmentShadows",
     "put('apple'); apple = 1; [apple, describe(globalThis, 'apple'), delete "
     "globalThis.apple, apple].join()",
     "1,wec,true,<apple>"},
    {"StrictAssignmentToTheObjectShadows",
     "'use strict'; put('apple'); globalThis.apple = 1; apple", "1"},
    {"VariableShadows", "put('apple'); (0, eval)('var apple'); String(apple)",
     "undefined"},
    {"Index", "put('7'); [globalThis[7], describe(properties, 7)].join()",
     "<7>,wec"},
    {"Symbols", "String(properties[Symbol.iterator])", "undefined"},
    {"Define",
     "put('apple'); const define = (k, d = {value: 1}) => thrown(() => "
     "Object.defineProperty(properties, k, d)); [define('apple'), "
     "define('pear'), define(Symbol()), define(7), define('pear', {get() {}}),"
     " Reflect.ownKeys(properties).length].join()",
     "TypeError,TypeError,TypeError,TypeError,TypeError,1"},
    {"Set",
     "'use strict'; put('apple'); [thrown(() => { properties.apple = 1; }), "
     "thrown(() => { properties.pear = 1; }), thrown(() => { "
     "properties[Symbol()] = 1; }), thrown(() => { "
     "properties[3] = 1; })].join()",
     "TypeError,TypeError,TypeError,TypeError"},
    {"Delete",
     "put('apple'); [Reflect.deleteProperty(properties, 'apple'), "
     "Reflect.deleteProperty(properties, 'pear'), "
     "Reflect.deleteProperty(properties, Symbol.toStringTag), "
     "Reflect.deleteProperty(properties, 7)].join()",
     "false,false,false,false"},
    {"PreventExtensions",
     "[Reflect.preventExtensions(properties), Object.isExtensible(properties)"
     "].join()",
     "false,true"},
    {"ImmutablePrototypes",
     "[globalThis, NamedGlobal.prototype, properties, "
     "NamedGlobalBase.prototype].map((o) => Reflect.setPrototypeOf(o, {}) + "
     "'' + Reflect.setPrototypeOf(o, Object.getPrototypeOf(o))).join()",
     "falsetrue,falsetrue,falsetrue,falsetrue"},
    {"Members",
     "[describe(globalThis, 'self'), self === globalThis, describe(globalThis,"
     " 'secure'), secure, describe(globalThis, 'toString'), "
     "String(globalThis)].join()",
     "ae-,true,ae-,2,wec,named global"},
    {"NoMembersOnThePrototype",
     "Object.getOwnPropertyNames(NamedGlobal.prototype).join()",
     "ZERO,constructor"},
    {"SlotOfTheGlobalObject",
     "const get = Object.getOwnPropertyDescriptor(NamedGlobalBase.prototype, "
     "'kept').get; [kept, globalThis.kept, get.call(undefined), "
     "get.call(null), get.call(globalThis), thrown(() => get.call({})), kept]"
     ".join()",
     "kept,kept,kept,kept,kept,TypeError,kept"},
    {"PropertiesObjectIsNoReceiver",
     "thrown(() => Object.getOwnPropertyDescriptor(NamedGlobalBase.prototype, "
     "'inherited').get.call(properties))",
     "TypeError"},
};

class NamedGlobalTest : public KitchenSinkTest {};

TEST_P(NamedGlobalTest, Script_Runs_AsTheStandardSays) {
  v8::HandleScope handles(isolate());
  KitchenSinkRealm realm(
      isolate(), {{"NamedGlobal"}},
      Realm::GlobalTemplate(data(), TypeInfoOf<NamedGlobal>()));
  realm.realm().SetGlobalObject(*NamedGlobal::Create());
  realm.realm().Expose(SinkGlobalInterfaces());
  realm.Run(kPrelude);
  EXPECT_EQ(realm.Run(GetParam().code), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Rules, NamedGlobalTest, testing::ValuesIn(kCases),
                         [](const auto& info) { return info.param.name; });

TEST_F(KitchenSinkTest, ConditionalUnforgeable_OfAnInsecureGlobal_IsNotThere) {
  v8::HandleScope handles(isolate());
  KitchenSinkRealm realm(
      isolate(), {{"NamedGlobal"}, false, false},
      Realm::GlobalTemplate(data(), TypeInfoOf<NamedGlobal>()));
  realm.realm().SetGlobalObject(*NamedGlobal::Create());
  EXPECT_EQ(realm.Run("[typeof secure, describe(globalThis, 'self')].join()"),
            "undefined,ae-");
}

}  // namespace
}  // namespace mortise::bindings
