#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

constexpr ScriptCase kOverloads[] = {
    {"Number", "new Overloads().one(5)", "long"},
    {"String", "new Overloads().one('5')", "DOMString"},
    {"Boolean", "new Overloads().one(true)", "boolean"},
    {"Sequence", "new Overloads().one([1, 2])", "sequence of 2"},
    {"Iterable", "new Overloads().one(new Set([1, 2, 3]))", "sequence of 3"},
    {"PlatformObject", "new Overloads().one(new Overloads())", "Overloads"},
    {"OtherObject", "new Overloads().one({})", "DOMString"},
    {"Null", "new Overloads().one(null)", "DOMString"},
    {"Bigint", "new Overloads().one(5n)", "DOMString"},
    {"IteratorMethodIsReadOnce",
     "let n = 0; const o = {get [Symbol.iterator]() { ++n; "
     "return [][Symbol.iterator]; }, length: 2}; new Overloads().one(o) + n",
     "sequence of 21"},
    {"IteratorNotCallable",
     "thrown(() => new Overloads().one({[Symbol.iterator]: 5}))", "TypeError"},
    {"EarlierArgumentsAreConvertedFirst",
     "const log = []; new Overloads().late({toString() { log.push('first'); "
     "return 'f'; }}, {get [Symbol.iterator]() { log.push('iterator'); }, "
     "get count() { log.push('count'); }}); log.join()",
     "first,iterator,count"},
    {"LaterSequence", "new Overloads().late('f', ['a'])", "f list of 1"},
    {"LaterDictionary", "new Overloads().late('f', {count: 3})", "f options 3"},
    {"LaterMissing", "new Overloads().late('f')", "f options 0"},
    {"LaterUndefined", "new Overloads().late('f', undefined)", "f options 0"},
    {"LaterThree", "new Overloads().late('f', 1, 2)", "numbers"},
    {"LaterMoreThanEnough", "new Overloads().late('f', 1, 2, 3)", "numbers"},
    {"LaterNumber", "thrown(() => new Overloads().late('f', 5))", "TypeError"},
    {"CountNone", "new Overloads().count()", "none"},
    {"CountLong", "new Overloads().count(1)", "long"},
    {"CountLongLong", "new Overloads().count(1, 2)", "long long"},
    {"CountString", "new Overloads().count('a')", "string and 0"},
    {"CountVariadic", "new Overloads().count('a', 'b', 'c')", "string and 2"},
    {"CountVariadicUndefined", "new Overloads().count('a', undefined)",
     "string and 1"},
    {"BufferSources",
     "const o = new Overloads(); [o.buffers(new ArrayBuffer(3)), "
     "o.buffers(new Uint8Array(2)), o.buffers(new DataView("
     "new ArrayBuffer(4)))].join()",
     "3 bytes,2 bytes,4 bytes"},
    {"OtherView", "new Overloads().buffers(new Int8Array(2))", "options"},
    {"BufferBigint", "new Overloads().buffers(5n)", "bigint"},
    {"BufferNull", "new Overloads().buffers(null)", "options"},
    {"BufferMissing", "new Overloads().buffers()", "options"},
    {"Static", "Overloads.kind('a') + Overloads.kind(1)", "DOMStringdouble"},
    {"ConstructorNone", "new Overloads().label", ""},
    {"ConstructorOne", "new Overloads('l').label", "l"},
    {"ConstructorTwo", "new Overloads(4, 'l').label", "4l"},
    {"ConstructorThrows", "thrown(() => new Overloads(-1, 'l'))", "RangeError"},
    {"ConstructorCalled", "thrown(() => Overloads())", "TypeError"},
    {"Length",
     "[Overloads.length, Overloads.prototype.one.length, "
     "Overloads.prototype.late.length, Overloads.prototype.count.length, "
     "Overloads.kind.length].join()",
     "0,1,1,0,1"},
    {"TooFew", "new Overloads().one()",
     "TypeError: Failed to execute 'one' on 'Overloads': 1 argument required, "
     "but only 0 present."},
};

