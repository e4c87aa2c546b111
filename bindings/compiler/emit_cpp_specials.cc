#include "bindings/compiler/emit_cpp_file.h"
#include "bindings/compiler/emit_cpp_members.h"
#include "bindings/compiler/emit_cpp_types.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

using Id = ExtendedAttributeId;

// The C++ function behind a special operation, which may have no identifier.
std::string SpecialName(const Operation& operation, std::string_view name) {
  return operation.name.empty() && !operation.Has(Id::kImplementedAs)
             ? std::string(name)
             : MethodName(operation);
}

std::string Environment(const Member& member) {
  return CallsWithEnvironment(member) ? "conversion.realm().environment(), "
                                      : "";
}

const Operation* FindInherited(const Interface& interface,
                               const Operation* Interface::*member) {
  for (const Interface* at = &interface; at; at = at->parent) {
    if (at->*member) return at->*member;
  }
  return nullptr;
}

bool InheritsFlag(const Interface& interface, Id id) {
  for (const Interface* at = &interface; at; at = at->parent) {
    if (at->Has(id)) return true;
  }
  return false;
}

// The methods that write, without those that the interface declares itself.
std::string CollectionWrites(const Interface& interface,
                             const IterableDeclaration& declaration,
                             std::string_view setter) {
  if (declaration.is_readonly) return {};
  const auto lacks = [&interface](std::string_view name) {
    return interface.FindOperation(name) == nullptr;
  };
  return StrCat(", {.set = ", lacks(setter) ? "true" : "false",
                ", .remove = ", lacks("delete") ? "true" : "false",
                ", .clear = ", lacks("clear") ? "true" : "false", "}");
}

}  // namespace

void CppFile::AddStringifier(const Interface& interface) {
  const Stringifier* stringifier = interface.stringifier;
  if (!stringifier) return;
  const std::string function = FunctionName(interface, "Do", "toString");
  BeginFunction(interface, "stringifier", function, "toString", "kOperation");
  BeginBody(interface, Target::kObject, /*returns_promise=*/false);
  const Attribute* attribute = stringifier->attribute;
  std::string callee;
  if (attribute) {
    callee = StrCat(
        "object.", GetterName(*attribute), "(",
        CallsWithEnvironment(*attribute) ? "call.environment()" : "", ")");
  } else {
    const std::string_view named =
        stringifier->extended_attributes.Value(Id::kImplementedAs);
    callee = StrCat(
        "object.", named.empty() ? "ToString" : named, "(",
        CallsWithEnvironment(*stringifier) ? "call.environment()" : "", ")");
  }
  StrAppend(&functions_, "  call.Return<",
            attribute ? Tag(*attribute->type, attribute->range)
                      : std::string("IdlDOMString"),
            ">(", callee, ");\n}\n\n");
  const Member& member =
      attribute ? static_cast<const Member&>(*attribute) : *stringifier;
  StrAppend(
      &operation_rows_, "    {\"toString\", &", function, ", 0, ",
      member.Has(Id::kLegacyUnforgeable) ? "kUnforgeable" : "kNoMemberFlags",
      RowExposure(interface, interface.exposure, member), "},\n");
}

// Section 3.7.9: the class gives the value pairs to iterate over, one by one.
void CppFile::AddPairIterator(const Interface& interface) {
  const IterableDeclaration& iterable = *interface.iterable;
  StrAppend(&functions_, "// ", Declaration(iterable), "\nbool ",
            FunctionName(interface, "PairAt", ""),
            "(const Conversion& conversion, ScriptWrappable& object,\n"
            "    size_t index, IterationPair& out) {\n  return ReadPair<",
            Tag(*iterable.key_type, iterable.range), ", ",
            Tag(*iterable.value_type, iterable.range),
            ">(\n      conversion, static_cast<", CppClass(interface),
            "&>(object).PairAt(index), out);\n}\n\n");
}

