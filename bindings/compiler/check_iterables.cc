#include <algorithm>

#include "bindings/compiler/checks.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

const IterableDeclaration* DeclarationOf(const Interface& interface) {
  for (const IterableDeclaration* declaration :
       {interface.iterable, interface.async_iterable, interface.maplike,
        interface.setlike}) {
    if (declaration != nullptr) {
      return declaration;
    }
  }
  return nullptr;
}

struct DefinedNames {
  // Not even an operation may have these names...
  absl::Span<const std::string_view> always;
  // ...and no constant or attribute these, if the declaration is read-write:
  // an operation overrides the one that the declaration defines.
  absl::Span<const std::string_view> if_writable;
};

DefinedNames NamesOf(Member::Kind kind) {
  static constexpr std::string_view kIterable[] = {"entries", "forEach", "keys",
                                                   "values"};
  static constexpr std::string_view kAsync[] = {"entries", "keys", "values"};
  static constexpr std::string_view kMap[] = {
      "entries", "forEach", "get", "has", "keys", "size", "values"};
  static constexpr std::string_view kWritableMap[] = {"clear", "delete", "set"};
  static constexpr std::string_view kSet[] = {"entries", "forEach", "has",
                                              "keys",    "size",    "values"};
  static constexpr std::string_view kWritableSet[] = {"add", "clear", "delete"};
  switch (kind) {
    case Member::Kind::kIterable:
      return {kIterable, {}};
    case Member::Kind::kAsyncIterable:
      return {kAsync, {}};
    case Member::Kind::kMaplike:
      return {kMap, kWritableMap};
    default:
      return {kSet, kWritableSet};
  }
}

std::string_view NameOf(Member::Kind kind) {
  switch (kind) {
    case Member::Kind::kIterable:
      return "iterable";
    case Member::Kind::kAsyncIterable:
      return "async_iterable";
    case Member::Kind::kMaplike:
      return "maplike";
    default:
      return "setlike";
  }
}

void CheckNames(const IterableDeclaration& declaration,
                const Interface& interface, Diagnostics* diagnostics) {
  const DefinedNames names = NamesOf(declaration.kind);
  const auto contains = [](absl::Span<const std::string_view> list,
                           std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
  };
  for (const Interface* at = &interface; at != nullptr; at = at->parent) {
    for (const Member* member : at->members) {
      const bool is_operation = member->kind == Member::Kind::kOperation;
      if (member->name.empty() ||
          (is_operation && static_cast<const Operation*>(member)->is_static)) {
        continue;
      }
      if (contains(names.always, member->name) ||
          (!declaration.is_readonly && !is_operation &&
           contains(names.if_writable, member->name))) {
        diagnostics
            ->Report(Rule::kIterableMember, declaration.range,
                     StrCat("this ", NameOf(declaration.kind), " defines '",
                            member->name, "', and so does a member of '",
                            at->name, "'"))
            .AddNote(member->range, "the member is declared here");
      }
    }
  }
}

void CheckAncestors(const IterableDeclaration& declaration,
                    const Interface& interface, Diagnostics* diagnostics) {
  const bool is_collection = declaration.kind == Member::Kind::kMaplike ||
                             declaration.kind == Member::Kind::kSetlike;
  for (const Interface* at = &interface; at != nullptr; at = at->parent) {
    if (is_collection && at->indexed_getter != nullptr) {
      diagnostics
          ->Report(Rule::kIterableConflict, declaration.range,
                   StrCat("a ", NameOf(declaration.kind),
                          " interface cannot have an indexed getter"))
          .AddNote(at->indexed_getter->range, "the getter is here");
    }
    if (at == &interface) {
      continue;
    }
    if (const IterableDeclaration* other = DeclarationOf(*at)) {
      diagnostics
          ->Report(Rule::kIterableDuplicate, declaration.range,
                   StrCat("'", interface.name, "' inherits from '", at->name,
                          "', which already has a declaration '",
                          NameOf(other->kind), "<...>'"))
          .AddNote(other->range, "it is here");
    }
  }
}

// https://webidl.spec.whatwg.org/#dfn-value-iterator and pair iterators. Null,
// which a getter returns beyond the supported indices only, is not looked at:
// NodeList has a getter of type "Node?" and is an iterable<Node>.
void CheckIterator(const IterableDeclaration& declaration,
                   const Interface& interface, Diagnostics* diagnostics) {
  const Operation* getter = interface.indexed_getter;
  if (declaration.key_type != nullptr) {
    if (getter != nullptr) {
      diagnostics
          ->Report(Rule::kPairIterator, declaration.range,
                   "an interface with an indexed getter cannot have a pair "
                   "iterator")
          .AddNote(getter->range, "the getter is here");
    }
    return;
  }
  const bool is_incomplete = std::any_of(
      interface.parts.begin(), interface.parts.end(),
      [](const ast::Definition* part) { return part->is_incomplete; });
  if (getter == nullptr) {
    if (!is_incomplete) {
      diagnostics->Report(
          Rule::kValueIterator, declaration.range,
          "iterable<> with one type goes over the indexed properties, so the "
          "interface must have an indexed getter");
    }
  } else if (getter->return_type->non_nullable()->canonical() !=
                 declaration.value_type->non_nullable()->canonical() &&
             getter->return_type->kind() != TypeKind::kInvalid &&
             declaration.value_type->kind() != TypeKind::kInvalid) {
    diagnostics
        ->Report(
            Rule::kValueIterator, declaration.range,
            StrCat("the iterable's type '", declaration.value_type->ToString(),
                   "' must be that of the indexed getter, '",
                   getter->return_type->ToString(), "'"))
        .AddNote(getter->range, "the getter is here");
  }
}

}  // namespace

void CheckIterables(const Model& model, Diagnostics* diagnostics) {
  for (const Interface* interface : model.interfaces()) {
    const IterableDeclaration* declaration = DeclarationOf(*interface);
    if (declaration == nullptr) {
      continue;
    }
    CheckNames(*declaration, *interface, diagnostics);
    CheckAncestors(*declaration, *interface, diagnostics);
    if (declaration->kind == Member::Kind::kIterable) {
      CheckIterator(*declaration, *interface, diagnostics);
    }
    for (const Argument* argument : declaration->arguments) {
      if (argument->is_required()) {
        diagnostics->Report(Rule::kAsyncIterableArgument, argument->range,
                            StrCat("argument '", argument->name,
                                   "' must be optional: for await passes "
                                   "none"));
      }
    }
  }
}

}  // namespace mortise::idl
