#include "bindings/compiler/emit_cpp_members.h"

#include "bindings/compiler/emit_cpp_file.h"
#include "bindings/compiler/emit_cpp_types.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

using Id = ExtendedAttributeId;

// An attribute whose value the wrapper keeps: [StoreInSlot], and [SameObject],
// which promises that there is one value only.
bool IsKept(const Attribute& attribute) {
  return !attribute.is_static && attribute.is_readonly &&
         (attribute.Has(Id::kStoreInSlot) || attribute.Has(Id::kSameObject));
}

bool IsPromise(const Type& type) { return type.kind() == TypeKind::kPromise; }

// Slots' getters are JavaScript functions that throw a TypeError for a wrong
// receiver, on a prototype object.
bool IsInSlot(const Attribute& attribute) {
  return IsKept(attribute) && !IsPromise(*attribute.type) &&
         !attribute.Has(Id::kLegacyLenientThis) &&
         !attribute.Has(Id::kLegacyUnforgeable);
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

bool IsGlobal(const Definition& owner) {
  return owner.kind == Definition::Kind::kInterface &&
         static_cast<const Interface&>(owner).is_global();
}

}  // namespace

bool CallsWithEnvironment(const Member& member) {
  return member.extended_attributes.Value(Id::kCallWith) == "Environment";
}

// Names that differ in dashes, underscores and the first letter only become one
// in Pascal case ("margin-top" and "marginTop"): the unusual ones get numbers.
std::string Ordinal(const Definition& owner, std::string_view member,
                    const std::string& pascal_case) {
  const auto is_usual = [](std::string_view name) {
    return name.find_first_of("-_") == std::string_view::npos &&
           'a' <= name[0] && name[0] <= 'z';
  };
  if (member.empty() || is_usual(member)) return {};
  const auto members = owner.kind == Definition::Kind::kInterface
                           ? static_cast<const Interface&>(owner).members
                       : owner.kind == Definition::Kind::kNamespace
                           ? static_cast<const Namespace&>(owner).members
                           : absl::Span<const Member* const>();
  int before = 0;
  bool is_before = true;
  for (const Member* other : members) {
    if (other->name == member) {
      is_before = false;
    } else if (!other->name.empty() && (is_before || is_usual(other->name)) &&
               PascalCase(other->name) == pascal_case) {
      ++before;
    }
  }
  return before == 0 ? std::string() : StrCat("_", before + 1);
}

std::string FunctionName(const Definition& owner, std::string_view verb,
                         std::string_view member) {
  const std::string name = PascalCase(member);
  return StrCat(CppIdentifier(owner.name), verb, name,
                Ordinal(owner, member, name));
}

std::string Flags(const Member& member, bool is_static, bool checks_receiver,
                  bool in_json) {
  std::string flags;
  const auto add = [&flags](std::string_view flag) {
    StrAppend(&flags, flags.empty() ? "" : " | ", flag);
  };
  if (is_static) add("kStatic");
  if (member.Has(Id::kLegacyUnforgeable)) add("kUnforgeable");
  if (checks_receiver) add("kChecksReceiver");
  if (in_json) add("kInJson");
  return flags.empty() ? "kNoMemberFlags" : flags;
}

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

std::string Passed(const Argument& argument) {
  const std::string name = ArgumentName(argument);
  const bool is_interface =
      argument.type->kind() == TypeKind::kInterface && !argument.is_variadic;
  if (is_interface && !argument.type->is_nullable() && !argument.is_optional) {
    return StrCat("*", name);
  }
  if (is_interface) return StrCat(name, ".get()");
  if (IsScalar(*argument.type) && !argument.is_variadic) return name;
  return StrCat("std::move(", name, ")");
}

void CppFile::BeginFunction(const Definition& owner, std::string_view comment,
                            const std::string& function,
                            std::string_view member, std::string_view kind) {
  StrAppend(&functions_, "// ", comment, "\nvoid ", function,
            "(const v8::FunctionCallbackInfo<v8::Value>& info) {\n"
            "  static constexpr MemberContext kMember{",
            Quote(owner.name), ", ", Quote(member), ", MemberKind::", kind,
            "};\n  const Call call(info, kMember);\n");
}

void CppFile::BeginBody(const Definition& owner, Target target,
                        bool returns_promise) {
  if (returns_promise)
    StrAppend(&functions_, "  PromiseResult result(call);\n");
  if (target == Target::kClass) return;
  const std::string type = CppClass(owner);
  if (target == Target::kObject) {
    StrAppend(&functions_, "  ", type, "& object = call.Receiver<", type,
              ">();\n");
    return;
  }
  StrAppend(&functions_, "  ", type, "* const receiver = call.ReceiverOrNull<",
            type, ">();\n");
  if (target == Target::kLenient) {
    StrAppend(&functions_, "  if (!receiver) return;\n");
  } else {
    StrAppend(&functions_,
              "  if (!receiver) {\n    call.ThrowIllegalInvocation();\n"
              "    return;\n  }\n");
  }
  StrAppend(&functions_, "  ", type, "& object = *receiver;\n");
}

