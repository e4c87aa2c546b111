#include <algorithm>

#include "bindings/compiler/checks.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

// Whether a type has a dictionary that a caller may leave out: none of its
// members, own or inherited, is required.
const Type* FindOptionalDictionary(const Type& type) {
  const Type* member = type.FindMember(TypeKind::kDictionary);
  return member != nullptr && !member->dictionary()->has_required_members
             ? member
             : nullptr;
}

// https://webidl.spec.whatwg.org/#idl-operations, what it says of arguments.
// `is_called_by_script` is false for callbacks, whose arguments we pass.
void CheckArguments(absl::Span<const Argument* const> arguments,
                    bool is_called_by_script, Diagnostics* diagnostics) {
  NameMap<const Argument*> seen;
  bool rest_is_optional = true;
  for (size_t i = arguments.size(); i > 0; --i) {
    const Argument& argument = *arguments[i - 1];
    const Type& type = *argument.type;
    if (argument.is_variadic && i != arguments.size()) {
      diagnostics->Report(Rule::kVariadicLast, argument.range,
                          StrCat("variadic argument '", argument.name,
                                 "' must be the last one"));
    }
    if (type.kind() == TypeKind::kDictionary && type.is_nullable()) {
      diagnostics->Report(
          Rule::kArgumentNullableDictionary, argument.range,
          StrCat("argument '", argument.name,
                 "' cannot be of a nullable dictionary type: null converts to "
                 "an empty dictionary"));
    }
    if (is_called_by_script && rest_is_optional && !argument.is_variadic &&
        FindOptionalDictionary(type) != nullptr &&
        (!argument.is_optional || argument.default_value == nullptr)) {
      diagnostics
          ->Report(Rule::kArgumentDictionaryOptional, argument.range,
                   StrCat("argument '", argument.name,
                          "' of a dictionary type without required members "
                          "must be optional and have a default value"))
          .AddNote(argument.range, StrCat("write 'optional ", type.ToString(),
                                          " ", argument.name, " = {}'"));
    }
    if (argument.default_value != nullptr) {
      CheckLiteral(*argument.default_value, type, /*is_constant=*/false,
                   diagnostics);
    }
    rest_is_optional &= !argument.is_required();
  }
  for (const Argument* argument : arguments) {
    const auto [found, is_new] = seen.try_emplace(argument->name, argument);
    if (!is_new) {
      diagnostics
          ->Report(
              Rule::kDuplicateArgument, argument->range,
              StrCat("there is already an argument '", argument->name, "'"))
          .AddNote(found->second->range, "previous argument is here");
    }
  }
}

void CheckAllOrNone(const OverloadGroup& group, ExtendedAttributeId id,
                    Rule rule, Diagnostics* diagnostics) {
  const auto has = [id](const Operation* operation) {
    return operation->Has(id);
  };
  const auto with =
      std::find_if(group.operations.begin(), group.operations.end(), has);
  const auto without =
      std::find_if_not(group.operations.begin(), group.operations.end(), has);
  if (with == group.operations.end() || without == group.operations.end()) {
    return;
  }
  const ast::ExtendedAttribute& attribute =
      *(*with)->extended_attributes.Find(id);
  diagnostics
      ->Report(rule, (*without)->range,
               StrCat("this overload of '", group.name, "' must have [",
                      attribute.name.text, "], as another one has"))
      .AddNote(attribute.range, "the other one has it here");
}

// [Exposed] must be the same set on all overloads.
void CheckOverloadExposure(const OverloadGroup& group,
                           Diagnostics* diagnostics) {
  CheckAllOrNone(group, ExtendedAttributeId::kExposed, Rule::kExposedOverload,
                 diagnostics);
  const Operation& first = group.first();
  if (!first.Has(ExtendedAttributeId::kExposed)) {
    return;
  }
  for (const Operation* other : group.operations.subspan(1)) {
    const ast::ExtendedAttribute* exposed =
        other->extended_attributes.Find(ExtendedAttributeId::kExposed);
    if (exposed != nullptr &&
        (other->exposure->everywhere != first.exposure->everywhere ||
         other->exposure->globals != first.exposure->globals)) {
      diagnostics
          ->Report(Rule::kExposedOverload, exposed->range,
                   StrCat("[Exposed] must be the same on all overloads of '",
                          group.name, "'"))
          .AddNote(
              first.extended_attributes.Find(ExtendedAttributeId::kExposed)
                  ->range,
              "another overload has it here");
    }
  }
}