// Section 3.7.10: the class makes an iterator of its own for each iteration.
std::string CppFile::AddAsyncIterator(const Interface& interface) {
  source_includes_.insert("bindings/runtime/async_iteration.h");
  const IterableDeclaration& iterable = *interface.async_iterable;
  const std::string type = CppClass(interface);
  const std::string function = FunctionName(interface, "AsyncIterate", "");
  std::string_view method =
      iterable.extended_attributes.Value(Id::kImplementedAs);
  if (method.empty()) method = "AsyncIterate";
  StrAppend(&functions_, "// ", Declaration(iterable), "\nvoid ", function,
            "(const Call& call, ScriptWrappable& receiver,\n"
            "    std::unique_ptr<AsyncIteration>& out) {\n  ",
            type, "& object = static_cast<", type, "&>(receiver);\n");
  std::string passed;
  if (CallsWithEnvironment(iterable)) passed = "call.environment()";
  for (size_t i = 0; i < iterable.arguments.size(); ++i) {
    const Argument& argument = *iterable.arguments[i];
    ConvertArgument(argument, i);
    StrAppend(&passed, passed.empty() ? "" : ", ", Passed(argument));
  }
  const std::string key =
      iterable.key_type ? StrCat(Tag(*iterable.key_type, iterable.range), ", ")
                        : std::string();
  StrAppend(&functions_, "  BeginAsyncIteration<", key,
            Tag(*iterable.value_type, iterable.range),
            ">(\n      call, object, object.", method, "(", passed,
            "), out);\n}\n\n");
  const std::string name =
      StrCat("k", CppIdentifier(interface.name), "AsyncIteration");
  StrAppend(&functions_, "constexpr AsyncIterationDefinition ", name,
            " =\n    DefineAsyncIteration<decltype(&", type, "::", method,
            ")>(\n        ", Quote(interface.name), ", &", function,
            ", /*is_pair=*/", iterable.key_type ? "true" : "false", ");\n\n");
  return StrCat("IterationKind::kAsyncIterator, nullptr, nullptr, {}, &", name);
}

void CppFile::AddIteration(const Interface& interface, TypeInfo* info) {
  std::string fields;
  if (interface.iterable && interface.iterable->key_type) {
    AddPairIterator(interface);
    fields = StrCat("IterationKind::kPairIterator, &",
                    FunctionName(interface, "PairAt", ""));
  } else if (interface.iterable) {
    fields = "IterationKind::kValueIterator";
  } else if (interface.async_iterable) {
    fields = AddAsyncIterator(interface);
  } else if (interface.maplike) {
    const IterableDeclaration& maplike = *interface.maplike;
    fields =
        StrCat("IterationKind::kCollection, nullptr,\n    &Maplike<",
               CppClass(interface), ", ", Tag(*maplike.key_type, maplike.range),
               ", ", Tag(*maplike.value_type, maplike.range), ">::kDefinition",
               CollectionWrites(interface, maplike, "set"));
  } else if (interface.setlike) {
    const IterableDeclaration& setlike = *interface.setlike;
    fields = StrCat("IterationKind::kCollection, nullptr,\n    &Setlike<",
                    CppClass(interface), ", ",
                    Tag(*setlike.value_type, setlike.range), ">::kDefinition",
                    CollectionWrites(interface, setlike, "add"));
  } else if (interface.indexed_getter) {
    fields = "IterationKind::kIndexedGetter";
  } else {
    return;
  }
  const std::string name =
      StrCat("k", CppIdentifier(interface.name), "Iteration");
  StrAppend(&functions_, "constexpr IterationDefinition ", name, "{", fields,
            "};\n\n");
  StrAppend(&info->extra, "    .iteration = &", name, ",\n");
}

