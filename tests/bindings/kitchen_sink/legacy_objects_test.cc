#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

constexpr ScriptCase kGet[] = {
    {"OwnPropertyHidesALaterName",
     "const n = new Names(); n.x = 'own'; n.put('x'); [n.x, describe(n, 'x'), "
     "delete n.x, n.x, describe(n, 'x')].join()",
     "own,wec,true,<x>,-ec"},
    {"OwnPropertyHidesALaterOverridingName",
     "const n = new OverridingNames(); n.x = 'own'; n.put('x'); [n.x, "
     "describe(n, 'x'), delete n.x, n.x, describe(n, 'x')].join()",
     "own,wec,true,<x>,-ec"},
    {"UnforgeableHidesAnOverridingName",
     "const n = new OverridingNames(); n.put('fixed'); [n.fixed, describe(n, "
     "'fixed')].join()",
     "9,ae-"},
    {"PrototypeHidesAName",
     "const n = new Names(); n.put('title'); n.put('toString'); [n.title, "
     "Object.hasOwn(n, 'title'), typeof n.toString].join()",
     ",false,function"},
    {"OverridingNameHidesThePrototype",
     "const n = new OverridingNames(); n.put('title'); n.put('toString'); "
     "[n.title, Object.hasOwn(n, 'title'), n.toString].join()",
     "<title>,true,<toString>"},
    {"PropertyAddedToAPrototypeHides",
     "const n = new Names(); n.put('x'); const before = n.x; "
     "Names.prototype.x = 'proto'; const after = n.x; delete "
     "Names.prototype.x; [before, after, n.x].join()",
     "<x>,proto,<x>"},
    {"Heir",
     "const n = new Names(); n.put('x'); const h = Object.create(n); [h.x, 'x' "
     "in h, Object.hasOwn(h, 'x')].join()",
     "<x>,true,false"},
    {"Has",
     "const n = new Names(); n.put('x'); [Reflect.has(n, 'x'), Reflect.has(n, "
     "'y'), n.propertyIsEnumerable('x')].join()",
     "true,false,true"},
    {"ForIn",
     "const n = new Names(); n.put('x'); n.put('y'); const keys = []; for "
     "(const k in n) keys.push(k); keys.join()",
     "x,y,title,put"},
    {"SpreadAndAssign",
     "const n = new Names(); n.put('x'); JSON.stringify([{...n}, "
     "Object.assign({}, n), Object.entries(n)])",
     "[{\"x\":\"<x>\"},{\"x\":\"<x>\"},[[\"x\",\"<x>\"]]]"},
    {"KeysOnceEach",
     "const n = new Names(); n.x = 1; n.put('x'); n.put('title'); "
     "Reflect.ownKeys(n).join()",
     "x"},
    {"OverridingKeysOnceEach",
     "const n = new OverridingNames(); n.put('x'); n.put('fixed'); "
     "n.put('title'); Reflect.ownKeys(n).sort().join()",
     "fixed,title,x"},
    {"IndexIsNoName",
     "const o = new IndexedAndNamed(); o.name = 'n'; Object.keys(o).join() + "
     "o[0] + o[2]",
     "0,1,name#0undefined"},
    {"NotAnArrayIndex",
     "const o = new IndexedAndNamed(); o['4294967295'] = 'a'; o['01'] = 'b'; "
     "o['-0'] = 'c'; o['1.5'] = 'd'; o.log",
     "4294967295=a;01=b;-0=c;1.5=d;"},
};

constexpr ScriptCase kSet[] = {
    {"NameWithoutSetter",
     "'use strict'; const n = new Names(); n.put('x'); [thrown(() => { n.x = "
     "1; }), n.x].join()",
     "TypeError,<x>"},
    {"HiddenNameWithoutSetter",
     "'use strict'; const n = new Names(); n.put('toString'); thrown(() => { "
     "n.toString = 1; })",
     "TypeError"},
    {"AccessorWins",
     "const n = new Names(); n.put('title'); n.title = 't'; n.title", "t"},
    {"AccessorIsCalledThoughTheNameOverrides",
     "const n = new OverridingNames(); n.put('title'); n.title = 't'; [n.title,"
     " Object.getOwnPropertyDescriptor(OverridingNames.prototype, "
     "'title').get.call(n)].join()",
     "<title>,t"},
    {"OverridingNameWithoutSetter",
     "'use strict'; const n = new OverridingNames(); n.put('toString'); "
     "[thrown(() => { n.toString = 1; }), n.toString].join()",
     "TypeError,<toString>"},
    {"OwnProperty", "const n = new Names(); n.x = 1; n.put('x'); n.x = 2; n.x",
     "2"},
    {"HeirOfAReadOnlyName",
     "'use strict'; const n = new Names(); n.put('x'); const h = "
     "Object.create(n); h.x = 1; [h.x, n.x, describe(h, 'x')].join()",
     "1,<x>,wec"},
    {"OtherReceiver",
     "const n = new Names(); n.put('x'); const o = {}; [Reflect.set(n, 'x', 1, "
     "o), o.x].join()",
     "true,1"},
    {"HeirOfNamesWithSetter",
     "const o = new IndexedAndNamed(); o.a = '1'; const h = Object.create(o); "
     "h.a = '2'; h.b = '3'; [o.log, o.a, h.a, describe(h, 'b')].join()",
     "a=1;,<a>,2,wec"},
    {"HeirOfAReadOnlyIndex",
     "'use strict'; const h = Object.create(new IndexedAndNamed()); "
     "[thrown(() => { h[0] = 1; }), thrown(() => { h[2] = 1; }), h[2]].join()",
     "TypeError,nothing,1"},
    {"IndexGoesToTheNamedSetter",
     "const o = new IndexedAndNamed(); o[0] = 'x'; o[7] = 'y'; o.log",
     "0=x;7=y;"},
    {"SetterConverts",
     "const n = new Numbers(); n[0] = '5'; n[1] = {valueOf: () => 6.7}; "
     "thrown(() => { n[2] = Symbol(); }) + n.log",
     "TypeError0=5;1=6;"},
    {"ReflectSet",
     "const n = new Numbers(); [Reflect.set(n, 0, 3), n[0], Reflect.set(n, 0, "
     "4, {}), n[0]].join()",
     "true,3,true,3"},
    {"NamedSetterOfAnUnforgeable",
     "const s = new OverridingStore(); s.fixed = 'x'; s.fixed", "9"},
};

