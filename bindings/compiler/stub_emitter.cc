#include "bindings/compiler/stub_emitter.h"

#include <set>
#include <string>

#include "bindings/compiler/emit_cpp_names.h"
#include "bindings/compiler/spelling.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

using Id = ExtendedAttributeId;

class StubWriter {
 public:
  StubWriter(const Interface& interface, const CppOptions& options,
             Diagnostics* diagnostics)
      : interface_(interface),
        options_(options),
        paths_(options),
        diagnostics_(diagnostics),
        class_(CppClass(interface)) {}

  void Run(std::vector<OutputFile>* files) {
    WriteClass();
    const std::string header = paths_.ImplementationHeader(interface_);
    std::string source = header;
    source.replace(source.rfind(".h"), 2, ".cc");
    files->push_back({header, Header(header)});
    files->push_back({source, Source(header)});
  }

 private:
  // C++ types -----------------------------------------------------------------

  // The type that holds a value; reports, and says void, where the runtime has
  // none.
  std::string CppTypeOf(const Type& type, SourceRange range) {
    const TypeKind kind = type.kind();
    if (kind == TypeKind::kInterface || kind == TypeKind::kCallbackInterface ||
        kind == TypeKind::kCallbackFunction) {
      Include("core/base/ref_counted.h");
      Include(paths_.ImplementationHeader(*type.definition()));
      return StrCat("RefPtr<", CppClass(*type.definition()), ">");
    }
    const std::string inner = BareType(type, range);
    if (!type.is_nullable()) {
      return inner;
    }
    Include("<optional>");
    return StrCat("std::optional<", inner, ">");
  }

  std::string BareType(const Type& type, SourceRange range) {
    const TypeKind kind = type.kind();
    if (type.definition() != nullptr) {
      Include(paths_.ImplementationHeader(*type.definition()));
      return CppClass(*type.definition());
    }
    if (IsIntegerType(kind)) {
      constexpr std::string_view kIntegers[] = {
          "int8_t",  "uint8_t",  "int16_t", "uint16_t",
          "int32_t", "uint32_t", "int64_t", "uint64_t"};
      Include("<cstdint>");
      return std::string(kIntegers[static_cast<int>(kind) -
                                   static_cast<int>(TypeKind::kByte)]);
    }
    if (IsBufferSourceType(kind)) {
      Include("core/base/buffer_source.h");
      return "BufferSource";
    }
    switch (kind) {
      case TypeKind::kUndefined:
        return "void";
      case TypeKind::kBoolean:
        return "bool";
      case TypeKind::kFloat:
      case TypeKind::kUnrestrictedFloat:
        return "float";
      case TypeKind::kDouble:
      case TypeKind::kUnrestrictedDouble:
        return "double";
      case TypeKind::kDOMString:
        Include("core/base/dom_string.h");
        return "DomString";
      case TypeKind::kByteString:
      case TypeKind::kUSVString:
        Include("<string>");
        return "std::string";
      case TypeKind::kAny:
        Include("core/base/any.h");
        return "Any";
      case TypeKind::kSequence:
      case TypeKind::kFrozenArray:
        Include("<vector>");
        return StrCat("std::vector<", CppTypeOf(*type.element(), range), ">");
      case TypeKind::kUnion:
        return UnionType(type, range);
      default:
        diagnostics_->Report(
            Rule::kNotEmitted, range,
            StrCat("there is no C++ type for '", type.ToString(), "' yet"));
        return "void";
    }
  }

  // Buffers of all kinds are one alternative.
  std::string UnionType(const Type& type, SourceRange range) {
    std::vector<std::string> alternatives;
    bool has_buffer = false;
    for (const Type* member : type.flattened_member_types()) {
      const bool is_buffer = IsBufferSourceType(member->kind());
      if (!is_buffer || !has_buffer) {
        alternatives.push_back(CppTypeOf(*member, range));
      }
      has_buffer |= is_buffer;
    }
    if (alternatives.size() == 1) {
      return alternatives[0];
    }
    Include("<variant>");
    std::string out;
    for (const std::string& alternative : alternatives) {
      StrAppend(&out, out.empty() ? "std::variant<" : ", ", alternative);
    }
    return out + ">";
  }

