#ifndef MORTISE_BINDINGS_COMPILER_STUB_CLASS_H_
#define MORTISE_BINDINGS_COMPILER_STUB_CLASS_H_

#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "bindings/compiler/definitions.h"
#include "bindings/compiler/stub_types.h"

namespace mortise::idl {

// The skeleton of the class behind an interface or a namespace: a declaration
// of every function that the bindings call, and bodies that return nothing in
// particular.
class StubClass {
 public:
  explicit StubClass(StubTypes* types) : types_(*types) {}

  void Write(const Interface& interface);
  void Write(const Namespace& space);

  // For the header, and for the source file.
  const std::string& declaration() const { return declaration_; }
  const std::string& definitions() const { return definitions_; }

 private:
  // Tells `types_` what the functions' names hide within the class.
  void HideTypes(absl::Span<const Member* const> members);
  void WriteMembers(absl::Span<const Member* const> members, bool is_namespace);
  void WriteConstructor(const Operation& constructor, std::string_view name);
  void WriteAttribute(const Attribute& attribute, bool is_static);
  void WriteOperation(const Operation& operation, std::string_view name,
                      bool is_static);
  void WriteSpecialOperation(const Operation& operation, std::string_view name);
  void WriteStringifier(const Interface& interface);
  void KeepMember(const std::string& type, std::string_view name);
  void WriteAsyncIterable(const IterableDeclaration& declaration);
  void WriteCollections(const Interface& interface);
  void WriteProperties(const Interface& interface);

  // `from`: the IDL, for the comment over the body; may be empty.
  void Declare(std::string_view from, bool is_static, const std::string& result,
               std::string_view name, const std::string& parameters,
               bool is_const);
  std::string Parameters(const Member& member,
                         absl::Span<const Argument* const> arguments);
  std::string EnvironmentParameter(const Member& member);
  std::string Raising(const std::string& result, bool raises);
  // Of a promise, the last parameter of the function that returns it.
  std::string Resolver(const Type& promise);

  StubTypes& types_;
  std::string class_;
  std::string declaration_;
  std::string definitions_;
  // The functions' declarations so far: overloads may be alike in C++.
  std::string functions_;
  std::string private_members_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_STUB_CLASS_H_
