#include "bindings/compiler/emit_cpp_file.h"
#include "bindings/compiler/emit_cpp_types.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

using Id = ExtendedAttributeId;

bool CallsWithEnvironment(const Member& member) {
  return member.extended_attributes.Value(Id::kCallWith) == "Environment";
}

// An attribute whose value the wrapper keeps: [StoreInSlot], and [SameObject],
// which promises that there is one value only.
bool IsInSlot(const Attribute& attribute) {
  return !attribute.is_static && attribute.is_readonly &&
         (attribute.Has(Id::kStoreInSlot) || attribute.Has(Id::kSameObject));
}

bool IsEventHandler(const Attribute& attribute) {
  const Typedef* alias = attribute.type->alias();
  return alias && alias->name == "EventHandler" &&
         attribute.name.substr(0, 2) == "on";
}

// What a script gives to a [SameObject] may refer back to the object that it
// belongs to, as what it stores in an `any` may.
std::string_view SlotKindOf(const Attribute& attribute) {
  return attribute.type->kind() == TypeKind::kAny ||
                 attribute.Has(Id::kSameObject)
             ? "SlotKind::kAny"
             : "SlotKind::kTagged";
}

// The names of the functions of one member, apart from those of all others in
// the file: "CloseEvent_code".
std::string FunctionName(const Interface& interface, std::string_view verb,
                         std::string_view member) {
  return StrCat(interface.name, verb, PascalCase(member));
}

std::string Flags(const Member& member, bool is_static, bool checks_receiver) {
  std::string flags;
  const auto add = [&flags](std::string_view flag) {
    StrAppend(&flags, flags.empty() ? "" : " | ", flag);
  };
  if (is_static) add("kStatic");
  if (member.Has(Id::kLegacyUnforgeable)) add("kUnforgeable");
  if (checks_receiver) add("kChecksReceiver");
  if (member.Has(Id::kUnscopable)) add("kUnscopable");
  return flags.empty() ? "kNoMemberFlags" : flags;
}

// A declaration as the IDL file has it, on one line, for a comment.
std::string Declaration(const Member& member) {
  std::string out;
  bool space = false;
  for (const char c : member.declaration.text()) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

// The extended attributes that the C++ emitter does not know what to do with
// but must not ignore.
constexpr Id kNotYetEmitted[] = {
    Id::kGlobal,
    Id::kLegacyFactoryFunction,
    Id::kLegacyNamespace,
    Id::kLegacyWindowAlias,
    Id::kPutForwards,
    Id::kReplaceable,
    Id::kLegacyLenientSetter,
    Id::kLegacyLenientThis,
    Id::kDefault,
};

std::string_view NameOf(const ast::ExtendedAttribute* attribute) {
  return attribute->name.text;
}

// How JavaScript's own operators convert to the type, as an enumerator of
// ScriptMember::Conversion.
std::string_view ScriptConversionOf(const Type& type) {
  if (type.is_nullable() || type.annotations() != 0) return "kNone";
  switch (type.kind()) {
    case TypeKind::kBoolean:
      return "kBoolean";
    case TypeKind::kByte:
      return "kByte";
    case TypeKind::kOctet:
      return "kOctet";
    case TypeKind::kShort:
      return "kShort";
    case TypeKind::kUnsignedShort:
      return "kUnsignedShort";
    case TypeKind::kLong:
      return "kLong";
    case TypeKind::kUnsignedLong:
      return "kUnsignedLong";
    case TypeKind::kUnrestrictedDouble:
      return "kUnrestrictedDouble";
    case TypeKind::kDOMString:
      return "kDOMString";
    case TypeKind::kUSVString:
      return "kUSVString";
    case TypeKind::kAny:
      return "kAny";
    default:
      return "kNone";
  }
}

// A default value as JavaScript.
std::string ScriptLiteral(const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::kString:
      return Quote(literal.string);
    case Literal::Kind::kInfinity:
    case Literal::Kind::kNaN:
    case Literal::Kind::kEmptySequence:
    case Literal::Kind::kEmptyDictionary:
      return "undefined";
    default:
      return std::string(literal.spelling);
  }
}

