#ifndef MORTISE_BINDINGS_COMPILER_STUB_TYPES_H_
#define MORTISE_BINDINGS_COMPILER_STUB_TYPES_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "bindings/compiler/definitions.h"
#include "bindings/compiler/emit_cpp_names.h"

namespace mortise::idl {

// The C++ types of docs/webidl-to-cpp.md as a skeleton writes them, and what
// has to be included or declared for them.
class StubTypes {
 public:
  explicit StubTypes(const CppOptions& options)
      : options_(options), paths_(options) {}

  // What holds a value: a dictionary member's type. Definitions that a class
  // only names are declared; a member of a struct has to be known in whole.
  std::string Value(const Type& type, bool is_member);
  // What a function or getter returns.
  std::string Result(const Type& type);
  // What the getter of an attribute returns.
  std::string GetterResult(const Attribute& attribute);
  // A parameter without its name, by value.
  std::string Parameter(const Argument& argument);
  // What a setter takes.
  std::string SetterParameter(const Attribute& attribute);
  // A parameter of a Callback<>, which C++ passes.
  std::string CallbackParameter(const Argument& argument);

  void Include(std::string_view header) { includes_.emplace(header); }
  // The definition is about to be written: what follows may name it.
  void Define(const Definition& definition) { defined_.insert(&definition); }
  // Within a class with these functions, a type of the same name has to be
  // named in full.
  void set_hidden(std::set<std::string> names) { hidden_ = std::move(names); }
  // The header of the definition's C++ side.
  void IncludeDefinition(const Definition& definition);

  // "<...>" for the standard library, then the project's; not `own`.
  std::string Includes(const std::string& own) const;
  // The same for the source file: what the header only declares.
  std::string SourceIncludes(const std::string& own) const;
  // "class A;\nstruct B;\n", each in its namespace.
  std::string Declarations() const;

  // The namespace that the definition's C++ side is in: [ImplementedAs] may
  // name one within the option's.
  std::string NamespaceOf(const Definition& definition) const;

 private:
  enum class Use { kDeclared, kMember };

  std::string Spell(const Type& type, Use use);
  std::string BareType(const Type& type, Use use);
  std::string UnionType(const Type& type, Use use);
  // The C++ name; makes the definition known.
  std::string NameOf(const Definition& definition, Use use);
  // A class of Mortise's own.
  std::string Own(std::string_view name) const;

  const CppOptions& options_;
  const CppPaths paths_;
  std::set<const Definition*> defined_;
  std::set<std::string> hidden_;
  std::set<std::string> includes_;
  std::set<std::string> source_includes_;
  // "class A" and the like, by namespace.
  std::map<std::string, std::set<std::string>> declarations_;
};

// The C++ name without its namespace.
std::string StubName(const Definition& definition);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_STUB_TYPES_H_
