#include "bindings/compiler/emit_cpp_names.h"

#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

bool IsUpper(char c) { return 'A' <= c && c <= 'Z'; }
bool IsLower(char c) { return 'a' <= c && c <= 'z'; }
char ToLower(char c) { return IsUpper(c) ? static_cast<char>(c + 32) : c; }
char ToUpper(char c) { return IsLower(c) ? static_cast<char>(c - 32) : c; }

std::string Join(std::string_view folder, std::string_view path) {
  return folder.empty() ? std::string(path) : StrCat(folder, "/", path);
}

// `name`, with an underscore behind it if every C++ class has such a function
// from ScriptWrappable and RefCounted.
std::string FunctionIdentifier(std::string name) {
  static constexpr std::string_view kTaken[] = {
      "AddRef",
      "AwaitWrapper",
      "HasOneRef",
      "Release",
      "WrapperWasMade",
      "awaits_wrapper",
      "has_pending_activity",
      "interface_info",
      "wrapper_handle",
  };
  for (const std::string_view taken : kTaken) {
    if (name == taken) return StrCat(name, "_");
  }
  return name;
}

}  // namespace

std::string SnakeCase(std::string_view identifier) {
  std::string out;
  for (size_t i = 0; i < identifier.size(); ++i) {
    const char c = identifier[i];
    if (c == '-') {
      out += '_';
      continue;
    }
    // A word begins at a capital after a small letter, and at the last of
    // several capitals before a small letter.
    if (i > 0 && IsUpper(c) && out.back() != '_' &&
        (!IsUpper(identifier[i - 1]) ||
         (i + 1 < identifier.size() && IsLower(identifier[i + 1])))) {
      out += '_';
    }
    out += ToLower(c);
  }
  return out;
}

std::string PascalCase(std::string_view identifier) {
  std::string out;
  bool is_start = true;
  for (const char c : identifier) {
    if (c == '-' || c == '_') {
      is_start = true;
      continue;
    }
    out += is_start ? ToUpper(c) : c;
    is_start = false;
  }
  return out;
}

std::string CppClass(const Definition& definition) {
  const std::string_view named =
      definition.extended_attributes.Value(ExtendedAttributeId::kImplementedAs);
  return std::string(named.empty() ? definition.name : named);
}

std::string BindingClass(const Definition& definition) {
  return StrCat("V8", definition.name);
}

std::string GetterName(const Attribute& attribute) {
  const std::string_view named =
      attribute.extended_attributes.Value(ExtendedAttributeId::kImplementedAs);
  return named.empty()
             ? FunctionIdentifier(CppIdentifier(SnakeCase(attribute.name)))
             : std::string(named);
}

std::string SetterName(const Attribute& attribute) {
  const std::string_view named =
      attribute.extended_attributes.Value(ExtendedAttributeId::kImplementedAs);
  return StrCat("set_",
                named.empty() ? SnakeCase(attribute.name) : std::string(named));
}

std::string MethodName(const Operation& operation) {
  const std::string_view named =
      operation.extended_attributes.Value(ExtendedAttributeId::kImplementedAs);
  return named.empty() ? FunctionIdentifier(PascalCase(operation.name))
                       : std::string(named);
}

std::string CppIdentifier(std::string_view name) {
  static constexpr std::string_view kKeywords[] = {
      "alignas",   "alignof",  "and",      "asm",      "auto",      "bool",
      "break",     "case",     "catch",    "char",     "class",     "concept",
      "const",     "continue", "decltype", "default",  "delete",    "do",
      "double",    "else",     "enum",     "explicit", "export",    "extern",
      "false",     "float",    "for",      "friend",   "goto",      "if",
      "inline",    "int",      "long",     "mutable",  "namespace", "new",
      "noexcept",  "not",      "nullptr",  "operator", "or",        "private",
      "protected", "public",   "register", "requires", "return",    "short",
      "signed",    "sizeof",   "static",   "struct",   "switch",    "template",
      "this",      "throw",    "true",     "try",      "typedef",   "typeid",
      "typename",  "union",    "unsigned", "using",    "virtual",   "void",
      "volatile",  "while",    "xor",
  };
  for (const std::string_view keyword : kKeywords) {
    if (name == keyword) return StrCat(name, "_");
  }
  return std::string(name);
}

std::string ArgumentName(const Argument& argument) {
  const std::string name = CppIdentifier(SnakeCase(argument.name));
  // The variables of generated functions.
  for (const std::string_view taken :
       {"call", "info", "object", "receiver", "result"}) {
    if (name == taken) return StrCat(name, "_");
  }
  return name;
}

std::string IncludeGuard(std::string_view path) {
  std::string guard = "MORTISE_GEN_";
  for (const char c : path) {
    const bool is_capital_or_digit =
        (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    guard += c >= 'a' && c <= 'z'  ? static_cast<char>(c - 32)
             : is_capital_or_digit ? c
                                   : '_';
  }
  return guard + "_";
}

std::string Quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  out += '"';
  return out;
}

std::string_view CppPaths::Stem(const SourceFile& file) const {
  std::string_view path = file.path();
  const std::string root = StrCat(options_.idl_root, "/");
  // The root may itself be reached by a longer path, such as "../../idl".
  const size_t at = path.rfind(StrCat("/", root));
  if (path.substr(0, root.size()) == root) {
    path.remove_prefix(root.size());
  } else if (at != std::string_view::npos) {
    path.remove_prefix(at + 1 + root.size());
  } else if (const size_t slash = path.rfind('/');
             slash != std::string_view::npos) {
    path.remove_prefix(slash + 1);
  }
  if (const size_t dot = path.rfind('.'); dot != std::string_view::npos) {
    path = path.substr(0, dot);
  }
  return path;
}

namespace {

// "websocket/close_event" -> "websocket/v8_close_event"
std::string WithPrefix(std::string_view stem) {
  const size_t slash = stem.rfind('/');
  const size_t base = slash == std::string_view::npos ? 0 : slash + 1;
  return StrCat(stem.substr(0, base), "v8_", stem.substr(base));
}

}  // namespace

std::string CppPaths::GeneratedHeader(const SourceFile& file) const {
  if (file.role() == SourceFile::Role::kBuiltIn) {
    return "bindings/runtime/common_callbacks.h";
  }
  return Join(options_.generated_root, StrCat(WithPrefix(Stem(file)), ".h"));
}

std::string CppPaths::GeneratedSource(const SourceFile& file) const {
  return Join(options_.generated_root, StrCat(WithPrefix(Stem(file)), ".cc"));
}

std::string CppPaths::ImplementationHeader(const Definition& definition) const {
  const std::string_view named =
      definition.extended_attributes.Value(ExtendedAttributeId::kImplementedIn);
  if (!named.empty()) return std::string(named);
  if (definition.file().role() == SourceFile::Role::kBuiltIn) {
    return "core/dom/function.h";
  }
  return Join(options_.implementation_root,
              StrCat(Stem(definition.file()), ".h"));
}

}  // namespace mortise::idl
