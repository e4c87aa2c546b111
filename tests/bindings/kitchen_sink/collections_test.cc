#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

constexpr ScriptCase kIterables[] = {
    {"ValueIterator", "[...new ValueList(3)].join()", "item0,item1,item2"},
    {"ValueMethodsAreArrays",
     "const p = ValueList.prototype; const a = Array.prototype; "
     "[p[Symbol.iterator] === a.values, p.values === a.values, "
     "p.keys === a.keys, p.entries === a.entries, p.forEach === "
     "a.forEach].join()",
     "true,true,true,true,true"},
    {"ValueProperties",
     "const p = ValueList.prototype; [describe(p, Symbol.iterator), "
     "describe(p, 'values'), describe(p, 'forEach')].join()",
     "w-c,wec,wec"},
    {"IndexedOnlyIterator",
     "[[...new IndexedOnly()], 'values' in IndexedOnly.prototype, "
     "IndexedOnly.prototype[Symbol.iterator] === Array.prototype.values]"
     ".join()",
     "0,10,false,true"},
    {"Pairs",
     "const p = new PairList(); p.append('a', 1); p.append('b', 2); "
     "JSON.stringify([[...p], [...p.keys()], [...p.values()], "
     "[...p.entries()]])",
     "[[[\"a\",1],[\"b\",2]],[\"a\",\"b\"],[1,2],[[\"a\",1],[\"b\",2]]]"},
    {"PairForEach",
     "const p = new PairList(); p.append('a', 1); const log = []; "
     "p.forEach(function (v, k, o) { log.push(v, k, o === p, this.t); }, "
     "{t: 5}); log.join()",
     "1,a,true,5"},
    {"PairForEachOfNoFunction", "thrown(() => new PairList().forEach(5))",
     "TypeError"},
    {"PairProperties",
     "const p = PairList.prototype; [p[Symbol.iterator] === p.entries, "
     "describe(p, Symbol.iterator), describe(p, 'entries'), "
     "shape(p.entries), shape(p.keys), shape(p.values), shape(p.forEach)]"
     ".join()",
     "true,w-c,wec,entries/0,keys/0,values/0,forEach/1"},
    {"PairIteratorPrototype",
     "const i = new PairList().entries(); const p = Object.getPrototypeOf(i); "
     "const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf("
     "[][Symbol.iterator]())); "
     "[Object.getPrototypeOf(p) === IteratorPrototype, String(i), "
     "describe(p, 'next'), describe(p, Symbol.toStringTag), "
     "Object.hasOwn(p, 'constructor'), shape(p.next), "
     "Object.getPrototypeOf(new PairList().keys()) === p].join()",
     "true,[object PairList Iterator],wec,--c,false,next/0,true"},
    {"PairIteratorIsLive",
     "const p = new PairList(); p.append('a', 1); const seen = []; "
     "for (const [k] of p) { seen.push(k); if (seen.length < 3) "
     "p.append(k + k, 0); } seen.join()",
     "a,aa,aaaa"},
    {"PairIteratorEnds",
     "const p = new PairList(); const i = p.values(); i.next(); "
     "p.append('a', 1); JSON.stringify(i.next())",
     "{\"done\":true}"},
    {"PairIteratorWrongReceiver",
     "thrown(() => Object.getPrototypeOf(new PairList().keys()).next.call({}))",
     "TypeError"},
    {"PairMethodsWrongReceiver",
     "thrown(() => PairList.prototype.keys.call({}))", "TypeError"},
};

