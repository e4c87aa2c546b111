#include <algorithm>

#include "bindings/compiler/checks.h"
#include "bindings/compiler/json_types.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

void CheckToJson(const Interface& interface, JsonTypes* json,
                 Diagnostics* diagnostics) {
  for (const OverloadGroup* group : interface.static_operations) {
    if (group->name == "toJSON") {
      diagnostics->Report(Rule::kToJson, group->first().range,
                          "a static operation cannot be named 'toJSON'");
    }
  }
  for (const Constant* constant : interface.constants) {
    if (constant->name == "toJSON") {
      diagnostics->Report(Rule::kToJson, constant->range,
                          "a constant cannot be named 'toJSON'");
    }
  }
  const OverloadGroup* group = interface.FindOperation("toJSON");
  for (const OverloadGroup* operations : interface.operations) {
    for (const Operation* operation : operations->operations) {
      if (operation->Has(ExtendedAttributeId::kDefault) &&
          (operations != group ||
           operation->return_type->canonical()->kind() != TypeKind::kObject)) {
        diagnostics->Report(
            Rule::kDefaultOperation,
            operation->extended_attributes.Find(ExtendedAttributeId::kDefault)
                ->range,
            "[Default] can only be on an operation 'object toJSON()'");
      }
    }
  }
  if (group == nullptr) {
    return;
  }
  if (group->is_overloaded() || !group->first().arguments.empty()) {
    diagnostics->Report(Rule::kToJson, group->operations.back()->range,
                        "'toJSON' takes no arguments and is not overloaded");
  }
  const Type& type = *group->first().return_type;
  if (!json->IsJsonType(type)) {
    diagnostics->Report(Rule::kToJson, group->first().range,
                        StrCat("'toJSON' must return a JSON type, and '",
                               type.ToString(), "' is none"));
  }
}

// The names of https://webidl.spec.whatwg.org/#dfn-error-names-table.
constexpr std::string_view kExceptionNames[] = {
    "AbortError",
    "ConstraintError",
    "DataCloneError",
    "DataError",
    "EncodingError",
    "HierarchyRequestError",
    "InUseAttributeError",
    "IndexSizeError",
    "InvalidAccessError",
    "InvalidCharacterError",
    "InvalidModificationError",
    "InvalidNodeTypeError",
    "InvalidStateError",
    "NamespaceError",
    "NetworkError",
    "NoModificationAllowedError",
    "NotAllowedError",
    "NotFoundError",
    "NotReadableError",
    "NotSupportedError",
    "OperationError",
    "OptOutError",
    "ReadOnlyError",
    "SecurityError",
    "SyntaxError",
    "TimeoutError",
    "TransactionInactiveError",
    "TypeMismatchError",
    "URLMismatchError",
    "UnknownError",
    "VersionError",
    "WrongDocumentError",
};

// https://webidl.spec.whatwg.org/#idl-DOMException-derived-interfaces
void CheckException(const Interface& interface, Diagnostics* diagnostics) {
  const std::string_view name = interface.name;
  if (name.size() < 5 || name.substr(name.size() - 5) != "Error") {
    diagnostics->Report(
        Rule::kExceptionInterface, interface.range,
        StrCat("'", name,
               "' inherits from DOMException, so its name must end with "
               "'Error'"));
  } else if (std::find(std::begin(kExceptionNames), std::end(kExceptionNames),
                       name) != std::end(kExceptionNames)) {
    diagnostics->Report(
        Rule::kExceptionInterface, interface.range,
        StrCat("'", name, "' is already the name of a DOMException"));
  }
  if (interface.constructor == nullptr) {
    diagnostics->Report(
        Rule::kExceptionInterface, interface.range,
        StrCat("'", name,
               "' inherits from DOMException, so it must have a constructor"));
    return;
  }
  for (const Operation* constructor : interface.constructor->operations) {
    const Argument* message =
        constructor->arguments.empty() ? nullptr : constructor->arguments[0];
    if (message == nullptr || !message->is_optional ||
        message->name != "message" ||
        message->type->kind() != TypeKind::kDOMString ||
        message->default_value == nullptr ||
        message->default_value->kind != Literal::Kind::kString ||
        !message->default_value->string.empty()) {
      diagnostics->Report(Rule::kExceptionInterface, constructor->range,
                          "the constructor of an exception must begin with "
                          "'optional DOMString message = \"\"'");
    }
  }
}

}  // namespace

void CheckConventions(const Model& model, Diagnostics* diagnostics) {
  JsonTypes json;
  const Definition* found = model.Find("DOMException");
  const auto* exception =
      found != nullptr && found->kind == Definition::Kind::kInterface
          ? static_cast<const Interface*>(found)
          : nullptr;
  for (const Interface* interface : model.interfaces()) {
    CheckToJson(*interface, &json, diagnostics);
    if (exception != nullptr && interface != exception &&
        interface->IsA(*exception)) {
      CheckException(*interface, diagnostics);
    }
  }
}

}  // namespace mortise::idl
