#ifndef MORTISE_BINDINGS_COMPILER_EMIT_CPP_NAMES_H_
#define MORTISE_BINDINGS_COMPILER_EMIT_CPP_NAMES_H_

#include <string>
#include <string_view>

#include "bindings/compiler/definitions.h"
#include "bindings/compiler/emit_cpp.h"

namespace mortise::idl {

// How IDL names become C++ names (docs/webidl-to-cpp.md).

// "baseURI" -> "base_uri", "wasClean" -> "was_clean".
std::string SnakeCase(std::string_view identifier);
// "stopPropagation" -> "StopPropagation".
std::string PascalCase(std::string_view identifier);

// "CloseEvent" within the namespace of the bindings' users; what
// [ImplementedAs] says, otherwise.
std::string CppClass(const Definition& definition);
// "V8CloseEvent".
std::string BindingClass(const Definition& definition);
// The C++ function behind a member, by [ImplementedAs] or by its identifier.
std::string GetterName(const Attribute& attribute);
std::string SetterName(const Attribute& attribute);
std::string MethodName(const Operation& operation);

// What generated code calls the argument.
std::string ArgumentName(const Argument& argument);

// `name`, with an underscore behind it if it is a keyword of C++.
std::string CppIdentifier(std::string_view name);

// A C++ string literal.
std::string Quote(std::string_view text);

// The include guard of the generated header at `path`, an identifier whatever
// the path has in it.
std::string IncludeGuard(std::string_view path);

// The paths that belong to the file a definition is in.
class CppPaths {
 public:
  explicit CppPaths(const CppOptions& options) : options_(options) {}

  // "bindings/websocket/v8_close_event.h"
  std::string GeneratedHeader(const SourceFile& file) const;
  std::string GeneratedSource(const SourceFile& file) const;
  // "core/websocket/close_event.h", or what [ImplementedIn] says.
  std::string ImplementationHeader(const Definition& definition) const;

 private:
  // "websocket/close_event" of "idl/websocket/close_event.idl".
  std::string_view Stem(const SourceFile& file) const;

  const CppOptions& options_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_EMIT_CPP_NAMES_H_
