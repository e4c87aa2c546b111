#include <algorithm>
#include <vector>

#include "bindings/compiler/emit_cpp_file.h"
#include "bindings/compiler/emit_cpp_members.h"
#include "bindings/compiler/emit_cpp_types.h"
#include "bindings/compiler/json_types.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

using Id = ExtendedAttributeId;

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

bool SameExposure(const Exposure& a, const Exposure& b) {
  return a.everywhere == b.everywhere && a.secure_context == b.secure_context &&
         a.cross_origin_isolated == b.cross_origin_isolated &&
         std::equal(a.globals.begin(), a.globals.end(), b.globals.begin(),
                    b.globals.end());
}

bool HasConditionalUnforgeables(const Interface& interface) {
  for (const Interface* at = &interface; at; at = at->parent) {
    for (const Member* member : at->members) {
      if (member->Has(Id::kLegacyUnforgeable) && at->exposure &&
          member->exposure && !SameExposure(*at->exposure, *member->exposure)) {
        return true;
      }
    }
  }
  return false;
}

bool HasDefaultToJson(const Interface& interface) {
  const OverloadGroup* group = interface.FindOperation("toJSON");
  return group && group->first().Has(Id::kDefault);
}

}  // namespace

std::string CppFile::Table(const Definition& owner, std::string_view type,
                           std::string_view name, std::string* rows) {
  if (rows->empty()) return "{}";
  const std::string variable = StrCat("k", CppIdentifier(owner.name), name);
  StrAppend(&functions_, "constexpr ", type, " ", variable, "[] = {\n", *rows,
            "};\n\n");
  rows->clear();
  return variable;
}

std::string CppFile::ExposureConstant(const Definition& owner,
                                      const Exposure& exposure) {
  if (exposure.everywhere && !exposure.secure_context &&
      !exposure.cross_origin_isolated) {
    return "nullptr";
  }
  for (const auto& [known, name] : exposures_) {
    if (SameExposure(*known, exposure)) return name;
  }
  const std::string suffix =
      exposures_.empty() ? std::string() : StrCat(exposures_.size());
  std::string rows;
  if (!exposure.everywhere) {
    for (const Global* global : exposure.globals) {
      StrAppend(&rows, "    ", Quote(global->name), ",\n");
    }
  }
  const std::string globals =
      Table(owner, "const char*", StrCat("Globals", suffix), &rows);
  const std::string name =
      StrCat("k", CppIdentifier(owner.name), "Exposure", suffix);
  StrAppend(
      &functions_, "constexpr Exposure ", name, "{", globals,
      exposure.secure_context ? ", /*secure_context=*/true"
                              : ", /*secure_context=*/false",
      exposure.cross_origin_isolated ? ", /*cross_origin_isolated=*/true" : "",
      "};\n\n");
  exposures_.emplace_back(&exposure, StrCat("&", name));
  return exposures_.back().second;
}

std::string CppFile::RowExposure(const Definition& owner,
                                 const Exposure* of_owner,
                                 const Member& member) {
  if (!of_owner || !member.exposure ||
      SameExposure(*of_owner, *member.exposure)) {
    return {};
  }
  return StrCat(", ", ExposureConstant(owner, *member.exposure));
}

void CppFile::AddConstants(const Definition& owner, const Exposure* exposure,
                           absl::Span<const Constant* const> constants) {
  for (const Constant* constant : constants) {
    const bool is_boolean = constant->type->kind() == TypeKind::kBoolean;
    const std::string row_exposure = RowExposure(owner, exposure, *constant);
    StrAppend(&constant_rows_, "    {", Quote(constant->name), ", ",
              is_boolean ? (constant->value->boolean ? "1" : "0")
                         : DefaultExpression(*constant->type, *constant->value),
              is_boolean             ? ", /*is_boolean=*/true"
              : row_exposure.empty() ? ""
                                     : ", /*is_boolean=*/false",
              row_exposure, "},\n");
  }
}

void CppFile::AddConstruction(const Definition& owner,
                              const Operation& operation,
                              std::string_view factory, size_t first) {
  const std::string arguments = ConvertArguments(operation, first);
  const bool is_constructor = factory == "Create";
  std::string_view method =
      operation.extended_attributes.Value(Id::kImplementedAs);
  if (method.empty()) method = factory;
  StrAppend(&functions_, "  call.",
            is_constructor ? "ReturnConstructed(" : "ReturnFactoryMade(",
            CppClass(owner), "::", method, "(", arguments, "));\n");
}