// The dictionary of a constructor (DOMString type, optional XInit init = {}),
// which may have a half in JavaScript; null for other constructors.
const Dictionary* ScriptConstructorDictionary(const Interface& interface) {
  if (!interface.constructor || interface.constructor->is_overloaded() ||
      interface.name.find('-') != std::string_view::npos) {
    return nullptr;
  }
  const auto& arguments = interface.constructor->first().arguments;
  if (arguments.size() != 2 || arguments[0]->name != "type" ||
      arguments[0]->type->kind() != TypeKind::kDOMString ||
      arguments[0]->type->is_nullable() || arguments[0]->is_optional ||
      !arguments[1]->is_optional ||
      arguments[1]->type->kind() != TypeKind::kDictionary) {
    return nullptr;
  }
  return arguments[1]->type->dictionary();
}

std::string ScriptMemberRows(const Dictionary& dictionary) {
  std::string rows;
  if (dictionary.parent) rows = ScriptMemberRows(*dictionary.parent);
  for (const DictionaryMember* member : dictionary.members) {
    StrAppend(
        &rows, "    {", Quote(member->name),
        ", ScriptMember::Conversion::", ScriptConversionOf(*member->type), ", ",
        member->default_value ? Quote(ScriptLiteral(*member->default_value))
                              : std::string("nullptr"),
        "},\n");
  }
  return rows;
}

}  // namespace

void CppFile::ReportSpecials(const Interface& interface) {
  const auto report = [this](const Member* member, std::string_view what) {
    if (member) NotEmitted(member->range, what);
  };
  report(interface.indexed_getter, "an indexed property getter");
  report(interface.named_getter, "a named property getter");
  report(interface.stringifier, "a stringifier");
  report(interface.iterable, "an iterable declaration");
  report(interface.async_iterable, "an asynchronously iterable declaration");
  report(interface.maplike, "a maplike declaration");
  report(interface.setlike, "a setlike declaration");
  for (const Id id : kNotYetEmitted) {
    if (const auto* attribute = interface.extended_attributes.Find(id)) {
      NotEmitted(attribute->range, StrCat("[", NameOf(attribute), "]"));
    }
    for (const Member* member : interface.members) {
      if (const auto* attribute = member->extended_attributes.Find(id)) {
        NotEmitted(attribute->range, StrCat("[", NameOf(attribute), "]"));
      }
    }
  }
}

void CppFile::BeginFunction(const Interface& interface,
                            std::string_view comment,
                            const std::string& function,
                            std::string_view member, std::string_view kind) {
  StrAppend(&functions_, "// ", comment, "\nvoid ", function,
            "(const v8::FunctionCallbackInfo<v8::Value>& info) {\n"
            "  static constexpr MemberContext kMember{",
            Quote(interface.name), ", ", Quote(member), ", MemberKind::", kind,
            "};\n  const Call call(info, kMember);\n");
}

void CppFile::ConvertArgument(const Argument& argument, size_t index) {
  const std::string tag = Tag(*argument.type, argument.range);
  const std::string name = SnakeCase(argument.name);
  const bool has_no_default = argument.is_optional && !argument.default_value;
  if (argument.is_variadic) {
    StrAppend(&functions_, "  std::vector<CppType<", tag, ">> ", name,
              ";\n  if (!call.VariadicArguments<", tag, ">(", index, ", ", name,
              ")) return;\n");
    return;
  }
  // Missing is an empty optional, save for types that have an empty value.
  const TypeKind kind = argument.type->kind();
  const bool is_pointer = kind == TypeKind::kInterface ||
                          kind == TypeKind::kCallbackFunction ||
                          kind == TypeKind::kCallbackInterface;
  if (has_no_default && kind != TypeKind::kAny && !is_pointer) {
    StrAppend(&functions_, "  std::optional<CppType<", tag, ">> ", name, ";\n");
  } else {
    StrAppend(&functions_, "  CppType<", tag, "> ", name);
    if (argument.default_value) {
      StrAppend(&functions_, " = ",
                DefaultExpression(*argument.type, *argument.default_value));
    } else if (IsScalar(*argument.type)) {
      StrAppend(&functions_, "{}");
    }
    StrAppend(&functions_, ";\n");
  }
  StrAppend(&functions_, "  if (!call.",
            argument.is_optional ? "OptionalArgument" : "Argument", "<", tag,
            ">(", index, ", ", name, ")) return;\n");
}

