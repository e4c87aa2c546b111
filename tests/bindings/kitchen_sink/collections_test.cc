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
    {"PairIteratorGoesOnBehindItsEnd",
     "const p = new PairList(); const i = p.values(); const end = i.next(); "
     "p.append('a', 1); JSON.stringify([end, i.next(), i.next()])",
     "[{\"done\":true},{\"value\":1,\"done\":false},{\"done\":true}]"},
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

constexpr ScriptCase kCollections[] = {
    {"Map",
     "const m = new TextMap(); [m.set('a', '1') === m, m.get('a'), m.get('b'), "
     "m.has('a'), m.size, m.delete('a'), m.delete('a'), m.size].join()",
     "true,1,,true,1,true,false,0"},
    {"MapFromCpp",
     "const m = new TextMap(); m.setFromCpp('x', 1); const i = m.keys(); "
     "m.setFromCpp('y', 2); m.setFromCpp('x', 3); [...i, ...m.values()].join()",
     "x,y,3,2"},
    {"MapClear",
     "const m = new TextMap(); m.set('a', 1); m.clear(); m.setFromCpp('b', 2); "
     "JSON.stringify([...m])",
     "[[\"b\",2]]"},
    {"MapForEach",
     "const m = new TextMap(); m.set('a', 1); const log = []; "
     "m.forEach(function (v, k, o) { log.push(v, k, o === m, this.t); }, "
     "{t: 7}); log.join()",
     "1,a,true,7"},
    {"MapForEachThrows",
     "const m = new TextMap(); m.set('a', 1); "
     "thrown(() => m.forEach(() => { throw new RangeError(); }))",
     "RangeError"},
    {"MapIteratorPrototype",
     "Object.getPrototypeOf(new TextMap().entries()) === "
     "Object.getPrototypeOf(new Map().entries())",
     "true"},
    {"MapProperties",
     "const p = TextMap.prototype; [p[Symbol.iterator] === p.entries, "
     "describe(p, Symbol.iterator), describe(p, 'size'), describe(p, 'set'), "
     "describe(p, 'forEach'), shape(p.set), shape(p.get), shape(p.clear), "
     "shape(p.forEach)].join()",
     "true,w-c,aec,wec,wec,set/2,get/1,clear/0,forEach/1"},
    {"MapConverts",
     "const m = new TextMap(); m.set({toString: () => 'k'}, 1.9); "
     "[m.get('k'), thrown(() => m.set(Symbol(), 1)), thrown(() => m.set('a', "
     "Symbol()))].join()",
     "1,TypeError,TypeError"},
    {"MapTakesMissingArgumentsForUndefined",
     "const m = new TextMap(); m.set('a'); m.set(); [m.get('a'), "
     "m.get('undefined'), m.has(), m.get(), m.delete(), m.size, thrown(() => "
     "m.forEach())].join()",
     "0,0,true,0,true,1,TypeError"},
    {"MapWrongReceiver",
     "[thrown(() => TextMap.prototype.size), "
     "thrown(() => TextMap.prototype.get.call(new Map(), 'a'))].join()",
     "TypeError,TypeError"},
    {"MapIterationSeesChanges",
     "const m = new TextMap(); m.set('a', 1); m.set('b', 2); const seen = []; "
     "for (const [k] of m) { seen.push(k); if (k === 'a') { m.delete('b'); "
     "m.set('c', 3); } } seen.join()",
     "a,c"},
    {"MapIterationOutlivesClear",
     "const m = new TextMap(); m.set('a', 1); m.set('b', 2); const i = "
     "m.keys(); i.next(); m.clear(); m.set('z', 1); [...i].join()",
     "z"},
    {"MapForEachSeesChanges",
     "const m = new TextMap(); m.set('a', 1); const seen = []; m.forEach((v, k)"
     " => { seen.push(k); if (seen.length < 3) m.set(k + k, 0); }); "
     "seen.join()",
     "a,aa,aaaa"},
    {"MapWithoutReceiver",
     "const p = TextMap.prototype; ['get', 'has', 'set', 'delete', 'clear', "
     "'keys', 'values', 'entries', 'forEach', Symbol.iterator].every((k) => "
     "thrown(() => p[k].call(undefined)) + thrown(() => p[k].call({})) === "
     "'TypeErrorTypeError')",
     "true"},
    {"MapNeedsNoMethodsOfMap",
     "for (const k of ['get', 'has', 'set', 'delete', 'entries', 'forEach']) "
     "Map.prototype[k] = () => { throw 'patched'; }; const m = new TextMap(); "
     "m.set('a', 1); [m.get('a'), m.has('a'), [...m.entries()], m.delete('a')]"
     ".join()",
     "1,true,a,1,true"},
    {"MapReadOnly",
     "['set', 'delete', 'clear'].some((k) => k in ObjectMap.prototype)",
     "false"},
    {"MapOfObjects",
     "const o = new ObjectMap(); const t = new TextMap(); o.put(-0, t); "
     "[o.get(0) === t, Object.is([...o.keys()][0], 0), "
     "thrown(() => o.get('a'))].join()",
     "true,true,TypeError"},
    {"Set",
     "const s = new TextSet(); [s.add('a') === s, s.has('a'), s.size, "
     "s.delete('a'), s.size].join()",
     "true,true,1,true,0"},
    {"SetsOwnAdd",
     "const s = new TextSet(); s.add(' '); JSON.stringify([...s])", "[\"\"]"},
    {"SetProperties",
     "const p = TextSet.prototype; [p[Symbol.iterator] === p.values, p.keys "
     "=== p.values, describe(p, 'add'), shape(p.add), shape(p.has)].join()",
     "true,true,wec,add/1,has/1"},
    {"SetIteratorPrototype",
     "Object.getPrototypeOf(new TextSet().values()) === "
     "Object.getPrototypeOf(new Set().values())",
     "true"},
    {"SetForEach",
     "const s = new TextSet(); s.add('a'); const log = []; s.forEach(function "
     "(v, k, o) { 'use strict'; log.push(v, k, o === s, this); }); log.join()",
     "a,a,true,"},
    {"SetConverts",
     "const n = new NumberSet(3, -0); [n.has('3'), n.has(3.5), n.has(), "
     "Object.is([...n][1], 0)].join()",
     "true,true,true,true"},
    {"SetReadOnly",
     "const n = new NumberSet(3, 1, 3); [[...n], [...n.entries()].length, "
     "['add', 'delete', 'clear'].some((k) => k in NumberSet.prototype)].join()",
     "3,1,2,false"},
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

INSTANTIATE_TEST_SUITE_P(Collections, CollectionsTest,
                         testing::ValuesIn(kCollections),
                         [](const auto& info) { return info.param.name; });

TEST_F(KitchenSinkTest, Maplike_ThatHoldsItself_IsCollected) {
  Run("globalThis.ref = (() => { const o = new ObjectMap(); const t = new "
      "TextMap(); o.put(1, t); t.back = o; o.size; return new WeakRef(o); "
      "})()");
  CollectAll();
  CollectAll();
  EXPECT_EQ(Run("ref.deref() === undefined"), "true");
}

}  // namespace
}  // namespace mortise::bindings