void CppFile::ConvertArgument(const Argument& argument, size_t index) {
  const std::string tag = Tag(*argument.type, argument.range);
  const std::string name = ArgumentName(argument);
  const bool has_no_default = argument.is_optional && !argument.default_value;
  if (argument.is_variadic) {
    StrAppend(&functions_, "  std::vector<CppType<", tag, ">> ", name,
              ";\n  if (!call.VariadicArguments<", tag, ">(", index, ", ", name,
              ")) return;\n");
    return;
  }
  // "= {}": undefined is converted, as it fills in the members' defaults.
  const bool converts_missing =
      argument.default_value &&
      argument.default_value->kind == Literal::Kind::kEmptyDictionary;
  // Missing is an empty optional, save for types that have an empty value.
  const TypeKind kind = argument.type->kind();
  const bool is_pointer =
      kind == TypeKind::kInterface || kind == TypeKind::kCallbackFunction ||
      kind == TypeKind::kCallbackInterface || kind == TypeKind::kPromise ||
      kind == TypeKind::kAsyncSequence;
  if (has_no_default && kind != TypeKind::kAny && !is_pointer) {
    StrAppend(&functions_, "  std::optional<CppType<", tag, ">> ", name, ";\n");
  } else {
    StrAppend(&functions_, "  CppType<", tag, "> ", name);
    if (argument.default_value && !converts_missing) {
      StrAppend(&functions_, " = ",
                DefaultExpression(*argument.type, *argument.default_value));
    } else if (IsScalar(*argument.type)) {
      StrAppend(&functions_, "{}");
    }
    StrAppend(&functions_, ";\n");
  }
  StrAppend(&functions_, "  if (!call.",
            argument.is_optional && !converts_missing ? "OptionalArgument"
                                                      : "Argument",
            "<", tag, ">(", index, ", ", name, ")) return;\n");
}

std::string CppFile::ConvertArguments(const Operation& operation,
                                      size_t first) {
  std::string passed;
  if (CallsWithEnvironment(operation)) passed = "call.environment()";
  for (size_t i = 0; i < operation.arguments.size(); ++i) {
    const Argument& argument = *operation.arguments[i];
    if (i >= first) ConvertArgument(argument, i);
    StrAppend(&passed, passed.empty() ? "" : ", ", Passed(argument));
  }
  return passed;
}

void CppFile::AddInvocation(const Definition& owner, const Operation& operation,
                            Target target, size_t first) {
  const bool is_class = target == Target::kClass;
  const std::string callee =
      StrCat(is_class ? StrCat(CppClass(owner), "::") : std::string("object."),
             MethodName(operation));
  std::string arguments = ConvertArguments(operation, first);
  if (operation.Has(Id::kDefault)) {
    StrAppend(&functions_, "  call.ReturnDefaultJson(", BindingClass(owner),
              "::kTypeInfo, object);\n");
  } else if (IsPromise(*operation.return_type)) {
    const Type& value = *operation.return_type->element();
    StrAppend(&arguments, arguments.empty() ? "" : ", ", "result.Resolver<",
              Tag(value, operation.range), ">()");
    StrAppend(
        &functions_, "  ",
        operation.Has(Id::kRaisesException) ? "call.ReturnUndefined(" : "",
        callee, "(", arguments, ")",
        operation.Has(Id::kRaisesException) ? ")" : "", ";\n");
  } else if (operation.return_type->kind() == TypeKind::kUndefined) {
    const bool raises = operation.Has(Id::kRaisesException);
    if (operation.Has(Id::kInvalidatesSlots) && !raises) {
      StrAppend(&functions_, "  call.ChangeSlots(", BindingClass(owner),
                "::kTypeInfo, [&] {\n    return ", callee, "(", arguments,
                ");\n  });\n");
    } else {
      StrAppend(&functions_, "  ", raises ? "call.ReturnUndefined(" : "",
                callee, "(", arguments, ")", raises ? ")" : "", ";\n");
    }
  } else {
    StrAppend(&functions_, "  call.Return<",
              Tag(*operation.return_type, operation.range), ">(", callee, "(",
              arguments, "));\n");
  }
  if (operation.Has(Id::kInvalidatesSlots) &&
      (operation.return_type->kind() != TypeKind::kUndefined ||
       operation.Has(Id::kRaisesException))) {
    StrAppend(&functions_, "  call.InvalidateSlots(", BindingClass(owner),
              "::kTypeInfo);\n");
  }
}

