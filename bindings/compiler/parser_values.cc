#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>
#include <system_error>

#include "bindings/compiler/parser_impl.h"

namespace mortise::idl {
namespace {

uint64_t DigitValue(char c) {
  return static_cast<uint64_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

// The double nearest to a decimal number, which may be infinite.
double DecimalValue(std::string_view text) {
  double value = 0;
  const auto result =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    // Too large or too small: from_chars does not say which.
    value = std::strtod(std::string(text).c_str(), nullptr);
  }
  return value;
}

// The double nearest to an integer of more than 64 bits, in a base of 2 to the
// power `bits`. The bits that find no place in `top` are kept as one, in its
// lowest bit, so that the only rounding is the one at the end.
double NearestDouble(std::string_view digits, int bits) {
  uint64_t top = 0;
  int exponent = 0;
  for (const char c : digits) {
    for (int bit = bits - 1; bit >= 0; --bit) {
      const uint64_t value = (DigitValue(c) >> bit) & 1;
      if (top >> 63 == 0) {
        top = top << 1 | value;
      } else {
        top |= value;
        // Beyond any double; more would only overflow the exponent.
        exponent = std::min(exponent + 1, 4096);
      }
    }
  }
  return std::ldexp(static_cast<double>(top), exponent);
}

}  // namespace

Literal* Parser::NewLiteral(Literal::Kind kind) {
  auto* literal = arena_->New<Literal>();
  literal->kind = kind;
  literal->range = RangeOf(token());
  literal->spelling = TextOf(token());
  return literal;
}

// https://webidl.spec.whatwg.org/#idl-constants, "value of integer tokens".
void Parser::EvaluateInteger(std::string_view spelling, Literal* literal) {
  if (spelling[0] == '-') {
    literal->is_negative = true;
    spelling.remove_prefix(1);
  }
  uint64_t base = 10;
  if (spelling.size() > 1 && spelling[0] == '0') {
    const bool is_hex = spelling[1] == 'x' || spelling[1] == 'X';
    base = is_hex ? 16 : 8;
    spelling.remove_prefix(is_hex ? 2 : 1);
  }
  for (const char c : spelling) {
    const uint64_t digit = DigitValue(c);
    if (literal->magnitude > (UINT64_MAX - digit) / base) {
      literal->is_huge = true;
      break;
    }
    literal->magnitude = literal->magnitude * base + digit;
  }
  double number = static_cast<double>(literal->magnitude);
  if (literal->is_huge) {
    literal->magnitude = 0;
    if (base == 10) {
      number = DecimalValue(spelling);
    } else {
      number = NearestDouble(spelling, base == 16 ? 4 : 3);
    }
  }
  literal->number = literal->is_negative ? -number : number;
}

// ConstValue: BooleanLiteral | FloatLiteral | integer
const Literal* Parser::ParseConstValue() {
  Literal* literal = nullptr;
  switch (token().kind) {
    case TokenKind::kTrue:
    case TokenKind::kFalse:
      literal = NewLiteral(Literal::Kind::kBoolean);
      literal->boolean = Is(TokenKind::kTrue);
      break;
    case TokenKind::kInteger:
      literal = NewLiteral(Literal::Kind::kInteger);
      EvaluateInteger(literal->spelling, literal);
      break;
    case TokenKind::kDecimal: {
      literal = NewLiteral(Literal::Kind::kDecimal);
      const std::string_view text = literal->spelling;
      literal->number = DecimalValue(text);
      literal->is_negative = text[0] == '-';
      break;
    }
    case TokenKind::kInfinity:
    case TokenKind::kMinusInfinity:
      literal = NewLiteral(Literal::Kind::kInfinity);
      literal->is_negative = Is(TokenKind::kMinusInfinity);
      literal->number = literal->is_negative ? -HUGE_VAL : HUGE_VAL;
      break;
    case TokenKind::kNaN:
      literal = NewLiteral(Literal::Kind::kNaN);
      literal->number = std::nan("");
      break;
    default:
      FailExpected("a number, 'true' or 'false'");
      return nullptr;
  }
  Advance();
  return literal;
}

// DefaultValue: ConstValue | string | "[" "]" | "{" "}" | "null" | "undefined"
const Literal* Parser::ParseDefaultValue() {
  Literal* literal = nullptr;
  switch (token().kind) {
    case TokenKind::kString: {
      literal = NewLiteral(Literal::Kind::kString);
      ast::ExtendedAttributeForm form;
      ast::Identifier value;
      TakeValue(&form, &value);
      literal->string = value.text;
      return literal;
    }
    case TokenKind::kOpenBracket:
    case TokenKind::kOpenBrace: {
      const bool is_sequence = Is(TokenKind::kOpenBracket);
      literal = NewLiteral(is_sequence ? Literal::Kind::kEmptySequence
                                       : Literal::Kind::kEmptyDictionary);
      const Token open = token();
      Advance();
      const bool closed = is_sequence
                              ? Expect(TokenKind::kCloseBracket,
                                       "behind '[': only an empty sequence "
                                       "can be a default value")
                              : Expect(TokenKind::kCloseBrace,
                                       "behind '{': only an empty dictionary "
                                       "can be a default value");
      if (!closed) {
        return nullptr;
      }
      literal->range = RangeFrom(open);
      literal->spelling = is_sequence ? "[]" : "{}";
      return literal;
    }
    case TokenKind::kNull:
      literal = NewLiteral(Literal::Kind::kNull);
      break;
    case TokenKind::kUndefined:
      literal = NewLiteral(Literal::Kind::kUndefined);
      break;
    case TokenKind::kTrue:
    case TokenKind::kFalse:
    case TokenKind::kInteger:
    case TokenKind::kDecimal:
    case TokenKind::kInfinity:
    case TokenKind::kMinusInfinity:
    case TokenKind::kNaN:
      return ParseConstValue();
    default:
      FailExpected(
          "a default value (a number, a string, 'true', 'false', 'null', "
          "'undefined', '[]' or '{}')");
      return nullptr;
  }
  Advance();
  return literal;
}

}  // namespace mortise::idl
