#ifndef MORTISE_BINDINGS_COMPILER_EMIT_CPP_TYPES_H_
#define MORTISE_BINDINGS_COMPILER_EMIT_CPP_TYPES_H_

#include <string>

#include "bindings/compiler/literal.h"
#include "bindings/compiler/members.h"
#include "bindings/compiler/type.h"

namespace mortise::idl {

// The runtime's tag of a type: "IdlNullable<IdlClamp<IdlUnsignedShort>>".
// Empty if the runtime has no conversion for it.
std::string TypeTag(const Type& type);

// Whether C++ takes a value of the type by value, not by move.
bool IsScalar(const Type& type);

// The C++ expression of a default value of `type`: "false", "{}",
// "DomString::FromLatin1(\"x\")".  Never empty.
std::string DefaultExpression(const Type& type, const Literal& literal);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_EMIT_CPP_TYPES_H_
