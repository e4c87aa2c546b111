#include "bindings/compiler/emit_cpp_types.h"

#include <utility>
#include <vector>

#include "bindings/compiler/definitions.h"
#include "bindings/compiler/emit_cpp_names.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

std::string Wrap(std::string_view outer, const std::string& inner) {
  return inner.empty() ? inner : StrCat(outer, "<", inner, ">");
}

// The tag of each kind that needs nothing but its name.
std::string_view SimpleTag(TypeKind kind) {
  switch (kind) {
    case TypeKind::kAny:
      return "IdlAny";
    case TypeKind::kUndefined:
      return "IdlUndefined";
    case TypeKind::kBoolean:
      return "IdlBoolean";
    case TypeKind::kByte:
      return "IdlByte";
    case TypeKind::kOctet:
      return "IdlOctet";
    case TypeKind::kShort:
      return "IdlShort";
    case TypeKind::kUnsignedShort:
      return "IdlUnsignedShort";
    case TypeKind::kLong:
      return "IdlLong";
    case TypeKind::kUnsignedLong:
      return "IdlUnsignedLong";
    case TypeKind::kLongLong:
      return "IdlLongLong";
    case TypeKind::kUnsignedLongLong:
      return "IdlUnsignedLongLong";
    case TypeKind::kFloat:
      return "IdlFloat";
    case TypeKind::kUnrestrictedFloat:
      return "IdlUnrestrictedFloat";
    case TypeKind::kDouble:
      return "IdlDouble";
    case TypeKind::kUnrestrictedDouble:
      return "IdlUnrestrictedDouble";
    case TypeKind::kDOMString:
      return "IdlDOMString";
    case TypeKind::kByteString:
      return "IdlByteString";
    case TypeKind::kUSVString:
      return "IdlUSVString";
    case TypeKind::kBigInt:
      return "IdlBigint";
    case TypeKind::kObject:
      return "IdlObject";
    case TypeKind::kSymbol:
      return "IdlSymbol";
    case TypeKind::kSharedArrayBuffer:
      return "IdlSharedArrayBuffer";
    case TypeKind::kArrayBuffer:
      return "IdlArrayBuffer";
    case TypeKind::kDataView:
      return "IdlDataView";
    case TypeKind::kInt8Array:
      return "IdlInt8Array";
    case TypeKind::kInt16Array:
      return "IdlInt16Array";
    case TypeKind::kInt32Array:
      return "IdlInt32Array";
    case TypeKind::kUint8Array:
      return "IdlUint8Array";
    case TypeKind::kUint16Array:
      return "IdlUint16Array";
    case TypeKind::kUint32Array:
      return "IdlUint32Array";
    case TypeKind::kUint8ClampedArray:
      return "IdlUint8ClampedArray";
    case TypeKind::kBigInt64Array:
      return "IdlBigInt64Array";
    case TypeKind::kBigUint64Array:
      return "IdlBigUint64Array";
    case TypeKind::kFloat16Array:
      return "IdlFloat16Array";
    case TypeKind::kFloat32Array:
      return "IdlFloat32Array";
    case TypeKind::kFloat64Array:
      return "IdlFloat64Array";
    default:
      return {};
  }
}

std::string AnnotatedBuffer(const Type& type, std::string tag) {
  if (type.allow_shared()) tag = Wrap("IdlAllowShared", tag);
  if (type.allow_resizable()) tag = Wrap("IdlAllowResizable", tag);
  return tag;
}

// One alternative of a union's std::variant, and a type that stands for it.
struct UnionMember {
  std::string tag;
  const Type* type;
};