  std::string Parameter(const Argument& argument) {
    const Type& type = *argument.type;
    const std::string name = SnakeCase(argument.name);
    std::string value = CppTypeOf(type, argument.range);
    if (argument.is_variadic) {
      Include("<vector>");
      return StrCat("std::vector<", value, "> ", name);
    }
    if (type.kind() == TypeKind::kInterface) {
      const bool may_be_null = type.is_nullable() || argument.is_optional;
      return StrCat(CppClass(*type.definition()), may_be_null ? "* " : "& ",
                    name);
    }
    const bool has_empty_value = type.kind() == TypeKind::kAny ||
                                 type.kind() == TypeKind::kCallbackFunction ||
                                 type.kind() == TypeKind::kCallbackInterface;
    if (argument.is_optional && argument.default_value == nullptr &&
        !has_empty_value) {
      Include("<optional>");
      value = StrCat("std::optional<", value, ">");
    }
    return StrCat(value, " ", name);
  }

  std::string Parameters(const Operation& operation) {
    std::string out = EnvironmentParameter(operation);
    for (const Argument* argument : operation.arguments) {
      StrAppend(&out, out.empty() ? "" : ", ", Parameter(*argument));
    }
    return out;
  }

  std::string EnvironmentParameter(const Member& member) {
    if (!member.Has(Id::kCallWith)) {
      return {};
    }
    Include("core/dom/environment_settings.h");
    return "EnvironmentSettings& environment";
  }

  std::string Result(const std::string& type, bool raises) {
    if (!raises) {
      return type;
    }
    Include("core/dom/exception_or.h");
    return StrCat("ExceptionOr<", type, ">");
  }

  // Members -------------------------------------------------------------------

  void Declare(const Member& member, bool is_static, const std::string& result,
               std::string_view name, const std::string& parameters,
               bool is_const) {
    StrAppend(&declarations_, "  ", is_static ? "static " : "", result, " ",
              name, "(", parameters, ")", is_const ? " const" : "", ";\n");
    StrAppend(&definitions_, "// ", OneLine(member.declaration), "\n", result,
              " ", class_, "::", name, "(", parameters, ")",
              is_const ? " const" : "", " {\n",
              result == "void" ? "" : "  return {};\n", "}\n\n");
  }