constexpr ScriptCase kAttributes[] = {
    {"StaticAttribute",
     "Attributes.shared = 5; Attributes.shared + "
     "describe(Attributes, 'shared') + ('shared' in Attributes.prototype)",
     "5aecfalse"},
    {"StaticOfAnyReceiver",
     "Object.getOwnPropertyDescriptor(Attributes, 'kind').get.call(5)",
     "Attributes"},
    {"StaticOperation", "Attributes.add(1, 2) + shape(Attributes.add)",
     "3add/2"},
    {"PutForwards", "const a = new Attributes(); a.target = 'x'; a.target.text",
     "x"},
    {"PutForwardsOutOfSlot",
     "const a = new Attributes(); a.other = 'y'; a.other.text", "y"},
    {"PutForwardsSetter",
     "shape(Object.getOwnPropertyDescriptor(Attributes.prototype, "
     "'target').set)",
     "set target/1"},
    {"Replaceable",
     "const a = new Attributes(); a.replaceable = 'z'; a.replaceable + "
     "describe(a, 'replaceable')",
     "zwec"},
    {"LenientSetter",
     "'use strict'; const a = new Attributes(); a.lenientSetter = 9; "
     "a.lenientSetter",
     "2"},
    {"NoSetter", "'use strict'; thrown(() => { new Attributes().plain = 9; })",
     "TypeError"},
    {"LenientThisGetter",
     "String(Object.getOwnPropertyDescriptor(Attributes.prototype, "
     "'lenientThis').get.call({}))",
     "undefined"},
    {"LenientThisSetter",
     "thrown(() => Object.getOwnPropertyDescriptor(Attributes.prototype, "
     "'lenientThis').set.call({}, 1))",
     "nothing"},
    {"StrictThis", "thrown(() => Attributes.prototype.plain)", "TypeError"},
    {"Unscopables",
     "const u = Attributes.prototype[Symbol.unscopables]; "
     "[Object.keys(u), Object.getPrototypeOf(u), u.unscopable, "
     "describe(u, 'unscopable'), describe(Attributes.prototype, "
     "Symbol.unscopables)].join()",
     "unscopable,alsoUnscopable,,true,wec,--c"},
    {"NoUnscopables", "Symbol.unscopables in Target.prototype", "false"},
    {"Unforgeable",
     "const a = new Attributes(); [describe(a, 'unforgeable'), "
     "describe(a, 'unforgeableOperation'), "
     "'unforgeable' in Attributes.prototype].join()",
     "ae-,-e-,false"},
    {"NewObject",
     "const a = new Attributes(); a.makeTarget() !== a.makeTarget()", "true"},
    {"Keywords",
     "const a = new Attributes(); a.default = true; a.delete(1, 2); a.default",
     "true"},
    {"Constants",
     "[Attributes.LIMIT, Attributes.prototype.FLAG, new Attributes().HALF, "
     "describe(Attributes, 'LIMIT'), describe(Attributes.prototype, "
     "'LIMIT')].join()",
     "5,true,0.5,-e-,-e-"},
    {"AttributeDescriptor",
     "describe(Attributes.prototype, 'plain') + shape("
     "Object.getOwnPropertyDescriptor(Attributes.prototype, 'plain').get)",
     "aecget plain/0"},
    {"OperationDescriptor",
     "describe(Attributes.prototype, 'delete') + "
     "shape(Attributes.prototype.delete)",
     "wecdelete/2"},
    {"InterfaceObject",
     "[describe(globalThis, 'Attributes'), describe(Attributes, 'prototype'), "
     "describe(Attributes.prototype, 'constructor'), "
     "describe(Attributes.prototype, Symbol.toStringTag), "
     "shape(Attributes)].join()",
     "w-c,---,w-c,--c,Attributes/0"},

    {"Json", "JSON.stringify(new Json())",
     "{\"number\":1,\"texts\":[\"a\",\"b\"]}"},
    {"JsonDerived", "JSON.stringify(new DerivedJson())",
     "{\"number\":1,\"texts\":[\"a\",\"b\"],\"extra\":\"more\"}"},
    {"JsonWithoutOwn", "JSON.stringify(new OwnJson())",
     "{\"number\":1,\"texts\":[\"a\",\"b\"]}"},
    {"JsonProperties",
     "const j = new Json().toJSON(); describe(j, 'number') + "
     "(Object.getPrototypeOf(j) === Object.prototype)",
     "wectrue"},
    {"JsonWrongReceiver", "thrown(() => Json.prototype.toJSON.call({}))",
     "TypeError"},

    {"StringifierAttribute",
     "const s = new StringifierAttribute(); s.href = 'b'; String(s) + "
     "describe(StringifierAttribute.prototype, 'toString') + "
     "shape(s.toString)",
     "bwectoString/0"},
    {"StringifierAlone", "`${new StringifierAlone()}`", "alone"},
    {"StringifierUnforgeable",
     "const s = new StringifierUnforgeable(); String(s) + describe(s, "
     "'toString') + Object.hasOwn(StringifierUnforgeable.prototype, "
     "'toString')",
     "unforgeable-e-false"},
    {"StringifierWrongReceiver",
     "thrown(() => StringifierAlone.prototype.toString.call({}))", "TypeError"},

    {"Namespace",
     "[typeof Tools, String(Tools), Tools.version, Tools.add(1, 2), "
     "Tools.add('x'), Tools.ANSWER].join()",
     "object,[object Tools],1.0,3,x,42"},
    {"NamespaceProperties",
     "[describe(globalThis, 'Tools'), describe(Tools, 'version'), "
     "describe(Tools, 'add'), describe(Tools, 'ANSWER'), describe(Tools, "
     "Symbol.toStringTag), Object.getPrototypeOf(Tools) === "
     "Object.prototype].join()",
     "w-c,aec,wec,-e-,--c,true"},
    {"NamespaceMethodsNeedNoReceiver", "const { add } = Tools; add(2, 3)", "5"},
    {"LegacyNamespace",
     "[new Tools.Wrench().size, typeof globalThis.Wrench, "
     "describe(Tools, 'Wrench')].join()",
     "13,undefined,w-c"},
    {"WindowAlias",
     "[OldMatrix === Matrix, OlderMatrix === Matrix, describe(globalThis, "
     "'OldMatrix'), Matrix.name].join()",
     "true,true,w-c,Matrix"},
    {"FactoryFunction",
     "const p = new Picture(7); [p.width, p instanceof PictureElement, "
     "Picture.prototype === PictureElement.prototype, shape(Picture), "
     "describe(globalThis, 'Picture'), describe(Picture, 'prototype')].join()",
     "7,true,true,Picture/0,w-c,---"},
    {"FactoryFunctionCalled", "thrown(() => Picture(7))", "TypeError"},
    {"FactoryFunctionSubclass",
     "class P extends Picture {} const p = new P(3); "
     "[p instanceof P, p.width].join()",
     "true,3"},
    {"NoInterfaceObject",
     "const h = new HiddenMaker().make(); [h.name(), typeof "
     "globalThis.Hidden, String(h)].join()",
     "hidden,undefined,[object Hidden]"},
};

