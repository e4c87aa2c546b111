#include "bindings/compiler/linker_impl.h"
#include "bindings/compiler/spelling.h"

namespace mortise::idl {
namespace {

std::string_view KindName(ast::DefinitionKind kind) {
  switch (kind) {
    case ast::DefinitionKind::kInterface:
      return "interface";
    case ast::DefinitionKind::kMixin:
      return "interface mixin";
    case ast::DefinitionKind::kNamespace:
      return "namespace";
    case ast::DefinitionKind::kCallbackInterface:
      return "callback interface";
    case ast::DefinitionKind::kCallbackFunction:
      return "callback function";
    case ast::DefinitionKind::kDictionary:
      return "dictionary";
    case ast::DefinitionKind::kEnumeration:
      return "enumeration";
    case ast::DefinitionKind::kTypedef:
      return "typedef";
    case ast::DefinitionKind::kIncludes:
      return "includes statement";
  }
  return {};
}

// "an interface", "a typedef".
std::string WithArticle(std::string_view noun) {
  const bool is_vowel =
      std::string_view("aeiou").find(noun[0]) != std::string_view::npos;
  return StrCat(is_vowel ? "an " : "a ", noun);
}

}  // namespace

Linker::Entry* Linker::FindEntry(std::string_view name) {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

void Linker::SuggestDefinition(std::string_view name, Diagnostic* diagnostic) {
  // Nobody reads more, and each costs a look at all names.
  constexpr size_t kMaximumSuggestions = 100;
  if (diagnostics_->error_count() > kMaximumSuggestions) {
    return;
  }
  std::vector<std::string_view> names;
  names.reserve(entries_.size());
  for (const auto& entry : entries_) {
    names.push_back(entry->main->name.text);
  }
  const std::string_view meant = ClosestSpelling(name, names);
  if (!meant.empty()) {
    diagnostic->AddNote(FindEntry(meant)->main->name.range,
                        StrCat("did you mean '", meant, "'?"));
  }
}

// Pass 1: every definition that is not partial gets its name; then the built-in
// ones whose names the input has not taken.
void Linker::CollectDefinitions() {
  for (const bool built_in : {false, true}) {
    for (const ast::File* file : files_) {
      if ((file->source->role() == SourceFile::Role::kBuiltIn) != built_in) {
        continue;
      }
      lost_definitions_ |= file->lost_definitions;
      for (const ast::Definition* definition : file->definitions) {
        if (definition->kind == ast::DefinitionKind::kIncludes) {
          includes_.push_back(definition);
        } else if (definition->is_partial) {
          partials_.push_back(definition);
        } else if (!built_in || FindEntry(definition->name.text) == nullptr) {
          AddDefinition(*definition);
        }
      }
    }
  }
}

void Linker::AddDefinition(const ast::Definition& ast) {
  const auto [found, is_new] = by_name_.try_emplace(ast.name.text, nullptr);
  if (!is_new) {
    const ast::Definition& previous = *found->second->main;
    Diagnostic& error =
        Report(Rule::kDuplicateDefinition, ast.name.range,
               StrCat("'", ast.name.text, "' is already defined as ",
                      WithArticle(KindName(previous.kind))));
    error.AddNote(previous.name.range, "previous definition is here");
    return;
  }
  CheckReserved(ast.name, KindName(ast.kind));
  entries_.push_back(std::make_unique<Entry>());
  Entry* entry = entries_.back().get();
  entry->main = &ast;
  found->second = entry;
  if (ast.kind != ast::DefinitionKind::kMixin) {
    entry->definition = NewDefinition(ast);
  }
}

Definition* Linker::NewDefinition(const ast::Definition& ast) {
  Definition* definition = nullptr;
  const auto make = [&](auto* list, Definition::Kind kind) {
    using T = std::remove_pointer_t<
        typename std::remove_pointer_t<decltype(list)>::value_type>;
    T* made = arena_->New<T>();
    made->kind = kind;
    list->push_back(made);
    definition = made;
  };
  switch (ast.kind) {
    case ast::DefinitionKind::kInterface:
      make(&interfaces_, Definition::Kind::kInterface);
      break;
    case ast::DefinitionKind::kNamespace:
      make(&namespaces_, Definition::Kind::kNamespace);
      break;
    case ast::DefinitionKind::kCallbackInterface:
      make(&callback_interfaces_, Definition::Kind::kCallbackInterface);
      break;
    case ast::DefinitionKind::kCallbackFunction:
      make(&callback_functions_, Definition::Kind::kCallbackFunction);
      break;
    case ast::DefinitionKind::kDictionary:
      make(&dictionaries_, Definition::Kind::kDictionary);
      break;
    case ast::DefinitionKind::kEnumeration:
      make(&enumerations_, Definition::Kind::kEnumeration);
      break;
    default:
      make(&typedefs_, Definition::Kind::kTypedef);
      break;
  }
  definition->name = ast.name.text;
  definition->range = ast.name.range;
  definition->declaration = ast.range;
  return definition;
}

void Linker::MergePartials() {
  for (const ast::Definition* partial : partials_) {
    Entry* entry = FindEntry(partial->name.text);
    const std::string_view kind = KindName(partial->kind);
    if (entry == nullptr) {
      if (!lost_definitions_) {
        Diagnostic& error =
            Report(Rule::kPartialWithoutDefinition, partial->name.range,
                   StrCat("there is no ", kind, " '", partial->name.text,
                          "' for this partial"));
        SuggestDefinition(partial->name.text, &error);
      }
    } else if (entry->main->kind != partial->kind) {
      Report(Rule::kPartialOfWrongKind, partial->name.range,
             StrCat("partial ", kind, " '", partial->name.text,
                    "' cannot be part of ",
                    WithArticle(KindName(entry->main->kind))))
          .AddNote(entry->main->name.range, "the definition is here");
    } else {
      entry->partials.push_back(partial);
    }
  }
  for (const auto& entry : entries_) {
    if (entry->definition != nullptr) {
      std::vector<const ast::Definition*> parts = {entry->main};
      parts.insert(parts.end(), entry->partials.begin(), entry->partials.end());
      entry->definition->parts = arena_->Copy(parts);
    }
  }
}

// Pass 2.
void Linker::ApplyMixins() {
  absl::flat_hash_map<std::pair<const Entry*, const Entry*>,
                      const ast::Definition*>
      seen;
  const auto find = [this](const ast::Identifier& name,
                           ast::DefinitionKind kind) -> Entry* {
    Entry* entry = FindEntry(name.text);
    if (entry == nullptr) {
      if (!lost_definitions_) {
        Diagnostic& error = Report(
            Rule::kIncludesUnknown, name.range,
            StrCat("there is no ", KindName(kind), " '", name.text, "'"));
        SuggestDefinition(name.text, &error);
      }
      return nullptr;
    }
    if (entry->main->kind != kind) {
      Report(Rule::kIncludesWrongKind, name.range,
             StrCat("'", name.text, "' is ",
                    WithArticle(KindName(entry->main->kind)), ", not ",
                    WithArticle(KindName(kind))))
          .AddNote(entry->main->name.range, "it is defined here");
      return nullptr;
    }
    return entry;
  };
  for (const ast::Definition* includes : includes_) {
    ResolveExtendedAttributes(includes->extended_attributes, kOnIncludes);
    Entry* interface = find(includes->name, ast::DefinitionKind::kInterface);
    Entry* mixin = find(includes->target, ast::DefinitionKind::kMixin);
    if (mixin != nullptr) {
      mixin->is_included = true;
    }
    if (interface == nullptr || mixin == nullptr) {
      continue;
    }
    const auto [found, is_new] =
        seen.try_emplace(std::pair(interface, mixin), includes);
    if (!is_new) {
      Report(Rule::kDuplicateIncludes, includes->name.range,
             StrCat("'", includes->name.text, "' already includes '",
                    includes->target.text, "'"))
          .AddNote(found->second->name.range, "previous statement is here");
      continue;
    }
    interface->mixins.push_back(mixin);
  }
  for (const auto& entry : entries_) {
    if (!entry->mixins.empty()) {
      std::vector<const ast::Definition*> mixins;
      for (const Entry* mixin : entry->mixins) {
        mixins.push_back(mixin->main);
      }
      static_cast<Interface*>(entry->definition)->mixins = arena_->Copy(mixins);
    }
  }
}

}  // namespace mortise::idl
