#ifndef MORTISE_BINDINGS_COMPILER_EMIT_CPP_MEMBERS_H_
#define MORTISE_BINDINGS_COMPILER_EMIT_CPP_MEMBERS_H_

#include <string>
#include <string_view>

#include "bindings/compiler/definitions.h"

namespace mortise::idl {

// What the parts of the C++ emitter ask about members.

bool CallsWithEnvironment(const Member& member);

// The names of the functions of one member, apart from those of all others in
// the file: "CloseEventGetCode".
std::string FunctionName(const Definition& owner, std::string_view verb,
                         std::string_view member);

// The row's MemberFlags.
std::string Flags(const Member& member, bool is_static, bool checks_receiver,
                  bool in_json = false);

// A declaration as the IDL file has it, on one line, for a comment.
std::string Declaration(const Member& member);

// Whether generated code passes the type's value on by name, not by move.
std::string Passed(const Argument& argument);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_EMIT_CPP_MEMBERS_H_
