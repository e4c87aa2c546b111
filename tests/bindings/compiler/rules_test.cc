#include "bindings/compiler/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/bindings/compiler/compile_text.h"

namespace mortise::idl {
namespace {

// A text that breaks one rule, once.
struct Sample {
  Rule rule;
  std::string_view text;
};

// clang-format off
constexpr Sample kSamples[] = {
  {Rule::kSyntax, "interface {};"},
  {Rule::kSyntax, "[Exposed=*] interface A { stringifier \"x\"; };"},
  {Rule::kEncoding, "// \xff\n"},
  {Rule::kNesting, "typedef "
      "sequence<sequence<sequence<sequence<sequence<sequence<sequence<sequence<"
      "sequence<sequence<sequence<sequence<sequence<sequence<sequence<sequence<"
      "sequence<sequence<sequence<sequence<sequence<sequence<sequence<sequence<"
      "sequence<sequence<sequence<sequence<sequence<sequence<sequence<sequence<"
      "sequence<sequence<sequence<sequence<sequence<sequence<sequence<sequence<"
      "sequence<sequence<sequence<sequence<sequence<sequence<sequence<sequence<"
      "sequence<sequence<sequence<sequence<sequence<sequence<sequence<sequence<"
      "sequence<sequence<sequence<sequence<sequence<sequence<sequence<sequence<"
      "sequence<sequence<sequence<long>>>>> T;"},

  {Rule::kReservedIdentifier, "dictionary toString {};"},
  {Rule::kReservedIdentifier, "[Exposed=*] interface A { attribute long _constructor; };"},
  {Rule::kReservedIdentifier, "[Exposed=*] interface A { DOMString toString(); };"},
  {Rule::kReservedIdentifier, "[Exposed=*, LegacyWindowAlias=toString] interface A {};"},
  {Rule::kDuplicateDefinition, "enum A { \"a\" }; typedef long A;"},
  {Rule::kPartialWithoutDefinition, "partial dictionary A {};"},
  {Rule::kPartialOfWrongKind, "dictionary A {}; partial namespace A {};"},
  {Rule::kIncludesUnknown, "interface mixin M {}; A includes M;"},
  {Rule::kIncludesUnknown, "[Exposed=*] interface A {}; A includes M;"},
  {Rule::kIncludesWrongKind, "[Exposed=*] interface A {}; [Exposed=*] interface M {}; A includes M;"},
  {Rule::kIncludesWrongKind, "dictionary A {}; interface mixin M {}; A includes M;"},
  {Rule::kDuplicateIncludes, "[Exposed=*] interface A {}; interface mixin M {}; A includes M; A includes M;"},
  {Rule::kUnknownType, "typedef sequence<Foo> A;"},
  {Rule::kUnknownType, "dictionary D { void x; };"},
  {Rule::kUnknownType, "[Exposed=*, LegacyFactoryFunction=B(Foo x)] interface A {};"},
  {Rule::kNotAType, "interface mixin M {}; typedef sequence<M> A;"},
  {Rule::kNotAType, "[Exposed=*] namespace N {}; typedef sequence<N> A;"},
  {Rule::kInheritUnknown, "[Exposed=*] interface A : B {};"},
  {Rule::kInheritUnknown, "dictionary A : B {};"},
  {Rule::kInheritWrongKind, "dictionary D {}; [Exposed=*] interface A : D {};"},
  {Rule::kInheritWrongKind, "enum E { \"e\" }; dictionary D : E {};"},
  {Rule::kInheritanceCycle, "[Exposed=*] interface A : A {};"},
  {Rule::kInheritanceCycle, "[Exposed=*] interface A : B {}; [Exposed=*] interface B : C {}; [Exposed=*] interface C : A {};"},
  {Rule::kInheritanceCycle, "dictionary A : B {}; dictionary B : A {};"},

  {Rule::kTypedefOfTypedef, "typedef long A; typedef A B;"},
  {Rule::kTypedefCycle, "typedef sequence<A> A;"},
  {Rule::kTypedefCycle, "typedef sequence<B> A; typedef (long or A) B;"},
  {Rule::kTypeLimit,
      "typedef record<DOMString, (sequence<long> or DOMString)> A;"
      "typedef (sequence<A> or record<DOMString, A>) B;"
      "typedef (sequence<B> or record<DOMString, B>) C;"
      "typedef (sequence<C> or record<DOMString, C>) D;"
      "typedef (sequence<D> or record<DOMString, D>) E;"
      "typedef (sequence<E> or record<DOMString, E>) F;"
      "typedef (sequence<F> or record<DOMString, F>) G;"
      "typedef (sequence<G> or record<DOMString, G>) H;"
      "typedef (sequence<H> or record<DOMString, H>) I;"
      "typedef (sequence<I> or record<DOMString, I>) J;"
      "typedef (sequence<J> or record<DOMString, J>) K;"
      "typedef (sequence<K> or record<DOMString, K>) L;"},
  {Rule::kNullableInner, "typedef any A; typedef A? B;"},
  {Rule::kNullableInner, "typedef Promise<any> A; typedef A? B;"},
  {Rule::kNullableInner, "typedef long? A; typedef A? B;"},
  {Rule::kNullableInner, "typedef (long? or DOMString)? B;"},
  {Rule::kNullableInner, "dictionary D {}; typedef (D or DOMString)? B;"},
  {Rule::kNullableInner, "[Exposed=*] interface A { attribute ObservableArray<long>? x; };"},
  {Rule::kUnionMemberAny, "typedef (any or long) A;"},
  {Rule::kUnionMemberAny, "typedef Promise<any> P; typedef (P or long) A;"},
  {Rule::kUnionNullableMembers, "typedef (long? or DOMString?) A;"},
  {Rule::kUnionNullableMembers, "dictionary D {}; typedef (long? or D) A;"},
  {Rule::kUnionDistinguishable, "typedef (long or double) A;"},
  {Rule::kUnionDistinguishable, "typedef (long or long) A;"},
  {Rule::kUnionDistinguishable, "typedef (DOMString or (long or USVString)) A;"},
  {Rule::kUndefinedPlace, "callback C = undefined (undefined x);"},
  {Rule::kUndefinedPlace, "dictionary D { (undefined or long) x; };"},
  {Rule::kFrozenArrayPlace, "callback C = undefined (FrozenArray<long> x);"},
  {Rule::kFrozenArrayPlace, "dictionary D { sequence<FrozenArray<long>> x; };"},
  {Rule::kFrozenArrayPlace, "[Exposed=*] namespace N { readonly attribute FrozenArray<long> x; };"},
  {Rule::kObservableArrayPlace, "callback C = ObservableArray<long> ();"},
  {Rule::kObservableArrayPlace, "[Exposed=*] interface A { static attribute ObservableArray<long> x; };"},
  {Rule::kObservableArrayElement, "[Exposed=*] interface A { attribute ObservableArray<sequence<long>> x; };"},
  {Rule::kTypeAnnotation, "typedef [Clamp] DOMString A;"},
  {Rule::kTypeAnnotation, "typedef [EnforceRange] double A;"},
  {Rule::kTypeAnnotation, "typedef [AllowShared] ArrayBuffer A;"},
  {Rule::kTypeAnnotation, "typedef [AllowShared] BufferSource A;"},
  {Rule::kTypeAnnotation, "typedef [AllowResizable] long A;"},
  {Rule::kTypeAnnotation, "callback C = undefined ([LegacyNullToEmptyString] ByteString x);"},
  {Rule::kTypeAnnotation, "typedef [LegacyNullToEmptyString] DOMString? S; "
      "[Exposed=*] interface A { attribute [LegacyNullToEmptyString] S x; };"},
  {Rule::kTypeAnnotationConflict, "typedef [Clamp, EnforceRange] long A;"},
  {Rule::kTypeAnnotationConflict, "typedef [Clamp] long A; callback C = undefined ([EnforceRange] A x);"},
  {Rule::kTypeAnnotationReadOnly, "[Exposed=*] interface A { readonly attribute [Clamp] octet x; };"},
  {Rule::kTypeAnnotationReadOnly, "[Exposed=*] interface A { readonly attribute [EnforceRange] octet x; };"},

  {Rule::kDuplicateMember, "[Exposed=*] interface A { attribute long x; undefined x(); };"},
  {Rule::kDuplicateMember, "[Exposed=*] interface A { const long x = 1; static attribute long x; };"},
  {Rule::kDuplicateMember, "[Exposed=*] namespace A { readonly attribute long x; long x(); };"},
  {Rule::kDuplicateMember, "[Exposed=*] interface A { attribute long x; }; interface mixin M { attribute long x; }; A includes M;"},
  {Rule::kConstantName, "[Exposed=*] interface A { const long length = 1; };"},
  {Rule::kConstantName, "[Exposed=*] callback interface A { const long prototype = 1; undefined f(); };"},
  {Rule::kConstantName, "interface mixin M { const long length = 1; }; [Exposed=*] interface A {}; A includes M;"},
  {Rule::kConstantType, "typedef DOMString S; [Exposed=*] interface A { const S x = 1; };"},
  {Rule::kLiteralType, "[Exposed=*] interface A { const boolean x = 1; };"},
  {Rule::kLiteralType, "[Exposed=*] interface A { const long x = 1.5; };"},
  {Rule::kLiteralType, "[Exposed=*] interface A { const double x = NaN; };"},
  {Rule::kLiteralRange, "[Exposed=*] interface A { const octet x = 256; };"},
  {Rule::kLiteralRange, "[Exposed=*] interface A { const unsigned long x = -1; };"},
  {Rule::kLiteralRange, "[Exposed=*] interface A { const long long x = 9223372036854775808; };"},
  {Rule::kLiteralRange, "[Exposed=*] interface A { const float x = 1e39; };"},
  {Rule::kLiteralRange, "dictionary D { byte x = -129; };"},
  {Rule::kStaticName, "[Exposed=*] interface A { static attribute long prototype; };"},
  {Rule::kStaticName, "[Exposed=*] interface A { static undefined prototype(); };"},
  {Rule::kAttributeType, "[Exposed=*] interface A { attribute sequence<long> x; };"},
  {Rule::kAttributeType, "dictionary D {}; [Exposed=*] interface A { attribute D? x; };"},
  {Rule::kAttributeType, "[Exposed=*] interface A { attribute (long or record<DOMString, long>) x; };"},
  {Rule::kAttributeType, "[Exposed=*] interface A { readonly attribute async_sequence<long> x; };"},
  {Rule::kPromiseAttribute, "[Exposed=*] interface A { attribute Promise<long> x; };"},
  {Rule::kPromiseAttribute, "[Exposed=*] interface A { [SameObject] readonly attribute Promise<long> x; };"},
  {Rule::kInheritAttribute, "[Exposed=*] interface A { inherit attribute long x; };"},
  {Rule::kInheritAttribute, "[Exposed=*] interface A { attribute long x; }; [Exposed=*] interface B : A { inherit attribute long x; };"},
  {Rule::kInheritAttribute, "[Exposed=*] interface A { readonly attribute long x; }; [Exposed=*] interface C : A { attribute long x; }; [Exposed=*] interface B : C { inherit attribute long x; };"},
  {Rule::kInheritAttribute, "[Exposed=*] interface A { readonly attribute long x; }; [Exposed=*] interface B : A { inherit attribute short x; };"},
  {Rule::kStringifierType, "[Exposed=*] interface A { stringifier attribute long x; };"},
  {Rule::kStringifierDuplicate, "[Exposed=*] interface A { stringifier; stringifier attribute DOMString x; };"},
  {Rule::kStringifierDuplicate, "interface mixin M { stringifier; }; [Exposed=*] interface A { stringifier; }; A includes M;"},
  {Rule::kOperationName, "[Exposed=*] interface A { undefined (long x); };"},
  {Rule::kOperationName, "[Exposed=*] interface A { static undefined (); };"},
  {Rule::kSpecialOperation, "[Exposed=*] interface A { getter long (DOMString a, long b); };"},
  {Rule::kSpecialOperation, "[Exposed=*] interface A { getter long (double a); };"},
  {Rule::kSpecialOperation, "[Exposed=*] interface A { getter long (optional DOMString a); };"},
  {Rule::kSpecialOperation, "[Exposed=*] interface A { getter long f(DOMString x); deleter undefined (unsigned long x); };"},
  {Rule::kSpecialOperation, "[Exposed=*] interface A { getter long f(DOMString x); setter undefined (DOMString x); };"},
  {Rule::kSpecialOperationDuplicate, "[Exposed=*] interface A { getter long f(DOMString x); getter long g(DOMString x); };"},
  {Rule::kSpecialOperationWithoutGetter, "[Exposed=*] interface A { setter undefined (DOMString x, long y); };"},
  {Rule::kSpecialOperationWithoutGetter, "[Exposed=*] interface A { deleter undefined (DOMString x); };"},
  {Rule::kIndexedLength, "[Exposed=*] interface A { getter long (unsigned long x); };"},
  {Rule::kIndexedLength, "[Exposed=*] interface A { getter long (unsigned long x); attribute double length; };"},
  {Rule::kToJson, "[Exposed=*] interface A { attribute long toJSON; };"},
  {Rule::kToJson, "[Exposed=*] interface A { object toJSON(long x); };"},
  {Rule::kToJson, "[Exposed=*] interface A { object toJSON(); object toJSON(long x); };"},
  {Rule::kToJson, "[Exposed=*] interface A { any toJSON(); };"},
  {Rule::kToJson, "[Exposed=*] interface A { static object toJSON(); };"},
  {Rule::kExceptionInterface, "[Exposed=*] interface DOMException {}; [Exposed=*] interface Bad : DOMException { constructor(optional DOMString message = \"\"); };"},
  {Rule::kExceptionInterface, "[Exposed=*] interface DOMException {}; [Exposed=*] interface BadError : DOMException {};"},
  {Rule::kExceptionInterface, "[Exposed=*] interface DOMException {}; [Exposed=*] interface BadError : DOMException { constructor(long x); };"},
  {Rule::kExceptionInterface, "[Exposed=*] interface DOMException {}; [Exposed=*] interface AbortError : DOMException { constructor(optional DOMString message = \"\"); };"},

  {Rule::kDuplicateArgument, "callback C = undefined (long x, double x);"},
  {Rule::kVariadicLast, "callback C = undefined (long... x, double y);"},
  {Rule::kArgumentNullableDictionary, "dictionary D { required long x; }; callback C = undefined (D? x);"},
  {Rule::kArgumentNullableDictionary, "dictionary D {}; dictionary E { D? x; };"},
  {Rule::kArgumentDictionaryOptional, "dictionary D {}; [Exposed=*] interface A { undefined f(D x); };"},
  {Rule::kArgumentDictionaryOptional, "dictionary D {}; [Exposed=*] interface A { undefined f(optional D x, optional long y); };"},
  {Rule::kArgumentDictionaryOptional, "dictionary D {}; [Exposed=*] interface A { constructor((D or long) x); };"},
  {Rule::kDefaultValue, "[Exposed=*] interface A { undefined f(optional long x = null); };"},
  {Rule::kDefaultValue, "[Exposed=*] interface A { undefined f(optional long x = \"1\"); };"},
  {Rule::kDefaultValue, "enum E { \"a\" }; dictionary D { E x = \"b\"; };"},
  {Rule::kDefaultValue, "dictionary D { long x = []; };"},
  {Rule::kDefaultValue, "dictionary D { long x = {}; };"},
  {Rule::kDefaultValue, "dictionary D { ByteString x = \"\u0100\"; };"},
  {Rule::kDefaultValue, "dictionary D { double x = Infinity; };"},
  {Rule::kDefaultValue, "dictionary D { long x = undefined; };"},

  {Rule::kOverloadAcrossParts, "[Exposed=*] interface A { undefined f(); }; partial interface A { undefined f(long x); };"},
  {Rule::kOverloadAcrossParts, "[Exposed=*] interface A { undefined f(); }; interface mixin M { undefined f(long x); }; A includes M;"},
  {Rule::kOverloadPromise, "[Exposed=*] interface A { undefined f(); Promise<long> f(long x); };"},
  {Rule::kOverloadDistinguishable, "[Exposed=*] interface A { undefined f(DOMString x); undefined f(USVString x); };"},
  {Rule::kOverloadDistinguishable, "[Exposed=*] interface A { undefined f(); undefined f(optional long x); };"},
  {Rule::kOverloadDistinguishable, "[Exposed=*] interface A { constructor(long x); constructor(double y); };"},
  {Rule::kOverloadPrefix, "[Exposed=*] interface N {}; [Exposed=*] interface B { undefined f(DOMString w); undefined f(long w, double x, N y, N z); undefined f(double w, double x, DOMString y, N z); };"},
  {Rule::kOverloadBigInt, "[Exposed=*] interface A { undefined f(bigint x); undefined f(long x); };"},

  {Rule::kIterableDuplicate, "[Exposed=*] interface A { iterable<long, long>; maplike<long, long>; };"},
  {Rule::kIterableDuplicate, "[Exposed=*] interface A { setlike<long>; }; [Exposed=*] interface B : A { async_iterable<long>; };"},
  {Rule::kIterableMember, "[Exposed=*] interface A { iterable<long, long>; attribute long keys; };"},
  {Rule::kIterableMember, "[Exposed=*] interface A { undefined has(); }; [Exposed=*] interface B : A { readonly setlike<long>; };"},
  {Rule::kIterableMember, "[Exposed=*] interface A { maplike<long, long>; attribute long clear; };"},
  {Rule::kIterableMember, "[Exposed=*] interface A { async_iterable<long>; undefined values(); };"},
  {Rule::kIterableConflict, "[Exposed=*] interface A { setlike<long>; getter long (unsigned long i); attribute long length; };"},
  {Rule::kIterableConflict, "[Exposed=*] interface B { getter long (unsigned long i); readonly attribute long length; }; [Exposed=*] interface C : B { maplike<long, long>; };"},
  {Rule::kValueIterator, "[Exposed=*] interface A { iterable<long>; };"},
  {Rule::kValueIterator, "[Exposed=*] interface A { iterable<long>; getter short (unsigned long i); attribute long length; };"},
  {Rule::kPairIterator, "[Exposed=*] interface A { iterable<long, long>; getter long (unsigned long i); attribute long length; };"},
  {Rule::kAsyncIterableArgument, "[Exposed=*] interface A { async_iterable<long>(long x); };"},

  {Rule::kCallbackInterfaceOperation, "callback interface A {};"},
  {Rule::kCallbackInterfaceOperation, "callback interface A { undefined f(); undefined g(); };"},
  {Rule::kDuplicateDictionaryMember, "dictionary D { long a; long a; };"},
  {Rule::kDuplicateDictionaryMember, "dictionary D { long a; }; dictionary E : D { long a; };"},
  {Rule::kDictionaryCycle, "dictionary D { D a; };"},
  {Rule::kDictionaryCycle, "dictionary D { sequence<E> a; }; dictionary E { record<DOMString, (D or long)> b; };"},
  {Rule::kDictionaryCycle, "dictionary D { E a; }; dictionary E : D {};"},
  {Rule::kDuplicateEnumerationValue, "enum E { \"a\", \"b\", \"a\" };"},

  {Rule::kUnknownExtendedAttribute, "[Expose=*, Exposed=*] interface A {};"},
  {Rule::kExtendedAttributePlace, "[Clamp] dictionary D {};"},
  {Rule::kExtendedAttributePlace, "dictionary D { [Clamp] required octet x; };"},
  {Rule::kExtendedAttributePlace, "callback C = undefined ([Clamp] optional octet x);"},
  {Rule::kExtendedAttributePlace, "[Exposed=*] interface A { [Clamp] attribute octet x; };"},
  {Rule::kExtendedAttributePlace, "[Exposed=*] namespace N { [LegacyUnforgeable] readonly attribute octet x; };"},
  {Rule::kExtendedAttributePlace, "[Exposed=*] interface A {}; interface mixin M {}; [SecureContext] A includes M;"},
  {Rule::kExtendedAttributePlace, "[Exposed=*] interface A {}; [LegacyNoInterfaceObject] partial interface A {};"},
  {Rule::kExtendedAttributeForm, "[Exposed] interface A {};"},
  {Rule::kExtendedAttributeForm, "[Exposed=*, SecureContext=x] interface A {};"},
  {Rule::kExtendedAttributeForm, "[Exposed=*, ImplementedIn=x] interface A {};"},
  {Rule::kExtendedAttributeDuplicate, "[Exposed=*, Exposed=*] interface A {};"},
  {Rule::kExtendedAttributeDuplicate, "[Exposed=*, LegacyWindowAlias=B, LegacyWindowAlias=C] interface A {};"},
  {Rule::kExposedMissing, "interface A {};"},
  {Rule::kExposedMissing, "namespace A {};"},
  {Rule::kExposedMissing, "callback interface A { const long X = 1; undefined f(); };"},
  {Rule::kExposedUnknownGlobal, "[Global=W, Exposed=W] interface W {}; [Exposed=V] interface A {};"},
  {Rule::kExposedUnknownGlobal, "[Exposed=(W,W)] interface A {};"},
  {Rule::kExposedSubset, "[Exposed=W] interface A {}; [Exposed=(W,V)] interface B : A {};"},
  {Rule::kExposedSubset, "[Exposed=W] interface A {}; [Exposed=*] partial interface A {};"},
  {Rule::kExposedSubset, "[Exposed=W] interface A { [Exposed=V] attribute long x; };"},
  {Rule::kExposedSubset, "[Exposed=*] interface A {}; [Exposed=W] interface mixin M { [Exposed=V] attribute long x; }; A includes M;"},
  {Rule::kExposedSubset, "[Exposed=*] interface A {}; [Exposed=W] interface mixin M {}; [Exposed=V] partial interface mixin M { attribute long x; }; A includes M;"},
  {Rule::kExposedTwice, "[Exposed=*] interface A {}; [Exposed=W] partial interface A { [Exposed=W] attribute long x; };"},
  {Rule::kExposedOverload, "[Exposed=(V,W)] interface A { [Exposed=W] undefined f(); undefined f(long x); };"},
  {Rule::kExposedOverload, "[Exposed=(V,W)] interface A { [Exposed=W] undefined f(); [Exposed=V] undefined f(long x); };"},
  {Rule::kExposedOverload, "[Exposed=*] interface A { [SecureContext] undefined f(); undefined f(long x); };"},
  {Rule::kSecureContext, "[Exposed=*, SecureContext] interface A { [SecureContext] attribute long x; };"},
  {Rule::kSecureContext, "[Exposed=*, SecureContext] interface A {}; [Exposed=*] interface B : A {};"},
  {Rule::kSecureContext, "[Exposed=*, SecureContext, CrossOriginIsolated] interface A {};"},
  {Rule::kSecureContext, "[Exposed=*, CrossOriginIsolated] interface A { [SecureContext] attribute long x; };"},
  {Rule::kCrossOriginIsolated, "[Exposed=*] interface A {}; [CrossOriginIsolated] interface mixin M { [CrossOriginIsolated] attribute long x; }; A includes M;"},
  {Rule::kCrossOriginIsolated, "[Exposed=*, CrossOriginIsolated] interface A {}; [Exposed=*] interface B : A {};"},
  {Rule::kDefaultOperation, "[Exposed=*] interface A { [Default] object f(); };"},
  {Rule::kDefaultOperation, "dictionary D {}; [Exposed=*] interface A { [Default] D toJSON(); };"},
  {Rule::kGlobal, "[Exposed=W, Global=W] interface A { constructor(); };"},
  {Rule::kGlobal, "[Exposed=W, Global=W] interface A { getter any (DOMString n); setter undefined (DOMString n, any v); };"},
  {Rule::kGlobal, "[Exposed=W, Global=W] interface A { getter any (unsigned long n); attribute long length; };"},
  {Rule::kGlobal, "[Exposed=W, Global=W] interface A {}; [Exposed=W] interface B : A {};"},
  {Rule::kGlobal, "[Exposed=W, Global=W, LegacyOverrideBuiltIns] interface A { getter any (DOMString n); };"},
  {Rule::kGlobal, "[Exposed=W, LegacyOverrideBuiltIns] interface B { getter any (DOMString n); }; [Exposed=W, Global=W] interface A : B {};"},
  {Rule::kNewObject, "[Exposed=*] interface A { [NewObject] long f(); };"},
  {Rule::kPutForwards, "[Exposed=*] interface A { [PutForwards=x] readonly attribute long y; };"},
  {Rule::kPutForwards, "[Exposed=*] interface A { [PutForwards=x] readonly attribute A y; };"},
  {Rule::kPutForwards, "[Exposed=*] interface A { [PutForwards=y] readonly attribute A y; };"},
  {Rule::kPutForwards, "[Exposed=*] interface A { attribute long x; [PutForwards=x] attribute A y; };"},
  {Rule::kReadOnlyOnly, "[Exposed=*] interface A { [Replaceable] attribute long y; };"},
  {Rule::kReadOnlyOnly, "[Exposed=*] interface A { [LegacyLenientSetter] attribute long y; };"},
  {Rule::kReadOnlyOnly, "[Exposed=*] interface A { [Replaceable, LegacyLenientSetter] readonly attribute long y; };"},
  {Rule::kReadOnlyOnly, "[Exposed=*] interface A { [StoreInSlot] attribute long y; };"},
  {Rule::kSameObject, "[Exposed=*] interface A { [SameObject] readonly attribute long y; };"},
  {Rule::kSameObject, "[Exposed=*] interface A { [SameObject] attribute A y; };"},
  {Rule::kLegacyFactoryFunction, "[Exposed=*, LegacyFactoryFunction=B()] interface A {}; [Exposed=*] interface B {};"},
  {Rule::kLegacyFactoryFunction, "[Exposed=*, LegacyFactoryFunction=C()] interface A {}; [Exposed=*, LegacyFactoryFunction=C()] interface B {};"},
  {Rule::kLegacyFactoryFunction, "[Exposed=W, Global=W, LegacyFactoryFunction=C()] interface A {};"},
  {Rule::kLegacyNamespace, "[Exposed=*, LegacyNamespace=N] interface A {};"},
  {Rule::kLegacyNamespace, "[Exposed=*] namespace N {}; [Exposed=*, LegacyNamespace=N, LegacyNoInterfaceObject] interface A {};"},
  {Rule::kLegacyNoInterfaceObject, "[Exposed=*, LegacyNoInterfaceObject] interface A { constructor(); };"},
  {Rule::kLegacyNoInterfaceObject, "[Exposed=*, LegacyNoInterfaceObject] interface A { static undefined f(); };"},
  {Rule::kLegacyNoInterfaceObject, "[Exposed=*, LegacyNoInterfaceObject] interface A {}; [Exposed=*] interface B : A {};"},
  {Rule::kLegacyOverrideBuiltIns, "[Exposed=*, LegacyOverrideBuiltIns] interface A {};"},
  {Rule::kLegacyOverrideBuiltIns, "[Exposed=*] interface A { getter any (DOMString n); }; [LegacyOverrideBuiltIns] partial interface A {};"},
  {Rule::kLegacyUnenumerableNamedProperties, "[Exposed=*, LegacyUnenumerableNamedProperties] interface A {};"},
  {Rule::kLegacyUnenumerableNamedProperties, "[Exposed=*, LegacyUnenumerableNamedProperties] interface A { getter any (DOMString n); }; [Exposed=*, LegacyUnenumerableNamedProperties] interface B : A { getter any (DOMString n); };"},
  {Rule::kLegacyUnforgeable, "[Exposed=*] interface A { [LegacyUnforgeable] readonly attribute long x; }; [Exposed=*] interface B : A { undefined x(); };"},
  {Rule::kLegacyUnforgeable, "[Exposed=*] interface A { [LegacyUnforgeable] undefined f(); undefined f(long x); };"},
  {Rule::kLegacyWindowAlias, "[Exposed=Worker, LegacyWindowAlias=B] interface A {};"},
  {Rule::kLegacyWindowAlias, "[Exposed=*, LegacyWindowAlias=B] interface A {}; [Exposed=*] interface B {};"},
  {Rule::kLegacyWindowAlias, "[Exposed=*, LegacyWindowAlias=(B,B)] interface A {};"},
  {Rule::kLegacyWindowAlias, "[Exposed=*, LegacyNoInterfaceObject, LegacyWindowAlias=B] interface A {};"},
  {Rule::kMortise, "[Exposed=*] interface A { [CallWith=Isolate] undefined f(); };"},
  {Rule::kMortise, "[Exposed=*] interface A { [RaisesException=Getter] undefined f(); };"},
  {Rule::kMortise, "[Exposed=*] interface A { [RaisesException=Setter] readonly attribute long x; };"},
  {Rule::kMortise, "[Exposed=*, ImplementedAs=\"a b\"] interface A {};"},
  {Rule::kMortise, "[Exposed=*, ImplementedIn=\"/etc/passwd\"] interface A {};"},
};
// clang-format on

TEST(RulesTest, Sample_BreaksItsRuleOnceAndNoOther) {
  for (const Sample& sample : kSamples) {
    EXPECT_THAT(BrokenRules(sample.text),
                testing::ElementsAre(InfoOf(sample.rule).name))
        << sample.text << "\n"
        << Messages(sample.text);
  }
}

TEST(RulesTest, EveryRuleOfTheLanguage_HasASample) {
  std::set<Rule> sampled;
  for (const Sample& sample : kSamples) {
    sampled.insert(sample.rule);
  }
  for (const RuleInfo& info : AllRules()) {
    // Files, and what an emitter cannot do, are the driver's and its tests'.
    if (info.rule == Rule::kInput || info.rule == Rule::kNotEmitted) {
      continue;
    }
    EXPECT_TRUE(sampled.contains(info.rule)) << info.name;
  }
}

TEST(RulesTest, Table_NamesAreUniqueAndTextsAreSentences) {
  std::set<std::string_view> names;
  for (const RuleInfo& info : AllRules()) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_EQ(info.text.back(), '.') << info.name;
  }
}

// What is right, though it is close to something wrong.
constexpr std::string_view kAccepted[] = {
    "[Exposed=*] interface A { undefined f(); static undefined f(long x); };",
    "[Exposed=*] interface A { undefined x(); undefined x(long a); };",
    "typedef (long or DOMString)? A; typedef (A or boolean) B;",
    "typedef (bigint or double) A;",
    "dictionary D {}; [Exposed=*] interface A { undefined f(D x, long y); "
    "undefined g(optional D x = {}); undefined h(optional (D or long) x = 1); "
    "};",
    "dictionary D {}; [Exposed=*] interface A { D? f(); };",
    "dictionary D {}; callback C = undefined (D x);",
    "[Exposed=*] interface A { readonly attribute FrozenArray<long>? x; "
    "static readonly attribute FrozenArray<long> y; };",
    "[Exposed=*] interface A { attribute ObservableArray<long?> x; };",
    "[Exposed=*] interface A { const double x = 1; const bigint y = "
    "123456789012345678901234567890; const float z = -0x10; };",
    "[Exposed=*] interface A { const unrestricted double x = -Infinity; "
    "const unrestricted float y = NaN; };",
    "dictionary D { any x = null; any y = undefined; object? z = null; "
    "sequence<long> s = []; (sequence<long> or long)? t = []; };",
    "dictionary D { ByteString x = \"\u00ff\"; USVString y = \"\u4e2d\"; };",
    "callback F = undefined (); dictionary D {}; typedef (F or D) A;",
    "[Exposed=*] interface A { getter A? item(unsigned long i); iterable<A>; "
    "readonly attribute unsigned long length; };",
    "[Exposed=*] interface A { maplike<long, long>; undefined clear(); };",
    "[Exposed=*] interface A { readonly maplike<long, long>; attribute long "
    "clear; };",
    "[Exposed=*] interface A {}; [LegacyOverrideBuiltIns] partial interface A "
    "{ getter any (DOMString n); };",
    "[Exposed=(W,V)] interface A { [Exposed=W] undefined f(); [Exposed=W] "
    "undefined f(long x); };",
    "[Exposed=*, LegacyFactoryFunction=B(), LegacyFactoryFunction=B(long x)] "
    "interface A {};",
    "[Exposed=*] interface DOMException {}; [Exposed=*] interface QuotaError "
    ": DOMException { constructor(optional DOMString message = \"\"); };",
    "[Exposed=*] interface A { [PutForwards=y] readonly attribute B x; }; "
    "[Exposed=*] interface C { attribute long y; }; [Exposed=*] interface B : "
    "C {};",
    "dictionary D { Promise<D> d; };",
    "typedef sequence<BufferSource> A; callback C = VoidFunction (Function f);",
    "typedef long BufferSource;",
    "[Exposed=*] interface A { [CallWith=Environment, RaisesException] "
    "constructor(); [RaisesException=Setter] attribute long x; "
    "[StoreInSlot] readonly attribute long y; [InvalidatesSlots] undefined "
    "z(); };",
    "[Exposed=*, ImplementedAs=\"::mortise::Aa\", "
    "ImplementedIn=\"core/dom/a.h\", ActiveObject] interface A {};",
};

TEST(RulesTest, Accepted_HasNoErrors) {
  for (const std::string_view text : kAccepted) {
    EXPECT_EQ(Messages(text), "") << text;
  }
}

}  // namespace
}  // namespace mortise::idl
