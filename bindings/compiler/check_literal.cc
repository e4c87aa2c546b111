#include <algorithm>
#include <cmath>
#include <limits>

#include "bindings/compiler/checks.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

// The largest magnitude of negative values, and of the others.
struct IntegerRange {
  uint64_t negative = 0;
  uint64_t positive = 0;
};

IntegerRange RangeOf(TypeKind kind) {
  switch (kind) {
    case TypeKind::kByte:
      return {0x80, 0x7F};
    case TypeKind::kOctet:
      return {0, 0xFF};
    case TypeKind::kShort:
      return {0x8000, 0x7FFF};
    case TypeKind::kUnsignedShort:
      return {0, 0xFFFF};
    case TypeKind::kLong:
      return {0x80000000, 0x7FFFFFFF};
    case TypeKind::kUnsignedLong:
      return {0, 0xFFFFFFFF};
    case TypeKind::kLongLong:
      return {uint64_t{1} << 63, (uint64_t{1} << 63) - 1};
    default:
      return {0, std::numeric_limits<uint64_t>::max()};
  }
}

bool FitsInteger(const Literal& value, TypeKind kind) {
  const IntegerRange range = RangeOf(kind);
  return !value.is_huge &&
         value.magnitude <=
             (value.is_negative ? range.negative : range.positive);
}

bool FitsFloatingPoint(const Literal& value, TypeKind kind) {
  const bool is_single =
      kind == TypeKind::kFloat || kind == TypeKind::kUnrestrictedFloat;
  if (is_single) {
    // Halfway to the next power of two a value rounds to infinity.
    constexpr double kLimit = 0x1.FFFFFFp127;
    return std::abs(value.number) < kLimit;
  }
  return std::isfinite(value.number);
}

void CheckEnumerationValue(const Literal& value, const Enumeration& enumeration,
                           Diagnostics* diagnostics) {
  const bool is_known = std::any_of(
      enumeration.values.begin(), enumeration.values.end(),
      [&](const ast::Identifier& v) { return v.text == value.string; });
  if (!is_known) {
    diagnostics
        ->Report(Rule::kDefaultValue, value.range,
                 StrCat("\"", value.string, "\" is not a value of '",
                        enumeration.name, "'"))
        .AddNote(enumeration.range,
                 StrCat("'", enumeration.name, "' is defined here"));
  }
}

bool IsLatin1(std::string_view text) {
  // Sequences that begin with C2 or C3 are U+0080 to U+00FF.
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<uint8_t>(c) < 0xC4; });
}

// The type, among `type` and its flattened member types, that takes the
// literal; null if there is none.
const Type* FindTaker(const Literal& value, const Type& type) {
  switch (value.kind) {
    case Literal::Kind::kBoolean:
      return type.FindMember(TypeKind::kBoolean);
    case Literal::Kind::kInteger:
      return type.FindMemberIf([](TypeKind kind) {
        return IsNumericType(kind) || kind == TypeKind::kBigInt;
      });
    case Literal::Kind::kDecimal:
      return type.FindMemberIf(IsFloatingPointType);
    case Literal::Kind::kInfinity:
    case Literal::Kind::kNaN:
      return type.FindMemberIf([](TypeKind kind) {
        return kind == TypeKind::kUnrestrictedFloat ||
               kind == TypeKind::kUnrestrictedDouble;
      });
    case Literal::Kind::kString:
      return type.FindMemberIf(IsStringType);
    case Literal::Kind::kEmptySequence:
      return type.FindMember(TypeKind::kSequence);
    case Literal::Kind::kEmptyDictionary:
      return type.FindMember(TypeKind::kDictionary);
    case Literal::Kind::kNull:
    case Literal::Kind::kUndefined:
      break;
  }
  return nullptr;
}

}  // namespace

// https://webidl.spec.whatwg.org/#idl-constants and
// https://webidl.spec.whatwg.org/#dfn-optional-argument-default-value
void CheckLiteral(const Literal& value, const Type& type, bool is_constant,
                  Diagnostics* diagnostics) {
  if (type.kind() == TypeKind::kInvalid) {
    return;
  }
  const auto refuse = [&](std::string_view why) {
    diagnostics->Report(is_constant ? Rule::kLiteralType : Rule::kDefaultValue,
                        value.range,
                        StrCat("'", value.spelling, "' is not a value of '",
                               type.ToString(), "'", why));
  };
  const bool is_any = type.kind() == TypeKind::kAny;
  if (value.kind == Literal::Kind::kNull) {
    if (!type.includes_nullable_type() && !is_any) {
      refuse(", which is not nullable");
    }
    return;
  }
  if (value.kind == Literal::Kind::kUndefined) {
    if (!type.includes_undefined() && !is_any) {
      refuse("");
    }
    return;
  }
  if (is_any && value.kind != Literal::Kind::kEmptySequence &&
      value.kind != Literal::Kind::kEmptyDictionary) {
    return;
  }
  const Type* taker = FindTaker(value, type);
  if (taker == nullptr) {
    if ((value.kind == Literal::Kind::kInfinity ||
         value.kind == Literal::Kind::kNaN) &&
        type.FindMemberIf(IsFloatingPointType) != nullptr) {
      refuse("; only the unrestricted types have it");
    } else {
      refuse("");
    }
    return;
  }
  const TypeKind kind = taker->kind();
  if ((IsIntegerType(kind) && !FitsInteger(value, kind)) ||
      (IsFloatingPointType(kind) &&
       (value.kind == Literal::Kind::kDecimal ||
        value.kind == Literal::Kind::kInteger) &&
       !FitsFloatingPoint(value, kind))) {
    diagnostics->Report(
        Rule::kLiteralRange, value.range,
        StrCat("'", value.spelling, "' is out of the range of '",
               taker->ToString(), "'"));
    return;
  }
  if (kind == TypeKind::kEnumeration) {
    CheckEnumerationValue(value, *taker->enumeration(), diagnostics);
  } else if (kind == TypeKind::kByteString && !IsLatin1(value.string)) {
    refuse(": a ByteString has no characters above U+00FF");
  }
}

}  // namespace mortise::idl
