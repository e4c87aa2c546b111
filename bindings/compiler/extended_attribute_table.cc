#include "bindings/compiler/extended_attribute_table.h"

#include <bit>
#include <cstddef>
#include <iterator>

#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

using Form = ast::ExtendedAttributeForm;
using Id = ExtendedAttributeId;

constexpr uint32_t Forms() { return 0; }
template <typename... Rest>
constexpr uint32_t Forms(Form form, Rest... rest) {
  return uint32_t{1} << static_cast<unsigned>(form) | Forms(rest...);
}

constexpr uint32_t kNoArguments = Forms(Form::kNoArguments);
constexpr uint32_t kIdentifier = Forms(Form::kIdentifier);
constexpr uint32_t kIdentifiers =
    Forms(Form::kIdentifier, Form::kIdentifierList);

constexpr uint32_t kAnyAttribute = kOnRegularAttribute | kOnStaticAttribute;
constexpr uint32_t kAnyOperation =
    kOnRegularOperation | kOnStaticOperation | kOnSpecialOperation;
constexpr uint32_t kAnyIterable =
    kOnIterable | kOnAsyncIterable | kOnMaplike | kOnSetlike;
// What [Exposed], [SecureContext] and [CrossOriginIsolated] restrict.
constexpr uint32_t kExposable = kOnInterface | kOnPartialInterface | kOnMixin |
                                kOnPartialMixin | kOnNamespace |
                                kOnPartialNamespace | kOnCallbackInterface |
                                kOnConstant | kAnyAttribute | kAnyOperation |
                                kOnConstructor | kOnStringifier | kAnyIterable;

constexpr auto kImplemented = ExtendedAttributeStatus::kImplemented;
constexpr auto kParsed = ExtendedAttributeStatus::kParsedWithoutEffect;

constexpr std::string_view kWebIdl = "Web IDL";
constexpr std::string_view kHtml = "HTML";
constexpr std::string_view kOurs = "Mortise";