void CppFile::AddSlotAttribute(const Definition& owner,
                               const Exposure* exposure,
                               const Attribute& attribute, bool in_json) {
  const std::string tag = Tag(*attribute.type, attribute.range);
  const std::string function = FunctionName(owner, "", attribute.name);
  StrAppend(
      &functions_, "// ", Declaration(attribute),
      "\nv8::MaybeLocal<v8::Value> ", function,
      "(const Conversion& conversion,\n    ScriptWrappable& object) {\n"
      "  return ResultToV8<",
      tag, ">(\n      conversion, static_cast<", CppClass(owner), "&>(object).",
      GetterName(attribute), "(",
      CallsWithEnvironment(attribute) ? "conversion.realm().environment()" : "",
      "));\n}\n\n");
  const std::string setter = AddSetter(owner, attribute, Target::kObject);
  StrAppend(&attribute_rows_, "    {", Quote(attribute.name), ", nullptr, ",
            setter.empty() ? "nullptr" : StrCat("&", setter), ", ",
            Flags(attribute, false, false, in_json), ", ",
            SlotKindOf(attribute), ", &", function,
            RowExposure(owner, exposure, attribute), "},\n");
}

std::string CppFile::AddSetter(const Definition& owner,
                               const Attribute& attribute, Target target) {
  const auto* forwards = attribute.put_forwards;
  const bool is_replaceable = attribute.Has(Id::kReplaceable);
  const bool is_lenient = attribute.Has(Id::kLegacyLenientSetter);
  if (attribute.is_readonly && !forwards && !is_replaceable && !is_lenient) {
    return {};
  }
  const std::string function = FunctionName(owner, "Set", attribute.name);
  BeginFunction(owner, Declaration(attribute), function, attribute.name,
                "kSetter");
  const std::string type = CppClass(owner);
  if (attribute.is_readonly && target == Target::kLenient) {
    // [Replaceable] comes before [LegacyLenientThis] in the setter's steps.
    if (!is_replaceable) {
      StrAppend(&functions_, "  if (!call.ReceiverOrNull<", type,
                ">()) return;\n");
    }
  }
  if (is_replaceable) {
    StrAppend(&functions_, "  call.ReplaceAttribute(call[0]);\n}\n\n");
    return function;
  }
  if (forwards) {
    StrAppend(&functions_, "  call.PutForwards(", Quote(forwards->name),
              ", call[0]);\n}\n\n");
    return function;
  }
  if (is_lenient) {
    StrAppend(&functions_, "}\n\n");
    return function;
  }
  BeginBody(owner, target, /*returns_promise=*/false);
  const std::string tag = Tag(*attribute.type, attribute.range);
  StrAppend(&functions_, "  CppType<", tag, "> value{};\n");
  const bool ignores = attribute.type->kind() == TypeKind::kEnumeration &&
                       !attribute.type->is_nullable();
  StrAppend(&functions_, "  if (!IdlTraits<", tag,
            ignores ? ">::ToCppOrIgnore" : ">::ToCpp",
            "(call, call[0], value)) return;\n");
  const bool raises =
      attribute.Has(Id::kRaisesException) &&
      attribute.extended_attributes.Value(Id::kRaisesException) != "Getter";
  const std::string value =
      attribute.type->kind() != TypeKind::kInterface
          ? (IsScalar(*attribute.type) ? "value" : "std::move(value)")
          : (attribute.type->is_nullable() ? "value.get()" : "*value");
  StrAppend(
      &functions_, "  ", raises ? "call.ReturnUndefined(" : "",
      target == Target::kClass ? StrCat(type, "::") : std::string("object."),
      SetterName(attribute), "(",
      CallsWithEnvironment(attribute) ? "call.environment(), " : "", value, ")",
      raises ? ")" : "", ";\n}\n\n");
  return function;
}

