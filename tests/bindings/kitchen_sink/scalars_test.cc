#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

// `set` sets an attribute to each of the values and joins what it reads then;
// an exception shows as its name.
constexpr char kPrelude[] = R"(
  const s = new Scalars();
  const set = (name, ...values) => values.map((value) => {
    try { s[name] = value; } catch (e) { return e.name; }
    const v = s[name];
    return Object.is(v, -0) ? '-0' : String(v);
  }).join();
)";

constexpr ScriptCase kCases[] = {
    {"Byte",
     "set('byteValue', 127, 128, -129, 256, NaN, Infinity, -0.9, '0x7f')",
     "127,-128,127,0,0,0,0,127"},
    {"Octet", "set('octetValue', 255, 256, -1, 3.9, -3.9, 2 ** 53)",
     "255,0,255,3,253,0"},
    {"Short", "set('shortValue', 32767, 32768, -32769, 65536)",
     "32767,-32768,32767,0"},
    {"UnsignedShort", "set('unsignedShortValue', 65535, 65536, -1)",
     "65535,0,65535"},
    {"Long", "set('longValue', 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32)",
     "2147483647,-2147483648,2147483647,0"},
    {"UnsignedLong", "set('unsignedLongValue', 2 ** 32 - 1, 2 ** 32, -1, null)",
     "4294967295,0,4294967295,0"},
    {"LongLong",
     "set('longLongValue', 2 ** 53, 2 ** 63, -(2 ** 63), 2 ** 64, 2 ** 64 + "
     "4096, -1, -Infinity)",
     "9007199254740992,-9223372036854776000,-9223372036854776000,0,4096,-1,0"},
    {"UnsignedLongLong",
     "set('unsignedLongLongValue', 2 ** 53, 2 ** 63, 2 ** 64, -1, -4096)",
     "9007199254740992,9223372036854776000,0,18446744073709552000,"
     "18446744073709548000"},
    {"SmallClamped",
     "[set('byteClamped', 128, -129, 0.5, 1.5, -0.5, -1.5, NaN), "
     "set('octetClamped', 256, -1, 2.5, 254.5, 255.5, Infinity), "
     "set('shortClamped', 1e9, -1e9), set('unsignedShortClamped', 1e9, "
     "-1e9)].join(' ')",
     "127,-128,0,2,0,-2,0 255,0,2,254,255,255 32767,-32768 65535,0"},
    {"LargeClamped",
     "[set('longClamped', 1e12, -1e12, 0.5, 2.5), set('unsignedLongClamped', "
     "1e12, -1), set('longLongClamped', 1e300, -1e300, 2 ** 53), "
     "set('unsignedLongLongClamped', Infinity, -Infinity, NaN)].join(' ')",
     "2147483647,-2147483648,0,2 4294967295,0 "
     "9007199254740991,-9007199254740991,9007199254740991 "
     "9007199254740991,0,0"},
    {"SmallEnforced",
     "[set('byteEnforced', 127.9, 128, -128.9, -129, NaN, -0), "
     "set('octetEnforced', 255.5, 256, -0.9, -1), set('shortEnforced', "
     "Infinity, 32768), set('unsignedShortEnforced', 65535, 65536)].join(' ')",
     "127,TypeError,-128,TypeError,TypeError,0 255,TypeError,0,TypeError "
     "TypeError,TypeError 65535,TypeError"},
    {"LargeEnforced",
     "[set('longEnforced', 2 ** 31, -(2 ** 31)), set('unsignedLongEnforced', 2 "
     "** 32 - 1, 2 ** 32), set('longLongEnforced', 2 ** 53 - 1, 2 ** 53, -(2 "
     "** 53)), set('unsignedLongLongEnforced', 2 ** 53, -1, -0.5)].join(' ')",
     "TypeError,-2147483648 4294967295,TypeError "
     "9007199254740991,TypeError,TypeError TypeError,TypeError,0"},
    {"IntegersTakeNoSymbolNorBigInt",
     "[set('longValue', Symbol(), 5n), set('octetClamped', 5n), "
     "set('byteEnforced', Symbol())].join()",
     "TypeError,TypeError,TypeError,TypeError"},
    {"Floats",
     "[set('floatValue', 0.1, 1e39, -0, NaN, Infinity, 3.4028235677973366e38, "
     "3.4028235677973362e38), set('doubleValue', 0.1, NaN, Infinity, -0, "
     "1e308)].join(' ')",
     "0.10000000149011612,TypeError,-0,TypeError,TypeError,TypeError,"
     "3.4028234663852886e+38 0.1,TypeError,TypeError,-0,1e+308"},
    {"UnrestrictedFloats",
     "[set('unrestrictedFloatValue', 1e39, -1e39, NaN, -0, 1e-46), "
     "set('unrestrictedDoubleValue', NaN, -Infinity, -0)].join(' ')",
     "Infinity,-Infinity,NaN,-0,0 NaN,-Infinity,-0"},
    {"Boolean", "set('booleanValue', 0, -0, NaN, '', 'a', [], null, 0n, 1n)",
     "false,false,false,false,true,true,false,false,true"},
    {"Strings",
     "[set('domStringValue', null, undefined, 1.5, 'a\\0b'.length), "
     "set('domStringValue', Symbol()), set('usvStringValue', '\\ud800a', "
     "'\\ud83d\\ude00') === '\\ufffda,\\u{1f600}', set('domStringValue', "
     "'\\ud800') === '\\ud800', set('byteStringValue', '\\xff', "
     "'\\u0100')].join()",
     "null,undefined,1.5,3,TypeError,true,true,\xc3\xbf,TypeError"},
    {"NullToEmptyString",
     "[set('domStringOrEmpty', null, undefined), set('usvStringOrEmpty', null, "
     "undefined)].join('|')",
     ",undefined|,undefined"},
    {"Typedefs",
     "[set('size', 2 ** 53, 5.5), thrown(() => new Scalars(-1)), new "
     "Scalars(8).size, set('numberOrFlag', true, 5, '7', null)].join()",
     "TypeError,5,TypeError,8,true,5,7,0"},
    {"PartialsComeAfterTheirDefinition",
     "Object.keys(Scalars.prototype).filter((k) => "
     "/^(octet|size|inh)/.test(k)).join()",
     "octetValue,octetClamped,octetEnforced,size,inherited"},
    {"Inherit",
     "const d = new DerivedScalars(); const before = d.inherited; d.inherited "
     "= 9; [before, d.inherited, shape(Object.getOwnPropertyDescriptor("
     "DerivedScalars.prototype, 'inherited').get), "
     "Object.getOwnPropertyDescriptor(Scalars.prototype, "
     "'inherited').get.call(d), Object.getOwnPropertyDescriptor("
     "Scalars.prototype, 'inherited').set, thrown(() => "
     "Object.getOwnPropertyDescriptor(DerivedScalars.prototype, "
     "'inherited').get.call(s))].join()",
     "7,9,get inherited/0,9,,TypeError"},
    {"PartialDictionary",
     "[ScalarTools.sum({}), ScalarTools.sum({second: 5})].join()", "3,6"},
    {"MissingDictionary_HasItsMembersDefaults",
     "[ScalarTools.sum(), ScalarTools.sum(undefined), ScalarTools.sum(null), "
     "ScalarTools.sumOfEither(), ScalarTools.sumOfEither(undefined), "
     "ScalarTools.sumOfEither(true), ScalarTools.sumOfAll(), "
     "ScalarTools.sumOfAll({}), ScalarTools.sumOfAll({inner: {first: 5}, "
     "either: undefined}), ScalarTools.sumOfAll({inner: null, either: "
     "false})].join()",
     "3,3,3,3,3,100,6,6,10,103"},
    {"UndefinedInAUnion",
     "[ScalarTools.maybe(false), ScalarTools.maybe(true)].map(String).join()",
     "undefined,5"},
};

using ScalarsTest = KitchenSinkTest;

TEST_P(ScalarsTest, Script_Runs_AsTheStandardSays) {
  Run(kPrelude);
  EXPECT_EQ(Run(GetParam().code), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Rules, ScalarsTest, testing::ValuesIn(kCases),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mortise::bindings
