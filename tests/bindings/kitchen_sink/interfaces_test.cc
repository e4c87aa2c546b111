#include "tests/bindings/kitchen_sink/interfaces.h"

#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"
#include "tests/bindings/kitchen_sink/v8_interfaces.h"

namespace mortise::bindings {
namespace {

constexpr ScriptCase kObjects[] = {
    {"NamespaceClassString", "String(Shelf)", "[object Shelf]"},
    {"NamespaceKeys", "Object.getOwnPropertyNames(Shelf).join()",
     "label,take,SIZE,Book"},
    {"NamespacePrototype", "Object.getPrototypeOf(Shelf) === Object.prototype",
     "true"},
    {"NamespaceMembers",
     "[describe(Shelf, 'label'), shape(Object.getOwnPropertyDescriptor(Shelf, "
     "'label').get), Object.getOwnPropertyDescriptor(Shelf, 'label').set, "
     "describe(Shelf, 'take'), describe(Shelf, 'Book')].join()",
     "aec,get label/0,,wec,w-c"},
    {"QualifiedNameIsTheClassString",
     "[String(new Shelf.Book()), Shelf.Book.prototype[Symbol.toStringTag], "
     "Shelf.Book.name].join()",
     "[object Shelf.Book],Shelf.Book,Book"},

    {"PrototypeKeysInOrder",
     "Object.getOwnPropertyNames(Ordered.prototype).join()",
     "regular,unscopableAttribute,operation,unscopableOperation,toString,"
     "FIRST,SECOND,constructor"},
    {"InterfaceObjectKeysInOrder",
     "Object.getOwnPropertyNames(Ordered).filter((k) => !['length', 'name', "
     "'prototype', 'arguments', 'caller'].includes(k)).join()",
     "FIRST,SECOND,staticAttribute,staticOperation"},
    {"ConditionalKeysInOrder",
     "Object.getOwnPropertyNames(Conditional.prototype).join()",
     "early,late,slot,operation,secureOperation,unscopableOperation,toString,"
     "entries,keys,values,forEach,FIRST,SECURE,SECOND,constructor"},
    {"ConditionalInterfaceObjectKeysInOrder",
     "Object.getOwnPropertyNames(Conditional).filter((k) => !['length', "
     "'name', 'prototype', 'arguments', 'caller'].includes(k)).join()",
     "FIRST,SECURE,SECOND,secureStatic"},
    {"ConditionalWorks",
     "const c = new Conditional(); [c.early, c.late, c.slot, String(c), "
     "c.secureOperation(), Conditional.secureStatic(), "
     "describe(Conditional.prototype, 'constructor')].join()",
     "1,3,slot,conditional,,2,w-c"},
    {"UnscopablesInOrderOfTheSource",
     "Object.keys(Ordered.prototype[Symbol.unscopables]).join()",
     "unscopableOperation,unscopableAttribute"},

    {"InheritedStatics",
     "[Derived.kind(), Object.getPrototypeOf(Derived) === Base, "
     "Object.getPrototypeOf(Base) === Function.prototype, "
     "Object.getPrototypeOf(Derived.prototype) === Base.prototype, "
     "Object.getPrototypeOf(Base.prototype) === Object.prototype].join()",
     "base,true,true,true,true"},
    {"ConstructorLengthAndName",
     "[shape(Base), shape(Note), describe(Note, 'length'), describe(Note, "
     "'name'), describe(Base, 'length'), describe(Base, 'name')].join()",
     "Base/0,Note/1,--c,--c,--c,--c"},
    {"ConstructorSetProperty",
     "'use strict'; thrown(() => { Base.prototype = {}; }) + "
     "thrown(() => { Note.prototype = {}; })",
     "TypeErrorTypeError"},
    {"NotAConstructorWithoutNew",
     "thrown(() => Base()) + thrown(() => Note('x')) + "
     "thrown(() => Base.call(new Base()))",
     "TypeErrorTypeErrorTypeError"},
    {"NoConstructorOperation",
     "const N = Object.getPrototypeOf(new NamelessMaker().make()); "
     "Object.getOwnPropertyNames(N).join()",
     "name"},
    {"NamelessIsNoProperty", "'Nameless' in globalThis", "false"},
    {"NamelessClassString", "String(new NamelessMaker().make())",
     "[object Nameless]"},
    {"MethodsAreNoConstructors",
     "const p = Base.prototype; const get = "
     "Object.getOwnPropertyDescriptor(p, 'plain').get; [thrown(() => new "
     "p.method()), thrown(() => new get()), 'prototype' in p.method, "
     "'prototype' in get, 'caller' in p.method && Object.hasOwn(p.method, "
     "'caller')].join()",
     "TypeError,TypeError,false,false,false"},
    {"ScriptConstructorStatics",
     "[Object.getOwnPropertyNames(Note).join(), Note.kind(), Note.count, "
     "Note.FIRST, Note.prototype.FIRST, describe(Note, 'FIRST'), "
     "describe(Note, 'kind'), describe(Note, 'count')].join()",
     "length,name,prototype,FIRST,count,kind,note,7,1,1,-e-,wec,aec"},
    {"FunctionsShowNativeCode",
     "[Base, Note, Base.prototype.method, "
     "Object.getOwnPropertyDescriptor(Base.prototype, 'plain').get, "
     "Object.getOwnPropertyDescriptor(Base.prototype, 'slot').get]"
     ".every((f) => /\\[native code\\]/.test(String(f)))",
     "true"},

    {"CallbackInterfaceObject",
     "[typeof Sieve, shape(Sieve), describe(globalThis, 'Sieve'), "
     "describe(Sieve, 'ACCEPT'), Sieve.REJECT, 'prototype' in Sieve, "
     "thrown(() => Sieve()), thrown(() => new Sieve()), "
     "Object.getPrototypeOf(Sieve) === Function.prototype].join()",
     "function,Sieve/0,w-c,-e-,2,false,TypeError,TypeError,true"},

    {"FactoryWithoutNew", "thrown(() => Etching())", "TypeError"},
    {"FactoryConstructor",
     "const e = new Etching(4); [e.width, e.constructor === Print, e "
     "instanceof Print, e instanceof Etching, Object.hasOwn(e, 'width')]"
     ".join()",
     "4,true,true,true,false"},
};

constexpr ScriptCase kUnforgeables[] = {
    {"Properties",
     "const u = new DerivedUnforgeables(); [describe(u, 'always'), "
     "describe(u, 'secure'), describe(u, 'secureOperation'), "
     "describe(u, 'own')].join()",
     "ae-,ae-,-e-,ae-"},
    {"Work",
     "const u = new DerivedUnforgeables(); u.own = 5; [u.always, u.secure, "
     "u.secureOperation(), u.own].join()",
     "1,2,secure,5"},
    {"PutForwards",
     "const u = new DerivedUnforgeables(); u.place = 'here'; "
     "u.place.slotless + describe(u, 'place')",
     "hereae-"},
    {"NotOnThePrototypes",
     "['always', 'secure', 'secureOperation', 'own'].some((k) => k in "
     "DerivedUnforgeables.prototype)",
     "false"},
    {"OneFunctionForAllInstances",
     "const get = (o, k) => Object.getOwnPropertyDescriptor(o, k).get; "
     "const a = new Unforgeables(), b = new DerivedUnforgeables(); "
     "[get(a, 'always') === get(b, 'always'), get(a, 'secure') === get(b, "
     "'secure'), a.secureOperation === b.secureOperation].join()",
     "true,true,true"},
    {"Shape",
     "const a = new Unforgeables(); [shape(a.secureOperation), "
     "shape(Object.getOwnPropertyDescriptor(a, 'secure').get)].join()",
     "secureOperation/0,get secure/0"},
    {"Strict",
     "'use strict'; const a = new Unforgeables(); [thrown(() => delete "
     "a.secure), thrown(() => { a.secureOperation = 1; }), thrown(() => "
     "Object.defineProperty(a, 'always', {value: 1}))].join()",
     "TypeError,TypeError,TypeError"},
};

constexpr ScriptCase kReceivers[] = {
    {"WrongObject",
     "const p = Base.prototype; const d = (k) => "
     "Object.getOwnPropertyDescriptor(p, k); [thrown(() => p.plain), "
     "thrown(() => p.slot), thrown(() => d('slot').get.call({})), "
     "thrown(() => d('writable').set.call({}, 1)), thrown(() => "
     "p.method.call(new Note('x'))), thrown(() => "
     "d('slot').get.call(new Note('x'))), thrown(() => "
     "d('slot').get.call(Object.create(new Base())))].join()",
     "TypeError,TypeError,TypeError,TypeError,TypeError,TypeError,TypeError"},
    {"UndefinedIsTheGlobalObject",
     "const d = (k) => Object.getOwnPropertyDescriptor(Base.prototype, k); "
     "[thrown(() => d('plain').get.call(undefined)), "
     "thrown(() => d('slot').get.call(undefined)), "
     "thrown(() => d('slot').get.call(null)), "
     "thrown(() => d('writable').set.call(null, 1)), "
     "thrown(() => (0, Base.prototype.method)())].join()",
     "TypeError,TypeError,TypeError,TypeError,TypeError"},
    {"SlotGetterNamesNoSymbol",
     "try { Object.getOwnPropertyDescriptor(Base.prototype, 'slot')"
     ".get.call(undefined); } catch (e) { e.message }",
     "Illegal invocation"},
    {"Primitives",
     "const d = (k) => Object.getOwnPropertyDescriptor(Base.prototype, k); "
     "[5, 'a', true, Symbol(), 5n].map((v) => thrown(() => "
     "d('plain').get.call(v)) + thrown(() => d('slot').get.call(v)))"
     ".every((t) => t === 'TypeErrorTypeError')",
     "true"},
    {"DerivedIsRight",
     "const d = new Derived(); [d.plain, d.slot, d.method()].join()",
     "1,slot,method"},
    {"SetterWithoutArgument",
     "const b = new Base(); b.writable = 5; "
     "Object.getOwnPropertyDescriptor(Base.prototype, "
     "'writable').set.call(b); b.writable",
     "0"},
    {"StaticsNeedNone",
     "Base.kind.call(undefined) + Base.kind.call(5) + Base.kind.call({})",
     "basebasebase"},
    {"ReplaceableChecksReceiver",
     "const set = Object.getOwnPropertyDescriptor(Base.prototype, "
     "'replaceable').set; const o = {}; thrown(() => set.call(o, 1)) + "
     "Object.keys(o)",
     "TypeError"},
    {"ReplaceableOfFrozen",
     "const b = Object.freeze(new Base()); const set = "
     "Object.getOwnPropertyDescriptor(Base.prototype, 'replaceable').set; "
     "thrown(() => set.call(b, 1))",
     "TypeError"},
    {"LenientReplaceableReplacesOnAnything",
     "const set = Object.getOwnPropertyDescriptor(Base.prototype, "
     "'lenientReplaceable').set; const o = {}; set.call(o, 1); "
     "describe(o, 'lenientReplaceable')",
     "wec"},
    {"LenientOfUndefined",
     "String(Object.getOwnPropertyDescriptor(Base.prototype, "
     "'lenient').get.call(undefined))",
     "undefined"},
    {"LenientSetterChecksReceiver",
     "const set = Object.getOwnPropertyDescriptor(Attributes.prototype, "
     "'lenientSetter').set; [thrown(() => set.call({}, 1)), thrown(() => "
     "set.call(new Attributes(), 1)), shape(set)].join()",
     "TypeError,nothing,set lenientSetter/1"},
    {"PutForwardsReadsTheProperty",
     "const b = new Base(); const inner = new Inner(); "
     "Object.defineProperty(b, 'forwards', {value: inner}); "
     "Object.getOwnPropertyDescriptor(Base.prototype, "
     "'forwards').set.call(b, 'x'); inner.slotless",
     "x"},
    {"PutForwardsToNoObject",
     "const b = new Base(); Object.defineProperty(b, 'forwards', {value: 5}); "
     "thrown(() => Object.getOwnPropertyDescriptor(Base.prototype, "
     "'forwards').set.call(b, 'x'))",
     "TypeError"},
    {"PutForwardsFailsSilently",
     "const b = new Base(); Object.defineProperty(b, 'forwards', {value: "
     "Object.freeze({slotless: 1})}); Object.getOwnPropertyDescriptor("
     "Base.prototype, 'forwards').set.call(b, 'x'); b.forwards.slotless",
     "1"},
    {"PutForwardsChecksReceiver",
     "thrown(() => Object.getOwnPropertyDescriptor(Base.prototype, "
     "'forwards').set.call({forwards: {}}, 'x'))",
     "TypeError"},
    {"Proxies",
     "const p = new Proxy(new Base(), {}); [thrown(() => p.plain), "
     "thrown(() => p.slot), thrown(() => p.method())].join()",
     "TypeError,TypeError,TypeError"},
};

constexpr ScriptCase kNewTarget[] = {
    {"Subclass",
     "class X extends Base {} class Y extends Note {} const x = new X(), y = "
     "new Y('t', {level: 3}); [x instanceof X, x.plain, x.slot, y instanceof "
     "Y, y.type, y.level].join()",
     "true,1,slot,true,t,3"},
    {"ItsPrototype",
     "function F() {} F.prototype = {mine: 1}; const b = Reflect.construct("
     "Base, [], F), n = Reflect.construct(Note, ['t'], F); [b.mine, n.mine, "
     "b instanceof Base, Object.getOwnPropertyDescriptor(Base.prototype, "
     "'plain').get.call(b)].join()",
     "1,1,false,1"},
    {"NoObjectAsPrototype",
     "function F() {} F.prototype = 5; [Base, Note, Etching].map((I) => "
     "Object.getPrototypeOf(Reflect.construct(I, ['t'], F)) === "
     "I.prototype).join()",
     "true,true,true"},
    {"ObjectPrototypeItself",
     "function F() {} F.prototype = Object.prototype; [Base, Note, "
     "Etching].map((I) => Object.getPrototypeOf(Reflect.construct(I, ['t'], "
     "F)) === Object.prototype).join()",
     "true,true,true"},
    {"BoundFunction",
     "const F = (class {}).bind(); [Base, Note, Etching].map((I) => "
     "Object.getPrototypeOf(Reflect.construct(I, ['t'], F)) === "
     "I.prototype).join()",
     "true,true,true"},
    {"Proxy",
     "const F = new Proxy((class {}).bind(), {get: () => undefined}); [Base, "
     "Note, "
     "Etching].map((I) => Object.getPrototypeOf(Reflect.construct(I, ['t'], "
     "F)) === I.prototype).join()",
     "true,true,true"},
    {"ReadOnce",
     "let reads = 0; const F = new Proxy((class {}).bind(), {get(t, k) { if (k "
     "=== 'prototype') ++reads; return undefined; }}); for (const I of [Base, "
     "Etching]) Reflect.construct(I, [], F); reads",
     "2"},
    {"ItsException",
     "const F = new Proxy(class {}, {get() { throw new RangeError(); }}); "
     "[Base, Note, Etching].map((I) => thrown(() => Reflect.construct(I, "
     "['t'], F))).join()",
     "RangeError,RangeError,RangeError"},
    {"Derived",
     "[Object.getPrototypeOf(Reflect.construct(Base, [], Derived)) === "
     "Derived.prototype, Reflect.construct(Base, [], Derived) instanceof "
     "Derived].join()",
     "true,true"},
};

constexpr ScriptCase kJson[] = {
    {"Base", "JSON.stringify(new JsonBase())", "{\"a\":1}"},
    {"InterfaceWithoutItsOwn", "JSON.stringify(new JsonMiddle())", "{\"a\":1}"},
    {"SkipsInterfacesWithout", "JSON.stringify(new JsonTop())",
     "{\"a\":1,\"c\":3,\"nested\":{\"a\":1},\"kind\":\"square\","
     "\"nothing\":null,\"secure\":7}"},
    {"OfTheInterfaceThatDeclaresIt",
     "JSON.stringify(JsonBase.prototype.toJSON.call(new JsonTop()))",
     "{\"a\":1}"},
    {"Mixin", "JSON.stringify(new Speaker())",
     "{\"own\":\"o\",\"words\":\"w\"}"},
    {"ReadsNoProperties",
     "const j = new JsonTop(); Object.defineProperty(j, 'c', {value: 9}); "
     "j.toJSON().c",
     "3"},
};

class InterfacesTest : public KitchenSinkTest {};

TEST_P(InterfacesTest, Script_Runs_AsTheStandardSays) {
  EXPECT_EQ(Run(GetParam().code), GetParam().expected);
}

constexpr auto kName = [](const auto& info) { return info.param.name; };
INSTANTIATE_TEST_SUITE_P(Objects, InterfacesTest, testing::ValuesIn(kObjects),
                         kName);
INSTANTIATE_TEST_SUITE_P(Unforgeables, InterfacesTest,
                         testing::ValuesIn(kUnforgeables), kName);
INSTANTIATE_TEST_SUITE_P(Receivers, InterfacesTest,
                         testing::ValuesIn(kReceivers), kName);
INSTANTIATE_TEST_SUITE_P(NewTarget, InterfacesTest,
                         testing::ValuesIn(kNewTarget), kName);
INSTANTIATE_TEST_SUITE_P(Json, InterfacesTest, testing::ValuesIn(kJson), kName);

TEST_F(KitchenSinkTest, PromiseAttribute_OfAWrongReceiver_IsRejected) {
  EXPECT_EQ(
      RunAsync("const d = Object.getOwnPropertyDescriptor(Base.prototype, "
               "'laterAttribute').get; Promise.allSettled([d.call({}), "
               "d.call(undefined), Base.prototype.later.call({}), "
               "Base.prototype.later.call(undefined), new Base().later(), "
               "new Base().laterAttribute]).then((all) => { result = "
               "all.map((s) => s.reason?.name ?? s.value).join(); });"),
      "TypeError,TypeError,TypeError,TypeError,later,later");
}

TEST_F(KitchenSinkTest, InsecureRealm_HasNoSecureMembers) {
  KitchenSinkRealm insecure(isolate(), {{"Window"}, false, false});
  EXPECT_EQ(insecure.Run("Object.getOwnPropertyNames(Conditional.prototype) + "
                         "';' + Object.keys(Conditional)"),
            "late,operation,entries,keys,values,forEach,FIRST,SECOND,"
            "constructor;FIRST,SECOND");
  EXPECT_EQ(insecure.Run("Object.getOwnPropertyNames(new "
                         "DerivedUnforgeables()).sort().join()"),
            "always,own,place");
  EXPECT_EQ(insecure.Run("Object.keys(Sieve).join()"), "ACCEPT");
  EXPECT_EQ(insecure.Run("'secure' in new JsonTop().toJSON()"), "false");
  EXPECT_EQ(insecure.Run("String(new Conditional())"), "[object Conditional]");
  // The standard makes the object for any member that is declared so.
  EXPECT_EQ(insecure.Run("Object.keys(Conditional.prototype["
                         "Symbol.unscopables]).length"),
            "0");
}

// Two realms that script of the first can reach.
class TwoRealmsTest : public KitchenSinkTest {
 protected:
  TwoRealmsTest() : other_(isolate()) {
    v8::HandleScope handles(isolate());
    other_.context()->SetSecurityToken(main().context()->GetSecurityToken());
    main()
        .context()
        ->Global()
        ->Set(main().context(),
              v8::String::NewFromUtf8Literal(isolate(), "other"),
              other_.context()->Global())
        .Check();
  }