constexpr ScriptCase kDefine[] = {
    {"NewName",
     "const n = new Names(); Object.defineProperty(n, 'x', {value: 1}); "
     "n.put('x'); [n.x, describe(n, 'x')].join()",
     "1,---"},
    {"SupportedName",
     "const n = new Names(); n.put('x'); const define = (d) => thrown(() => "
     "Object.defineProperty(n, 'x', d)); [define({value: 1}), define({value: "
     "'<x>'}), define({get() {}}), define({enumerable: false}), n.x].join()",
     "TypeError,TypeError,TypeError,TypeError,<x>"},
    {"HiddenSupportedName",
     "const n = new Names(); n.put('title'); thrown(() => "
     "Object.defineProperty(n, 'title', {value: 1}))",
     "TypeError"},
    {"Index",
     "const o = new IndexedAndNamed(); const define = (i, d) => thrown(() => "
     "Object.defineProperty(o, i, d)); [define(0, {value: '#0'}), define(5, "
     "{value: 1}), define(5, {get() {}}), define(5, {}), describe(o, 5)]"
     ".join()",
     "TypeError,TypeError,TypeError,TypeError,none"},
    {"IndexedSetter",
     "const n = new Numbers(); const define = (i, d) => thrown(() => "
     "Object.defineProperty(n, i, d)); [define(0, {value: 5, writable: false, "
     "enumerable: false}), define(0, {get() {}}), define(0, {enumerable: "
     "false}), define(1, {writable: true}), describe(n, 0), n.log].join()",
     "nothing,TypeError,TypeError,nothing,wec,0=5;1=0;"},
    {"NamedSetter",
     "const o = new IndexedAndNamed(); const define = (k, d) => thrown(() => "
     "Object.defineProperty(o, k, d)); [define('a', {value: 'v', configurable:"
     " false}), define('a', {get() {}}), define('b', {set() {}}), define('b', "
     "{}), o.log, describe(o, 'a'), describe(o, 'b')].join()",
     "nothing,TypeError,TypeError,TypeError,a=v;,wec,none"},
    {"Unforgeable",
     "const n = new OverridingNames(); n.put('fixed'); "
     "[Reflect.defineProperty(n, 'fixed', {value: 1}), n.fixed].join()",
     "false,9"},
    {"Symbol",
     "const n = new Names(); const s = Symbol(); Object.defineProperty(n, s, "
     "{value: 1}); n[s]",
     "1"},
    {"RefusalLeavesNoTrace",
     "const n = new Names(); n.put('x'); Reflect.defineProperty(n, 'x', "
     "{value: 1}); [describe(n, 'x'), n.x, describe(n, 'y')].join()",
     "-ec,<x>,none"},
    {"FreezeAndSeal",
     "const n = new Names(); [thrown(() => Object.freeze(n)), thrown(() => "
     "Object.seal(n)), Reflect.preventExtensions(n), Object.isExtensible(n)]"
     ".join()",
     "TypeError,TypeError,false,true"},
};

constexpr ScriptCase kDelete[] = {
    {"NameWithoutDeleter",
     "const n = new Names(); n.put('x'); [Reflect.deleteProperty(n, 'x'), "
     "Reflect.deleteProperty(n, 'y'), n.x].join()",
     "false,true,<x>"},
    {"HiddenName",
     "const n = new Names(); n.put('title'); Reflect.deleteProperty(n, "
     "'title')",
     "true"},
    {"NameWithDeleter",
     "const o = new IndexedAndNamed(); o.a = '1'; [delete o.a, delete o.a, "
     "o.log].join()",
     "true,true,a=1;-a;"},
    {"Index",
     "const o = new IndexedAndNamed(); [Reflect.deleteProperty(o, 0), "
     "Reflect.deleteProperty(o, 9)].join()",
     "false,true"},
    {"Unforgeable",
     "const n = new OverridingNames(); n.put('fixed'); "
     "Reflect.deleteProperty(n, 'fixed')",
     "false"},
};

class LegacyObjectsTest : public KitchenSinkTest {};

TEST_P(LegacyObjectsTest, Script_Runs_AsTheStandardSays) {
  EXPECT_EQ(Run(GetParam().code), GetParam().expected);
}

constexpr auto kName = [](const auto& info) { return info.param.name; };
INSTANTIATE_TEST_SUITE_P(Get, LegacyObjectsTest, testing::ValuesIn(kGet),
                         kName);
INSTANTIATE_TEST_SUITE_P(Set, LegacyObjectsTest, testing::ValuesIn(kSet),
                         kName);
INSTANTIATE_TEST_SUITE_P(Define, LegacyObjectsTest, testing::ValuesIn(kDefine),
                         kName);
INSTANTIATE_TEST_SUITE_P(Delete, LegacyObjectsTest, testing::ValuesIn(kDelete),
                         kName);

}  // namespace
}  // namespace mortise::bindings
