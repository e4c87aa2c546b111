#ifndef MORTISE_BINDINGS_RUNTIME_WRAPPER_TYPE_INFO_H_
#define MORTISE_BINDINGS_RUNTIME_WRAPPER_TYPE_INFO_H_

#include <v8.h>

#include <atomic>
#include <cstdint>

#include "absl/types/span.h"
#include "core/base/interface_info.h"
#include "core/base/script_wrappable.h"

namespace mortise::bindings {

class Conversion;

// Computes an attribute's JavaScript value from the C++ object, whose class
// has been checked.  Empty means an exception is pending.
using SlotValue = v8::MaybeLocal<v8::Value> (*)(const Conversion&,
                                                ScriptWrappable&);

// Whether an attribute's value lives in a private slot of the wrapper.
enum class SlotKind : uint8_t {
  kNone,
  kTagged,
  // For an `any`, which may be a script's own object, and for a [SameObject],
  // which may hold one: filled as soon as there is a wrapper, for the wrapper
  // then keeps that object alive.
  kAny,
};

enum MemberFlags : uint16_t {
  kNoMemberFlags = 0,
  // Lives on the interface object.
  kStatic = 1 << 0,
  // [LegacyUnforgeable]: lives on each instance, not configurable.
  kUnforgeable = 1 << 1,
  // The callback checks the receiver itself, because the standard wants
  // something else than a TypeError thrown ([LegacyLenientThis], promises).
  kChecksReceiver = 1 << 2,
  // An attribute whose value the default toJSON operation returns.
  kInJson = 1 << 3,
};

// Where a construct is exposed: [Exposed], [SecureContext] and
// [CrossOriginIsolated] (WebIDL section 3.3).
struct Exposure {
  absl::Span<const char* const> globals;  // empty: everywhere
  bool secure_context = false;
  bool cross_origin_isolated = false;
};

// WebIDL section 3.7.6, attributes.
struct AttributeDefinition {
  const char* name;
  v8::FunctionCallback getter;  // null for an attribute in a slot
  v8::FunctionCallback setter;  // null for a read-only attribute
  uint16_t flags = kNoMemberFlags;
  SlotKind slot = SlotKind::kNone;
  SlotValue slot_value = nullptr;
  const Exposure* exposure = nullptr;  // null: as its interface
};

// WebIDL section 3.7.7, operations.
struct OperationDefinition {
  const char* name;
  v8::FunctionCallback callback;
  int length;  // of the function object: the fewest arguments it takes
  uint16_t flags = kNoMemberFlags;
  const Exposure* exposure = nullptr;  // null: as its interface
};

// WebIDL section 3.7.5, constants.
struct ConstantDefinition {
  const char* name;
  double value;
  bool is_boolean = false;
  const Exposure* exposure = nullptr;  // null: as its interface
};

// [LegacyFactoryFunction] (WebIDL section 3.7.2).
struct LegacyFactoryFunction {
  const char* name;
  v8::FunctionCallback callback;
  int length;
};

// An [Unscopable] member (WebIDL section 3.7.3).
struct UnscopableMember {
  const char* name;
  const Exposure* exposure = nullptr;  // null: as its interface
};

// A dictionary member that a script constructor reads, in the order of
// WebIDL section 3.2.17.
struct ScriptMember {
  // The conversions that JavaScript's own operators perform.
  enum class Conversion : uint8_t {
    kBoolean,
    kByte,
    kOctet,
    kShort,
    kUnsignedShort,
    kLong,
    kUnsignedLong,
    kUnrestrictedDouble,
    kDOMString,
    // As kDOMString, then lone surrogates are replaced: C++ fills the slot.
    kUSVString,
    kAny,
    // None of these: C++ takes over where the member is present.
    kNone,
  };

  const char* name;
  Conversion conversion;
  const char* default_value;  // as JavaScript; null: missing stays missing
};

struct IterationDefinition;
struct LegacyPlatformObject;

// What a WrapperTypeInfo describes.
enum class ConstructKind : uint8_t {
  kInterface,
  // A callback interface with constants: a function object that holds them.
  kCallbackInterface,
  kNamespace,
};

// All that the runtime knows of one interface, or namespace.  One static object
// an interface, written by the compiler; its address is its identity.
struct WrapperTypeInfo {
  const char* name;
  const WrapperTypeInfo* parent;  // of the inherited interface, or null
  // The C++ class's own mark, from which objects find their way here.
  const InterfaceInfo* interface_info;
  absl::Span<const AttributeDefinition> attributes;
  absl::Span<const OperationDefinition> operations;
  absl::Span<const ConstantDefinition> constants;
  v8::FunctionCallback constructor;  // null: "Illegal constructor"
  int constructor_length;
  // For constructors of the form (DOMString, optional dictionary = {}): the
  // dictionary's members, inherited ones first.
  absl::Span<const ScriptMember> script_members = {};
  // [LegacyNoInterfaceObject], callback interfaces' own rules.
  bool has_interface_object = true;
  // DOMException alone: its prototype inherits from %Error.prototype%.
  bool inherits_from_error = false;
  ConstructKind kind = ConstructKind::kInterface;
  // [Global]: members live on the object itself.
  bool is_global = false;
  // [Serializable] and [Transferable], which are the embedder's business.
  // Neither is inherited.
  bool is_serializable = false;
  bool is_transferable = false;
  // It, or an interface that it inherits from, has [LegacyUnforgeable] members
  // with an exposure of their own.
  bool has_conditional_unforgeables = false;
  // The qualified name, if that is not `name`: "WebAssembly.Module".
  const char* class_string = nullptr;
  const Exposure* exposure = nullptr;  // null: everywhere
  // [LegacyNamespace]: the object that has the interface object as a property.
  const WrapperTypeInfo* legacy_namespace = nullptr;
  // [LegacyWindowAlias]
  absl::Span<const char* const> window_aliases = {};
  absl::Span<const LegacyFactoryFunction> legacy_factory_functions = {};
  // In the order of the source.
  absl::Span<const UnscopableMember> unscopables = {};
  // iterable<>, async_iterable<>, maplike<>, setlike<>; null for none.
  const IterationDefinition* iteration = nullptr;
  // Indexed and named properties, inherited ones too; null for none.  Those of
  // a [Global] interface live on its named properties object.
  const LegacyPlatformObject* legacy_platform_object = nullptr;

  // The type's place in each isolate's tables; -1 until first used.
  mutable std::atomic<int> index{-1};

  int Index() const {
    const int known = index.load(std::memory_order_acquire);
    return known >= 0 ? known : AssignIndex();
  }

 private:
  int AssignIndex() const;
};

// The type of the most derived interface of `object` that the program has
// bindings for.  It must have one: the embedder exposes what it makes.
const WrapperTypeInfo& TypeInfoOfObject(const ScriptWrappable& object);

// The WrapperTypeInfo of a C++ class.  The compiler specialises it for each
// class that implements an interface.
template <typename T>
const WrapperTypeInfo& TypeInfoOf();

// Where the wrapper's internal fields are.
enum WrapperField : int {
  kObjectField = 0,  // ScriptWrappable*
  kEdgeField = 1,    // a JavaScript value that the wrapper keeps alive
  kWrapperFieldCount = 2,
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_WRAPPER_TYPE_INFO_H_
