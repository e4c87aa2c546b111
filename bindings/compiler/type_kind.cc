#include "bindings/compiler/type_kind.h"

#include <cstddef>
#include <iterator>

namespace mortise::idl {
namespace {

constexpr std::string_view kNames[] = {
    "<invalid>",
    "",
    "any",
    "undefined",
    "boolean",
    "byte",
    "octet",
    "short",
    "unsigned short",
    "long",
    "unsigned long",
    "long long",
    "unsigned long long",
    "float",
    "unrestricted float",
    "double",
    "unrestricted double",
    "bigint",
    "DOMString",
    "ByteString",
    "USVString",
    "object",
    "symbol",
    "ArrayBuffer",
    "SharedArrayBuffer",
    "DataView",
    "Int8Array",
    "Int16Array",
    "Int32Array",
    "Uint8Array",
    "Uint16Array",
    "Uint32Array",
    "Uint8ClampedArray",
    "BigInt64Array",
    "BigUint64Array",
    "Float16Array",
    "Float32Array",
    "Float64Array",
    "sequence",
    "async_sequence",
    "FrozenArray",
    "ObservableArray",
    "Promise",
    "record",
    "",
    "",
    "",
    "",
    "",
    "",
};
static_assert(std::size(kNames) ==
              static_cast<size_t>(TypeKind::kEnumeration) + 1);

}  // namespace

std::string_view TypeKindName(TypeKind kind) {
  return kNames[static_cast<size_t>(kind)];
}

}  // namespace mortise::idl
