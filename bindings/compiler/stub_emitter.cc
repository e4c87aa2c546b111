#include "bindings/compiler/stub_emitter.h"

#include <map>
#include <string>

#include "bindings/compiler/emit_cpp_names.h"
#include "bindings/compiler/spelling.h"
#include "bindings/compiler/stub_class.h"
#include "bindings/compiler/stub_types.h"
#include "bindings/compiler/text.h"
#include "bindings/compiler/wrap_lines.h"

namespace mortise::idl {
namespace {

constexpr std::string_view kAll = "*";

// One header and its source file while they are put together.
class StubFile {
 public:
  explicit StubFile(const CppOptions& options) : types_(options) {}

  void Add(const Definition& definition) {
    types_.Define(definition);
    switch (definition.kind) {
      case Definition::Kind::kInterface:
        AddClass(static_cast<const Interface&>(definition));
        break;
      case Definition::Kind::kNamespace:
        AddClass(static_cast<const Namespace&>(definition));
        break;
      case Definition::Kind::kCallbackInterface: {
        const auto& callback =
            static_cast<const CallbackInterface&>(definition);
        AddCallback(callback, *callback.operation->return_type,
                    callback.operation->arguments);
        break;
      }
      case Definition::Kind::kCallbackFunction: {
        const auto& callback = static_cast<const CallbackFunction&>(definition);
        AddCallback(callback, *callback.return_type, callback.arguments);
        break;
      }
      case Definition::Kind::kDictionary:
        AddDictionary(static_cast<const Dictionary&>(definition));
        break;
      case Definition::Kind::kEnumeration:
        AddEnumeration(static_cast<const Enumeration&>(definition));
        break;
      case Definition::Kind::kTypedef:
        break;
    }
  }

  std::string Header(const std::string& path) const {
    std::string guard = "MORTISE_";
    for (const char c : path) {
      guard += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32)
               : (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c
                                                                  : '_';
    }
    guard += '_';
    return StrCat("#ifndef ", guard, "\n#define ", guard, "\n\n",
                  types_.Includes(path), "\n", types_.Declarations(),
                  InNamespaces(declarations_), "#endif  // ", guard, "\n");
  }

  std::string Source(const std::string& header) const {
    const std::string includes = types_.SourceIncludes(header);
    return StrCat("#include \"", header, "\"\n\n", includes,
                  includes.empty() ? "" : "\n", InNamespaces(definitions_));
  }

 private:
  // Runs of text, each in a namespace.
  using Parts = std::vector<std::pair<std::string, std::string>>;

  static void Append(const std::string& space, const std::string& text,
                     Parts* parts) {
    if (parts->empty() || parts->back().first != space) {
      parts->emplace_back(space, std::string());
    }
    StrAppend(&parts->back().second, text);
  }

  static std::string InNamespaces(const Parts& parts) {
    std::string out;
    for (const auto& [space, text] : parts) {
      StrAppend(&out, "namespace ", space, " {\n\n", text, "}  // namespace ",
                space, "\n\n");
    }
    return out;
  }

  void Declare(const Definition& definition, const std::string& text) {
    Append(types_.NamespaceOf(definition), text + "\n", &declarations_);
  }

  template <typename D>
  void AddClass(const D& definition) {
    StubClass writer(&types_);
    writer.Write(definition);
    Declare(definition, writer.declaration());
    Append(types_.NamespaceOf(definition), writer.definitions(), &definitions_);
  }

  // A callback that the bindings convert by hand is a class by hand, too.
  void AddCallback(const Definition& callback, const Type& return_type,
                   absl::Span<const Argument* const> arguments) {
    if (callback.Has(ExtendedAttributeId::kCustomBinding)) {
      return;
    }
    types_.Include("core/dom/callback.h");
    std::string parameters;
    for (const Argument* argument : arguments) {
      StrAppend(&parameters, parameters.empty() ? "" : ", ",
                types_.CallbackParameter(*argument));
    }
    Declare(callback, StrCat("// The ", callback.name, " callback.\nusing ",
                             StubName(callback), " = Callback<",
                             return_type.kind() == TypeKind::kUndefined
                                 ? "void"
                                 : types_.Value(return_type, false),
                             "(", parameters, ")>;\n"));
  }

  void AddDictionary(const Dictionary& dictionary) {
    std::string base;
    if (dictionary.parent != nullptr) {
      types_.IncludeDefinition(*dictionary.parent);
      base = StrCat(" : ", CppClass(*dictionary.parent));
    }
    std::string fields;
    for (const DictionaryMember* member : dictionary.members) {
      fields += Field(*member);
    }
    Declare(dictionary,
            StrCat("// The ", dictionary.name, " dictionary.\nstruct ",
                   StubName(dictionary), base, " {\n", fields, "};\n"));
  }