constexpr ScriptCase kLegacy[] = {
    {"IndexedGet", "const l = new ValueList(2); l[1] + l[2] + l['0']",
     "item1undefineditem0"},
    {"IndexedDescriptor",
     "const l = new ValueList(1); describe(l, 0) + describe(l, 1)", "-ecnone"},
    {"IndexedIn", "const l = new ValueList(1); (0 in l) + ' ' + (1 in l)",
     "true false"},
    {"IndexedKeys", "Object.keys(new ValueList(2)).join()", "0,1"},
    {"IndexedSetWithoutSetter",
     "'use strict'; const l = new ValueList(1); [thrown(() => { l[0] = 1; }), "
     "thrown(() => { l[5] = 1; }), l[0]].join()",
     "TypeError,TypeError,item0"},
    {"IndexedSetSloppy", "const l = new ValueList(1); l[0] = 1; l[0]", "item0"},
    {"IndexedDelete",
     "'use strict'; const l = new ValueList(1); [thrown(() => delete l[0]), "
     "delete l[1]].join()",
     "TypeError,true"},
    {"IndexedDefine",
     "thrown(() => Object.defineProperty(new ValueList(1), 0, {value: 1}))",
     "TypeError"},
    {"IndexedSetter",
     "const w = new WritableList(); w[0] = 'a'; w[1] = 5; [w[0], w[1], "
     "w.length, describe(w, 0)].join()",
     "a,5,2,wec"},
    {"IndexedSetterThrows", "thrown(() => { new WritableList()[3] = 'a'; })",
     "RangeError"},
    {"IndexedSetterDefine",
     "const w = new WritableList(); Object.defineProperty(w, 0, {value: 'd'}); "
     "w[0] + thrown(() => Object.defineProperty(w, 0, {get() {}}))",
     "dTypeError"},
    {"IndexedSetterOnHeir",
     "const w = new WritableList(); w[0] = 'a'; const h = Object.create(w); "
     "h[0] = 'b'; w[0] + describe(h, 0)",
     "awec"},

    {"NamedGet",
     "const s = new Store(); s.set('a', '1'); [s.a, s.b, 'a' in s, "
     "Object.hasOwn(s, 'a'), describe(s, 'a')].join()",
     "1,,true,true,wec"},
    {"NamedSet", "const s = new Store(); s.x = 5; s.get('x') + s.size", "51"},
    {"NamedDelete",
     "const s = new Store(); s.x = 5; [delete s.x, s.size, delete s.none]"
     ".join()",
     "true,0,true"},
    {"NamedHiddenByPrototype",
     "const s = new Store(); s.set('clear', 'x'); [typeof s.clear, "
     "Object.hasOwn(s, 'clear'), s.get('clear')].join()",
     "function,false,x"},
    {"NamedSetOfBuiltIn",
     "const s = new Store(); s.size = 'big'; [s.size, s.get('size')].join()",
     "1,big"},
    {"NamedKeys",
     "const s = new Store(); s.b = 1; s.a = 2; Object.keys(s).join()", "b,a"},
    {"NamedIndex",
     "const s = new Store(); s[5] = 'five'; [s[5], s['5'], s.get('5'), "
     "5 in s, delete s[5], s[5]].join()",
     "five,five,five,true,true,"},
    {"NamedSymbol",
     "const s = new Store(); const k = Symbol(); s[k] = 1; s[k] + s.size", "1"},
    {"NamedDefine",
     "const s = new Store(); Object.defineProperty(s, 'd', {value: 'v', "
     "enumerable: false}); s.get('d') + describe(s, 'd')",
     "vwec"},
    {"NamedDefineAccessor",
     "thrown(() => Object.defineProperty(new Store(), 'd', {get() {}}))",
     "TypeError"},
    {"PreventExtensions",
     "const s = new Store(); [thrown(() => Object.preventExtensions(s)), "
     "Object.isExtensible(s)].join()",
     "TypeError,true"},

    {"OverrideBuiltIns",
     "const o = new OverridingStore(); o.toString = 'mine'; "
     "[o.toString, Object.hasOwn(o, 'toString')].join()",
     "mine,true"},
    {"OverrideUnforgeable",
     "const o = new OverridingStore(); describe(o, 'fixed') + o.fixed", "ae-9"},
    {"OverrideDeleterSaysNo",
     "'use strict'; const o = new OverridingStore(); o.locked = 1; o.open = 2; "
     "[thrown(() => delete o.locked), delete o.open, "
     "'locked' in o, 'open' in o].join()",
     "TypeError,true,true,false"},

    {"Unenumerable",
     "const r = new ReadOnlyNames(); [r.alpha, describe(r, 'alpha'), "
     "Object.keys(r), Object.getOwnPropertyNames(r)].join()",
     "named,--c,0,1,0,1,alpha"},
    {"NamedHiddenByOperation", "typeof new ReadOnlyNames().item", "function"},
    {"NamedReadOnly",
     "'use strict'; const r = new ReadOnlyNames(); [thrown(() => { "
     "r.alpha = 1; }), thrown(() => delete r.alpha), r.alpha].join()",
     "TypeError,TypeError,named"},
    {"Expando",
     "const r = new ReadOnlyNames(); r.own = 1; [r.own, delete r.own, r.own]"
     ".join()",
     "1,true,"},
    {"Inherited",
     "const d = new DerivedNames(); [d[0], d.alpha, d.length, "
     "describe(d, 0)].join()",
     "first,named,2,-ec"},
};

class CollectionsTest : public KitchenSinkTest {};

TEST_P(CollectionsTest, Script_Runs_AsTheStandardSays) {
  EXPECT_EQ(Run(GetParam().code), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Iterables, CollectionsTest,
                         testing::ValuesIn(kIterables),
                         [](const auto& info) { return info.param.name; });
INSTANTIATE_TEST_SUITE_P(Legacy, CollectionsTest, testing::ValuesIn(kLegacy),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mortise::bindings