constexpr ExtendedAttributeInfo kTable[] = {
    {Id::kAllowResizable, "AllowResizable", kWebIdl, "AllowResizable", kOnType,
     kNoArguments, kImplemented},
    {Id::kAllowShared, "AllowShared", kWebIdl, "AllowShared", kOnType,
     kNoArguments, kImplemented},
    {Id::kClamp, "Clamp", kWebIdl, "Clamp", kOnType, kNoArguments,
     kImplemented},
    {Id::kEnforceRange, "EnforceRange", kWebIdl, "EnforceRange", kOnType,
     kNoArguments, kImplemented},
    {Id::kLegacyNullToEmptyString, "LegacyNullToEmptyString", kWebIdl,
     "LegacyNullToEmptyString", kOnType, kNoArguments, kImplemented},

    {Id::kCrossOriginIsolated, "CrossOriginIsolated", kWebIdl,
     "CrossOriginIsolated", kExposable, kNoArguments, kImplemented},
    {Id::kDefault, "Default", kWebIdl, "Default", kOnRegularOperation,
     kNoArguments, kImplemented},
    {Id::kExposed, "Exposed", kWebIdl, "Exposed", kExposable,
     kIdentifiers | Forms(Form::kWildcard), kImplemented},
    {Id::kGlobal, "Global", kWebIdl, "Global", kOnInterface, kIdentifiers,
     kImplemented},
    {Id::kLegacyFactoryFunction, "LegacyFactoryFunction", kWebIdl,
     "LegacyFactoryFunction", kOnInterface, Forms(Form::kNamedArgumentList),
     kImplemented, /*is_repeatable=*/true},
    {Id::kLegacyLenientSetter, "LegacyLenientSetter", kWebIdl,
     "LegacyLenientSetter", kOnRegularAttribute, kNoArguments, kImplemented},
    {Id::kLegacyLenientThis, "LegacyLenientThis", kWebIdl, "LegacyLenientThis",
     kOnRegularAttribute, kNoArguments, kImplemented},
    {Id::kLegacyNamespace, "LegacyNamespace", kWebIdl, "LegacyNamespace",
     kOnInterface, kIdentifier, kImplemented},
    {Id::kLegacyNoInterfaceObject, "LegacyNoInterfaceObject", kWebIdl,
     "LegacyNoInterfaceObject", kOnInterface, kNoArguments, kImplemented},
    {Id::kLegacyOverrideBuiltIns, "LegacyOverrideBuiltIns", kWebIdl,
     "LegacyOverrideBuiltIns", kOnInterface | kOnPartialInterface, kNoArguments,
     kImplemented},
    {Id::kLegacyTreatNonObjectAsNull, "LegacyTreatNonObjectAsNull", kWebIdl,
     "LegacyTreatNonObjectAsNull", kOnCallbackFunction, kNoArguments,
     kImplemented},
    {Id::kLegacyUnenumerableNamedProperties,
     "LegacyUnenumerableNamedProperties", kWebIdl,
     "LegacyUnenumerableNamedProperties", kOnInterface, kNoArguments,
     kImplemented},
    {Id::kLegacyUnforgeable, "LegacyUnforgeable", kWebIdl, "LegacyUnforgeable",
     kOnRegularAttribute | kOnRegularOperation, kNoArguments, kImplemented},
    {Id::kLegacyWindowAlias, "LegacyWindowAlias", kWebIdl, "LegacyWindowAlias",
     kOnInterface, kIdentifiers, kImplemented},
    {Id::kNewObject, "NewObject", kWebIdl, "NewObject",
     kOnRegularOperation | kOnStaticOperation, kNoArguments, kImplemented},
    {Id::kPutForwards, "PutForwards", kWebIdl, "PutForwards",
     kOnRegularAttribute, kIdentifier, kImplemented},
    {Id::kReplaceable, "Replaceable", kWebIdl, "Replaceable",
     kOnRegularAttribute, kNoArguments, kImplemented},
    {Id::kSameObject, "SameObject", kWebIdl, "SameObject", kAnyAttribute,
     kNoArguments, kImplemented},
    {Id::kSecureContext, "SecureContext", kWebIdl, "SecureContext", kExposable,
     kNoArguments, kImplemented},
    {Id::kUnscopable, "Unscopable", kWebIdl, "Unscopable",
     kOnRegularAttribute | kOnRegularOperation, kNoArguments, kImplemented},

    // The interface's C++ class keeps its wrapper alive while it is active.
    {Id::kActiveObject, "ActiveObject", kOurs, "", kOnInterface, kNoArguments,
     kImplemented},
    // The C++ function takes the environment settings object first.
    {Id::kCallWith, "CallWith", kOurs, "",
     kOnConstructor | kAnyOperation | kAnyAttribute, kIdentifier, kImplemented},
    // The header with hand-written conversions, relative to the root of the
    // source.
    {Id::kCustomBinding, "CustomBinding", kOurs, "",
     kOnCallbackFunction | kOnCallbackInterface, Forms(Form::kString),
     kImplemented},
    // The name of the C++ class, in a string with its namespace, or of the C++
    // function.
    {Id::kImplementedAs, "ImplementedAs", kOurs, "",
     kOnInterface | kOnDictionary | kOnEnumeration | kOnCallbackFunction |
         kOnCallbackInterface | kOnNamespace | kAnyAttribute | kAnyOperation |
         kOnDictionaryMember | kOnStringifier,
     Forms(Form::kIdentifier, Form::kString), kImplemented},
    // The header of the C++ class, relative to the root of the source.
    {Id::kImplementedIn, "ImplementedIn", kOurs, "",
     kOnInterface | kOnDictionary | kOnEnumeration | kOnCallbackFunction |
         kOnCallbackInterface | kOnNamespace,
     Forms(Form::kString), kImplemented},
    // After the call the object's slots are computed anew.
    {Id::kInvalidatesSlots, "InvalidatesSlots", kOurs, "", kOnRegularOperation,
     kNoArguments, kImplemented},
    // The C++ function returns ExceptionOr<T>; of an attribute perhaps only
    // its [RaisesException=Getter] or [RaisesException=Setter].
    {Id::kRaisesException, "RaisesException", kOurs, "",
     kOnConstructor | kAnyOperation | kAnyAttribute | kOnStringifier,
     kNoArguments | kIdentifier, kImplemented},
    // The value lives in a private slot of the wrapper.
    {Id::kStoreInSlot, "StoreInSlot", kOurs, "", kOnRegularAttribute,
     kNoArguments, kImplemented},

    {Id::kCEReactions, "CEReactions", kHtml, "cereactions",
     kOnRegularAttribute | kOnRegularOperation | kOnSpecialOperation,
     kNoArguments, kParsed},
    {Id::kHTMLConstructor, "HTMLConstructor", kHtml, "htmlconstructor",
     kOnConstructor, kNoArguments, kParsed},
    {Id::kReflect, "Reflect", kHtml, "xattr-reflect", kOnRegularAttribute,
     kNoArguments | Forms(Form::kString), kParsed},
    {Id::kReflectDefault, "ReflectDefault", kHtml, "xattr-reflectdefault",
     kOnRegularAttribute, Forms(Form::kInteger, Form::kDecimal), kParsed},
    {Id::kReflectNonNegative, "ReflectNonNegative", kHtml,
     "xattr-reflectnonnegative", kOnRegularAttribute, kNoArguments, kParsed},
    {Id::kReflectPositive, "ReflectPositive", kHtml, "xattr-reflectpositive",
     kOnRegularAttribute, kNoArguments, kParsed},
    {Id::kReflectPositiveWithFallback, "ReflectPositiveWithFallback", kHtml,
     "xattr-reflectpositivewithfallback", kOnRegularAttribute, kNoArguments,
     kParsed},
    {Id::kReflectRange, "ReflectRange", kHtml, "xattr-reflectrange",
     kOnRegularAttribute, Forms(Form::kIntegerList), kParsed},
    {Id::kReflectSetter, "ReflectSetter", kHtml, "xattr-reflectsetter",
     kOnRegularAttribute, kNoArguments | Forms(Form::kString), kParsed},
    {Id::kReflectURL, "ReflectURL", kHtml, "xattr-reflecturl",
     kOnRegularAttribute, kNoArguments, kParsed},
    // Handed to the embedder: WrapperTypeInfo::is_serializable, ....
    {Id::kSerializable, "Serializable", kHtml, "serializable", kOnInterface,
     kNoArguments, kImplemented},
    {Id::kTransferable, "Transferable", kHtml, "transferable", kOnInterface,
     kNoArguments, kImplemented},

    {Id::kInjectionMitigated, "InjectionMitigated", "Isolated Contexts", "",
     kExposable, kNoArguments, kParsed},
    {Id::kIsolatedContext, "IsolatedContext", "Isolated Contexts", "",
     kExposable, kNoArguments, kParsed},
    {Id::kStringContext, "StringContext", "Trusted Types",
     "webidl-string-context-xattr", kAnyAttribute | kOnArgument | kOnType,
     kIdentifier, kParsed},
    {Id::kWebGLHandlesContextLoss, "WebGLHandlesContextLoss", "WebGL", "5.14",
     kOnRegularAttribute | kOnRegularOperation, kNoArguments, kParsed},
};
static_assert(std::size(kTable) == static_cast<size_t>(Id::kCount));

