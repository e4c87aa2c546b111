#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

// `r` is a Resolution; `each` calls one of its operations with each value of a
// list and joins the results, "throws" for an exception.
constexpr char kPrelude[] = R"(
  const r = new Resolution();
  const each = (name, ...values) => values.map((v) => {
    try { return r[name](v); } catch (e) { return 'throws'; }
  }).join();
)";

constexpr ScriptCase kCases[] = {
    {"NullAndUndefinedGoToTheNullableType",
     "each('nullable', null, undefined, r, {}, 5)",
     "null,null,object,text,text"},
    {"NullAndUndefinedGoToTheDictionary",
     "each('options', null, undefined, {}, 5, '5', true, () => {})",
     "dictionary,dictionary,dictionary,number,number,number,dictionary"},
    {"UndefinedGoesToTheOptionalArgument",
     "each('missing', undefined, null, 1) + ',' + r.missing() + ',' + "
     "r.missing(undefined, 'a') + ',' + r.missing(null, undefined)",
     "missing,number,number,missing,two,two"},
    {"ObjectTakesAllObjects",
     "each('anyObject', {}, [], r, new ArrayBuffer(1), new DataView(new "
     "ArrayBuffer(1)), new Int8Array(1), () => {}, new String('s'), new Date(),"
     " null, undefined, 's', Symbol.iterator)",
     "object,object,object,object,object,object,object,object,object,text,text,"
     "text,throws"},
    {"Function",
     "each('function', () => {}, class {}, new Proxy(() => {}, {}), [1], r, "
     "new Set(), {}, 5, null)",
     "function,function,function,sequence,interface,sequence,throws,throws,"
     "throws"},
    {"CallableIterableIsAFunction",
     "const f = () => {}; f[Symbol.iterator] = [][Symbol.iterator]; "
     "each('function', f)",
     "function"},
    {"Iterable",
     "each('list', [1], new Set([1]), {a: 1}, 's', new String('s'), 5, "
     "null, new Date(), r, {[Symbol.iterator]: null}, {[Symbol.iterator]: 5})",
     // A String object is iterable, and its letters are no numbers: 0.
     "sequence,sequence,record,text,sequence,text,text,record,record,throws,"
     "throws"},
    {"Primitive",
     "each('primitive', true, 5, 5n, 's', null, undefined, {}, NaN, "
     "new Number(5), new Boolean(true), Object(5n), Symbol())",
     "boolean,number,text,text,text,text,text,throws,text,text,text,throws"},
    {"NumberTakesTheRest",
     "each('number', 5, true, '5', null, undefined, {}, r, 5n, Symbol())",
     "number,boolean,number,number,throws,throws,interface,throws,throws"},
    {"BooleanTakesTheRest",
     "each('flag', true, '', null, undefined, {}, r, 5n, Symbol())",
     "true,false,false,false,true,interface,true,true"},
    {"BigintTakesTheRest", "each('integer', 5n, '5', true, 's', 5, null, r)",
     "bigint,bigint,bigint,throws,throws,throws,interface"},
    {"Symbol", "each('symbolic', Symbol(), 's', 5, Object(Symbol()))",
     "symbol,text,text,throws"},
    {"Union", "each('union', 5, r, true, [1], '5', null, {})",
     "long,interface,boolean,sequence,long,long,long"},
    {"Interfaces",
     "each('interfaces', r, new DerivedResolution(), new DerivedSibling(), {}, "
     "null, Object.create(r))",
     "Resolution,Resolution,DerivedSibling,throws,throws,throws"},
    {"ArgumentsBeforeTheDistinguishingOne",
     "[r.second('5', 'a'), r.second(5, r), r.second(5, r, 8), r.second(5, r, "
     "undefined), r.second(1, true, 3, 4), r.second(1, true, 3, 4, 5)].join()",
     "text 5,interface 5 7,interface 5 8,interface 5 7,four,four"},
    {"NumberOfArguments",
     "[thrown(() => r.second(1)), thrown(() => r.second(1, 'a', 3)), "
     "r.second.length, r.missing.length].join()",
     "TypeError,TypeError,2,0"},
    {"ConvertsFromLeftToRight",
     "const log = []; r.second({valueOf() { log.push('a'); return 1; }}, "
     "{toString() { log.push('b'); return ''; }}); log.join()",
     "a,b"},
    {"NothingIsConvertedIfNoneFits",
     "const log = []; thrown(() => r.interfaces({valueOf() { log.push('v'); }, "
     "get [Symbol.iterator]() { log.push('i'); }})) + log.join()",
     "TypeError"},
};

class OverloadsTest : public KitchenSinkTest {};

TEST_P(OverloadsTest, Script_Runs_AsTheStandardSays) {
  Run(kPrelude);
  EXPECT_EQ(Run(GetParam().code), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Rules, OverloadsTest, testing::ValuesIn(kCases),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mortise::bindings
