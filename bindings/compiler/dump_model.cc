#include "bindings/compiler/dump_model.h"

#include "bindings/compiler/extended_attribute_table.h"
#include "bindings/compiler/json_writer.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

class Dumper {
 public:
  std::string Run(const Model& model) {
    json_.BeginObject();
    json_.Key("definitions");
    json_.BeginArray();
    for (const Definition* definition : model.definitions()) {
      if (definition->file().role() != SourceFile::Role::kBuiltIn) {
        Dump(*definition);
      }
    }
    json_.EndArray();
    json_.EndObject();
    return json_.Take();
  }

 private:
  void Dump(const Definition& definition) {
    json_.BeginObject();
    switch (definition.kind) {
      case Definition::Kind::kInterface:
        json_.Member("kind", "interface");
        DumpCommon(definition);
        DumpInterface(static_cast<const Interface&>(definition));
        break;
      case Definition::Kind::kNamespace: {
        const auto& space = static_cast<const Namespace&>(definition);
        json_.Member("kind", "namespace");
        DumpCommon(definition);
        DumpExposure(*space.exposure);
        DumpMembers(space.members);
        DumpGroups("operations", space.operations);
        break;
      }
      case Definition::Kind::kCallbackInterface: {
        const auto& callback =
            static_cast<const CallbackInterface&>(definition);
        json_.Member("kind", "callback interface");
        DumpCommon(definition);
        DumpMembers(std::vector<const Member*>(callback.constants.begin(),
                                               callback.constants.end()));
        json_.Key("operation");
        DumpMember(*callback.operation);
        break;
      }
      case Definition::Kind::kCallbackFunction: {
        const auto& callback = static_cast<const CallbackFunction&>(definition);
        json_.Member("kind", "callback");
        DumpCommon(definition);
        DumpType("returnType", *callback.return_type);
        DumpArguments(callback.arguments);
        break;
      }
      case Definition::Kind::kDictionary:
        json_.Member("kind", "dictionary");
        DumpCommon(definition);
        DumpDictionary(static_cast<const Dictionary&>(definition));
        break;
      case Definition::Kind::kEnumeration: {
        json_.Member("kind", "enum");
        DumpCommon(definition);
        json_.Key("values");
        json_.BeginArray();
        for (const auto& value :
             static_cast<const Enumeration&>(definition).values) {
          json_.String(value.text);
        }
        json_.EndArray();
        break;
      }
      case Definition::Kind::kTypedef:
        json_.Member("kind", "typedef");
        DumpCommon(definition);
        DumpType("type", *static_cast<const Typedef&>(definition).type);
        break;
    }
    json_.EndObject();
  }

  void DumpCommon(const Definition& definition) {
    json_.Member("name", definition.name);
    DumpPlace(definition.range);
    json_.Flag("imported", !definition.is_primary());
    DumpAttributes(definition.extended_attributes);
  }

  void DumpPlace(const SourceRange& range) {
    const LineColumn place = range.file->Locate(range.begin);
    json_.Key("source");
    json_.BeginObject();
    json_.Member("file", range.file->path());
    json_.Key("line");
    json_.Number(place.line);
    json_.Key("column");
    json_.Number(place.column);
    json_.EndObject();
  }

  void DumpAttributes(const ExtendedAttributes& attributes) {
    if (attributes.empty()) {
      return;
    }
    json_.Key("extendedAttributes");
    json_.BeginArray();
    for (const auto& entry : attributes.entries()) {
      const ast::ExtendedAttribute& attribute = *entry.attribute;
      json_.BeginObject();
      json_.Member("name", attribute.name.text);
      if (attribute.form == ast::ExtendedAttributeForm::kWildcard) {
        json_.Member("value", "*");
      } else if (!attribute.values.empty()) {
        json_.Key("values");
        json_.BeginArray();
        for (const ast::Identifier& value : attribute.values) {
          json_.String(value.text);
        }
        json_.EndArray();
      }
      json_.EndObject();
    }
    json_.EndArray();
  }

  void DumpExposure(const Exposure& exposure) {
    json_.Key("exposure");
    if (exposure.everywhere) {
      json_.String("*");
    } else {
      json_.BeginArray();
      for (const Global* global : exposure.globals) {
        json_.String(global->name);
      }
      json_.EndArray();
    }
    json_.Flag("secureContext", exposure.secure_context);
    json_.Flag("crossOriginIsolated", exposure.cross_origin_isolated);
  }

  void DumpType(std::string_view key, const Type& type) {
    json_.Key(key);
    json_.BeginObject();
    json_.Member("idl", type.ToString());
    if (type.canonical() != &type) {
      json_.Member("resolved", type.canonical()->ToString());
    }
    json_.EndObject();
  }

  void DumpLiteral(std::string_view key, const Literal* literal) {
    if (literal != nullptr) {
      json_.Member(key, literal->spelling);
    }
  }

