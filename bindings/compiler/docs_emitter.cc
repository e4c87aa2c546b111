#include "bindings/compiler/docs_emitter.h"

#include <string>

#include "bindings/compiler/doc_comment.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

bool HasPage(const Definition& definition) {
  return definition.is_primary() &&
         (definition.kind == Definition::Kind::kInterface ||
          definition.kind == Definition::Kind::kNamespace ||
          definition.kind == Definition::Kind::kDictionary);
}

std::string_view KindName(Definition::Kind kind) {
  switch (kind) {
    case Definition::Kind::kInterface:
      return "interface";
    case Definition::Kind::kNamespace:
      return "namespace";
    case Definition::Kind::kCallbackInterface:
      return "callback interface";
    case Definition::Kind::kCallbackFunction:
      return "callback function";
    case Definition::Kind::kDictionary:
      return "dictionary";
    case Definition::Kind::kEnumeration:
      return "enumeration";
    case Definition::Kind::kTypedef:
      return "typedef";
  }
  return {};
}

std::string Link(const Definition& definition) {
  return HasPage(definition)
             ? StrCat("[", definition.name, "](", definition.name, ".md)")
             : StrCat("`", definition.name, "`");
}

std::string Parameters(absl::Span<const Argument* const> arguments) {
  std::string out;
  for (const Argument* argument : arguments) {
    StrAppend(&out, out.empty() ? "" : ", ", argument->is_variadic ? "..." : "",
              argument->name, argument->is_optional ? "?" : "");
  }
  return out;
}

// One page.
class Page {
 public:
  std::string Take() { return std::move(out_); }

  void Title(const Definition& definition) {
    StrAppend(&out_, "# ", definition.name, "\n\n");
    const LineColumn place = definition.file().Locate(definition.range.begin);
    StrAppend(&out_, "*", KindName(definition.kind), ", defined in ",
              definition.file().path(), ":", place.line, "*\n\n");
    Description(definition.declaration);
  }

  void Description(const SourceRange& declaration) {
    const std::vector<std::string> lines = DocComment(declaration);
    for (const std::string& line : lines) {
      StrAppend(&out_, line, "\n");
    }
    if (!lines.empty()) {
      out_ += '\n';
    }
  }

  void Write(const Interface& interface) {
    Title(interface);
    if (interface.parent != nullptr) {
      out_ += "Inherits from ";
      std::string_view separator;
      for (const Interface* at = interface.parent; at != nullptr;
           at = at->parent) {
        StrAppend(&out_, separator, Link(*at));
        separator = ", ";
      }
      out_ += ".\n\n";
    }
    if (!interface.children.empty()) {
      out_ += "Inherited by ";
      std::string_view separator;
      for (const Interface* child : interface.children) {
        StrAppend(&out_, separator, Link(*child));
        separator = ", ";
      }
      out_ += ".\n\n";
    }
    WriteExposure(*interface.exposure);
    if (interface.constructor != nullptr) {
      out_ += "## Constructor\n\n";
      for (const Operation* constructor : interface.constructor->operations) {
        WriteFunction(*constructor, StrCat("new ", interface.name));
      }
    }
    WriteMembers(interface.members, interface.name);
  }

  void Write(const Namespace& space) {
    Title(space);
    WriteExposure(*space.exposure);
    WriteMembers(space.members, space.name);
  }

  void Write(const Dictionary& dictionary) {
    Title(dictionary);
    out_ += "| member | type | default | of |\n| --- | --- | --- | --- |\n";
    std::vector<const Dictionary*> chain;
    for (const Dictionary* at = &dictionary; at != nullptr; at = at->parent) {
      chain.insert(chain.begin(), at);
    }
    for (const Dictionary* at : chain) {
      for (const DictionaryMember* member : at->members) {
        StrAppend(&out_, "| ", member->name, " | ", Code(*member->type), " | ",
                  member->is_required ? std::string("*required*")
                  : member->default_value == nullptr
                      ? std::string("*none*")
                      : StrCat("`", member->default_value->spelling, "`"),
                  " | ", Link(*at), " |\n");
      }
    }
  }

  void Index(const Model& model) {
    out_ += "# Reference\n\n| name | |\n| --- | --- |\n";
    for (const Definition* definition : model.definitions()) {
      if (HasPage(*definition)) {
        StrAppend(&out_, "| ", Link(*definition), " | ",
                  KindName(definition->kind), " |\n");
      }
    }
    for (const Definition* definition : model.definitions()) {
      if (definition->is_primary() && !HasPage(*definition)) {
        StrAppend(&out_, "\n## ", definition->name, "\n\n");
        Description(definition->declaration);
        StrAppend(&out_, "```webidl\n", definition->declaration.text(),
                  "\n```\n");
      }
    }
  }

