#ifndef MORTISE_BINDINGS_COMPILER_LINKER_IMPL_H_
#define MORTISE_BINDINGS_COMPILER_LINKER_IMPL_H_

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/types/span.h"
#include "bindings/compiler/arena.h"
#include "bindings/compiler/ast.h"
#include "bindings/compiler/diagnostics.h"
#include "bindings/compiler/extended_attribute_table.h"
#include "bindings/compiler/model.h"
#include "bindings/compiler/text.h"
#include "bindings/compiler/type_table.h"

namespace mortise::idl {

// The state that the passes of linker.h share. Only passes change a model, and
// only through this class.
class Linker {
 public:
  Linker(absl::Span<const ast::File* const> files, Arena* arena,
         Diagnostics* diagnostics);

  Linker(const Linker&) = delete;
  Linker& operator=(const Linker&) = delete;

  std::unique_ptr<const Model> Run();

 private:
  // A name and all that is written about it.
  struct Entry {
    const ast::Definition* main = nullptr;
    std::vector<const ast::Definition*> partials;
    // Null for mixins.
    Definition* definition = nullptr;
    // Interfaces: the mixins to apply.
    std::vector<const Entry*> mixins;
    // Mixins: an interface includes it.
    bool is_included = false;
    // Typedefs: between the states it is being resolved.
    enum class TypedefState : uint8_t { kNew, kResolving, kDone };
    TypedefState typedef_state = TypedefState::kNew;
  };

  // One definition, partial, mixin or partial mixin that members come from.
  struct Part {
    const ast::Definition* ast = nullptr;
    // The mixin's own definition, or null.
    const ast::Definition* mixin = nullptr;
  };

  // The lists of an interface, namespace or callback interface under
  // construction.
  struct MemberLists {
    std::vector<Member*> members;
    // The stringifier, if it is on an attribute and so not among the members.
    Member* stringifier = nullptr;
    std::vector<const Constant*> constants;
    std::vector<Attribute*> attributes;
    std::vector<const Operation*> operations;  // Named, regular and static.
    std::vector<const Operation*> constructors;
  };

  // Where a type stands; some types may stand in some places only.
  enum class TypePlace : uint8_t {
    kAttribute,
    kNamespaceAttribute,
    kStaticAttribute,
    kArgument,
    kDictionaryMember,
    kElsewhere,
  };

  // Pass 1 and 2 (linker_merge.cc).
  void CollectDefinitions();
  void AddDefinition(const ast::Definition& ast);
  void MergePartials();
  void ApplyMixins();
  Definition* NewDefinition(const ast::Definition& ast);
  Entry* FindEntry(std::string_view name);
  // Adds "did you mean 'X'?" if a definition has a similar name.
  void SuggestDefinition(std::string_view name, Diagnostic* diagnostic);

  // Pass 3 (linker_inheritance.cc).
  void ResolveInheritance();
  const Definition* ResolveParent(const Definition& child);
  template <typename T>
  void BreakCycles(std::vector<T*>* definitions);
  template <typename T>
  std::vector<T*> InDependencyOrder(const std::vector<T*>& definitions);
  void NumberInterfaces();

  // Pass 4, types (linker_types.cc).
  const Type* ResolveType(const ast::Type& ast, uint8_t annotations = 0);
  const Type* ResolveNestedType(const ast::Type& ast, uint8_t annotations);
  const Type* ResolveTypeIn(TypePlace place, const ast::Type& ast,
                            uint8_t annotations = 0);
  const Type* ResolveReference(const ast::Type& ast);
  const Type* ResolveTypedef(Entry* entry);
  const Type* ResolveUnion(const ast::Type& ast);
  const Type* MakeNullable(const Type* type, SourceRange range);
  const Type* Annotate(const Type* type, uint8_t annotations,
                       SourceRange range);
  const Type* CheckLimit(const Type* type, SourceRange range);
  void CheckTypePlace(TypePlace place, const Type* type, SourceRange range);
  bool ContainsKind(const Type* type, TypeKind kind);
  void CheckUnion(const Type* type, SourceRange range);
  void ReportUnknownTypes();
  const Type* InvalidType() { return types_.Get({}); }
  static bool IsInvalid(const Type* type) {
    return type->kind() == TypeKind::kInvalid;
  }

  // Pass 4, extended attributes (linker_extended_attributes.cc).
  // `place` is one ExtendedAttributePlace bit. Attributes that apply to types
  // go to `annotations`, if that is not null, and are out of place otherwise;
  // `misplaced`, if not null, takes these all the same.
  ExtendedAttributes ResolveExtendedAttributes(
      ast::ExtendedAttributeList attributes, uint32_t place,
      uint8_t* annotations = nullptr, uint8_t* misplaced = nullptr);
  static uint8_t AnnotationOf(ExtendedAttributeId id);
  void ReportPlace(const ast::ExtendedAttribute& attribute,
                   const ExtendedAttributeInfo& info, uint32_t place);