void CheckOverloads(const OverloadGroup& group, Diagnostics* diagnostics) {
  const Operation& first = group.first();
  for (const Operation* other : group.operations.subspan(1)) {
    if (other->declared_in != first.declared_in) {
      diagnostics
          ->Report(Rule::kOverloadAcrossParts, other->range,
                   StrCat("'", group.name,
                          "' cannot be overloaded across interfaces, partials "
                          "and mixins"))
          .AddNote(first.range, "another overload is here");
      break;
    }
  }
  const auto is_promise = [](const Operation& operation) {
    return operation.return_type != nullptr &&
           operation.return_type->kind() == TypeKind::kPromise;
  };
  for (const Operation* other : group.operations.subspan(1)) {
    if (is_promise(*other) != is_promise(first)) {
      diagnostics
          ->Report(Rule::kOverloadPromise, other->range,
                   StrCat("either all or none of the overloads of '",
                          group.name, "' must return promises"))
          .AddNote(first.range, "another overload is here");
      break;
    }
  }
  CheckOverloadExposure(group, diagnostics);
  CheckAllOrNone(group, ExtendedAttributeId::kSecureContext,
                 Rule::kExposedOverload, diagnostics);
  CheckAllOrNone(group, ExtendedAttributeId::kCrossOriginIsolated,
                 Rule::kExposedOverload, diagnostics);
  CheckAllOrNone(group, ExtendedAttributeId::kLegacyUnforgeable,
                 Rule::kLegacyUnforgeable, diagnostics);
}

void CheckGroups(absl::Span<const OverloadGroup* const> groups,
                 Diagnostics* diagnostics) {
  for (const OverloadGroup* group : groups) {
    if (group->is_overloaded()) {
      CheckOverloads(*group, diagnostics);
    }
  }
}

void CheckMembersArguments(absl::Span<const Member* const> members,
                           Diagnostics* diagnostics) {
  for (const Member* member : members) {
    if (member->kind == Member::Kind::kOperation ||
        member->kind == Member::Kind::kConstructor) {
      const auto& operation = static_cast<const Operation&>(*member);
      CheckArguments(operation.arguments, /*is_called_by_script=*/true,
                     diagnostics);
      if (operation.is_static && operation.name == "prototype") {
        diagnostics->Report(Rule::kStaticName, operation.range,
                            "a static operation cannot be named 'prototype'");
      }
    } else if (member->kind == Member::Kind::kAsyncIterable) {
      const auto& iterable = static_cast<const IterableDeclaration&>(*member);
      CheckArguments(iterable.arguments, /*is_called_by_script=*/true,
                     diagnostics);
    }
  }
}

}  // namespace

void CheckOperations(const Model& model, Diagnostics* diagnostics) {
  for (const Interface* interface : model.interfaces()) {
    CheckMembersArguments(interface->members, diagnostics);
    CheckGroups(interface->operations, diagnostics);
    CheckGroups(interface->static_operations, diagnostics);
    for (const OverloadGroup* group : interface->legacy_factory_functions) {
      for (const Operation* function : group->operations) {
        CheckArguments(function->arguments, /*is_called_by_script=*/true,
                       diagnostics);
      }
    }
  }
  for (const Namespace* space : model.namespaces()) {
    CheckMembersArguments(space->members, diagnostics);
    CheckGroups(space->operations, diagnostics);
  }
  for (const CallbackInterface* callback : model.callback_interfaces()) {
    if (callback->operation != nullptr) {
      CheckArguments(callback->operation->arguments,
                     /*is_called_by_script=*/false, diagnostics);
    }
  }
  for (const CallbackFunction* callback : model.callback_functions()) {
    CheckArguments(callback->arguments, /*is_called_by_script=*/false,
                   diagnostics);
  }
}

}  // namespace mortise::idl