 private:
  // In a table a "|" would end the cell; IDL has none.
  static std::string Code(const Type& type) {
    return StrCat("`", type.ToString(), "`");
  }

  void WriteExposure(const Exposure& exposure) {
    out_ += "Exposed to ";
    if (exposure.everywhere) {
      out_ += "every global";
    }
    std::string_view separator;
    for (const Global* global : exposure.globals) {
      StrAppend(&out_, separator, global->name);
      separator = ", ";
    }
    if (exposure.secure_context) {
      out_ += ", in secure contexts only";
    }
    if (exposure.cross_origin_isolated) {
      out_ += ", where cross-origin isolated only";
    }
    out_ += ".\n\n";
  }

  void Heading(std::string_view title) {
    if (!heading_written_) {
      StrAppend(&out_, "## ", title, "\n\n");
      heading_written_ = true;
    }
  }

  void WriteMembers(absl::Span<const Member* const> members,
                    std::string_view owner) {
    heading_written_ = false;
    for (const Member* member : members) {
      if (member->kind == Member::Kind::kAttribute) {
        Heading("Attributes");
        WriteAttribute(static_cast<const Attribute&>(*member), owner);
      }
    }
    heading_written_ = false;
    for (const Member* member : members) {
      if (member->kind == Member::Kind::kOperation) {
        const auto& operation = static_cast<const Operation&>(*member);
        if (!operation.name.empty()) {
          Heading("Operations");
          WriteFunction(operation, operation.is_static
                                       ? StrCat(owner, ".", operation.name)
                                       : std::string(operation.name));
        }
      }
    }
    heading_written_ = false;
    for (const Member* member : members) {
      if (member->kind == Member::Kind::kConstant) {
        if (!heading_written_) {
          Heading("Constants");
          out_ += "| constant | value | type |\n| --- | --- | --- |\n";
        }
        const auto& constant = static_cast<const Constant&>(*member);
        StrAppend(&out_, "| ", constant.name, " | `", constant.value->spelling,
                  "` | ", Code(*constant.type), " |\n");
      }
    }
    out_ += heading_written_ ? "\n" : "";
    heading_written_ = false;
    for (const Member* member : members) {
      const bool is_other =
          member->kind >= Member::Kind::kStringifier ||
          (member->kind == Member::Kind::kOperation && member->name.empty());
      if (is_other) {
        Heading("Also");
        Idl(member->declaration);
      }
    }
  }

  void Idl(const SourceRange& declaration) {
    StrAppend(&out_, "```webidl\n", declaration.text(), "\n```\n\n");
  }

  void WriteAttribute(const Attribute& attribute, std::string_view owner) {
    StrAppend(&out_, "### ",
              attribute.is_static ? StrCat(owner, ".", attribute.name)
                                  : std::string(attribute.name),
              "\n\n", Code(*attribute.type),
              attribute.is_readonly ? ", read only" : "", "\n\n");
    Description(attribute.declaration);
  }

  void WriteFunction(const Operation& operation, std::string_view name) {
    StrAppend(&out_, "### ", name, "(", Parameters(operation.arguments),
              ")\n\n");
    Description(operation.declaration);
    for (const Argument* argument : operation.arguments) {
      StrAppend(&out_, "- `", argument->name, "`: ", Code(*argument->type));
      if (argument->default_value != nullptr) {
        StrAppend(&out_, ", `", argument->default_value->spelling,
                  "` by default");
      } else if (argument->is_optional) {
        out_ += ", optional";
      } else if (argument->is_variadic) {
        out_ += ", any number of them";
      }
      out_ += '\n';
    }
    if (operation.return_type != nullptr &&
        operation.return_type->kind() != TypeKind::kUndefined) {
      StrAppend(&out_, "- returns ", Code(*operation.return_type), "\n");
    }
    out_ += '\n';
  }

  std::string out_;
  bool heading_written_ = false;
};

}  // namespace

void DocsEmitter::Emit(const Model& model, Diagnostics*,
                       std::vector<OutputFile>* files) const {
  Page index;
  index.Index(model);
  files->push_back({"index.md", index.Take()});
  for (const Definition* definition : model.definitions()) {
    if (!HasPage(*definition)) {
      continue;
    }
    Page page;
    if (definition->kind == Definition::Kind::kInterface) {
      page.Write(static_cast<const Interface&>(*definition));
    } else if (definition->kind == Definition::Kind::kNamespace) {
      page.Write(static_cast<const Namespace&>(*definition));
    } else {
      page.Write(static_cast<const Dictionary&>(*definition));
    }
    files->push_back({StrCat(definition->name, ".md"), page.Take()});
  }
}

}  // namespace mortise::idl
