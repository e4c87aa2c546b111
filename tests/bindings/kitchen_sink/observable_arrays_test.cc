#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

// `o` is an ObservableArrays, `t` its `texts`.
constexpr ScriptCase kArrays[] = {
    {"IsAnArray", "[Array.isArray(t), t instanceof Array, t.length].join()",
     "true,true,0"},
    {"IsOneObject", "[o.texts === t, o.items === t].join()", "true,false"},
    {"AttributeOnThePrototype",
     "describe(ObservableArrays.prototype, 'texts') + "
     "typeof Object.getOwnPropertyDescriptor(ObservableArrays.prototype, "
     "'fixed').set",
     "aecundefined"},
    {"Push", "t.push('a', 'b'); [t.length, t[0], t[1], o.log].join()",
     "2,a,b,+a@0 +b@1 "},
    {"Pop", "t.push('a', 'b'); o.log; [t.pop(), t.length, o.log].join()",
     "b,1,-b@1 "},
    {"SetIndex",
     "t.push('a'); o.log; t[0] = 5; [t[0], typeof t[0], o.log].join()",
     "5,string,-a@0 +5@0 "},
    {"SetBehindTheEnd",
     "'use strict'; [thrown(() => { t[1] = 'x'; }), t.length].join()",
     "TypeError,0"},
    {"SetBehindTheEndSloppy", "t[1] = 'x'; t.length", "0"},
    {"ReadBehindTheEnd", "t.push('a'); [t[1], 1 in t, 0 in t].join()",
     ",false,true"},
    {"SetLength",
     "t.push('a', 'b', 'c'); o.log; t.length = 1; [t.join(), o.log].join('|')",
     "a|-c@2 -b@1 "},
    {"SetLengthLonger", "'use strict'; thrown(() => { t.length = 1; })",
     "TypeError"},
    {"SetLengthOfNoNumber", "thrown(() => { t.length = 'x'; })", "RangeError"},
    {"SetLengthConvertsTwice",
     "let n = 0; t.length = {valueOf() { ++n; return 0; }}; n", "2"},
    {"ShiftMoves",
     "t.push('a', 'b'); o.log; [t.shift(), t.join(), o.log].join('|')",
     "a|b|-a@0 +b@0 -b@1 "},
    {"SpliceAndSort",
     "t.push('c', 'a', 'b'); t.splice(1, 0, 'z'); t.sort(); t.join()",
     "a,b,c,z"},
    {"Iterates", "t.push('a', 'b'); [...t, ...t.entries()].join('|')",
     "a|b|0,a|1,b"},
    {"Json", "t.push('a'); JSON.stringify(t)", "[\"a\"]"},
    {"Assign",
     "t.push('x'); o.log; o.texts = new Set(['a', 1]); "
     "[t.join(), o.texts === t, o.log].join('|')",
     "a,1|true|-x@0 +a@0 +1@1 "},
    {"AssignNothingIterable",
     "t.push('x'); [thrown(() => { o.texts = 5; }), t.join()].join()",
     "TypeError,x"},
    {"AssignConvertsFirst",
     "o.octets = [1]; [thrown(() => { o.octets = [2, 256]; }), "
     "o.octets.join()].join()",
     "TypeError,1"},
    {"AssignItself", "t.push('a', 'b'); o.texts = o.texts; t.join()", "a,b"},
    {"AssignWrongReceiver",
     "const d = Object.getOwnPropertyDescriptor(ObservableArrays.prototype, "
     "'texts'); [thrown(() => d.set.call({}, [])), "
     "thrown(() => d.get.call({}))].join()",
     "TypeError,TypeError"},
    {"SetAlgorithmThrows", "[thrown(() => t.push('bad')), t.length].join()",
     "RangeError,0"},
    {"SetAlgorithmThrowsAfterDeletion",
     "t.push('a'); o.log; [thrown(() => { t[0] = 'bad'; }), t[0], o.log]"
     ".join()",
     "RangeError,a,-a@0 "},
    {"DeleteAlgorithmThrows",
     "t.push('a', 'kept', 'c'); [thrown(() => { t.length = 0; }), t.join()]"
     ".join('|')",
     "RangeError|a,kept"},
    {"AssignThrowsHalfway",
     "[thrown(() => { o.texts = ['a', 'bad', 'c']; }), t.join()].join('|')",
     "RangeError|a"},
    {"ConversionFails",
     "const a = o.items; [thrown(() => a.push({})), a.length].join()",
     "TypeError,0"},
    {"ConversionMessage", "try { o.octets.push(256); } catch (e) { e.message }",
     "Failed to set the 'octets' property on 'ObservableArrays': The value is "
     "outside the range of unsigned 8-bit integers."},
    {"KeepsIdentity",
     "const i = new ArrayItem('n'); i.extra = 5; o.items.push(i); "
     "[o.items[0] === i, o.items[0].extra, o.items.indexOf(i)].join()",
     "true,5,0"},
    {"NullableUnion",
     "o.mixed = [null, 5, new ArrayItem('n'), '7']; "
     "[o.mixed[0] === null, o.mixed[1], o.mixed[2].name, "
     "typeof o.mixed[3]].join()",
     "true,5,n,number"},
    {"AnyValues",
     "const x = {}; o.anything = [x, undefined, 's', null]; "
     "[o.anything[0] === x, o.anything[1], o.anything[2], "
     "o.anything[3] === null].join()",
     "true,,s,true"},
    {"Readonly",
     "'use strict'; o.fixed.push(1); [o.fixed.join(), "
     "thrown(() => { o.fixed = []; })].join()",
     "1,TypeError"},
    {"LengthDescriptor",
     "t.push('a'); const d = Object.getOwnPropertyDescriptor(t, 'length'); "
     "[describe(t, 'length'), d.value].join()",
     "w--,1"},
    {"IndexDescriptor",
     "t.push('a'); [describe(t, 0), describe(t, '0'), describe(t, 1), "
     "Object.getOwnPropertyDescriptor(t, 0).value].join()",
     "wec,wec,none,a"},
    {"OwnKeys",
     "t.push('a', 'b'); t.extra = 1; t[Symbol.for('s')] = 2; "
     "Reflect.ownKeys(t).map(String).join()",
     "0,1,length,extra,Symbol(s)"},
    {"Keys", "t.push('a', 'b'); t.extra = 1; Object.keys(t).join()",
     "0,1,extra"},
    {"DefineIndex",
     "[Reflect.defineProperty(t, '0', {value: 'a'}), t[0], "
     "Reflect.defineProperty(t, '2', {value: 'a'}), "
     "Reflect.defineProperty(t, '0', {value: 'b', writable: true, "
     "enumerable: true, configurable: true}), t[0]].join()",
     "true,a,false,true,b"},
    {"DefineIndexOtherwise",
     "t.push('a'); ['writable', 'enumerable', 'configurable'].map((k) => "
     "Reflect.defineProperty(t, '0', {value: 'b', [k]: false})).join() + "
     "Reflect.defineProperty(t, '0', {get() {}}) + t[0]",
     "false,false,falsefalsea"},
    {"DefineIndexWithoutValue",
     "t.push('a'); [Reflect.defineProperty(t, '0', {}), t[0]].join()",
     "true,a"},
    {"DefineLength",
     "t.push('a', 'b'); [Reflect.defineProperty(t, 'length', {value: 1}), "
     "t.length, Reflect.defineProperty(t, 'length', {writable: false}), "
     "Reflect.defineProperty(t, 'length', {configurable: true}), "
     "Reflect.defineProperty(t, 'length', {enumerable: true}), "
     "Reflect.defineProperty(t, 'length', {get() {}}), "
     "Reflect.defineProperty(t, 'length', {})].join()",
     "true,1,false,false,false,false,true"},
    {"DefineOther",
     "Object.defineProperty(t, 'x', {value: 1}); [t.x, describe(t, 'x')]"
     ".join()",
     "1,---"},
    {"DeleteLast",
     "t.push('a', 'b'); o.log; [delete t[0], delete t[1], delete t[1], "
     "delete t.length, t.join(), o.log].join('|')",
     "false|true|false|false|a|-b@1 "},
    {"DeleteOther", "t.x = 1; [delete t.x, t.x, delete t.y].join()",
     "true,,true"},
    {"NotFrozen",
     "t.push('a'); [thrown(() => Object.freeze(t)), "
     "thrown(() => Object.preventExtensions(t)), "
     "Reflect.preventExtensions(t), Object.isExtensible(t)].join()",
     "TypeError,TypeError,false,true"},
    {"OddNames",
     "t.push('a'); t['00'] = 1; t['-0'] = 2; t['1.5'] = 3; t[4294967295] = 4; "
     "[t.length, t['00'], t['-0'], t['1.5'], t[4294967295], o.textsInCpp()]"
     ".join()",
     "1,1,2,3,4,a"},
    {"AccessorInThePrototype",
     "let seen; Object.defineProperty(Array.prototype, 'probe', "
     "{get() { seen = this; return 5; }, set(v) { seen = this; }, "
     "configurable: true}); "
     "const got = t.probe; const r1 = seen === t; seen = 0; t.probe = 6; "
     "const r2 = seen === t; delete Array.prototype.probe; "
     "[got, r1, r2].join()",
     "5,true,true"},
    {"Heir",
     "const heir = Object.create(t); t.push('a'); heir[0] = 'b'; heir.x = 1; "
     "[t[0], heir[0], Object.hasOwn(heir, '0'), heir.x, t.x].join()",
     "b,b,false,1,"},
    {"ReflectIsReadOnce",
     "Reflect.get = Reflect.set = Reflect.defineProperty = () => 'patched'; "
     "t.x = 1; [t.x, t.map === Array.prototype.map].join()",
     "1,true"},
    {"CppAppends",
     "o.appendText('bad'); t.push('a'); o.appendText('b'); "
     "[t.join(), t.length, o.log].join('|')",
     "bad,a,b|3|+a@1 "},
    {"CppAppendsBeforeTheFirstReading",
     "const p = new ObservableArrays(); p.appendText('a'); p.texts[0]", "a"},
    {"CppReplaces",
     "t.push('a', 'b'); o.replaceTexts(['x', 'y', 'z']); t.join()", "x,y,z"},
    {"CppTruncates",
     "t.push('a', 'b', 'c'); o.log; o.truncateTexts(1); [t.join(), o.log]"
     ".join('|')",
     "a|"},
    {"CppSees", "t.push('b', 'a'); t.reverse(); o.textsInCpp().join()", "a,b"},
};