 private:
  KitchenSinkRealm other_;
};

TEST_F(TwoRealmsTest, NewTargetWithoutPrototype_GetsItFromItsRealm) {
  EXPECT_EQ(Run("const F = other.eval('(function F() {})'); F.prototype = 5; "
                "const B = other.eval('(class {})').bind(); "
                "[Base, Note, Etching].flatMap((I) => [F, B].map((T) => "
                "Object.getPrototypeOf(Reflect.construct(I, ['x'], T)) === "
                "other[I.name].prototype)).join()"),
            "true,true,true,true,true,true");
}

TEST_F(TwoRealmsTest, NewTargetWithoutPrototype_IsBoundOrAProxy) {
  EXPECT_EQ(Run("const C = other.eval('(class {})'); "
                "const B = Function.prototype.bind.call(C); "
                "const P = new Proxy(B, {get: () => null}); "
                "[Base, Note].flatMap((I) => [B, P].map((T) => "
                "Object.getPrototypeOf(Reflect.construct(I, ['x'], T)) === "
                "other[I.name].prototype)).join()"),
            "true,true,true,true");
}

TEST_F(TwoRealmsTest, WrongReceiver_ThrowsTheFunctionsRealmsTypeError) {
  EXPECT_EQ(
      Run("const d = (k) => Object.getOwnPropertyDescriptor("
          "other.Base.prototype, k); const own = (f) => { try { f(); } catch "
          "(e) { return e instanceof other.TypeError; } }; "
          "[() => d('plain').get.call({}), () => d('plain').get.call(undefined)"
          ", () => d('slot').get.call({}), () => d('slot').get.call(undefined)"
          ", () => other.Base.prototype.method.call({}), "
          "() => d('writable').set.call({}, 1), () => other.Base(), "
          "() => other.Note(), () => new other.Note(Symbol()), "
          "() => other.Etching(), () => other.Sieve()].map(own).join()"),
      "true,true,true,true,true,true,true,true,true,true,true");
}

TEST_F(TwoRealmsTest, WrongReceiver_RejectsWithTheFunctionsRealmsPromise) {
  EXPECT_EQ(Run("other.Base.prototype.later.call({}) instanceof "
                "other.Promise"),
            "true");
}

TEST_F(TwoRealmsTest, MembersOfOneRealm_WorkOnObjectsOfTheOther) {
  EXPECT_EQ(Run("const b = new Base(); const d = (k) => "
                "Object.getOwnPropertyDescriptor(other.Base.prototype, k).get; "
                "[d('plain').call(b), d('slot').call(b), "
                "other.Base.prototype.method.call(b)].join()"),
            "1,slot,method");
}

TEST_F(KitchenSinkTest, TypeInfo_TellsWhatIsSerializable) {
  const struct {
    RefPtr<ScriptWrappable> object;
    bool is_serializable, is_transferable;
  } cases[] = {{Parcel::Create(), true, false},
               {ExpressParcel::Create(), true, true},
               {PlainParcel::Create(), false, false}};
  for (const auto& [object, is_serializable, is_transferable] : cases) {
    const WrapperTypeInfo& type = TypeInfoOfObject(*object);
    EXPECT_EQ(type.is_serializable, is_serializable) << type.name;
    EXPECT_EQ(type.is_transferable, is_transferable) << type.name;
  }
}

TEST_F(KitchenSinkTest, PlatformObject_IsFoundBehindItsWrapperOnly) {
  v8::HandleScope handles(isolate());
  v8::Context::Scope context_scope(main().context());
  const RefPtr<Parcel> parcel = ExpressParcel::Create();
  v8::Local<v8::Object> wrapper;
  ASSERT_TRUE(main().realm().Wrap(*parcel).ToLocal(&wrapper));
  EXPECT_EQ(data().PlatformObject(wrapper), parcel.get());
  EXPECT_EQ(data().PlatformObject(v8::Object::New(isolate())), nullptr);
  EXPECT_EQ(data().PlatformObject(v8::Undefined(isolate())), nullptr);
  v8::Local<v8::ObjectTemplate> foreign = v8::ObjectTemplate::New(isolate());
  foreign->SetInternalFieldCount(2);
  EXPECT_EQ(data().PlatformObject(
                foreign->NewInstance(main().context()).ToLocalChecked()),
            nullptr);
}

}  // namespace
}  // namespace mortise::bindings