std::string CppFile::ConvertArguments(const Operation& operation) {
  if (const uint32_t required = operation.RequiredArguments(); required > 0) {
    StrAppend(&functions_, "  if (!call.HasArguments(", required,
              ")) return;\n");
  }
  std::string passed;
  if (CallsWithEnvironment(operation)) passed = "call.environment()";
  for (size_t i = 0; i < operation.arguments.size(); ++i) {
    const Argument& argument = *operation.arguments[i];
    ConvertArgument(argument, i);
    const std::string name = SnakeCase(argument.name);
    StrAppend(&passed, passed.empty() ? "" : ", ");
    const bool is_interface =
        argument.type->kind() == TypeKind::kInterface && !argument.is_variadic;
    if (is_interface && !argument.type->is_nullable() &&
        !argument.is_optional) {
      StrAppend(&passed, "*", name);
    } else if (is_interface) {
      StrAppend(&passed, name, ".get()");
    } else if (IsScalar(*argument.type) && !argument.is_variadic) {
      StrAppend(&passed, name);
    } else {
      StrAppend(&passed, "std::move(", name, ")");
    }
  }
  return passed;
}

void CppFile::AddConstructor(const Interface& interface) {
  const OverloadGroup& group = *interface.constructor;
  if (group.is_overloaded()) {
    NotEmitted(group.operations[1]->range, "an overloaded constructor");
    return;
  }
  const Operation& constructor = group.first();
  BeginFunction(interface, Declaration(constructor),
                StrCat(interface.name, "Constructor"), interface.name,
                "kConstructor");
  StrAppend(&functions_, "  if (!call.IsConstructor()) return;\n");
  const std::string arguments = ConvertArguments(constructor);
  std::string_view method =
      constructor.extended_attributes.Value(Id::kImplementedAs);
  if (method.empty()) method = "Create";
  StrAppend(&functions_, "  call.ReturnConstructed(", CppClass(interface),
            "::", method, "(", arguments, "));\n}\n\n");
}

void CppFile::AddSlotAttribute(const Interface& interface,
                               const Attribute& attribute) {
  const std::string tag = Tag(*attribute.type, attribute.range);
  const std::string function = FunctionName(interface, "", attribute.name);
  StrAppend(
      &functions_, "// ", Declaration(attribute),
      "\nv8::MaybeLocal<v8::Value> ", function,
      "(const Conversion& conversion,\n    ScriptWrappable& object) {\n"
      "  return IdlTraits<",
      tag, ">::ToV8(\n      conversion, static_cast<", CppClass(interface),
      "&>(object).", GetterName(attribute), "(",
      CallsWithEnvironment(attribute) ? "conversion.realm().environment()" : "",
      "));\n}\n\n");
  StrAppend(&attribute_rows_, "    {", Quote(attribute.name),
            ", nullptr, nullptr, ", Flags(attribute, false, false), ", ",
            SlotKindOf(attribute), ", &", function, "},\n");
}

void CppFile::AddSetter(const Interface& interface,
                        const Attribute& attribute) {
  const std::string tag = Tag(*attribute.type, attribute.range);
  BeginFunction(interface, Declaration(attribute),
                FunctionName(interface, "Set", attribute.name), attribute.name,
                "kSetter");
  StrAppend(&functions_, "  CppType<", tag, "> value{};\n");
  if (attribute.type->kind() == TypeKind::kEnumeration &&
      !attribute.type->is_nullable()) {
    StrAppend(&functions_, "  if (!IdlTraits<", tag,
              ">::ToCppOrIgnore(call, call[0], value)) return;\n");
  } else {
    StrAppend(&functions_, "  if (!IdlTraits<", tag,
              ">::ToCpp(call, call[0], value)) return;\n");
  }
  const bool raises =
      attribute.Has(Id::kRaisesException) &&
      attribute.extended_attributes.Value(Id::kRaisesException) != "Getter";
  const std::string value =
      attribute.type->kind() != TypeKind::kInterface
          ? (IsScalar(*attribute.type) ? "value" : "std::move(value)")
          : (attribute.type->is_nullable() ? "value.get()" : "*value");
  StrAppend(&functions_, "  ", raises ? "call.ReturnUndefined(" : "",
            attribute.is_static
                ? StrCat(CppClass(interface), "::")
                : StrCat("call.Receiver<", CppClass(interface), ">()."),
            SetterName(attribute), "(",
            CallsWithEnvironment(attribute) ? "call.environment(), " : "",
            value, ")", raises ? ")" : "", ";\n}\n\n");
}