void CppFile::AddLegacyPlatformObject(const Interface& interface,
                                      TypeInfo* info) {
  const Operation* indexed_getter =
      FindInherited(interface, &Interface::indexed_getter);
  const Operation* named_getter =
      FindInherited(interface, &Interface::named_getter);
  if (!indexed_getter && !named_getter) return;
  const std::string type = CppClass(interface);
  std::string fields;
  const auto object = StrCat("static_cast<", type, "&>(object).");
  const auto begin = [&](std::string_view result, std::string_view verb,
                         std::string_view parameters) {
    const std::string function = FunctionName(interface, verb, "");
    StrAppend(&functions_, result, " ", function, "(", parameters, ") {\n");
    return StrCat("&", function);
  };
  const auto add_getter = [&](const Operation& getter, std::string_view verb,
                              std::string_view key) {
    StrAppend(&functions_, "// ", Declaration(getter), "\n");
    const std::string function = begin("v8::MaybeLocal<v8::Value>", verb,
                                       StrCat("const Conversion& conversion,\n"
                                              "    ScriptWrappable& object, ",
                                              key));
    StrAppend(&functions_, "  return ResultToV8<",
              Tag(*getter.return_type, getter.range), ">(conversion, ", object,
              SpecialName(getter, verb), "(", Environment(getter), "key));\n",
              "}\n\n");
    return function;
  };
  const auto add_setter = [&](const Operation& setter, std::string_view verb,
                              std::string_view key) {
    StrAppend(&functions_, "// ", Declaration(setter), "\n");
    const std::string function = begin(
        "bool", verb,
        StrCat("const Conversion& conversion, ScriptWrappable& object,\n    ",
               key, ", v8::Local<v8::Value> script"));
    const Argument& argument = *setter.arguments[1];
    const std::string tag = Tag(*argument.type, argument.range);
    const bool is_interface = argument.type->kind() == TypeKind::kInterface;
    StrAppend(&functions_, "  CppType<", tag, "> value{};\n  if (!IdlTraits<",
              tag, ">::ToCpp(conversion, script, value)) return false;\n",
              "  return Perform(conversion, [&] {\n    return ", object,
              SpecialName(setter, verb), "(", Environment(setter), "key, ",
              is_interface
                  ? (argument.type->is_nullable() ? "value.get()" : "*value")
              : IsScalar(*argument.type) ? "value"
                                         : "std::move(value)",
              ");\n  });\n}\n\n");
    return function;
  };
  if (indexed_getter) {
    const std::string count =
        begin("uint32_t", "IndexCount", "ScriptWrappable& object");
    StrAppend(&functions_, "  return ", object, "IndexCount();\n}\n\n");
    StrAppend(&fields, "    .index_count = ", count, ",\n    .get_indexed = ",
              add_getter(*indexed_getter, "IndexedGetter", "uint32_t key"),
              ",\n");
    if (const Operation* setter =
            FindInherited(interface, &Interface::indexed_setter)) {
      StrAppend(&fields, "    .set_indexed = ",
                add_setter(*setter, "IndexedSetter", "uint32_t key"), ",\n");
    }
  }
  if (named_getter) {
    const std::string supports =
        begin("bool", "SupportsName",
              "ScriptWrappable& object, const DomString& name");
    StrAppend(&functions_, "  return ", object, "SupportsName(name);\n}\n\n");
    const std::string names = begin("std::vector<DomString>", "SupportedNames",
                                    "ScriptWrappable& object");
    StrAppend(&functions_, "  return ", object, "SupportedNames();\n}\n\n");
    StrAppend(&fields, "    .supports_name = ", supports,
              ",\n    .names = ", names, ",\n    .get_named = ",
              add_getter(*named_getter, "NamedGetter", "const DomString& key"),
              ",\n");
    if (const Operation* setter =
            FindInherited(interface, &Interface::named_setter)) {
      StrAppend(&fields, "    .set_named = ",
                add_setter(*setter, "NamedSetter", "const DomString& key"),
                ",\n");
    }
    if (const Operation* deleter =
            FindInherited(interface, &Interface::named_deleter)) {
      StrAppend(&functions_, "// ", Declaration(*deleter), "\n");
      const std::string function =
          begin("v8::Maybe<bool>", "NamedDeleter",
                "const Conversion& conversion,\n    ScriptWrappable& object, "
                "const DomString& key");
      StrAppend(&functions_, "  return PerformDelete(conversion, [&] {\n",
                "    return ", object, SpecialName(*deleter, "NamedDeleter"),
                "(", Environment(*deleter), "key);\n  });\n}\n\n");
      StrAppend(&fields, "    .delete_named = ", function, ",\n");
    }
  }
  if (InheritsFlag(interface, Id::kLegacyOverrideBuiltIns)) {
    StrAppend(&fields, "    .overrides_built_ins = true,\n");
  }
  if (InheritsFlag(interface, Id::kLegacyUnenumerableNamedProperties)) {
    StrAppend(&fields, "    .names_are_enumerable = false,\n");
  }
  const std::string name =
      StrCat("k", CppIdentifier(interface.name), "LegacyPlatformObject");
  StrAppend(&functions_, "constexpr LegacyPlatformObject ", name, "{\n", fields,
            "};\n\n");
  StrAppend(&info->extra, "    .legacy_platform_object = &", name, ",\n");
}

}  // namespace mortise::idl
