#ifndef MORTISE_BINDINGS_COMPILER_EMIT_CPP_FILE_H_
#define MORTISE_BINDINGS_COMPILER_EMIT_CPP_FILE_H_

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bindings/compiler/diagnostics.h"
#include "bindings/compiler/emit_cpp.h"
#include "bindings/compiler/emit_cpp_names.h"
#include "bindings/compiler/model.h"

namespace mortise::idl {

// The header and the source file of one IDL file while they are put together.
class CppFile {
 public:
  CppFile(const Model& model, const SourceFile& file, const CppOptions& options,
          Diagnostics* diagnostics)
      : model_(model),
        file_(file),
        options_(options),
        paths_(options),
        diagnostics_(*diagnostics) {}

  // Adds the definition's bindings.  A construct that cannot be emitted is
  // reported.
  void Add(const Interface& interface);
  void Add(const Namespace& definition);
  void Add(const Dictionary& dictionary);
  void Add(const Enumeration& enumeration);
  void Add(const CallbackFunction& callback);
  void Add(const CallbackInterface& callback);

  OutputFile Header() const;
  OutputFile Source() const;

 private:
  // How a function gets at what it is called on.
  enum class Target {
    kObject,    // the C++ object behind `this`
    kPromised,  // the same; a wrong receiver rejects the promise
    kLenient,   // the same; a wrong receiver is ignored
    kClass,     // static members
  };
  // The fields of a WrapperTypeInfo that not every definition has, in its
  // order: ".kind = ConstructKind::kNamespace,".
  struct TypeInfo {
    std::string parent = "nullptr";
    std::string interface_info = "nullptr";
    std::string constructor = "nullptr";
    uint32_t constructor_length = 0;
    std::string extra;
  };

  // emit_cpp_interface.cc
  void AddBindingClass(const Definition& definition);
  void AddConstants(const Definition& owner, const Exposure* exposure,
                    absl::Span<const Constant* const> constants);
  void AddConstructor(const Interface& interface);
  void AddFactoryFunctions(const Interface& interface, TypeInfo* info);
  void AddTypeInfo(const Definition& definition, const Exposure* exposure,
                   const TypeInfo& info);
  std::string Table(const Definition& owner, std::string_view type,
                    std::string_view name, std::string* rows);
  void AddInterfaceFields(const Interface& interface, TypeInfo* info);
  void AddUnscopables(const Interface& interface, TypeInfo* info);
  // The name of a constant with the exposure; "nullptr" for everywhere.
  std::string ExposureConstant(const Definition& owner,
                               const Exposure& exposure);
  // The end of a row for a member: ", &kFooExposure1" or nothing.
  std::string RowExposure(const Definition& owner, const Exposure* of_owner,
                          const Member& member);

  // emit_cpp_members.cc
  void AddAttribute(const Definition& owner, const Exposure* exposure,
                    const Attribute& attribute, bool in_json);
  void AddEventHandler(const Interface& interface, const Attribute& attribute);
  void AddObservableArray(const Definition& owner, const Exposure* exposure,
                          const Attribute& attribute);
  void AddSlotAttribute(const Definition& owner, const Exposure* exposure,
                        const Attribute& attribute, bool in_json);
  std::string AddGetter(const Definition& owner, const Attribute& attribute,
                        Target target);
  // Empty if the attribute has no setter.
  std::string AddSetter(const Definition& owner, const Attribute& attribute,
                        Target target);
  void AddOperation(const Definition& owner, const Exposure* exposure,
                    const OverloadGroup& group, Target target);

  // "(info)" function head with its Call object.
  void BeginFunction(const Definition& owner, std::string_view comment,
                     const std::string& function, std::string_view member,
                     std::string_view kind);
  // Declares `object`, and `result` for promises.
  void BeginBody(const Definition& owner, Target target, bool returns_promise);
  // Converts the arguments from position `first` on and calls the C++ function.
  void AddInvocation(const Definition& owner, const Operation& operation,
                     Target target, size_t first);
  void AddConstruction(const Definition& owner, const Operation& operation,
                       std::string_view factory, size_t first);
  // Declares and converts the arguments; returns how to pass them on.
  std::string ConvertArguments(const Operation& operation, size_t first);
  void ConvertArgument(const Argument& argument, size_t index);

  // emit_cpp_overloads.cc
  // What invokes an overload: its place in the source, and its C++ call.
  enum class OverloadKind { kOperation, kConstructor, kFactory };
  void AddOverloads(const Definition& owner, const OverloadGroup& group,
                    const std::string& function, std::string_view member,
                    OverloadKind kind, Target target);
  void AddOverloadFunction(const Definition& owner, const OverloadGroup& group,
                           const Operation& operation,
                           const std::string& function, OverloadKind kind,
                           Target target);
  void AddOverloadCase(const Definition& owner, const OverloadGroup& group,
                       const OverloadCandidates& candidates,
                       const std::string& function, OverloadKind kind,
                       Target target);
  void AddOverloadBody(const Definition& owner, const OverloadGroup& group,
                       const Operation& operation, OverloadKind kind,
                       Target target, size_t first);
  std::string OverloadRow(const Argument& argument, std::string* interfaces);

  // emit_cpp_specials.cc
  void AddStringifier(const Interface& interface);
  void AddIteration(const Interface& interface, TypeInfo* info);
  void AddPairIterator(const Interface& interface);
  // Returns the fields of the IterationDefinition.
  std::string AddAsyncIterator(const Interface& interface);
  void AddLegacyPlatformObject(const Interface& interface, TypeInfo* info);

  // The type's tag; reports and returns a harmless tag if it has none.
  std::string Tag(const Type& type, SourceRange range);
  // Includes what the conversions of `type` need.
  void Need(const Type& type);
  void NeedDefinition(const Definition& definition);
  void NotEmitted(SourceRange range, std::string_view what);
  // "V8Predicate" of a callback: its signature for the runtime.
  void AddCallback(const Definition& callback, const Type& return_type,
                   absl::Span<const Argument* const> arguments,
                   std::string_view operation, bool treat_non_object_as_null,
                   std::string_view type_info);
  void AddCustom(const Definition& definition);

  const Model& model_;
  const SourceFile& file_;
  const CppOptions& options_;
  const CppPaths paths_;
  Diagnostics& diagnostics_;
  std::set<std::string> header_includes_;
  std::set<std::string> source_includes_;
  std::set<const Definition*> needed_;
  std::string header_;     // declarations
  std::string functions_;  // of the unnamed namespace
  std::string source_;     // definitions behind it
  // Rows of the tables of the interface at hand.
  std::string attribute_rows_;
  std::string operation_rows_;
  std::string constant_rows_;
  // The exposures of the definition at hand that have a constant, and its
  // address.
  std::vector<std::pair<const Exposure*, std::string>> exposures_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_EMIT_CPP_FILE_H_
