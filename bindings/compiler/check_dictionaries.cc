#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "bindings/compiler/checks.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

// A dictionary that a dictionary includes, by a member's type or by inheriting.
struct Inclusion {
  const Dictionary* dictionary;
  SourceRange range;
};

// The dictionaries in `type`, as far as "includes" of
// https://webidl.spec.whatwg.org/#idl-dictionaries looks into it.
void AddInclusions(const Type& type, SourceRange range,
                   absl::flat_hash_set<const Type*>* seen,
                   std::vector<Inclusion>* out) {
  if (!seen->insert(type.canonical()).second) {
    return;
  }
  switch (type.kind()) {
    case TypeKind::kDictionary:
      out->push_back({type.dictionary(), range});
      break;
    case TypeKind::kSequence:
    case TypeKind::kFrozenArray:
    case TypeKind::kRecord:
    case TypeKind::kUnion:
      for (const Type* parameter : type.parameters()) {
        AddInclusions(*parameter, range, seen, out);
      }
      break;
    default:
      break;
  }
}

std::vector<Inclusion> InclusionsOf(const Dictionary& dictionary) {
  std::vector<Inclusion> inclusions;
  absl::flat_hash_set<const Type*> seen;
  for (const DictionaryMember* member : dictionary.members) {
    AddInclusions(*member->type, member->range, &seen, &inclusions);
  }
  if (dictionary.parent != nullptr) {
    inclusions.push_back(
        {dictionary.parent, dictionary.parts[0]->target.range});
  }
  return inclusions;
}

// A type includes a dictionary exactly if a path of inclusions leads to it, so
// each cycle is an error. Depth-first, with a stack of our own.
void CheckCycles(const Model& model, Diagnostics* diagnostics) {
  enum class Color : uint8_t { kNew, kOpen, kDone };
  struct Step {
    const Dictionary* dictionary;
    std::vector<Inclusion> inclusions;
    size_t next = 0;
  };
  absl::flat_hash_map<const Dictionary*, Color> colors;
  std::vector<Step> stack;
  for (const Dictionary* root : model.dictionaries()) {
    if (colors[root] != Color::kNew) {
      continue;
    }
    colors[root] = Color::kOpen;
    stack.push_back({root, InclusionsOf(*root)});
    while (!stack.empty()) {
      Step& step = stack.back();
      if (step.next == step.inclusions.size()) {
        colors[step.dictionary] = Color::kDone;
        stack.pop_back();
        continue;
      }
      const Inclusion inclusion = step.inclusions[step.next++];
      Color& color = colors[inclusion.dictionary];
      if (color == Color::kNew) {
        color = Color::kOpen;
        stack.push_back(
            {inclusion.dictionary, InclusionsOf(*inclusion.dictionary)});
      } else if (color == Color::kOpen) {
        Diagnostic& error = diagnostics->Report(
            Rule::kDictionaryCycle, inclusion.range,
            StrCat("dictionary '", inclusion.dictionary->name,
                   "' includes itself"));
        for (size_t i = 0; i + 1 < stack.size() && error.notes.size() < 8;
             ++i) {
          const Inclusion& by = stack[i].inclusions[stack[i].next - 1];
          if (!error.notes.empty() ||
              stack[i].dictionary == inclusion.dictionary) {
            error.AddNote(by.range,
                          StrCat("'", stack[i].dictionary->name, "' includes '",
                                 by.dictionary->name, "' here"));
          }
        }
      }
    }
  }
}

void CheckDictionary(const Dictionary& dictionary, Diagnostics* diagnostics) {
  NameMap<const DictionaryMember*> seen;
  for (const DictionaryMember* member : dictionary.members) {
    const Type& type = *member->type;
    const auto [found, is_new] = seen.try_emplace(member->name, member);
    const DictionaryMember* previous = is_new ? nullptr : found->second;
    if (type.kind() == TypeKind::kDictionary && type.is_nullable()) {
      diagnostics->Report(Rule::kArgumentNullableDictionary, member->range,
                          StrCat("member '", member->name,
                                 "' cannot be of a nullable dictionary type"));
    }
    if (member->default_value != nullptr) {
      CheckLiteral(*member->default_value, type, /*is_constant=*/false,
                   diagnostics);
    }
    for (const Dictionary* at = dictionary.parent;
         at != nullptr && previous == nullptr; at = at->parent) {
      for (const DictionaryMember* inherited : at->members) {
        if (inherited->name == member->name) {
          previous = inherited;
          break;
        }
      }
    }
    if (previous != nullptr) {
      diagnostics
          ->Report(Rule::kDuplicateDictionaryMember, member->range,
                   StrCat("'", dictionary.name, "' already has a member '",
                          member->name, "'"))
          .AddNote(previous->range, "previous declaration is here");
    }
  }
}

}  // namespace

void CheckDictionaries(const Model& model, Diagnostics* diagnostics) {
  for (const Dictionary* dictionary : model.dictionaries()) {
    CheckDictionary(*dictionary, diagnostics);
  }
  CheckCycles(model, diagnostics);
}

}  // namespace mortise::idl