std::string CppFile::AddGetter(const Definition& owner,
                               const Attribute& attribute, Target target) {
  const std::string function = FunctionName(owner, "Get", attribute.name);
  BeginFunction(owner, Declaration(attribute), function, attribute.name,
                "kGetter");
  const bool is_promise = IsPromise(*attribute.type);
  BeginBody(owner, target, is_promise);
  const std::string callee = StrCat(
      target == Target::kClass ? StrCat(CppClass(owner), "::") : "object.",
      GetterName(attribute), "(",
      CallsWithEnvironment(attribute) ? "call.environment()" : "");
  if (is_promise) {
    const bool is_kept = IsKept(attribute);
    if (is_kept) {
      StrAppend(&functions_, "  if (result.ReturnKept()) return;\n");
    }
    StrAppend(&functions_, "  ", callee,
              CallsWithEnvironment(attribute) ? ", " : "", "result.Resolver<",
              Tag(*attribute.type->element(), attribute.range), ">());\n",
              is_kept ? "  result.Keep();\n" : "", "}\n\n");
    return function;
  }
  StrAppend(&functions_, "  call.Return<",
            Tag(*attribute.type, attribute.range), ">(", callee, "));\n}\n\n");
  return function;
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

// The C++ getter gives the backing list, which the setter's steps fill.
void CppFile::AddObservableArray(const Definition& owner,
                                 const Exposure* exposure,
                                 const Attribute& attribute) {
  source_includes_.insert("bindings/runtime/observable_array.h");
  const std::string tag = Tag(*attribute.type->element(), attribute.range);
  const bool is_lenient = attribute.Has(Id::kLegacyLenientThis);
  const Target target = is_lenient ? Target::kLenient : Target::kObject;
  const auto add = [&](std::string_view verb, std::string_view kind,
                       std::string_view steps) {
    const std::string function = FunctionName(owner, verb, attribute.name);
    BeginFunction(owner, Declaration(attribute), function, attribute.name,
                  kind);
    BeginBody(owner, target, /*returns_promise=*/false);
    StrAppend(&functions_, "  ", steps, "<", tag, ">(call, object, object.",
              GetterName(attribute), "());\n}\n\n");
    return StrCat("&", function);
  };
  const std::string getter = add("Get", "kGetter", "ReturnObservableArray");
  const std::string setter =
      attribute.is_readonly ? "nullptr"
                            : add("Set", "kSetter", "AssignObservableArray");
  const std::string row_exposure = RowExposure(owner, exposure, attribute);
  StrAppend(&attribute_rows_, "    {", Quote(attribute.name), ", ", getter,
            ", ", setter, ", ", Flags(attribute, false, is_lenient),
            row_exposure.empty() ? "" : ", SlotKind::kNone, nullptr",
            row_exposure, "},\n");
}

void CppFile::AddAttribute(const Definition& owner, const Exposure* exposure,
                           const Attribute& attribute, bool in_json) {
  if (attribute.type->kind() == TypeKind::kObservableArray) {
    AddObservableArray(owner, exposure, attribute);
    return;
  }
  if (IsEventHandler(attribute) && owner.kind == Definition::Kind::kInterface) {
    AddEventHandler(static_cast<const Interface&>(owner), attribute);
    return;
  }
  if (IsInSlot(attribute) && !IsGlobal(owner)) {
    AddSlotAttribute(owner, exposure, attribute, in_json);
    return;
  }
  const bool is_static = attribute.is_static;
  const bool is_lenient = attribute.Has(Id::kLegacyLenientThis);
  const bool is_promise = IsPromise(*attribute.type);
  const Target target = is_static || owner.kind == Definition::Kind::kNamespace
                            ? Target::kClass
                        : is_promise ? Target::kPromised
                        : is_lenient ? Target::kLenient
                                     : Target::kObject;
  const std::string getter = AddGetter(owner, attribute, target);
  const std::string setter = AddSetter(owner, attribute, target);
  const std::string row_exposure = RowExposure(owner, exposure, attribute);
  StrAppend(
      &attribute_rows_, "    {", Quote(attribute.name), ", &", getter, ", ",
      setter.empty() ? "nullptr" : StrCat("&", setter), ", ",
      Flags(attribute, is_static,
            target == Target::kPromised || target == Target::kLenient, in_json),
      row_exposure.empty() ? "" : ", SlotKind::kNone, nullptr", row_exposure,
      "},\n");
}

void CppFile::AddOperation(const Definition& owner, const Exposure* exposure,
                           const OverloadGroup& group, Target target) {
  const Operation& operation = group.first();
  const bool is_class = target == Target::kClass;
  const bool returns_promise = IsPromise(*operation.return_type);
  if (returns_promise && !is_class) target = Target::kPromised;
  const std::string function =
      FunctionName(owner, operation.is_static ? "DoStatic" : "Do", group.name);
  if (group.is_overloaded()) {
    AddOverloads(owner, group, function, group.name, OverloadKind::kOperation,
                 target);
  } else {
    BeginFunction(owner, Declaration(operation), function, group.name,
                  "kOperation");
    BeginBody(owner, target, returns_promise);
    if (const uint32_t required = operation.RequiredArguments(); required > 0) {
      StrAppend(&functions_, "  if (!call.HasArguments(", required,
                ")) return;\n");
    }
    AddInvocation(owner, operation, target, 0);
    StrAppend(&functions_, "}\n\n");
  }
  StrAppend(&operation_rows_, "    {", Quote(group.name), ", &", function, ", ",
            group.length, ", ",
            Flags(operation, operation.is_static, target == Target::kPromised),
            RowExposure(owner, exposure, operation), "},\n");
}

}  // namespace mortise::idl