using ObservableArray = KitchenSinkTest;

TEST_P(ObservableArray, Array_DoesAsTheTableSays_LikeTheStandard) {
  Run("var o = new ObservableArrays(); var t = o.texts;");
  EXPECT_EQ(Run(GetParam().code), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Rows, ObservableArray, testing::ValuesIn(kArrays),
                         [](const auto& info) { return info.param.name; });

using ObservableArrayLife = KitchenSinkTest;

TEST_F(ObservableArrayLife, Array_OutlivesItsOwnersLastName_WithItsItems) {
  Run("var o = new ObservableArrays(); o.items.push(new ArrayItem('n')); "
      "o.items[0].extra = 5; o.extra = 7; var a = o.items; "
      "var w = new WeakRef(o); o = null;");
  CollectAll();
  EXPECT_EQ(Run("w.deref().extra + String(w.deref().items === a)"), "7true");
  EXPECT_EQ(Run("[a[0].name, a[0].extra, a.length].join()"), "n,5,1");
  Run("a.push(new ArrayItem('m'))");
  EXPECT_EQ(Run("a[1].name"), "m");
}

TEST_F(ObservableArrayLife, Array_StaysTheSame_WhenNothingRefersToIt) {
  Run("var o = new ObservableArrays(); o.items.extra = 5; "
      "o.items.push(new ArrayItem('n')); o.items[0].extra = 6;");
  CollectAll();
  EXPECT_EQ(Run("[o.items.extra, o.items[0].extra].join()"), "5,6");
}

TEST_F(ObservableArrayLife, Cycle_IsCollected_ThroughItemsAndOwner) {
  CollectAll();
  const size_t before = data().wrappers().live_wrappers();
  Run("(() => { for (let i = 0; i < 10; ++i) { "
      "const o = new ObservableArrays(); const item = new ArrayItem('n'); "
      "o.items.push(item); item.owner = o; item.array = o.items; } })()");
  CollectAll();
  EXPECT_EQ(data().wrappers().live_wrappers(), before);
}

}  // namespace
}  // namespace mortise::bindings
