#ifndef MORTISE_BINDINGS_COMPILER_DTS_TYPES_H_
#define MORTISE_BINDINGS_COMPILER_DTS_TYPES_H_

#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "bindings/compiler/members.h"
#include "bindings/compiler/type.h"

// How IDL types, names and arguments are written in TypeScript.
namespace mortise::idl {

// Whether a value goes from script to C++ or the other way: a sequence takes
// any iterable, but what comes out is an array.
enum class DtsDirection { kFromScript, kToScript };

std::string DtsType(const Type& type, DtsDirection direction);

// The type of a function's result or of a promise's value: "void" if there is
// none.
std::string DtsReturnType(const Type& type, DtsDirection direction);

// The type in a place where "|" would bind wrongly.
std::string DtsParenthesized(const std::string& type);

// What stands between the parentheses of a function.
std::string DtsParameters(absl::Span<const Argument* const> arguments,
                          DtsDirection direction);

// A property's name, in quotes if it is no identifier.
std::string DtsPropertyName(std::string_view name);

// Whether TypeScript keeps the word for itself: it can name a property, but
// neither a variable nor a parameter.
bool IsDtsReservedWord(std::string_view word);

std::string DtsQuoted(std::string_view text);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_DTS_TYPES_H_