void CppFile::AddConstructor(const Interface& interface) {
  const OverloadGroup& group = *interface.constructor;
  const std::string function = FunctionName(interface, "Constructor", "");
  if (group.is_overloaded()) {
    AddOverloads(interface, group, function, interface.name,
                 OverloadKind::kConstructor, Target::kClass);
    return;
  }
  const Operation& constructor = group.first();
  BeginFunction(interface, Declaration(constructor), function, interface.name,
                "kConstructor");
  StrAppend(&functions_, "  if (!call.IsConstructor()) return;\n");
  if (const uint32_t required = constructor.RequiredArguments(); required > 0) {
    StrAppend(&functions_, "  if (!call.HasArguments(", required,
              ")) return;\n");
  }
  AddConstruction(interface, constructor, "Create", 0);
  StrAppend(&functions_, "}\n\n");
}

void CppFile::AddFactoryFunctions(const Interface& interface, TypeInfo* info) {
  std::string rows;
  for (const OverloadGroup* group : interface.legacy_factory_functions) {
    const std::string function =
        FunctionName(interface, "Factory", group->name);
    if (group->is_overloaded()) {
      AddOverloads(interface, *group, function, group->name,
                   OverloadKind::kFactory, Target::kClass);
    } else {
      const Operation& operation = group->first();
      BeginFunction(interface, StrCat("[LegacyFactoryFunction] ", group->name),
                    function, group->name, "kConstructor");
      StrAppend(&functions_, "  if (!call.IsConstructor()) return;\n");
      if (const uint32_t required = operation.RequiredArguments();
          required > 0) {
        StrAppend(&functions_, "  if (!call.HasArguments(", required,
                  ")) return;\n");
      }
      AddConstruction(interface, operation,
                      StrCat("Create", PascalCase(group->name)), 0);
      StrAppend(&functions_, "}\n\n");
    }
    StrAppend(&rows, "    {", Quote(group->name), ", &", function, ", ",
              group->length, "},\n");
  }
  if (rows.empty()) return;
  StrAppend(
      &info->extra, "    .legacy_factory_functions = ",
      Table(interface, "LegacyFactoryFunction", "FactoryFunctions", &rows),
      ",\n");
}

void CppFile::AddTypeInfo(const Definition& definition,
                          const Exposure* exposure, const TypeInfo& info) {
  const std::string attributes =
      Table(definition, "AttributeDefinition", "Attributes", &attribute_rows_);
  const std::string operations =
      Table(definition, "OperationDefinition", "Operations", &operation_rows_);
  const std::string constants =
      Table(definition, "ConstantDefinition", "Constants", &constant_rows_);
  StrAppend(
      &source_, "constinit const WrapperTypeInfo ", BindingClass(definition),
      "::kTypeInfo{\n    .name = ", Quote(definition.name),
      ",\n    .parent = ", info.parent,
      ",\n    .interface_info = ", info.interface_info,
      ",\n    .attributes = ", attributes, ",\n    .operations = ", operations,
      ",\n    .constants = ", constants,
      ",\n    .constructor = ", info.constructor,
      ",\n    .constructor_length = ", info.constructor_length, ",\n",
      info.extra, "};\n\n");
}

// In the order of WrapperTypeInfo's fields.
void CppFile::AddInterfaceFields(const Interface& interface, TypeInfo* info) {
  std::string* const out = &info->extra;
  if (const Dictionary* dictionary = ScriptConstructorDictionary(interface)) {
    std::string rows = ScriptMemberRows(*dictionary);
    StrAppend(out, "    .script_members = ",
              Table(interface, "ScriptMember", "ScriptMembers", &rows), ",\n");
  }
  if (interface.Has(Id::kLegacyNoInterfaceObject)) {
    StrAppend(out, "    .has_interface_object = false,\n");
  }
  // The one interface that WebIDL section 3.14.1 treats so by name.
  if (interface.name == "DOMException") {
    StrAppend(out, "    .inherits_from_error = true,\n");
  }
  if (interface.is_global()) StrAppend(out, "    .is_global = true,\n");
  if (interface.Has(Id::kSerializable)) {
    StrAppend(out, "    .is_serializable = true,\n");
  }
  if (interface.Has(Id::kTransferable)) {
    StrAppend(out, "    .is_transferable = true,\n");
  }
  if (HasConditionalUnforgeables(interface)) {
    StrAppend(out, "    .has_conditional_unforgeables = true,\n");
  }
  const std::string_view legacy_namespace_name =
      interface.extended_attributes.Value(Id::kLegacyNamespace);
  if (!legacy_namespace_name.empty()) {
    StrAppend(out, "    .class_string = ",
              Quote(StrCat(legacy_namespace_name, ".", interface.name)), ",\n");
  }
  if (interface.exposure) {
    const std::string exposure =
        ExposureConstant(interface, *interface.exposure);
    if (exposure != "nullptr") {
      StrAppend(out, "    .exposure = ", exposure, ",\n");
    }
  }
  if (const Definition* legacy_namespace = model_.Find(legacy_namespace_name)) {
    NeedDefinition(*legacy_namespace);
    StrAppend(out, "    .legacy_namespace = &", BindingClass(*legacy_namespace),
              "::kTypeInfo,\n");
  }
  std::string aliases;
  if (const auto* attribute =
          interface.extended_attributes.Find(Id::kLegacyWindowAlias)) {
    for (const ast::Identifier& alias : attribute->values) {
      StrAppend(&aliases, "    ", Quote(alias.text), ",\n");
    }
    StrAppend(out, "    .window_aliases = ",
              Table(interface, "const char*", "WindowAliases", &aliases),
              ",\n");
  }
  AddFactoryFunctions(interface, info);
  AddUnscopables(interface, info);
  AddIteration(interface, info);
  AddLegacyPlatformObject(interface, info);
}