  // Pass 4, members (linker_members.cc).
  void BuildDefinitions();
  void BuildInterface(Entry* entry);
  void BuildNamespace(Entry* entry);
  void BuildCallbackInterface(Entry* entry);
  void BuildCallbackFunction(Entry* entry);
  void BuildDictionary(Entry* entry);
  void BuildEnumeration(Entry* entry);
  void CheckUnusedMixin(const Entry& entry);
  std::vector<Part> PartsOf(const Entry& entry) const;
  void AddMembers(const Part& part, Definition* owner, Interface* interface,
                  MemberLists* lists);
  void AddConstant(const ast::Member& ast, Member base, MemberLists* lists);
  void AddAttribute(const ast::Member& ast, Member base, Interface* interface,
                    MemberLists* lists);
  void AddOperation(const ast::Member& ast, Member base, Interface* interface,
                    MemberLists* lists);
  void AddIterable(const ast::Member& ast, Member base, Interface* interface,
                   MemberLists* lists);
  void AddSpecialOperation(const Operation* operation, Interface* interface);
  void AddStringifier(Member base, const Attribute* attribute,
                      Interface* interface, MemberLists* lists);
  void BuildLegacyFactoryFunctions(Interface* interface);
  absl::Span<const Argument* const> BuildArguments(
      absl::Span<const ast::Argument* const> arguments);
  void ResolveAttributeLinks();
  void CheckReserved(const ast::Identifier& name, std::string_view of_what);

  // Pass 5 (linker_exposure.cc).
  void ComputeExposure();
  void CollectGlobals();
  // The set in an [Exposed], or null if `attributes` have none.
  const Exposure* OwnExposure(const ExtendedAttributes& attributes);
  const Exposure* ExposureOf(const Definition& definition, bool is_required);
  // Of what a part adds to `owner`, which is exposed to `host`.
  const Exposure* ExposureOfPart(const ast::Definition& part,
                                 const Definition& owner, const Exposure* host);
  const Exposure* ExposureOfMember(const Member& member,
                                   const Definition& owner,
                                   const Exposure* host);
  void ExposeParts(const Definition& owner, const Exposure* host);
  void ExposeMembers(const Definition& owner, const Exposure* host,
                     const MemberLists& lists);
  Exposure Narrow(const Exposure& host, const Exposure* own, bool is_mixin);
  void CheckConditions(const Member& member, const Definition& owner);
  void CheckInheritedExposure(const Interface& interface);
  ExtendedAttributes AttributesOfPart(const ast::Definition& part);

  // Pass 6 (linker_overloads.cc).
  void BuildOverloads();
  std::vector<const OverloadGroup*> GroupOperations(
      absl::Span<const Operation* const> operations, bool is_static);
  OverloadGroup* BuildGroup(std::string_view name,
                            std::vector<const Operation*> operations);
  void FindDistinguishingIndex(std::string_view name,
                               OverloadCandidates* candidates);

  void Freeze();
  Diagnostic& Report(Rule rule, SourceRange range, std::string message) {
    return diagnostics_->Report(rule, range, std::move(message));
  }

  const absl::Span<const ast::File* const> files_;
  Arena* const arena_;
  Diagnostics* const diagnostics_;
  TypeTable types_;
  std::unique_ptr<Model> model_;

  std::vector<std::unique_ptr<Entry>> entries_;  // In the order of the files.
  NameMap<Entry*> by_name_;
  std::vector<const ast::Definition*> partials_;
  std::vector<const ast::Definition*> includes_;
  int type_nesting_ = 0;
  // Names may be missing because their definitions could not be parsed.
  bool lost_definitions_ = false;

  std::vector<Interface*> interfaces_;
  std::vector<Namespace*> namespaces_;
  std::vector<CallbackInterface*> callback_interfaces_;
  std::vector<CallbackFunction*> callback_functions_;
  std::vector<Dictionary*> dictionaries_;
  std::vector<Enumeration*> enumerations_;
  std::vector<Typedef*> typedefs_;
  // The members of interfaces, namespaces and callback interfaces.
  absl::flat_hash_map<const Definition*, std::unique_ptr<MemberLists>> lists_;
  // Attributes that refer to others, to be linked when all members are there.
  std::vector<std::pair<Interface*, Attribute*>> inheriting_attributes_;
  std::vector<std::pair<Interface*, Attribute*>> forwarding_attributes_;

  // Unresolved name -> its first use and the number of uses.
  struct UnknownType {
    SourceRange range;
    absl::flat_hash_set<const ast::Type*> uses;
  };
  std::vector<std::string_view> unknown_names_;
  NameMap<UnknownType> unknown_types_;

  absl::flat_hash_map<std::pair<const Type*, TypeKind>, bool> contains_;
  absl::flat_hash_map<const ast::Definition*, ExtendedAttributes>
      part_attributes_;
  absl::flat_hash_map<std::pair<const ast::Definition*, const Definition*>,
                      const Exposure*>
      part_exposures_;
  absl::flat_hash_map<const ast::ExtendedAttribute*, const Exposure*>
      own_exposures_;
  NameMap<std::vector<const Global*>> globals_by_name_;
  std::vector<Global*> globals_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_LINKER_IMPL_H_