// The members of a union as the runtime sees them: all view types together
// are one, ArrayBufferView, and with ArrayBuffer they are BufferSource.
std::vector<UnionMember> UnionMembers(const Type& type) {
  constexpr int kViewKinds = static_cast<int>(TypeKind::kFloat64Array) -
                             static_cast<int>(TypeKind::kDataView) + 1;
  int views = 0;
  bool has_array_buffer = false;
  for (const Type* member : type.flattened_member_types()) {
    views += IsBufferViewType(member->kind());
    has_array_buffer |= member->kind() == TypeKind::kArrayBuffer;
  }
  const bool all_views = views == kViewKinds;
  std::vector<UnionMember> members;
  bool views_done = false;
  for (const Type* member : type.flattened_member_types()) {
    if (all_views && (IsBufferViewType(member->kind()) ||
                      member->kind() == TypeKind::kArrayBuffer)) {
      if (views_done) continue;
      views_done = true;
      members.push_back(
          {AnnotatedBuffer(*member, has_array_buffer ? "IdlBufferSource"
                                                     : "IdlArrayBufferView"),
           member});
      continue;
    }
    members.push_back({TypeTag(*member), member});
  }
  return members;
}

std::string UnionTag(const Type& type) {
  const std::vector<UnionMember> members = UnionMembers(type);
  if (members.size() == 1) return members.front().tag;
  std::string out = "IdlUnion<";
  for (const UnionMember& member : members) {
    if (member.tag.empty()) return {};
    StrAppend(&out, &member == &members.front() ? "" : ", ", member.tag);
  }
  return out + ">";
}

// Where the conversion is written by hand, the C++ class stands for the type.
std::string CallbackTag(const Definition& callback) {
  return callback.Has(ExtendedAttributeId::kCustomBinding)
             ? CppClass(callback)
             : BindingClass(callback);
}

std::string NonNullableTag(const Type& type) {
  switch (type.kind()) {
    case TypeKind::kInterface:
      return Wrap("IdlInterface", CppClass(*type.definition()));
    case TypeKind::kDictionary:
      return Wrap("IdlDictionary", CppClass(*type.definition()));
    case TypeKind::kEnumeration:
      return Wrap("IdlEnumeration", CppClass(*type.definition()));
    case TypeKind::kCallbackInterface:
      return Wrap("IdlCallbackInterface", CallbackTag(*type.definition()));
    case TypeKind::kCallbackFunction:
      return Wrap("IdlCallbackFunction", CallbackTag(*type.definition()));
    case TypeKind::kSequence:
      return Wrap("IdlSequence", TypeTag(*type.element()));
    case TypeKind::kAsyncSequence:
      return Wrap("IdlAsyncSequence", TypeTag(*type.element()));
    case TypeKind::kFrozenArray:
      return Wrap("IdlFrozenArray", TypeTag(*type.element()));
    case TypeKind::kPromise:
      return Wrap("IdlPromise", TypeTag(*type.element()));
    case TypeKind::kRecord: {
      const std::string value = TypeTag(*type.element());
      if (value.empty()) return {};
      return StrCat("IdlRecord<", TypeTag(*type.record_key()), ", ", value,
                    ">");
    }
    case TypeKind::kUnion:
      return UnionTag(type);
    default:
      return std::string(SimpleTag(type.kind()));
  }
}

// The position of the member of a union that takes the default `literal`.
size_t UnionPositionFor(const std::vector<UnionMember>& members,
                        const Literal& literal) {
  const auto takes = [&](const Type& member) {
    const TypeKind kind = member.kind();
    switch (literal.kind) {
      case Literal::Kind::kBoolean:
        return kind == TypeKind::kBoolean;
      case Literal::Kind::kInteger:
      case Literal::Kind::kDecimal:
      case Literal::Kind::kInfinity:
      case Literal::Kind::kNaN:
        return IsNumericType(kind);
      case Literal::Kind::kString:
        return IsStringType(kind);
      case Literal::Kind::kEmptySequence:
        return kind == TypeKind::kSequence;
      case Literal::Kind::kEmptyDictionary:
        return kind == TypeKind::kDictionary;
      case Literal::Kind::kUndefined:
        return kind == TypeKind::kUndefined;
      case Literal::Kind::kNull:
        return false;
    }
    return false;
  };
  for (size_t i = 0; i < members.size(); ++i) {
    if (takes(*members[i].type)) return i;
  }
  return 0;
}