void CppFile::AddUnscopables(const Interface& interface, TypeInfo* info) {
  std::string rows;
  std::vector<std::string_view> names;  // an overloaded operation counts once
  for (const Member* member : interface.members) {
    if (!member->Has(Id::kUnscopable) ||
        std::find(names.begin(), names.end(), member->name) != names.end()) {
      continue;
    }
    names.push_back(member->name);
    StrAppend(&rows, "    {", Quote(member->name),
              RowExposure(interface, interface.exposure, *member), "},\n");
  }
  if (rows.empty()) return;
  StrAppend(&info->extra, "    .unscopables = ",
            Table(interface, "UnscopableMember", "Unscopables", &rows), ",\n");
}

void CppFile::AddBindingClass(const Definition& definition) {
  StrAppend(&header_, "struct ", BindingClass(definition),
            " {\n  static const WrapperTypeInfo kTypeInfo;\n};\n\n");
}

void CppFile::Add(const Interface& interface) {
  exposures_.clear();
  header_includes_.insert("bindings/runtime/wrapper_type_info.h");
  header_includes_.insert(paths_.ImplementationHeader(interface));
  source_includes_.insert("bindings/runtime/generated.h");
  const std::string binding = BindingClass(interface);
  AddBindingClass(interface);
  StrAppend(&header_, "template <>\ninline const WrapperTypeInfo& TypeInfoOf<",
            CppClass(interface), ">() {\n  return ", binding,
            "::kTypeInfo;\n}\n\n");
  TypeInfo info;
  info.interface_info = StrCat("&", CppClass(interface), "::kInterfaceInfo");
  if (interface.parent) {
    NeedDefinition(*interface.parent);
    info.parent = StrCat("&", BindingClass(*interface.parent), "::kTypeInfo");
  }
  if (interface.constructor) {
    AddConstructor(interface);
    info.constructor = StrCat("&", FunctionName(interface, "Constructor", ""));
    info.constructor_length = interface.constructor->length;
  }
  const Exposure* exposure = interface.exposure;
  const bool has_json = HasDefaultToJson(interface);
  JsonTypes json;
  for (const Attribute* attribute : interface.attributes) {
    AddAttribute(
        interface, exposure, *attribute,
        has_json && !attribute->is_static && json.IsJsonType(*attribute->type));
  }
  for (const OverloadGroup* group : interface.operations) {
    AddOperation(interface, exposure, *group, Target::kObject);
  }
  for (const OverloadGroup* group : interface.static_operations) {
    AddOperation(interface, exposure, *group, Target::kClass);
  }
  AddStringifier(interface);
  AddConstants(interface, exposure, interface.constants);
  AddInterfaceFields(interface, &info);
  AddTypeInfo(interface, exposure, info);
}

void CppFile::Add(const Namespace& definition) {
  exposures_.clear();
  header_includes_.insert("bindings/runtime/wrapper_type_info.h");
  header_includes_.insert(paths_.ImplementationHeader(definition));
  source_includes_.insert("bindings/runtime/generated.h");
  AddBindingClass(definition);
  for (const Attribute* attribute : definition.attributes) {
    AddAttribute(definition, definition.exposure, *attribute, false);
  }
  for (const OverloadGroup* group : definition.operations) {
    AddOperation(definition, definition.exposure, *group, Target::kClass);
  }
  AddConstants(definition, definition.exposure, definition.constants);
  TypeInfo info;
  StrAppend(&info.extra, "    .kind = ConstructKind::kNamespace,\n");
  if (definition.exposure) {
    StrAppend(&info.extra, "    .exposure = ",
              ExposureConstant(definition, *definition.exposure), ",\n");
  }
  AddTypeInfo(definition, definition.exposure, info);
}

}  // namespace mortise::idl
