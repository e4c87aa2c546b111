#include "bindings/compiler/dts_types.h"

#include <algorithm>
#include <iterator>

#include "bindings/compiler/definitions.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

constexpr std::string_view kReservedWords[] = {
    "arguments", "await",      "break",     "case",    "catch",      "class",
    "const",     "continue",   "debugger",  "default", "delete",     "do",
    "else",      "enum",       "eval",      "export",  "extends",    "false",
    "finally",   "for",        "function",  "if",      "implements", "import",
    "in",        "instanceof", "interface", "let",     "new",        "null",
    "package",   "private",    "protected", "public",  "return",     "static",
    "super",     "switch",     "this",      "throw",   "true",       "try",
    "typeof",    "var",        "void",      "while",   "with",       "yield",
};

std::string ParameterName(std::string_view name) {
  std::string out =
      IsDtsReservedWord(name) ? StrCat(name, "_") : std::string(name);
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
}

// TypeScript's library declares a Function, too. Other callbacks of the
// standard's common definitions are written out: where the output of two runs
// is read together, each would be declared twice.
std::string NameOf(const Definition& definition) {
  if (definition.file().role() != SourceFile::Role::kBuiltIn ||
      definition.kind != Definition::Kind::kCallbackFunction ||
      definition.name == "Function") {
    return std::string(definition.name);
  }
  const auto& callback = static_cast<const CallbackFunction&>(definition);
  return StrCat(
      "((", DtsParameters(callback.arguments, DtsDirection::kToScript), ") => ",
      DtsReturnType(*callback.return_type, DtsDirection::kFromScript), ")");
}

std::string Enclosed(const Type& type, DtsDirection direction) {
  return DtsParenthesized(DtsType(type, direction));
}

// All view types together are TypeScript's own ArrayBufferView, which also
// stands for those that an older TypeScript does not know.
std::string UnionType(const Type& type, DtsDirection direction) {
  constexpr int kViewKinds = static_cast<int>(TypeKind::kFloat64Array) -
                             static_cast<int>(TypeKind::kDataView) + 1;
  const auto members = type.flattened_member_types();
  const auto is_view = [](const Type* member) {
    return IsBufferViewType(member->kind());
  };
  const bool all_views =
      std::count_if(members.begin(), members.end(), is_view) == kViewKinds;
  std::string out;
  bool views_written = false;
  for (const Type* member : members) {
    if (all_views && is_view(member)) {
      if (!views_written) {
        StrAppend(&out, out.empty() ? "" : " | ", "ArrayBufferView");
        views_written = true;
      }
      continue;
    }
    StrAppend(&out, out.empty() ? "" : " | ", DtsType(*member, direction));
  }
  if (type.includes_nullable_type() && !type.is_nullable()) {
    out += " | null";
  }
  return out;
}

std::string BareType(const Type& type, DtsDirection direction) {
  const TypeKind kind = type.kind();
  if (IsNumericType(kind)) {
    return "number";
  }
  if (type.definition() != nullptr) {
    return NameOf(*type.definition());
  }
  if (IsStringType(kind)) {
    return type.legacy_null_to_empty_string() &&
                   direction == DtsDirection::kFromScript
               ? "string | null"
               : "string";
  }
  if (IsBufferViewType(kind)) {
    return std::string(TypeKindName(kind));
  }
  switch (kind) {
    case TypeKind::kAny:
      return "any";
    case TypeKind::kUndefined:
      return "undefined";
    case TypeKind::kBoolean:
      return "boolean";
    case TypeKind::kBigInt:
      return "bigint";
    case TypeKind::kObject:
      return "object";
    case TypeKind::kSymbol:
      return "symbol";
    case TypeKind::kArrayBuffer:
      return "ArrayBuffer";
    case TypeKind::kSharedArrayBuffer:
      return "SharedArrayBuffer";
    case TypeKind::kSequence:
      return direction == DtsDirection::kFromScript
                 ? StrCat("Iterable<", DtsType(*type.element(), direction), ">")
                 : StrCat(Enclosed(*type.element(), direction), "[]");
    case TypeKind::kAsyncSequence: {
      const std::string element = DtsType(*type.element(), direction);
      return StrCat("AsyncIterable<", element, "> | Iterable<", element, ">");
    }
    case TypeKind::kFrozenArray:
      return StrCat("ReadonlyArray<", DtsType(*type.element(), direction), ">");
    case TypeKind::kObservableArray:
      return StrCat(Enclosed(*type.element(), direction), "[]");
    case TypeKind::kPromise: {
      const std::string value = DtsReturnType(*type.element(), direction);
      return direction == DtsDirection::kFromScript
                 ? StrCat("PromiseLike<", value, "> | ",
                          DtsParenthesized(value))
                 : StrCat("Promise<", value, ">");
    }
    case TypeKind::kRecord:
      return StrCat("Record<string, ", DtsType(*type.element(), direction),
                    ">");
    case TypeKind::kUnion:
      return UnionType(type, direction);
    default:
      return "unknown";
  }
}

}  // namespace

std::string DtsType(const Type& type, DtsDirection direction) {
  std::string out = BareType(type, direction);
  if (type.is_nullable()) {
    // LegacyTreatNonObjectAsNull and the like do not show in the type.
    out += " | null";
  }
  return out;
}

std::string DtsReturnType(const Type& type, DtsDirection direction) {
  return type.kind() == TypeKind::kUndefined ? "void"
                                             : DtsType(type, direction);
}

std::string DtsParenthesized(const std::string& type) {
  return type.find(' ') == std::string::npos ? type : StrCat("(", type, ")");
}

// A parameter before one that must be given cannot have "?".
std::string DtsParameters(absl::Span<const Argument* const> arguments,
                          DtsDirection direction) {
  size_t required = arguments.size();
  while (required > 0 && !arguments[required - 1]->is_required()) {
    --required;
  }
  std::string out;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Argument& argument = *arguments[i];
    StrAppend(&out, i == 0 ? "" : ", ", argument.is_variadic ? "..." : "",
              ParameterName(argument.name));
    const std::string type = DtsType(*argument.type, direction);
    if (argument.is_variadic) {
      StrAppend(&out, ": ", DtsParenthesized(type), "[]");
    } else if (!argument.is_optional) {
      StrAppend(&out, ": ", type);
    } else if (i < required) {
      StrAppend(&out, ": ", type, " | undefined");
    } else {
      StrAppend(&out, "?: ", type);
    }
  }
  return out;
}

std::string DtsPropertyName(std::string_view name) {
  return name.find('-') == std::string_view::npos ? std::string(name)
                                                  : StrCat("\"", name, "\"");
}

bool IsDtsReservedWord(std::string_view word) {
  return std::find(std::begin(kReservedWords), std::end(kReservedWords),
                   word) != std::end(kReservedWords);
}

std::string DtsQuoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\\') {
      out += '\\';
    }
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace mortise::idl
