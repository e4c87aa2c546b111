#include "bindings/compiler/linker_impl.h"
#include "bindings/compiler/spelling.h"

namespace mortise::idl {
namespace {

constexpr uint32_t FormBit(ast::ExtendedAttributeForm form) {
  return uint32_t{1} << static_cast<unsigned>(form);
}

// "takes an identifier or takes an identifier list": all forms of a set.
std::string FormNames(uint32_t forms) {
  std::string out;
  for (unsigned i = 0; i < 32; ++i) {
    if ((forms >> i & 1) != 0) {
      StrAppend(&out, out.empty() ? "" : " or ",
                FormName(static_cast<ast::ExtendedAttributeForm>(i)));
    }
  }
  return out;
}

}  // namespace

uint8_t Linker::AnnotationOf(ExtendedAttributeId id) {
  switch (id) {
    case ExtendedAttributeId::kAllowResizable:
      return kAnnotatedAllowResizable;
    case ExtendedAttributeId::kAllowShared:
      return kAnnotatedAllowShared;
    case ExtendedAttributeId::kClamp:
      return kAnnotatedClamp;
    case ExtendedAttributeId::kEnforceRange:
      return kAnnotatedEnforceRange;
    case ExtendedAttributeId::kLegacyNullToEmptyString:
      return kAnnotatedLegacyNullToEmptyString;
    default:
      return kNoAnnotation;
  }
}

ExtendedAttributes Linker::ResolveExtendedAttributes(
    ast::ExtendedAttributeList attributes, uint32_t place, uint8_t* annotations,
    uint8_t* misplaced) {
  if (attributes.empty()) {
    return {};
  }
  std::vector<ExtendedAttributes::Entry> entries;
  for (const ast::ExtendedAttribute& attribute : attributes) {
    const ExtendedAttributeInfo* info =
        FindExtendedAttribute(attribute.name.text);
    if (info == nullptr) {
      Diagnostic& error = Report(
          Rule::kUnknownExtendedAttribute, attribute.name.range,
          StrCat("unknown extended attribute [", attribute.name.text, "]"));
      std::vector<std::string_view> names;
      for (const ExtendedAttributeInfo& known : AllExtendedAttributes()) {
        names.push_back(known.name);
      }
      std::string_view meant = ClosestSpelling(attribute.name.text, names);
      const ExtendedAttributeInfo* legacy =
          FindExtendedAttribute(StrCat("Legacy", attribute.name.text));
      if (legacy != nullptr) {
        meant = legacy->name;
      }
      if (!meant.empty()) {
        error.AddNote(attribute.name.range,
                      StrCat("did you mean [", meant, "]?"));
      }
      continue;
    }
    if ((info->forms & FormBit(attribute.form)) == 0) {
      Report(Rule::kExtendedAttributeForm, attribute.range,
             StrCat("[", info->name, "] ", FormNames(info->forms), "; here it ",
                    FormName(attribute.form)));
      continue;
    }
    const bool is_for_type =
        annotations != nullptr && (info->places & kOnType) != 0;
    if ((info->places & place) == 0 && !is_for_type) {
      ReportPlace(attribute, *info, place);
      // Clear enough, if the rule is allowed: "[Clamp] required octet x".
      if (misplaced != nullptr) {
        *misplaced |= AnnotationOf(info->id);
      }
      continue;
    }
    const ExtendedAttributes::Entry* previous = nullptr;
    for (const ExtendedAttributes::Entry& entry : entries) {
      if (entry.id == info->id) {
        previous = &entry;
      }
    }
    if (previous != nullptr && !info->is_repeatable) {
      Report(Rule::kExtendedAttributeDuplicate, attribute.range,
             StrCat("[", info->name, "] is given twice"))
          .AddNote(previous->attribute->range, "it is first given here");
      continue;
    }
    if (is_for_type) {
      *annotations |= AnnotationOf(info->id);
    }
    entries.push_back({info->id, &attribute});
  }
  return ExtendedAttributes(arena_->Copy(entries));
}

void Linker::ReportPlace(const ast::ExtendedAttribute& attribute,
                         const ExtendedAttributeInfo& info, uint32_t place) {
  Diagnostic& error =
      Report(Rule::kExtendedAttributePlace, attribute.range,
             StrCat("[", info.name, "] is not applicable to ",
                    PlaceName(static_cast<ExtendedAttributePlace>(place))));
  if (info.places == kOnType) {
    if (place == kOnArgument) {
      error.AddNote(attribute.range,
                    StrCat("it belongs to the type: write 'optional [",
                           info.name, "] ...'"));
    } else if (place == kOnDictionaryMember) {
      error.AddNote(attribute.range,
                    StrCat("it belongs to the type: write 'required [",
                           info.name, "] ...'"));
    } else if (place == kOnRegularAttribute || place == kOnStaticAttribute) {
      error.AddNote(attribute.range,
                    StrCat("it belongs to the type: write 'attribute [",
                           info.name, "] ...'"));
    }
  }
}

}  // namespace mortise::idl
