#include <algorithm>

#include "bindings/compiler/distinguishable.h"
#include "bindings/compiler/linker_impl.h"

namespace mortise::idl {
namespace {

// A function whose overloads would fill more entries than this is refused.
constexpr size_t kMaximumEntries = 100000;

std::string_view DisplayName(std::string_view name) {
  return name.empty() ? "constructor" : name;
}

}  // namespace

// Pass 6.
void Linker::BuildOverloads() {
  for (Interface* interface : interfaces_) {
    const MemberLists& lists = *lists_[interface];
    interface->operations =
        arena_->Copy(GroupOperations(lists.operations, /*is_static=*/false));
    interface->static_operations =
        arena_->Copy(GroupOperations(lists.operations, /*is_static=*/true));
    if (!lists.constructors.empty()) {
      interface->constructor = BuildGroup({}, lists.constructors);
    }
    BuildLegacyFactoryFunctions(interface);
  }
  NameMap<std::vector<const Interface*>> inside;
  for (const Interface* interface : interfaces_) {
    if (interface->Has(ExtendedAttributeId::kLegacyNamespace)) {
      inside[interface->extended_attributes.Value(
                 ExtendedAttributeId::kLegacyNamespace)]
          .push_back(interface);
    }
  }
  for (Namespace* space : namespaces_) {
    space->operations = arena_->Copy(
        GroupOperations(lists_[space]->operations, /*is_static=*/false));
    space->interfaces = arena_->Copy(inside[space->name]);
  }
}

std::vector<const OverloadGroup*> Linker::GroupOperations(
    absl::Span<const Operation* const> operations, bool is_static) {
  std::vector<std::string_view> names;
  NameMap<std::vector<const Operation*>> by_name;
  for (const Operation* operation : operations) {
    if (operation->is_static == is_static) {
      std::vector<const Operation*>& group = by_name[operation->name];
      if (group.empty()) {
        names.push_back(operation->name);
      }
      group.push_back(operation);
    }
  }
  std::vector<const OverloadGroup*> groups;
  groups.reserve(names.size());
  for (const std::string_view name : names) {
    groups.push_back(BuildGroup(name, std::move(by_name[name])));
  }
  return groups;
}

// https://webidl.spec.whatwg.org/#LegacyFactoryFunction: each is an operation
// of a kind, without a return type.
void Linker::BuildLegacyFactoryFunctions(Interface* interface) {
  std::vector<const Operation*> functions;
  for (const auto& entry : interface->extended_attributes.entries()) {
    if (entry.id != ExtendedAttributeId::kLegacyFactoryFunction) {
      continue;
    }
    const ast::Identifier& name = entry.attribute->values[0];
    CheckReserved(name, "legacy factory function");
    Operation* function = arena_->New<Operation>();
    function->kind = Member::Kind::kConstructor;
    function->name = name.text;
    function->range = name.range;
    function->declaration = entry.attribute->range;
    function->owner = interface;
    function->declared_in = interface->parts[0];
    function->exposure = interface->exposure;
    function->arguments = BuildArguments(entry.attribute->arguments);
    functions.push_back(function);
  }
  if (!functions.empty()) {
    interface->legacy_factory_functions =
        arena_->Copy(GroupOperations(functions, /*is_static=*/false));
  }
}

// https://webidl.spec.whatwg.org/#compute-the-effective-overload-set, sorted by
// the number of arguments.
OverloadGroup* Linker::BuildGroup(std::string_view name,
                                  std::vector<const Operation*> operations) {
  OverloadGroup* group = arena_->New<OverloadGroup>();
  group->name = name;
  group->operations = arena_->Copy(operations);

  uint32_t maxarg = 0;
  for (const Operation* operation : operations) {
    maxarg =
        std::max(maxarg, static_cast<uint32_t>(operation->arguments.size()));
  }
  std::vector<std::vector<OverloadEntry>> by_count(maxarg + 1);
  size_t entries = 0;
  for (const Operation* operation : operations) {
    const auto n = static_cast<uint32_t>(operation->arguments.size());
    // Optional arguments at the end may be left out one after the other.
    uint32_t least = n;
    while (least > 0 && !operation->arguments[least - 1]->is_required()) {
      --least;
    }
    const uint32_t most = operation->is_variadic() ? maxarg : n;
    entries += most - least + 1;
    if (entries > kMaximumEntries) {
      Report(Rule::kTypeLimit, operation->range,
             StrCat("'", DisplayName(name),
                    "' has too many overloads with too many arguments"));
      break;
    }
    for (uint32_t count = least; count <= most; ++count) {
      by_count[count].push_back({operation, count});
    }
  }
  std::vector<OverloadCandidates> candidates(maxarg + 1);
  group->length = maxarg;
  const size_t errors = diagnostics_->error_count();
  for (uint32_t count = 0; count <= maxarg; ++count) {
    candidates[count].argument_count = count;
    candidates[count].entries = arena_->Copy(by_count[count]);
    if (!by_count[count].empty()) {
      group->length = std::min(group->length, count);
    }
    // Once two overloads cannot be told apart, longer lists add no news.
    if (by_count[count].size() > 1 && diagnostics_->error_count() == errors) {
      FindDistinguishingIndex(name, &candidates[count]);
    }
  }
  group->candidates = arena_->Copy(candidates);
  return group;
}

// https://webidl.spec.whatwg.org/#dfn-distinguishing-argument-index, and the
// rules about what comes before it.
void Linker::FindDistinguishingIndex(std::string_view name,
                                     OverloadCandidates* candidates) {
  const auto entries = candidates->entries;
  const uint32_t count = candidates->argument_count;
  // A pair that argument `index` does not distinguish, or nulls.
  const auto find_clash = [&](uint32_t index) {
    for (size_t i = 0; i < entries.size(); ++i) {
      for (size_t j = i + 1; j < entries.size(); ++j) {
        if (!AreDistinguishable(*entries[i].type(index),
                                *entries[j].type(index))) {
          return std::pair(&entries[i], &entries[j]);
        }
      }
    }
    return std::pair<const OverloadEntry*, const OverloadEntry*>();
  };
  std::pair<const OverloadEntry*, const OverloadEntry*> clash = {&entries[0],
                                                                 &entries[1]};
  uint32_t index = 0;
  for (; index < count; ++index) {
    const auto found = find_clash(index);
    if (found.first == nullptr) {
      break;
    }
    clash = found;
  }
  if (index == count) {
    Report(Rule::kOverloadDistinguishable, clash.second->operation->range,
           StrCat("this overload of '", DisplayName(name),
                  "' cannot be told from another one when it is called with ",
                  count, count == 1 ? " argument" : " arguments"))
        .AddNote(clash.first->operation->range, "the other overload is here");
    return;
  }
  candidates->distinguishing_argument_index = static_cast<int32_t>(index);
  for (size_t i = 1; i < entries.size(); ++i) {
    for (uint32_t j = 0; j < index; ++j) {
      const Type* first = entries[0].type(j);
      const Type* other = entries[i].type(j);
      if (IsInvalid(first) || IsInvalid(other)) {
        return;
      }
      if (first->canonical() != other->canonical() ||
          entries[0].optionality(j) != entries[i].optionality(j)) {
        Report(Rule::kOverloadPrefix, entries[i].argument(j).range,
               StrCat("overloads of '", DisplayName(name), "' with ", count,
                      " arguments are told apart by argument ", index + 1,
                      "; argument ", j + 1,
                      " must have the same type and optionality in all"))
            .AddNote(entries[0].argument(j).range,
                     StrCat("here it is '", first->ToString(), "'"));
        return;
      }
    }
  }
  const auto has = [&](bool (*is)(TypeKind)) {
    return std::any_of(entries.begin(), entries.end(),
                       [&](const OverloadEntry& entry) {
                         return entry.type(index)->FindMemberIf(is) != nullptr;
                       });
  };
  if (has([](TypeKind kind) { return kind == TypeKind::kBigInt; }) &&
      has([](TypeKind kind) { return IsNumericType(kind); })) {
    Report(Rule::kOverloadBigInt, entries[1].argument(index).range,
           StrCat("overloads of '", DisplayName(name),
                  "' cannot be told apart by a bigint and a numeric type"));
  }
}

}  // namespace mortise::idl