// HTML section 8.1.8.1: an event handler IDL attribute stands for an event
// handler of the target, which EventTarget keeps by the event's type.
void CppFile::AddEventHandler(const Interface& interface,
                              const Attribute& attribute) {
  Need(*attribute.type);
  for (const std::string_view verb : {"Get", "Set"}) {
    BeginFunction(interface, Declaration(attribute),
                  FunctionName(interface, verb, attribute.name), attribute.name,
                  verb == "Get" ? "kGetter" : "kSetter");
    StrAppend(&functions_, "  ", verb,
              "EventHandlerAttribute(call, call.Receiver<", CppClass(interface),
              ">(), ", Quote(attribute.name.substr(2)), ");\n}\n\n");
  }
  StrAppend(&attribute_rows_, "    {", Quote(attribute.name), ", &",
            FunctionName(interface, "Get", attribute.name), ", &",
            FunctionName(interface, "Set", attribute.name), ", ",
            Flags(attribute, false, false), "},\n");
}

void CppFile::AddAttribute(const Interface& interface,
                           const Attribute& attribute) {
  if (IsEventHandler(attribute)) {
    AddEventHandler(interface, attribute);
    return;
  }
  if (attribute.type->kind() == TypeKind::kPromise) {
    NotEmitted(attribute.range, "an attribute of a promise type");
    return;
  }
  if (IsInSlot(attribute)) {
    AddSlotAttribute(interface, attribute);
    return;
  }
  const std::string tag = Tag(*attribute.type, attribute.range);
  const std::string getter = FunctionName(interface, "Get", attribute.name);
  BeginFunction(interface, Declaration(attribute), getter, attribute.name,
                "kGetter");
  StrAppend(&functions_, "  call.Return<", tag, ">(",
            attribute.is_static
                ? StrCat(CppClass(interface), "::")
                : StrCat("call.Receiver<", CppClass(interface), ">()."),
            GetterName(attribute), "(",
            CallsWithEnvironment(attribute) ? "call.environment()" : "",
            "));\n}\n\n");
  if (!attribute.is_readonly) AddSetter(interface, attribute);
  StrAppend(&attribute_rows_, "    {", Quote(attribute.name), ", &", getter,
            ", ",
            attribute.is_readonly
                ? "nullptr"
                : StrCat("&", FunctionName(interface, "Set", attribute.name)),
            ", ", Flags(attribute, attribute.is_static, false), "},\n");
}

void CppFile::AddOperation(const Interface& interface,
                           const OverloadGroup& group, bool is_static) {
  if (group.is_overloaded()) {
    NotEmitted(group.operations[1]->range, "an overloaded operation");
    return;
  }
  const Operation& operation = group.first();
  const bool returns_promise =
      operation.return_type->kind() == TypeKind::kPromise;
  const std::string function = FunctionName(interface, "Do", operation.name);
  BeginFunction(interface, Declaration(operation), function, operation.name,
                "kOperation");
  const std::string target =
      is_static ? StrCat(CppClass(interface), "::") : std::string("object.");
  if (returns_promise) {
    StrAppend(&functions_, "  PromiseResult result(call);\n");
  }
  if (!is_static && returns_promise) {
    StrAppend(&functions_, "  ", CppClass(interface),
              "* const receiver = call.ReceiverOrNull<", CppClass(interface),
              ">();\n  if (!receiver) {\n    call.ThrowIllegalInvocation();\n"
              "    return;\n  }\n  ",
              CppClass(interface), "& object = *receiver;\n");
  } else if (!is_static) {
    StrAppend(&functions_, "  ", CppClass(interface),
              "& object = call.Receiver<", CppClass(interface), ">();\n");
  }
  std::string arguments = ConvertArguments(operation);
  const std::string method = MethodName(operation);
  if (returns_promise) {
    const Type& value = *operation.return_type->element();
    StrAppend(&arguments, arguments.empty() ? "" : ", ", "result.Resolver<",
              Tag(value, operation.range), ">()");
    StrAppend(&functions_, "  ", target, method, "(", arguments, ");\n");
  } else if (operation.return_type->kind() == TypeKind::kUndefined) {
    const bool raises = operation.Has(Id::kRaisesException);
    if (operation.Has(Id::kInvalidatesSlots) && !raises) {
      StrAppend(&functions_, "  call.ChangeSlots(", BindingClass(interface),
                "::kTypeInfo, [&] {\n    return ", target, method, "(",
                arguments, ");\n  });\n");
    } else {
      StrAppend(&functions_, "  ", raises ? "call.ReturnUndefined(" : "",
                target, method, "(", arguments, ")", raises ? ")" : "", ";\n");
    }
  } else {
    StrAppend(&functions_, "  call.Return<",
              Tag(*operation.return_type, operation.range), ">(", target,
              method, "(", arguments, "));\n");
  }
  if (operation.Has(Id::kInvalidatesSlots) &&
      (operation.return_type->kind() != TypeKind::kUndefined ||
       operation.Has(Id::kRaisesException))) {
    StrAppend(&functions_, "  call.InvalidateSlots(", BindingClass(interface),
              "::kTypeInfo);\n");
  }
  StrAppend(&functions_, "}\n\n");
  StrAppend(&operation_rows_, "    {", Quote(operation.name), ", &", function,
            ", ", group.length, ", ",
            Flags(operation, is_static, returns_promise && !is_static), "},\n");
}

