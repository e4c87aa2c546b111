#include "bindings/compiler/stub_types.h"

#include <vector>

#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

std::string Optional(const std::string& type) {
  return StrCat("std::optional<", type, ">");
}

bool IsCallback(const Type& type) {
  return type.kind() == TypeKind::kCallbackFunction ||
         type.kind() == TypeKind::kCallbackInterface;
}

// Types that have an empty value of their own in place of std::nullopt.
bool HasEmptyValue(const Type& type) {
  return type.kind() == TypeKind::kInterface || IsCallback(type) ||
         type.kind() == TypeKind::kPromise ||
         type.kind() == TypeKind::kAsyncSequence ||
         type.kind() == TypeKind::kAny;
}

bool IsSmall(const Type& type) {
  return !type.is_nullable() &&
         (IsNumericType(type.kind()) || type.kind() == TypeKind::kBoolean ||
          type.kind() == TypeKind::kEnumeration);
}

std::string IncludeLines(const std::set<std::string>& headers,
                         const std::string& own) {
  std::string standard;
  std::string project;
  for (const std::string& header : headers) {
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

}  // namespace

std::string StubName(const Definition& definition) {
  const std::string name = CppClass(definition);
  const size_t colons = name.rfind("::");
  return colons == std::string::npos ? name : name.substr(colons + 2);
}

std::string StubTypes::NamespaceOf(const Definition& definition) const {
  const std::string name = CppClass(definition);
  const size_t colons = name.rfind("::");
  return colons == std::string::npos ? options_.implementation_namespace
                                     : StrCat(options_.implementation_namespace,
                                              "::", name.substr(0, colons));
}

void StubTypes::IncludeDefinition(const Definition& definition) {
  Include(paths_.ImplementationHeader(definition));
}

std::string StubTypes::Includes(const std::string& own) const {
  return IncludeLines(includes_, own);
}

std::string StubTypes::SourceIncludes(const std::string& own) const {
  std::set<std::string> headers;
  for (const std::string& header : source_includes_) {
    if (includes_.count(header) == 0) {
      headers.insert(header);
    }
  }
  return IncludeLines(headers, own);
}

std::string StubTypes::Declarations() const {
  std::string out;
  for (const auto& [space, names] : declarations_) {
    StrAppend(&out, "namespace ", space, " {\n\n");
    for (const std::string& name : names) {
      StrAppend(&out, name, ";\n");
    }
    StrAppend(&out, "\n}  // namespace ", space, "\n\n");
  }
  return out;
}

std::string StubTypes::Own(std::string_view name) const {
  return hidden_.count(std::string(name)) == 0 ? std::string(name)
                                               : StrCat("::mortise::", name);
}

std::string StubTypes::NameOf(const Definition& definition, Use use) {
  const Definition::Kind kind = definition.kind;
  const bool is_class = kind == Definition::Kind::kInterface;
  const std::string header = paths_.ImplementationHeader(definition);
  if (defined_.count(&definition) != 0) {
    // Nothing is missing.
  } else if (use != Use::kMember &&
             (is_class || kind == Definition::Kind::kDictionary)) {
    declarations_[NamespaceOf(definition)].insert(
        StrCat(is_class ? "class " : "struct ", StubName(definition)));
    source_includes_.insert(header);
  } else {
    includes_.insert(header);
  }
  const std::string name = StubName(definition);
  return hidden_.count(name) == 0
             ? CppClass(definition)
             : StrCat("::", NamespaceOf(definition), "::", name);
}

std::string StubTypes::Spell(const Type& type, Use use) {
  const std::string inner = BareType(type, use);
  // A nullable member makes the whole union nullable.
  const bool is_nullable = type.kind() == TypeKind::kUnion
                               ? type.includes_nullable_type()
                               : type.is_nullable();
  if (!is_nullable || (HasEmptyValue(type) && type.kind() != TypeKind::kAny)) {
    return inner;
  }
  Include("<optional>");
  return Optional(inner);
}

std::string StubTypes::BareType(const Type& type, Use use) {
  const TypeKind kind = type.kind();
  if (kind == TypeKind::kInterface || IsCallback(type)) {
    Include("core/base/ref_counted.h");
    return StrCat("RefPtr<", NameOf(*type.definition(), use), ">");
  }
  if (type.definition() != nullptr) {
    return NameOf(*type.definition(), use);
  }
  if (IsIntegerType(kind)) {
    constexpr std::string_view kIntegers[] = {"int8_t",   "uint8_t", "int16_t",
                                              "uint16_t", "int32_t", "uint32_t",
                                              "int64_t",  "uint64_t"};
    Include("<cstdint>");
    return std::string(
        kIntegers[static_cast<int>(kind) - static_cast<int>(TypeKind::kByte)]);
  }
  if (IsBufferSourceType(kind)) {
    Include("core/base/buffer_source.h");
    return Own("BufferSource");
  }
  switch (kind) {
    case TypeKind::kUndefined:
      Include("core/base/any.h");
      return Own("Undefined");
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
      return Own("DomString");
    case TypeKind::kByteString:
    case TypeKind::kUSVString:
      Include("<string>");
      return "std::string";
    case TypeKind::kBigInt:
      Include("core/base/big_int.h");
      return Own("BigInt");
    case TypeKind::kAny:
      Include("core/base/any.h");
      return Own("Any");
    case TypeKind::kObject:
    case TypeKind::kSymbol:
      Include("core/base/any.h");
      return Own("ScriptHeld");
    case TypeKind::kFrozenArray:
      Include("core/dom/frozen_array.h");
      return StrCat("FrozenArray<", Spell(*type.element(), use), ">");
    case TypeKind::kSequence:
      Include("<vector>");
      return StrCat("std::vector<", Spell(*type.element(), use), ">");
    case TypeKind::kRecord:
      Include("<utility>");
      Include("<vector>");
      return StrCat("std::vector<std::pair<", Spell(*type.record_key(), use),
                    ", ", Spell(*type.element(), use), ">>");
    case TypeKind::kPromise:
      Include("core/dom/promise.h");
      return StrCat("RefPtr<Promise<", Spell(*type.element(), use), ">>");
    case TypeKind::kAsyncSequence:
      Include("core/dom/async_sequence.h");
      return StrCat("RefPtr<AsyncSequence<", Spell(*type.element(), use), ">>");
    case TypeKind::kObservableArray:
      Include("core/dom/observable_array.h");
      return StrCat("ObservableArray<", Spell(*type.element(), use), ">");
    case TypeKind::kUnion:
      return UnionType(type, use);
    default:
      // All other kinds name a definition.
      return {};
  }
}

// All view types together are one alternative, and with ArrayBuffer they are
// one, too.
std::string StubTypes::UnionType(const Type& type, Use use) {
  constexpr int kViewKinds = static_cast<int>(TypeKind::kFloat64Array) -
                             static_cast<int>(TypeKind::kDataView) + 1;
  int views = 0;
  for (const Type* member : type.flattened_member_types()) {
    views += IsBufferViewType(member->kind()) ? 1 : 0;
  }
  std::vector<std::string> alternatives;
  bool has_views = false;
  for (const Type* member : type.flattened_member_types()) {
    const bool is_one_of_all =
        views == kViewKinds && (IsBufferViewType(member->kind()) ||
                                member->kind() == TypeKind::kArrayBuffer);
    if (!is_one_of_all || !has_views) {
      alternatives.push_back(BareType(*member, use));
    }
    has_views |= is_one_of_all;
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

std::string StubTypes::Value(const Type& type, bool is_member) {
  return Spell(type, is_member ? Use::kMember : Use::kDeclared);
}

std::string StubTypes::Result(const Type& type) {
  if (type.kind() == TypeKind::kUndefined) {
    return "void";
  }
  // New memory moves into a new object.
  if (IsBufferSourceType(type.kind()) && !type.is_nullable()) {
    Include("core/base/byte_buffer.h");
    return Own("ByteBuffer");
  }
  return Spell(type, Use::kDeclared);
}

std::string StubTypes::GetterResult(const Attribute& attribute) {
  const Type& type = *attribute.type;
  const bool is_in_slot = attribute.Has(ExtendedAttributeId::kStoreInSlot) ||
                          attribute.Has(ExtendedAttributeId::kSameObject);
  if (type.kind() != TypeKind::kFrozenArray || !is_in_slot) {
    return Result(type);
  }
  // The slot keeps the array's identity.
  Include("<vector>");
  return StrCat("std::vector<", Spell(*type.element(), Use::kDeclared), ">");
}

std::string StubTypes::Parameter(const Argument& argument) {
  const Type& type = *argument.type;
  if (argument.is_variadic) {
    Include("<vector>");
    return StrCat("std::vector<", Spell(type, Use::kDeclared), ">");
  }
  if (type.kind() == TypeKind::kInterface) {
    const bool may_be_null = type.is_nullable() || argument.is_optional;
    return StrCat(NameOf(*type.definition(), Use::kDeclared),
                  may_be_null ? "*" : "&");
  }
  const std::string value = Spell(type, Use::kDeclared);
  if (!argument.is_optional || argument.default_value != nullptr ||
      HasEmptyValue(type)) {
    return value;
  }
  Include("<optional>");
  return Optional(value);
}

std::string StubTypes::SetterParameter(const Attribute& attribute) {
  const Type& type = *attribute.type;
  if (type.kind() == TypeKind::kInterface) {
    return StrCat(NameOf(*type.definition(), Use::kDeclared),
                  type.is_nullable() ? "*" : "&");
  }
  return Spell(type, Use::kDeclared);
}

std::string StubTypes::CallbackParameter(const Argument& argument) {
  const Type& type = *argument.type;
  const std::string value = Spell(type, Use::kDeclared);
  if (argument.is_variadic) {
    Include("<vector>");
    return StrCat("const std::vector<", value, ">&");
  }
  if (argument.is_optional) {
    Include("<optional>");
    return Optional(value);
  }
  if (type.kind() == TypeKind::kInterface) {
    return StrCat(NameOf(*type.definition(), Use::kDeclared),
                  type.is_nullable() ? "*" : "&");
  }
  return IsSmall(type) || IsBufferSourceType(type.kind())
             ? value
             : StrCat("const ", value, "&");
}

}  // namespace mortise::idl
