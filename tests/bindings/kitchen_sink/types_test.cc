#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

// `t` is a Types.
constexpr ScriptCase kTypes[] = {
    {"NestedSequences", "JSON.stringify(t.nested(new Set([[1, '2'], []])))",
     "[[1,2],[]]"},
    {"NestedSequencesOfNoSequence", "thrown(() => t.nested([1]))", "TypeError"},
    {"StringIsNoSequence", "thrown(() => t.nested('ab'))", "TypeError"},
    {"StringObjectIsASequence", "t.bytes(new String('ab')).join()", "a,b"},
    {"ResultIsAnArray",
     "const r = t.clamped([-1, 300]); [Array.isArray(r), r, "
     "describe(r, 0)].join()",
     "true,0,255,wec"},
    {"FrozenItems",
     "[t.frozenItems === t.frozenItems, t.frozenItems[1].name, "
     "Object.isFrozen(t.frozenItems)].join()",
     "true,b,true"},
    {"FrozenAttribute",
     "const a = [new ArrayItem('n')]; t.frozen = a; const f = t.frozen; "
     "[f === t.frozen, f !== a, f[0] === a[0], Object.isFrozen(f)].join()",
     "true,true,true,true"},
    {"FrozenAttributeAtFirst",
     "[t.frozen === t.frozen, t.frozen.length].join()", "true,0"},
    {"FrozenAttributeSetAgain",
     "const f = t.frozen; t.frozen = []; const g = t.frozen; t.frozen = g; "
     "[f === g, t.frozen === g, t.frozen === t.frozen].join()",
     "false,false,true"},
    {"FrozenAttributeChangedByCpp",
     "const f = t.frozen; t.replaceFrozen(); [t.frozen === f, "
     "t.frozen === t.frozen, t.frozen[1].name].join()",
     "false,true,b"},
    {"FrozenAttributeBadValues",
     "t.maybeFrozen = [1]; [thrown(() => { t.maybeFrozen = [256]; }), "
     "thrown(() => { t.frozen = 5; }), t.maybeFrozen].join()",
     "TypeError,TypeError,1"},
    {"FrozenAttributeNullable",
     "const n = t.maybeFrozen; t.maybeFrozen = [1]; const f = t.maybeFrozen; "
     "const same = f === t.maybeFrozen; t.maybeFrozen = undefined; "
     "[n === null, same, t.maybeFrozen === null].join()",
     "true,true,true"},
    {"SequenceConvertsOneByOne",
     "const log = []; thrown(() => t.clamped({[Symbol.iterator]() { let n = 0; "
     "return {next() { log.push('next' + n); return {value: {valueOf() { "
     "log.push('value'); if (n == 2) throw 5; return 0; }}, done: ++n > 3}; }, "
     "return() { log.push('closed'); }}; }})); log.join()",
     "next0,value,next1,value"},
    {"NestedRecords", "JSON.stringify(t.records({a: {x: 1, y: ''}, b: {}}))",
     "{\"a\":{\"x\":true,\"y\":false},\"b\":{}}"},
    {"RecordSkipsWhatIsNotEnumerable",
     "const o = {a: {}}; Object.defineProperty(o, 'b', {value: 5}); "
     "Object.keys(t.records(o)).join()",
     "a"},
    {"RecordOfSymbols", "thrown(() => t.records({[Symbol()]: {}}))",
     "TypeError"},
    {"RecordTraps",
     "const log = []; t.records(new Proxy({a: {}}, {ownKeys(o) { "
     "log.push('ownKeys'); return Reflect.ownKeys(o); }, "
     "getOwnPropertyDescriptor(o, k) { log.push('desc ' + k); return "
     "Reflect.getOwnPropertyDescriptor(o, k); }, get(o, k) { "
     "log.push('get ' + String(k)); return o[k]; }})); log.join()",
     "ownKeys,desc a,get a"},
    {"RecordKeysAreConverted",
     "[Object.entries(t.seasons({a: 'WINTER'})), "
     "thrown(() => t.seasons({'\\u0100': ''}))].join()",
     "a,WINTER,TypeError"},
    {"RecordOfBadValues", "thrown(() => t.seasons({a: 'autumn'}))",
     "TypeError"},
    {"NullableUnions", "JSON.stringify(t.nullables([1, 'a', null, undefined]))",
     "[1,\"a\",null,null]"},
    {"NullableItems",
     "const i = new ArrayItem('n'); const r = t.items([i, null]); "
     "[r[0] === i, r[1] === null].join()",
     "true,true"},
    {"Symbols", "const s = Symbol(); t.symbols([s])[0] === s", "true"},
    {"SymbolsOfOthers", "thrown(() => t.symbols(['s']))", "TypeError"},
    {"Bigints", "t.bigints([1n, '-2', -(2n ** 70n)]).join()",
     "1,-2,-1180591620717411303424"},
    {"BigintsOfNumbers", "thrown(() => t.bigints([1]))", "TypeError"},
    {"BigintsOfBadStrings", "thrown(() => t.bigints(['x']))", "SyntaxError"},
    {"Objects", "const o = () => {}; t.objects([o])[0] === o", "true"},
    {"ObjectsOfOthers", "thrown(() => t.objects(['o']))", "TypeError"},
    {"Booleans", "t.booleans([1, 0, 'x', '']).join()", "true,false,true,false"},
    {"ByteStrings",
     "t.bytes(['\\u00ff']).join() + "
     "thrown(() => t.bytes(['\\u0100']))",
     "\u00ffTypeError"},

    {"UnionOfPrimitives",
     "[1, true, 1n, 'a', null, {}, {valueOf: () => 1}, undefined]"
     ".map((v) => t.which(v)).join()",
     "0,1,2,3,3,3,3,3"},
    {"UnionOfObjects",
     "[new ArrayItem('a'), [1], {zebra: 1, aardvark: 'a'}, 'a', 5]"
     ".map((v) => t.whichObject(v)).join()",
     "0,1,2,3,3"},
    {"UnionOfObjectsNullIsADictionary", "thrown(() => t.whichObject(null))",
     "TypeError"},
    {"UnionOfObjectsMethodIsReadOnce",
     "let n = 0; t.whichObject({get [Symbol.iterator]() { ++n; "
     "return [][Symbol.iterator].bind([]); }}); n",
     "1"},
    {"UnionOfCallables",
     "[() => {}, 'WINTER', class {}].map((v) => t.whichCallable(v)).join() + "
     "thrown(() => t.whichCallable('x'))",
     "0,1,0TypeError"},
    {"UnionNullable",
     "[null, undefined, new ArrayItem('a'), 1, '5']"
     ".map((v) => t.whichNullable(v)).join()",
     "null,null,0,1,1"},
    {"UnionFlattened",
     "[new ArrayItem('a'), t, 5, Symbol(), '6'].map((v) => t.whichNested(v))"
     ".join()",
     "0,1,2,3,2"},
    {"UnionOfARecord",
     "[{}, [], true, 0, null].map((v) => t.whichRecord(v)).join()",
     "0,0,1,1,1"},
    {"UnionOfACallbackInterface",
     "[{}, () => {}, 'x', null, undefined].map((v) => t.whichVisitor(v))"
     ".join()",
     "0,0,1,1,1"},

    {"DictionaryDefaults", "t.describe({zebra: 7, aardvark: 'a'})",
     "7,1,none,0,anull,0,none,none,null,inf,4,none"},
    {"DictionaryMembers",
     "t.describe({zebra: 7, apple: 8, monkey: 'm', season: 'WINTER', "
     "aardvark: 'b', either: 'x', seasons: ['', 'spring'], table: {a: []}, "
     "nested: {zebra: 9}, item: new ArrayItem('i'), number: 1, anything: null, "
     "plain: {}})",
     "7,8,m,3,b1,2,1,9,i,finite,1,object"},
    {"DictionaryOrder",
     "const log = []; thrown(() => t.describe(new Proxy({}, {get(o, k) { "
     "log.push(k); if (k == 'zebra') return 1; if (k == 'aardvark') return 2; "
     "}}))); log.join()",
     "apple,zebra,monkey,season,aardvark,anything,either,item,nested,number,"
     "plain,seasons,table"},
    {"DictionaryConvertsInOrder",
     "const log = []; thrown(() => t.describe({get apple() { log.push('get'); "
     "return {valueOf() { log.push('convert'); return 0; }}; }, get zebra() { "
     "log.push('zebra'); throw 5; }})); log.join()",
     "get,convert,zebra"},
    {"DictionaryRequiredOfTheBase",
     "try { t.describe({aardvark: 'a'}); } catch (e) { e.name }", "TypeError"},
    {"DictionaryOfNoObject",
     "[thrown(() => t.describe(5)), thrown(() => t.describe('x')), "
     "thrown(() => t.describe(Symbol()))].join()",
     "TypeError,TypeError,TypeError"},
    {"DictionaryOfAFunction",
     "const f = () => {}; f.zebra = 1; f.aardvark = 'a'; t.describe(f)[0]",
     "1"},
    {"DictionaryInheritedProperties",
     "t.describe(Object.create({zebra: 3, aardvark: 'a'}))[0]", "3"},
    {"DictionaryBadMember",
     "try { t.describe({zebra: 1, aardvark: 'a', seasons: ['x']}); } "
     "catch (e) { e.constructor.name }",
     "TypeError"},
    {"DictionaryResult", "JSON.stringify(t.make())",
     "{\"apple\":0,\"zebra\":5,\"season\":\"spring\",\"aardvark\":\"x\","
     "\"anything\":true,\"either\":null,\"item\":{},\"number\":0.5,"
     "\"seasons\":[\"\",\"WINTER\"],\"table\":{\"t\":[1,2]}}"},
    {"DictionaryMissing", "JSON.stringify(t.middle())",
     "{\"apple\":0,\"zebra\":0,\"season\":\"spring\"}"},

    {"EnumerationAttribute",
     "t.season = 'WINTER'; t.season = 'winter'; t.season = {toString: () => "
     "'late summer'}; t.season",
     "late summer"},
    {"EnumerationAttributeConverts",
     "[thrown(() => { t.season = Symbol(); }), thrown(() => { t.season = "
     "{toString() { throw new RangeError(); }}; }), t.season].join()",
     "TypeError,RangeError,spring"},
    {"NullableEnumerationAttribute",
     "t.maybeSeason = ''; const s = t.maybeSeason; t.maybeSeason = null; "
     "[s === '', t.maybeSeason, thrown(() => { t.maybeSeason = 'x'; })].join()",
     "true,,TypeError"},
    {"UnionAttribute",
     "const log = [t.either]; for (const v of [5, 'x', undefined]) { "
     "t.either = v; log.push(t.either); } JSON.stringify(log)",
     "[null,5,\"x\",null]"},
    {"BigintAttribute", "t.big = -5n; t.big === -5n", "true"},
    {"SymbolAttribute", "t.mark = Symbol.iterator; t.mark === Symbol.iterator",
     "true"},
    {"ObjectAttribute",
     "const o = {}; t.plain = o; [t.plain === o, "
     "thrown(() => { t.plain = 5; })].join()",
     "true,TypeError"},
    {"AnyAttribute",
     "[1, 's', null, undefined, t].every((v) => { t.anything = v; "
     "return t.anything === v; })",
     "true"},
    {"CallbackAttribute",
     "const f = (l) => l; t.transform = f; [t.transform === f, "
     "thrown(() => { t.transform = {}; }), thrown(() => { t.transform = null; "
     "})].join()",
     "true,TypeError,TypeError"},
    {"StaticAttribute",
     "Types.count = 5; const c = Types.count; Types.count = 0; "
     "[c, describe(Types, 'count'), 'count' in t].join()",
     "5,aec,false"},
    {"CallbackGetsADictionary",
     "t.transform = (l, o) => [o.zebra, ...l, o.item.name]; "
     "t.callTransform(['a']).join()",
     "5,a,i"},
    {"CallbackResultIsConverted",
     "t.transform = () => 5; thrown(() => t.callTransform([]))", "TypeError"},
    {"CallbackThrows",
     "t.transform = () => { throw new RangeError(); }; "
     "thrown(() => t.callTransform([]))",
     "RangeError"},

    {"Construct", "t.construct(ArrayItem, 'n').name", "n"},
    {"ConstructOfAnHeir",
     "class Heir extends ArrayItem { get twice() { return this.name + "
     "this.name; } }; t.construct(Heir, 'n').twice",
     "nn"},
    {"ConstructOfAFunction",
     "let target; function F(name) { target = new.target; "
     "return new ArrayItem(name + arguments.length); } "
     "[t.construct(F, 'n').name, target === F].join()",
     "n1,true"},
    {"ConstructOfNoConstructor", "thrown(() => t.construct(() => {}, 'n'))",
     "TypeError"},
    {"ConstructOfNoFunction", "thrown(() => t.construct({}, 'n'))",
     "TypeError"},
    {"ConstructMakesAnother", "thrown(() => t.construct(class {}, 'n'))",
     "TypeError"},
    {"ConstructThrows",
     "thrown(() => t.construct(class { constructor() { "
     "throw new RangeError(); } }, 'n'))",
     "RangeError"},
};

using WebIdlType = KitchenSinkTest;

TEST_P(WebIdlType, Code_Runs_LikeTheStandard) {
  Run("var t = new Types();");
  EXPECT_EQ(Run(GetParam().code), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Rows, WebIdlType, testing::ValuesIn(kTypes),
                         [](const auto& info) { return info.param.name; });

using FrozenArrayLife = KitchenSinkTest;

TEST_F(FrozenArrayLife, Array_StaysTheSame_WhenNothingRefersToIt) {
  Run("var t = new Types(); t.frozen = [new ArrayItem('n')]; "
      "t.frozen[0].extra = 5;");
  CollectAll();
  EXPECT_EQ(Run("t.frozen[0].extra"), "5");
}

TEST_F(FrozenArrayLife, Cycle_IsCollected_ThroughItemsAndOwner) {
  CollectAll();
  const size_t before = data().wrappers().live_wrappers();
  Run("(() => { for (let i = 0; i < 10; ++i) { const t = new Types(); "
      "t.frozen = [new ArrayItem('n')]; t.frozen[0].owner = t; } })()");
  CollectAll();
  EXPECT_EQ(data().wrappers().live_wrappers(), before);
}

}  // namespace
}  // namespace mortise::bindings