  static std::string OneLine(SourceRange range) {
    std::string out;
    for (const char c : range.text()) {
      const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!is_space) {
        out += c;
      } else if (!out.empty() && out.back() != ' ') {
        out += ' ';
      }
    }
    return out;
  }

  void WriteConstructor(const Operation& constructor) {
    std::string_view name =
        constructor.extended_attributes.Value(Id::kImplementedAs);
    if (name.empty()) {
      name = "Create";
    }
    Include("core/base/ref_counted.h");
    const std::string result = Result(StrCat("RefPtr<", class_, ">"),
                                      constructor.Has(Id::kRaisesException));
    const std::string parameters = Parameters(constructor);
    StrAppend(&declarations_, "  static ", result, " ", name, "(", parameters,
              ");\n");
    StrAppend(&definitions_, "// ", OneLine(constructor.declaration), "\n",
              result, " ", class_, "::", name, "(", parameters,
              ") {\n  return RefPtr<", class_, ">(new ", class_, "());\n}\n\n");
  }

  void WriteAttribute(const Attribute& attribute) {
    const std::string type = CppTypeOf(*attribute.type, attribute.range);
    const std::string_view raises =
        attribute.extended_attributes.Value(Id::kRaisesException);
    const bool any_raises = attribute.Has(Id::kRaisesException);
    const std::string environment = EnvironmentParameter(attribute);
    Declare(attribute, attribute.is_static,
            Result(type, any_raises && raises != "Setter"),
            GetterName(attribute), environment, !attribute.is_static);
    if (!attribute.is_readonly) {
      Declare(
          attribute, attribute.is_static,
          Result("void", any_raises && raises != "Getter"),
          SetterName(attribute),
          StrCat(environment, environment.empty() ? "" : ", ", type, " value"),
          false);
    }
  }

  void WriteClass() {
    if (interface_.constructor != nullptr) {
      for (const Operation* constructor : interface_.constructor->operations) {
        WriteConstructor(*constructor);
      }
      declarations_ += '\n';
    }
    for (const Member* member : interface_.members) {
      switch (member->kind) {
        case Member::Kind::kAttribute:
          WriteAttribute(static_cast<const Attribute&>(*member));
          break;
        case Member::Kind::kOperation: {
          const auto& operation = static_cast<const Operation&>(*member);
          if (!operation.name.empty()) {
            Declare(operation, operation.is_static,
                    Result(CppTypeOf(*operation.return_type, operation.range),
                           operation.Has(Id::kRaisesException)),
                    MethodName(operation), Parameters(operation), false);
          }
          break;
        }
        default:
          break;
      }
    }
  }

  // Files ---------------------------------------------------------------------

  void Include(std::string_view header) { includes_.emplace(header); }

  // "<...>" for the standard library, then the project's.
  std::string Includes(const std::string& own) const {
    std::string standard;
    std::string project;
    for (const std::string& header : includes_) {
      if (header == own) {
        continue;
      }
      if (header[0] == '<') {
        StrAppend(&standard, "#include ", header, "\n");
      } else {
        StrAppend(&project, "#include \"", header, "\"\n");
      }
    }
    return StrCat(standard, standard.empty() || project.empty() ? "" : "\n",
                  project);
  }

  std::string Header(const std::string& path) {
    const Interface* parent = interface_.parent;
    Include(parent == nullptr ? std::string("core/base/script_wrappable.h")
                              : paths_.ImplementationHeader(*parent));
    Include("core/base/interface_info.h");
    std::string guard = "MORTISE_";
    for (const char c : path) {
      guard += c >= 'a' && c <= 'z'                               ? c - 32
               : (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c
                                                                  : '_';
    }
    guard += '_';
    const std::string base =
        parent == nullptr ? "ScriptWrappable" : CppClass(*parent);
    const bool has_heirs = !interface_.children.empty();
    std::string out =
        StrCat("#ifndef ", guard, "\n#define ", guard, "\n\n", Includes(path),
               "\nnamespace ", options_.implementation_namespace, " {\n\n",
               "// The ", interface_.name, " interface.\nclass ", class_,
               has_heirs ? "" : " final", " : public ", base, " {\n public:\n",
               "  static constinit inline InterfaceInfo kInterfaceInfo{\"",
               interface_.name, "\", ");
    StrAppend(&out,
              parent == nullptr ? std::string("nullptr")
                                : StrCat("&", base, "::kInterfaceInfo"),
              "};\n\n", declarations_,
              "\n  const InterfaceInfo& interface_info() const override {\n"
              "    return kInterfaceInfo;\n  }\n\n ",
              has_heirs ? "protected" : "private", ":\n  ", class_, "();\n  ~",
              class_, "() override;\n};\n\n}  // namespace ",
              options_.implementation_namespace, "\n\n#endif  // ", guard,
              "\n");
    return out;
  }

  std::string Source(const std::string& header) const {
    std::string out = StrCat("#include \"", header, "\"\n\nnamespace ",
                             options_.implementation_namespace, " {\n\n",
                             class_, "::", class_, "() = default;\n\n", class_,
                             "::~", class_, "() = default;\n\n");
    StrAppend(&out, definitions_, "}  // namespace ",
              options_.implementation_namespace, "\n");
    return out;
  }

  const Interface& interface_;
  const CppOptions& options_;
  const CppPaths paths_;
  Diagnostics* const diagnostics_;
  const std::string class_;
  std::set<std::string> includes_;
  std::string declarations_;
  std::string definitions_;
};

}  // namespace

void StubEmitter::Emit(const Model& model, Diagnostics* diagnostics,
                       std::vector<OutputFile>* files) const {
  const Definition* definition = model.Find(interface_);
  if (definition == nullptr ||
      definition->kind != Definition::Kind::kInterface) {
    std::vector<std::string_view> names;
    for (const Interface* interface : model.interfaces()) {
      names.push_back(interface->name);
    }
    const std::string_view meant = ClosestSpelling(interface_, names);
    diagnostics->Report(
        Rule::kInput, {},
        StrCat("--stub: there is no interface '", interface_, "'",
               meant.empty() ? std::string()
                             : StrCat("; did you mean '", meant, "'?")));
    return;
  }
  StubWriter(static_cast<const Interface&>(*definition), options_, diagnostics)
      .Run(files);
}

}  // namespace mortise::idl