std::string NumberExpression(const Type& type, const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::kInfinity:
      return StrCat(literal.is_negative ? "-" : "",
                    "std::numeric_limits<double>::infinity()");
    case Literal::Kind::kNaN:
      return "std::numeric_limits<double>::quiet_NaN()";
    default:
      return std::string(literal.spelling);
  }
}

std::string EnumerationExpression(const Type& type, const Literal& literal) {
  const Enumeration& enumeration = *type.enumeration();
  size_t position = 0;
  while (position < enumeration.values.size() &&
         enumeration.values[position].text != literal.string) {
    ++position;
  }
  return StrCat("static_cast<", CppClass(enumeration), ">(", position, ")");
}

}  // namespace

std::string TypeTag(const Type& type) {
  std::string tag = NonNullableTag(type);
  if (tag.empty()) return tag;
  if (IsIntegerType(type.kind())) {
    if (type.clamp()) tag = Wrap("IdlClamp", tag);
    if (type.enforce_range()) tag = Wrap("IdlEnforceRange", tag);
  }
  if (type.legacy_null_to_empty_string() && IsStringType(type.kind())) {
    tag = Wrap("IdlLegacyNullToEmptyString", tag);
  }
  if (IsBufferSourceType(type.kind())) {
    tag = AnnotatedBuffer(type, std::move(tag));
  }
  // A nullable member makes the whole union nullable, section 3.2.24.
  const bool is_nullable = type.kind() == TypeKind::kUnion
                               ? type.includes_nullable_type()
                               : type.is_nullable();
  return is_nullable ? Wrap("IdlNullable", tag) : tag;
}

bool IsScalar(const Type& type) {
  return !type.is_nullable() &&
         (IsNumericType(type.kind()) || type.kind() == TypeKind::kBoolean ||
          type.kind() == TypeKind::kEnumeration ||
          IsBufferSourceType(type.kind()));
}

std::string DefaultExpression(const Type& type, const Literal& literal) {
  if (literal.kind == Literal::Kind::kNull) {
    return type.kind() == TypeKind::kAny ? "Null()" : "{}";
  }
  switch (type.kind()) {
    case TypeKind::kUnion: {
      const std::vector<UnionMember> members = UnionMembers(type);
      const size_t position = UnionPositionFor(members, literal);
      return StrCat("CppType<", UnionTag(type), ">(std::in_place_index<",
                    position, ">, ",
                    DefaultExpression(*members[position].type, literal), ")");
    }
    case TypeKind::kEnumeration:
      return EnumerationExpression(type, literal);
    case TypeKind::kDOMString:
      if (literal.string.empty()) return "DomString()";
      return StrCat("DomString::FromUtf8(", Quote(literal.string), ")");
    case TypeKind::kByteString:
    case TypeKind::kUSVString:
      return StrCat("std::string(",
                    literal.string.empty() ? "" : Quote(literal.string), ")");
    case TypeKind::kBoolean:
      return literal.boolean ? "true" : "false";
    case TypeKind::kAny:
      switch (literal.kind) {
        case Literal::Kind::kBoolean:
          return literal.boolean ? "Any(true)" : "Any(false)";
        case Literal::Kind::kString:
          return StrCat("Any(std::string(", Quote(literal.string), "))");
        case Literal::Kind::kInteger:
        case Literal::Kind::kDecimal:
        case Literal::Kind::kInfinity:
        case Literal::Kind::kNaN:
          return StrCat("Any(static_cast<double>(",
                        NumberExpression(type, literal), "))");
        default:
          return "Undefined()";
      }
    default:
      if (IsNumericType(type.kind())) return NumberExpression(type, literal);
      return StrCat("CppType<", TypeTag(*type.non_nullable()), ">()");
  }
}

}  // namespace mortise::idl