  void DumpArguments(absl::Span<const Argument* const> arguments) {
    json_.Key("arguments");
    json_.BeginArray();
    for (const Argument* argument : arguments) {
      json_.BeginObject();
      json_.Member("name", argument->name);
      DumpType("type", *argument->type);
      json_.Flag("optional", argument->is_optional);
      json_.Flag("variadic", argument->is_variadic);
      DumpLiteral("default", argument->default_value);
      DumpAttributes(argument->extended_attributes);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void DumpMembers(absl::Span<const Member* const> members) {
    json_.Key("members");
    json_.BeginArray();
    for (const Member* member : members) {
      DumpMember(*member);
    }
    json_.EndArray();
  }

  void DumpMember(const Member& member) {
    json_.BeginObject();
    json_.Member("kind", KindName(member.kind));
    if (!member.name.empty()) {
      json_.Member("name", member.name);
    }
    DumpPlace(member.range);
    if (member.declared_in->kind == ast::DefinitionKind::kMixin) {
      json_.Member("mixin", member.declared_in->name.text);
    }
    if (member.exposure != nullptr) {
      DumpExposure(*member.exposure);
    }
    DumpAttributes(member.extended_attributes);
    switch (member.kind) {
      case Member::Kind::kConstant: {
        const auto& constant = static_cast<const Constant&>(member);
        DumpType("type", *constant.type);
        DumpLiteral("value", constant.value);
        break;
      }
      case Member::Kind::kAttribute: {
        const auto& attribute = static_cast<const Attribute&>(member);
        DumpType("type", *attribute.type);
        json_.Flag("static", attribute.is_static);
        json_.Flag("readonly", attribute.is_readonly);
        json_.Flag("stringifier", attribute.is_stringifier);
        json_.Flag("inherit", attribute.is_inherit);
        break;
      }
      case Member::Kind::kOperation:
      case Member::Kind::kConstructor: {
        const auto& operation = static_cast<const Operation&>(member);
        if (operation.return_type != nullptr) {
          DumpType("returnType", *operation.return_type);
        }
        json_.Flag("static", operation.is_static);
        if (operation.special != ast::SpecialKeyword::kNone) {
          json_.Member(
              "special",
              operation.special == ast::SpecialKeyword::kGetter   ? "getter"
              : operation.special == ast::SpecialKeyword::kSetter ? "setter"
                                                                  : "deleter");
        }
        DumpArguments(operation.arguments);
        break;
      }
      case Member::Kind::kStringifier:
        break;
      default: {
        const auto& iterable = static_cast<const IterableDeclaration&>(member);
        if (iterable.key_type != nullptr) {
          DumpType("keyType", *iterable.key_type);
        }
        DumpType("valueType", *iterable.value_type);
        json_.Flag("readonly", iterable.is_readonly);
        if (member.kind == Member::Kind::kAsyncIterable) {
          DumpArguments(iterable.arguments);
        }
        break;
      }
    }
    json_.EndObject();
  }

  static std::string_view KindName(Member::Kind kind) {
    switch (kind) {
      case Member::Kind::kConstant:
        return "const";
      case Member::Kind::kAttribute:
        return "attribute";
      case Member::Kind::kOperation:
        return "operation";
      case Member::Kind::kConstructor:
        return "constructor";
      case Member::Kind::kStringifier:
        return "stringifier";
      case Member::Kind::kIterable:
        return "iterable";
      case Member::Kind::kAsyncIterable:
        return "async_iterable";
      case Member::Kind::kMaplike:
        return "maplike";
      case Member::Kind::kSetlike:
        return "setlike";
    }
    return {};
  }

  // The effective overload sets.
  void DumpGroups(std::string_view key,
                  absl::Span<const OverloadGroup* const> groups) {
    if (groups.empty()) {
      return;
    }
    json_.Key(key);
    json_.BeginArray();
    for (const OverloadGroup* group : groups) {
      DumpGroup(*group);
    }
    json_.EndArray();
  }

  void DumpGroup(const OverloadGroup& group) {
    json_.BeginObject();
    if (!group.name.empty()) {
      json_.Member("name", group.name);
    }
    json_.Key("length");
    json_.Number(group.length);
    json_.Key("overloads");
    json_.Number(static_cast<int64_t>(group.operations.size()));
    if (group.is_overloaded()) {
      json_.Key("distinguishingArgumentIndex");
      json_.BeginObject();
      for (const OverloadCandidates& candidates : group.candidates) {
        if (candidates.distinguishing_argument_index >= 0) {
          json_.Key(StrCat(candidates.argument_count));
          json_.Number(candidates.distinguishing_argument_index);
        }
      }
      json_.EndObject();
    }
    json_.EndObject();
  }

  void DumpInterface(const Interface& interface) {
    if (interface.parent != nullptr) {
      json_.Member("inherits", interface.parent->name);
    }
    json_.Key("ids");
    json_.BeginArray();
    json_.Number(interface.first_id);
    json_.Number(interface.last_id);
    json_.EndArray();
    DumpExposure(*interface.exposure);
    if (!interface.mixins.empty()) {
      json_.Key("includes");
      json_.BeginArray();
      for (const ast::Definition* mixin : interface.mixins) {
        json_.String(mixin->name.text);
      }
      json_.EndArray();
    }
    DumpMembers(interface.members);
    if (interface.constructor != nullptr) {
      json_.Key("constructor");
      DumpGroup(*interface.constructor);
    }
    DumpGroups("operations", interface.operations);
    DumpGroups("staticOperations", interface.static_operations);
    DumpGroups("legacyFactoryFunctions", interface.legacy_factory_functions);
  }

  void DumpDictionary(const Dictionary& dictionary) {
    if (dictionary.parent != nullptr) {
      json_.Member("inherits", dictionary.parent->name);
    }
    json_.Key("members");
    json_.BeginArray();
    for (const DictionaryMember* member : dictionary.members) {
      json_.BeginObject();
      json_.Member("name", member->name);
      DumpPlace(member->range);
      DumpType("type", *member->type);
      json_.Flag("required", member->is_required);
      DumpLiteral("default", member->default_value);
      DumpAttributes(member->extended_attributes);
      json_.EndObject();
    }
    json_.EndArray();
  }

  JsonWriter json_;
};

}  // namespace

std::string DumpModel(const Model& model) { return Dumper().Run(model); }

}  // namespace mortise::idl
