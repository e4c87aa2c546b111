#include <algorithm>

#include "bindings/compiler/checks.h"
#include "bindings/compiler/linker.h"
#include "bindings/compiler/linker_impl.h"

namespace mortise::idl {
namespace {

uint32_t PlaceOf(const ast::Definition& ast) {
  switch (ast.kind) {
    case ast::DefinitionKind::kInterface:
      return ast.is_partial ? kOnPartialInterface : kOnInterface;
    case ast::DefinitionKind::kMixin:
      return ast.is_partial ? kOnPartialMixin : kOnMixin;
    case ast::DefinitionKind::kNamespace:
      return ast.is_partial ? kOnPartialNamespace : kOnNamespace;
    case ast::DefinitionKind::kCallbackInterface:
      return kOnCallbackInterface;
    case ast::DefinitionKind::kCallbackFunction:
      return kOnCallbackFunction;
    case ast::DefinitionKind::kDictionary:
      return ast.is_partial ? kOnPartialDictionary : kOnDictionary;
    case ast::DefinitionKind::kEnumeration:
      return kOnEnumeration;
    case ast::DefinitionKind::kTypedef:
      return kOnTypedef;
    case ast::DefinitionKind::kIncludes:
      return kOnIncludes;
  }
  return 0;
}

}  // namespace

std::unique_ptr<const Model> LinkModel(absl::Span<const ast::File* const> files,
                                       Arena* arena, Diagnostics* diagnostics) {
  std::unique_ptr<const Model> model = Linker(files, arena, diagnostics).Run();
  CheckModel(*model, diagnostics);
  return model;
}

Linker::Linker(absl::Span<const ast::File* const> files, Arena* arena,
               Diagnostics* diagnostics)
    : files_(files),
      arena_(arena),
      diagnostics_(diagnostics),
      types_(arena),
      model_(std::make_unique<Model>()) {}

std::unique_ptr<const Model> Linker::Run() {
  CollectDefinitions();
  MergePartials();
  ApplyMixins();
  ResolveInheritance();
  BuildDefinitions();
  ComputeExposure();
  BuildOverloads();
  // Last: legacy factory functions have arguments, too.
  ReportUnknownTypes();
  Freeze();
  return std::move(model_);
}

ExtendedAttributes Linker::AttributesOfPart(const ast::Definition& part) {
  const auto [found, is_new] = part_attributes_.try_emplace(&part);
  if (is_new) {
    found->second =
        ResolveExtendedAttributes(part.extended_attributes, PlaceOf(part));
  }
  return found->second;
}

// Pass 4.
void Linker::BuildDefinitions() {
  // Whether a callback function takes non-objects, and thus whether types are
  // distinguishable, hangs on extended attributes: all of them come first.
  for (const auto& entry : entries_) {
    const ExtendedAttributes own = AttributesOfPart(*entry->main);
    std::vector<ExtendedAttributes::Entry> all(own.entries().begin(),
                                               own.entries().end());
    for (const ast::Definition* partial : entry->partials) {
      const ExtendedAttributes attributes = AttributesOfPart(*partial);
      for (const auto& attribute : attributes.entries()) {
        // The only one that a partial gives to its interface.
        if (attribute.id == ExtendedAttributeId::kLegacyOverrideBuiltIns) {
          all.push_back(attribute);
        }
      }
    }
    if (entry->definition != nullptr) {
      entry->definition->extended_attributes =
          ExtendedAttributes(arena_->Copy(all));
    }
  }
  for (const auto& entry : entries_) {
    switch (entry->main->kind) {
      case ast::DefinitionKind::kInterface:
        BuildInterface(entry.get());
        break;
      case ast::DefinitionKind::kMixin:
        if (!entry->is_included) {
          CheckUnusedMixin(*entry);
        }
        break;
      case ast::DefinitionKind::kNamespace:
        BuildNamespace(entry.get());
        break;
      case ast::DefinitionKind::kCallbackInterface:
        BuildCallbackInterface(entry.get());
        break;
      case ast::DefinitionKind::kCallbackFunction:
        BuildCallbackFunction(entry.get());
        break;
      case ast::DefinitionKind::kDictionary:
        BuildDictionary(entry.get());
        break;
      case ast::DefinitionKind::kEnumeration:
        BuildEnumeration(entry.get());
        break;
      default:
        ResolveTypedef(entry.get());
        break;
    }
  }
  ResolveAttributeLinks();
  for (Dictionary* dictionary : dictionaries_) {  // Parents come first.
    dictionary->has_required_members =
        (dictionary->parent != nullptr &&
         dictionary->parent->has_required_members) ||
        std::any_of(dictionary->members.begin(), dictionary->members.end(),
                    [](const DictionaryMember* m) { return m->is_required; });
  }
}

void Linker::BuildInterface(Entry* entry) {
  auto* interface = static_cast<Interface*>(entry->definition);
  auto lists = std::make_unique<MemberLists>();
  for (const Part& part : PartsOf(*entry)) {
    AddMembers(part, interface, interface, lists.get());
  }
  interface->members = arena_->Copy(
      std::vector<const Member*>(lists->members.begin(), lists->members.end()));
  interface->constants = arena_->Copy(lists->constants);
  interface->attributes = arena_->Copy(std::vector<const Attribute*>(
      lists->attributes.begin(), lists->attributes.end()));
  if (const ast::ExtendedAttribute* global =
          interface->extended_attributes.Find(ExtendedAttributeId::kGlobal)) {
    interface->global_names = global->values;
  }
  lists_[interface] = std::move(lists);
}

// Nobody has looked into the mixin yet. Its members are built for an interface
// that is then forgotten.
void Linker::CheckUnusedMixin(const Entry& entry) {
  Interface* host = arena_->New<Interface>();
  host->name = entry.main->name.text;
  host->range = entry.main->name.range;
  MemberLists lists;
  for (const Part& part : PartsOf(entry)) {
    AddMembers(part, host, host, &lists);
  }
}

void Linker::BuildNamespace(Entry* entry) {
  auto* space = static_cast<Namespace*>(entry->definition);
  auto lists = std::make_unique<MemberLists>();
  for (const Part& part : PartsOf(*entry)) {
    AddMembers(part, space, nullptr, lists.get());
  }
  space->members = arena_->Copy(
      std::vector<const Member*>(lists->members.begin(), lists->members.end()));
  space->constants = arena_->Copy(lists->constants);
  space->attributes = arena_->Copy(std::vector<const Attribute*>(
      lists->attributes.begin(), lists->attributes.end()));
  lists_[space] = std::move(lists);
}

void Linker::BuildCallbackInterface(Entry* entry) {
  auto* callback = static_cast<CallbackInterface*>(entry->definition);
  auto owned = std::make_unique<MemberLists>();
  const MemberLists& lists = *owned;
  AddMembers({entry->main, nullptr}, callback, nullptr, owned.get());
  callback->constants = arena_->Copy(lists.constants);
  if (!lists.operations.empty()) {
    callback->operation = lists.operations[0];
  }
  if (lists.operations.size() > 1) {
    Report(Rule::kCallbackInterfaceOperation, lists.operations[1]->range,
           StrCat("callback interface '", callback->name,
                  "' has more than one operation"))
        .AddNote(lists.operations[0]->range, "the first one is here");
  } else if (lists.operations.empty() && !entry->main->is_incomplete) {
    Report(Rule::kCallbackInterfaceOperation, callback->range,
           StrCat("callback interface '", callback->name,
                  "' must have one operation"));
  }
  lists_[callback] = std::move(owned);
}

void Linker::BuildCallbackFunction(Entry* entry) {
  auto* callback = static_cast<CallbackFunction*>(entry->definition);
  callback->return_type =
      ResolveTypeIn(TypePlace::kElsewhere, *entry->main->type);
  callback->arguments = BuildArguments(entry->main->arguments);
}

void Linker::BuildDictionary(Entry* entry) {
  auto* dictionary = static_cast<Dictionary*>(entry->definition);
  std::vector<const DictionaryMember*> members;
  for (const ast::Definition* part : dictionary->parts) {
    for (const ast::Member* ast : part->members) {
      CheckReserved(ast->name, "dictionary member");
      DictionaryMember* member = arena_->New<DictionaryMember>();
      member->name = ast->name.text;
      member->range = ast->name.range;
      member->declaration = ast->range;
      uint8_t annotations = kNoAnnotation;
      // Behind "required" the type has a list of its own.
      member->extended_attributes = ResolveExtendedAttributes(
          ast->extended_attributes, kOnDictionaryMember,
          ast->is_required ? nullptr : &annotations, &annotations);
      member->owner = dictionary;
      member->type =
          ResolveTypeIn(TypePlace::kDictionaryMember, *ast->type, annotations);
      member->is_required = ast->is_required;
      member->default_value = ast->value;
      members.push_back(member);
    }
  }
  // Identifiers are ASCII: the order of bytes is that of code points.
  std::stable_sort(
      members.begin(), members.end(),
      [](const auto* a, const auto* b) { return a->name < b->name; });
  dictionary->members = arena_->Copy(members);
}

void Linker::BuildEnumeration(Entry* entry) {
  auto* enumeration = static_cast<Enumeration*>(entry->definition);
  enumeration->values = entry->main->values;
  NameMap<SourceRange> seen;
  for (const ast::Identifier& value : enumeration->values) {
    const auto [found, is_new] = seen.try_emplace(value.text, value.range);
    if (!is_new) {
      Report(Rule::kDuplicateEnumerationValue, value.range,
             StrCat("'", enumeration->name, "' already has the value \"",
                    value.text, "\""))
          .AddNote(found->second, "previous value is here");
    }
  }
}

void Linker::Freeze() {
  const auto copy = [this](auto& list) {
    using T = std::remove_reference_t<decltype(*list[0])>;
    return arena_->Copy(std::vector<const T*>(list.begin(), list.end()));
  };
  model_->interfaces_ = copy(interfaces_);
  model_->dictionaries_ = copy(dictionaries_);
  model_->namespaces_ = copy(namespaces_);
  model_->callback_interfaces_ = copy(callback_interfaces_);
  model_->callback_functions_ = copy(callback_functions_);
  model_->enumerations_ = copy(enumerations_);
  model_->typedefs_ = copy(typedefs_);
  model_->globals_ = copy(globals_);
  std::vector<const Definition*> definitions;
  for (const auto& entry : entries_) {
    if (entry->definition != nullptr) {
      definitions.push_back(entry->definition);
      model_->by_name_.emplace(entry->definition->name, entry->definition);
    }
  }
  model_->definitions_ = arena_->Copy(definitions);
  std::vector<const SourceFile*> files;
  for (const ast::File* file : files_) files.push_back(file->source);
  model_->files_ = arena_->Copy(files);
}

}  // namespace mortise::idl
