#include "bindings/compiler/emit_cpp_file.h"

#include "bindings/compiler/emit_cpp_types.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

// "Generated from ..." is followed by the path as the build gave it, less what
// leads to the source root.
std::string_view WithoutParents(std::string_view path) {
  while (path.substr(0, 3) == "../") path.remove_prefix(3);
  return path;
}

std::string Includes(const std::set<std::string>& paths) {
  std::string out;
  for (const std::string& path : paths) {
    StrAppend(&out, "#include \"", path, "\"\n");
  }
  return out;
}

}  // namespace

void CppFile::NotEmitted(SourceRange range, std::string_view what) {
  diagnostics_.Report(Rule::kNotEmitted, range,
                      StrCat(what, " cannot be emitted as C++ yet"));
}

std::string CppFile::Tag(const Type& type, SourceRange range) {
  Need(type);
  std::string tag = TypeTag(type);
  if (!tag.empty()) return tag;
  NotEmitted(range, StrCat("the type '", type.ToString(), "'"));
  return "IdlAny";
}

void CppFile::Need(const Type& type) {
  if (type.kind() == TypeKind::kAsyncSequence) {
    source_includes_.insert("bindings/runtime/traits_async_sequence.h");
  }
  for (const Type* parameter : type.parameters()) Need(*parameter);
  if (type.definition()) NeedDefinition(*type.definition());
}

void CppFile::NeedDefinition(const Definition& definition) {
  if (!needed_.insert(&definition).second) return;
  // What the conversions of a callback's arguments and result need.
  if (definition.kind == Definition::Kind::kCallbackFunction) {
    const auto& callback = static_cast<const CallbackFunction&>(definition);
    Need(*callback.return_type);
    for (const Argument* argument : callback.arguments) Need(*argument->type);
  } else if (definition.kind == Definition::Kind::kCallbackInterface) {
    const auto& callback = static_cast<const CallbackInterface&>(definition);
    Need(*callback.operation->return_type);
    for (const Argument* argument : callback.operation->arguments) {
      Need(*argument->type);
    }
  }
  if (&definition.file() == &file_) return;
  source_includes_.insert(paths_.GeneratedHeader(definition.file()));
}

void CppFile::Add(const Enumeration& enumeration) {
  header_includes_.insert("bindings/runtime/traits_enumeration.h");
  header_includes_.insert(paths_.ImplementationHeader(enumeration));
  const std::string type = CppClass(enumeration);
  StrAppend(&header_, "template <>\nstruct EnumerationValues<", type,
            "> {\n"
            "  static constexpr const char* kName = ",
            Quote(enumeration.name),
            ";\n"
            "  static const NameTable kValues;\n"
            "};\n\n");
  StrAppend(&functions_, "constexpr const char* k", enumeration.name,
            "Values[] = {\n");
  for (const ast::Identifier& value : enumeration.values) {
    StrAppend(&functions_, "    ", Quote(value.text), ",\n");
  }
  StrAppend(&functions_, "};\n\n");
  StrAppend(&source_, "constinit const NameTable EnumerationValues<", type,
            ">::kValues{k", enumeration.name, "Values};\n\n");
}

void CppFile::Add(const Dictionary& dictionary) {
  header_includes_.insert("bindings/runtime/dictionary_reader.h");
  source_includes_.insert("bindings/runtime/generated.h");
  header_includes_.insert(paths_.ImplementationHeader(dictionary));
  const std::string type = CppClass(dictionary);
  StrAppend(&header_, "template <>\nstruct DictionaryMembers<", type,
            "> {\n"
            "  static constexpr const char* kName = ",
            Quote(dictionary.name),
            ";\n"
            "  static bool Read(DictionaryReader& reader, ",
            type,
            "& out);\n"
            "  static bool Write(DictionaryWriter& writer, const ",
            type, "& value);\n};\n\n");

  std::string reads, writes, defaults;
  if (dictionary.parent) {
    NeedDefinition(*dictionary.parent);
    const std::string parent = CppClass(*dictionary.parent);
    StrAppend(&reads, "DictionaryMembers<", parent, ">::Read(reader, out)");
    StrAppend(&writes, "DictionaryMembers<", parent, ">::Write(writer, value)");
  }
  const std::string names = StrCat("k", dictionary.name, "Names");
  if (!dictionary.members.empty()) {
    StrAppend(&functions_, "constexpr const char* k", dictionary.name,
              "Members[] = {\n");
    for (const DictionaryMember* member : dictionary.members) {
      StrAppend(&functions_, "    ", Quote(member->name), ",\n");
    }
    StrAppend(&functions_, "};\nconstinit const NameTable ", names, "{k",
              dictionary.name, "Members};\n\n");
  }
  for (size_t i = 0; i < dictionary.members.size(); ++i) {
    const DictionaryMember& member = *dictionary.members[i];
    const std::string tag = Tag(*member.type, member.range);
    const std::string field = CppIdentifier(SnakeCase(member.name));
    const bool converts_missing =
        member.default_value &&
        member.default_value->kind == Literal::Kind::kEmptyDictionary;
    StrAppend(&reads, reads.empty() ? "" : " &&\n         ", "reader.",
              member.is_required ? "Required"
              : converts_missing ? "OptionalDictionary"
                                 : "Optional",
              "<", tag, ">(", names, ", ", i, ", out.", field, ")");
    StrAppend(&writes, writes.empty() ? "" : " &&\n         ", "writer.Member<",
              tag, ">(", names, ", ", i, ", value.", field, ")");
    if (member.default_value && !converts_missing) {
      StrAppend(&defaults, "  out.", field, " = ",
                DefaultExpression(*member.type, *member.default_value), ";\n");
    }
  }
  StrAppend(&source_, "bool DictionaryMembers<", type,
            ">::Read(DictionaryReader& reader, ", type, "& out) {\n", defaults,
            "  return ", reads.empty() ? "true" : reads, ";\n}\n\n");
  StrAppend(&source_, "bool DictionaryMembers<", type,
            ">::Write(DictionaryWriter& writer, const ", type,
            "& value) {\n  return ", writes.empty() ? "true" : writes,
            ";\n}\n\n");
}

OutputFile CppFile::Header() const {
  const std::string guard = IncludeGuard(paths_.GeneratedHeader(file_));
  return {
      paths_.GeneratedHeader(file_),
      StrCat("// Generated by mortise-idl from ", WithoutParents(file_.path()),
             ".\n\n#ifndef ", guard, "\n#define ", guard, "\n\n",
             Includes(header_includes_), "\nnamespace mortise::bindings {\n\n",
             header_, "}  // namespace mortise::bindings\n\n#endif  // ", guard,
             "\n")};
}

OutputFile CppFile::Source() const {
  std::set<std::string> includes = source_includes_;
  for (const std::string& path : header_includes_) includes.erase(path);
  std::string text =
      StrCat("// Generated by mortise-idl from ", WithoutParents(file_.path()),
             ".\n\n#include \"", paths_.GeneratedHeader(file_), "\"\n\n",
             Includes(includes), includes.empty() ? "" : "\n",
             "namespace mortise::bindings {\n");
  if (!functions_.empty()) {
    StrAppend(&text, "namespace {\n\n", functions_, "}  // namespace\n");
  }
  StrAppend(&text, "\n", source_, "}  // namespace mortise::bindings\n");
  return {paths_.GeneratedSource(file_), std::move(text)};
}

}  // namespace mortise::idl