void CppFile::AddConstants(const Interface& interface) {
  for (const Constant* constant : interface.constants) {
    const bool is_boolean = constant->type->kind() == TypeKind::kBoolean;
    StrAppend(&constant_rows_, "    {", Quote(constant->name), ", ",
              is_boolean ? (constant->value->boolean ? "1" : "0")
                         : DefaultExpression(*constant->type, *constant->value),
              is_boolean ? ", /*is_boolean=*/true" : "", "},\n");
  }
}

void CppFile::AddTypeInfo(const Interface& interface) {
  const auto table = [&](std::string_view type, std::string_view name,
                         std::string& rows) -> std::string {
    if (rows.empty()) return "{}";
    const std::string variable = StrCat("k", interface.name, name);
    StrAppend(&functions_, "constexpr ", type, " ", variable, "[] = {\n", rows,
              "};\n\n");
    rows.clear();
    return variable;
  };
  const std::string attributes =
      table("AttributeDefinition", "Attributes", attribute_rows_);
  const std::string operations =
      table("OperationDefinition", "Operations", operation_rows_);
  const std::string constants =
      table("ConstantDefinition", "Constants", constant_rows_);
  const bool has_constructor = interface.constructor != nullptr;
  std::string script_members = "{}";
  if (const Dictionary* dictionary = ScriptConstructorDictionary(interface)) {
    std::string rows = ScriptMemberRows(*dictionary);
    script_members = table("ScriptMember", "ScriptMembers", rows);
  }
  StrAppend(
      &source_, "constinit const WrapperTypeInfo ", BindingClass(interface),
      "::kTypeInfo{\n    .name = ", Quote(interface.name), ",\n    .parent = ",
      interface.parent
          ? StrCat("&", BindingClass(*interface.parent), "::kTypeInfo")
          : std::string("nullptr"),
      ",\n    .interface_info = &", CppClass(interface),
      "::kInterfaceInfo,\n    .attributes = ", attributes,
      ",\n    .operations = ", operations, ",\n    .constants = ", constants,
      ",\n    .constructor = ",
      has_constructor ? StrCat("&", interface.name, "Constructor")
                      : std::string("nullptr"),
      ",\n    .constructor_length = ",
      has_constructor ? interface.constructor->length : 0,
      ",\n    .script_members = ", script_members, ",\n");
  if (interface.Has(Id::kLegacyNoInterfaceObject)) {
    StrAppend(&source_, "    .has_interface_object = false,\n");
  }
  // The one interface that WebIDL section 3.14.1 treats so by name.
  if (interface.name == "DOMException") {
    StrAppend(&source_, "    .inherits_from_error = true,\n");
  }
  StrAppend(&source_, "};\n\n");
}

void CppFile::Add(const Interface& interface) {
  ReportSpecials(interface);
  header_includes_.insert("bindings/runtime/wrapper_type_info.h");
  header_includes_.insert(paths_.ImplementationHeader(interface));
  source_includes_.insert("bindings/runtime/generated.h");
  if (interface.parent) NeedDefinition(*interface.parent);
  const std::string binding = BindingClass(interface);
  StrAppend(&header_, "struct ", binding,
            " {\n  static const WrapperTypeInfo kTypeInfo;\n};\n\n"
            "template <>\ninline const WrapperTypeInfo& TypeInfoOf<",
            CppClass(interface), ">() {\n  return ", binding,
            "::kTypeInfo;\n}\n\n");
  if (interface.constructor) AddConstructor(interface);
  for (const Attribute* attribute : interface.attributes) {
    AddAttribute(interface, *attribute);
  }
  for (const OverloadGroup* group : interface.operations) {
    AddOperation(interface, *group, /*is_static=*/false);
  }
  for (const OverloadGroup* group : interface.static_operations) {
    AddOperation(interface, *group, /*is_static=*/true);
  }
  AddConstants(interface);
  AddTypeInfo(interface);
}

}  // namespace mortise::idl