constexpr bool IsInOrder() {
  for (size_t i = 0; i < std::size(kTable); ++i) {
    if (kTable[i].id != static_cast<Id>(i)) {
      return false;
    }
  }
  return true;
}
static_assert(IsInOrder());

constexpr std::string_view kPlaceNames[] = {
    "interfaces",
    "partial interfaces",
    "interface mixins",
    "partial interface mixins",
    "namespaces",
    "partial namespaces",
    "callback interfaces",
    "callback functions",
    "dictionaries",
    "partial dictionaries",
    "enumerations",
    "typedefs",
    "includes statements",
    "constants",
    "regular attributes",
    "static attributes",
    "regular operations",
    "static operations",
    "special operations",
    "constructors",
    "stringifiers",
    "iterable declarations",
    "asynchronously iterable declarations",
    "maplike declarations",
    "setlike declarations",
    "dictionary members",
    "arguments",
    "types",
};
static_assert(std::size(kPlaceNames) == std::countr_zero(+kOnType) + 1u);

constexpr std::string_view kFormNames[] = {
    "takes no arguments",
    "takes an argument list",
    "takes a named argument list",
    "takes an identifier",
    "takes a string",
    "takes an integer",
    "takes a decimal",
    "takes an identifier list",
    "takes a string list",
    "takes an integer list",
    "takes a decimal list",
    "takes a wildcard",
};
static_assert(std::size(kFormNames) ==
              static_cast<size_t>(Form::kWildcard) + 1);

NameMap<const ExtendedAttributeInfo*> MakeIndex() {
  NameMap<const ExtendedAttributeInfo*> index;
  for (const ExtendedAttributeInfo& info : kTable) {
    index.emplace(info.name, &info);
  }
  return index;
}

}  // namespace

const ExtendedAttributeInfo& InfoOf(ExtendedAttributeId id) {
  return kTable[static_cast<size_t>(id)];
}

const ExtendedAttributeInfo* FindExtendedAttribute(std::string_view name) {
  // Never destroyed: nothing then depends on the order of destruction.
  static const auto& index =
      *new NameMap<const ExtendedAttributeInfo*>(MakeIndex());
  const auto found = index.find(name);
  return found == index.end() ? nullptr : found->second;
}

absl::Span<const ExtendedAttributeInfo> AllExtendedAttributes() {
  return kTable;
}

std::string_view PlaceName(ExtendedAttributePlace place) {
  return kPlaceNames[std::countr_zero(static_cast<uint32_t>(place))];
}

std::string_view FormName(ast::ExtendedAttributeForm form) {
  return kFormNames[static_cast<size_t>(form)];
}

}  // namespace mortise::idl
