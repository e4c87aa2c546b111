#ifndef MORTISE_BINDINGS_COMPILER_EMIT_CPP_FILE_H_
#define MORTISE_BINDINGS_COMPILER_EMIT_CPP_FILE_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bindings/compiler/diagnostics.h"
#include "bindings/compiler/emit_cpp.h"
#include "bindings/compiler/emit_cpp_names.h"
#include "bindings/compiler/model.h"

namespace mortise::idl {

// The header and the source file of one IDL file while they are put together.
class CppFile {
 public:
  CppFile(const SourceFile& file, const CppOptions& options,
          Diagnostics* diagnostics)
      : file_(file),
        options_(options),
        paths_(options),
        diagnostics_(*diagnostics) {}

  // Adds the definition's bindings.  A construct that cannot be emitted is
  // reported.
  void Add(const Interface& interface);
  void Add(const Dictionary& dictionary);
  void Add(const Enumeration& enumeration);
  void Add(const CallbackFunction& callback);
  void Add(const CallbackInterface& callback);

  OutputFile Header() const;
  OutputFile Source() const;

 private:
  void AddConstructor(const Interface& interface);
  void AddAttribute(const Interface& interface, const Attribute& attribute);
  void AddEventHandler(const Interface& interface, const Attribute& attribute);
  void AddSlotAttribute(const Interface& interface, const Attribute& attribute);
  void AddOperation(const Interface& interface, const OverloadGroup& group,
                    bool is_static);
  void AddConstants(const Interface& interface);
  void AddTypeInfo(const Interface& interface);
  void ReportSpecials(const Interface& interface);
  void AddSetter(const Interface& interface, const Attribute& attribute);
  void AddCustom(const Definition& definition);

  // "(info)" function head with its Call object.
  void BeginFunction(const Interface& interface, std::string_view comment,
                     const std::string& function, std::string_view member,
                     std::string_view kind);
  // Declares and converts the arguments; returns how to pass them on.
  std::string ConvertArguments(const Operation& operation);
  void ConvertArgument(const Argument& argument, size_t index);

  // The type's tag; reports and returns a harmless tag if it has none.
  std::string Tag(const Type& type, SourceRange range);
  // Includes what the conversions of `type` need.
  void Need(const Type& type);
  void NeedDefinition(const Definition& definition);
  void NotEmitted(SourceRange range, std::string_view what);

  std::string Guard() const;

  const SourceFile& file_;
  const CppOptions& options_;
  const CppPaths paths_;
  Diagnostics& diagnostics_;
  std::set<std::string> header_includes_;
  std::set<std::string> source_includes_;
  std::string header_;     // declarations
  std::string functions_;  // of the unnamed namespace
  std::string source_;     // definitions behind it
  // Rows of the tables of the interface at hand.
  std::string attribute_rows_;
  std::string operation_rows_;
  std::string constant_rows_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_EMIT_CPP_FILE_H_
