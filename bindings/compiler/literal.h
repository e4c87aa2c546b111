#ifndef MORTISE_BINDINGS_COMPILER_LITERAL_H_
#define MORTISE_BINDINGS_COMPILER_LITERAL_H_

#include <cstdint>
#include <string_view>

#include "bindings/compiler/source_file.h"

namespace mortise::idl {

// The value of a constant, or the default of an argument or dictionary member
// (https://webidl.spec.whatwg.org/#prod-DefaultValue), already evaluated.
struct Literal {
  enum class Kind : uint8_t {
    kNull,
    kUndefined,
    kBoolean,
    kInteger,   // magnitude and is_negative
    kDecimal,   // number
    kInfinity,  // is_negative
    kNaN,
    kString,           // string
    kEmptySequence,    // []
    kEmptyDictionary,  // {}
  };

  Kind kind = Kind::kNull;
  bool boolean = false;
  bool is_negative = false;
  // The integer does not fit into 64 bits; only its spelling tells its value,
  // and only a bigint or floating-point type can hold it.
  bool is_huge = false;
  uint64_t magnitude = 0;
  // The value of a decimal, and the nearest double to an integer.
  double number = 0;
  // Without the quotes. IDL strings have no escapes.
  std::string_view string;
  // The tokens as written.
  std::string_view spelling;
  SourceRange range;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_LITERAL_H_