  // A member that may be missing is an optional, whatever it holds.
  std::string Field(const DictionaryMember& member) {
    const Type& type = *member.type;
    std::string value = types_.Value(type, true);
    const bool may_be_missing =
        !member.is_required && member.default_value == nullptr;
    if (may_be_missing) {
      types_.Include("<optional>");
      value = StrCat("std::optional<", value, ">");
    }
    const bool has_no_value_yet =
        !may_be_missing && !type.is_nullable() &&
        (IsNumericType(type.kind()) || type.kind() == TypeKind::kBoolean ||
         type.kind() == TypeKind::kEnumeration);
    return StrCat("  ", value, " ", CppIdentifier(SnakeCase(member.name)),
                  has_no_value_yet ? "{}" : "", ";\n");
  }

  void AddEnumeration(const Enumeration& enumeration) {
    std::string enumerators;
    std::map<std::string, int> taken;
    for (const ast::Identifier& value : enumeration.values) {
      std::string name = Enumerator(value.text);
      if (const int count = taken[name]++; count > 0) {
        name += StrCat("_", count + 1);
      }
      StrAppend(&enumerators, "  ", name, ",\n");
    }
    Declare(enumeration,
            StrCat("// The ", enumeration.name, " enumeration, in its order.\n",
                   "enum class ", StubName(enumeration), " {\n", enumerators,
                   "};\n"));
  }

  // "dark-blue" -> "kDarkBlue"; the empty string is kEmpty.
  static std::string Enumerator(std::string_view value) {
    std::string out = "k";
    bool is_start = true;
    for (const char c : value) {
      const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!is_letter && (c < '0' || c > '9')) {
        is_start = true;
        continue;
      }
      out += is_start && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
      is_start = false;
    }
    return out.size() == 1 ? "kEmpty" : out;
  }

  StubTypes types_;
  Parts declarations_;
  Parts definitions_;
};

void ReportUnknown(const Model& model, const std::string& name,
                   Diagnostics* diagnostics) {
  std::vector<std::string_view> names;
  for (const Definition* definition : model.definitions()) {
    if (definition->kind != Definition::Kind::kTypedef) {
      names.push_back(definition->name);
    }
  }
  const std::string_view meant = ClosestSpelling(name, names);
  diagnostics->Report(
      Rule::kInput, {},
      StrCat("--stub: there is no definition '", name, "'",
             meant.empty() ? std::string()
                           : StrCat("; did you mean '", meant, "'?")));
}

}  // namespace

void StubEmitter::Emit(const Model& model, Diagnostics* diagnostics,
                       std::vector<OutputFile>* files) const {
  const CppPaths paths(options_);
  std::map<std::string, StubFile> stubs;
  const auto add = [&](const Definition& definition) {
    stubs.try_emplace(paths.ImplementationHeader(definition), options_)
        .first->second.Add(definition);
  };
  const auto add_all = [&](const auto& definitions) {
    for (const auto* definition : definitions) {
      if (definition->is_primary()) {
        add(*definition);
      }
    }
  };
  if (definition_ != kAll) {
    const Definition* definition = model.Find(definition_);
    if (definition == nullptr ||
        definition->kind == Definition::Kind::kTypedef) {
      ReportUnknown(model, definition_, diagnostics);
      return;
    }
    if (definition->kind == Definition::Kind::kInterface) {
      // Its header, which no other run will write over, is where the bindings
      // look for these, too.
      const std::string header = paths.ImplementationHeader(*definition);
      const auto add_beside = [&](const auto& definitions) {
        for (const auto* other : definitions) {
          if (paths.ImplementationHeader(*other) == header) {
            add(*other);
          }
        }
      };
      add_beside(model.enumerations());
      add_beside(model.callback_functions());
      add_beside(model.callback_interfaces());
      add_beside(model.dictionaries());
      std::vector<const Interface*> ancestors;
      for (const auto* parent =
               static_cast<const Interface*>(definition)->parent;
           parent != nullptr; parent = parent->parent) {
        ancestors.insert(ancestors.begin(), parent);
      }
      add_beside(ancestors);
    }
    add(*definition);
  } else {
    // What others are made of comes first.
    add_all(model.enumerations());
    add_all(model.callback_functions());
    add_all(model.callback_interfaces());
    add_all(model.dictionaries());
    add_all(model.namespaces());
    add_all(model.interfaces());
  }
  for (const auto& [header, stub] : stubs) {
    const size_t dot = header.rfind(".h");
    files->push_back({header, WrapLines(stub.Header(header))});
    files->push_back(
        {header.substr(0, dot) + ".cc", WrapLines(stub.Source(header))});
  }
}

}  // namespace mortise::idl