class MembersTest : public KitchenSinkTest {};

TEST_P(MembersTest, Script_Runs_AsTheStandardSays) {
  EXPECT_EQ(Run(GetParam().code), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Overloads, MembersTest, testing::ValuesIn(kOverloads),
                         [](const auto& info) { return info.param.name; });
INSTANTIATE_TEST_SUITE_P(Attributes, MembersTest,
                         testing::ValuesIn(kAttributes),
                         [](const auto& info) { return info.param.name; });

TEST_F(KitchenSinkTest, OverloadedPromise_OfEachOverload_IsFulfilled) {
  EXPECT_EQ(RunAsync("const o = new Overloads(); Promise.all([o.later('t'), "
                     "o.later({})]).then((v) => { result = v.join(); });"),
            "t,object");
}

TEST_F(KitchenSinkTest, OverloadedPromise_WithoutArguments_IsRejected) {
  EXPECT_EQ(RunAsync("new Overloads().later().catch((e) => { "
                     "result = e.name; });"),
            "TypeError");
}

TEST_F(KitchenSinkTest, NamespacePromise_OfAFailedConversion_IsRejected) {
  EXPECT_EQ(RunAsync("Tools.later(Symbol()).catch((e) => { "
                     "result = e.name; });"),
            "TypeError");
}

}  // namespace
}  // namespace mortise::bindings
