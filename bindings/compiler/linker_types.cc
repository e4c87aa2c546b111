#include <algorithm>

#include "bindings/compiler/distinguishable.h"
#include "bindings/compiler/linker_impl.h"

namespace mortise::idl {

const Type* Linker::CheckLimit(const Type* type, SourceRange range) {
  if (type != nullptr) {
    return type;
  }
  Report(Rule::kTypeLimit, range,
         "this type, its typedefs written out, is too deep or too large");
  return InvalidType();
}

const Type* Linker::ResolveTypeIn(TypePlace place, const ast::Type& ast,
                                  uint8_t annotations) {
  const Type* type = ResolveType(ast, annotations);
  CheckTypePlace(place, type, ast.range);
  return type;
}

// The type that `ast` means, with `annotations` (of an argument or dictionary
// member) besides its own. What is wrong is reported, and the type is invalid.
const Type* Linker::ResolveType(const ast::Type& ast, uint8_t annotations) {
  // At least every other level, if not a reference to a typedef, is a level of
  // the type: beyond this the type is too deep, and the stack must not be.
  constexpr int kMaximumNesting = 2 * TypeTable::kMaximumDepth;
  if (type_nesting_ == kMaximumNesting) {
    return CheckLimit(nullptr, ast.range);
  }
  ++type_nesting_;
  const Type* type = ResolveNestedType(ast, annotations);
  --type_nesting_;
  return type;
}

const Type* Linker::ResolveNestedType(const ast::Type& ast,
                                      uint8_t annotations) {
  if (!ast.extended_attributes.empty()) {
    ResolveExtendedAttributes(ast.extended_attributes, kOnType, &annotations);
  }
  const Type* type = nullptr;
  if (ast.kind == TypeKind::kReference) {
    type = ResolveReference(ast);
  } else if (ast.kind == TypeKind::kUnion) {
    type = ResolveUnion(ast);
  } else if (ast.parameters.empty()) {
    type = types_.Get({.kind = ast.kind, .parameters = {}});
  } else {
    std::vector<const Type*> parameters;
    for (const ast::Type* parameter : ast.parameters) {
      parameters.push_back(ResolveType(*parameter));
      if (IsInvalid(parameters.back())) {
        return InvalidType();
      }
    }
    if (ast.kind == TypeKind::kObservableArray) {
      switch (parameters[0]->kind()) {
        case TypeKind::kDictionary:
        case TypeKind::kSequence:
        case TypeKind::kRecord:
        case TypeKind::kObservableArray:
          Report(Rule::kObservableArrayElement, ast.parameters[0]->range,
                 StrCat("an observable array cannot hold values of type '",
                        parameters[0]->ToString(), "'"));
          return InvalidType();
        default:
          break;
      }
    }
    type = CheckLimit(types_.Get({.kind = ast.kind, .parameters = parameters}),
                      ast.range);
  }
  if (IsInvalid(type)) {
    return type;
  }
  if (annotations != kNoAnnotation) {
    type = Annotate(type, annotations, ast.range);
  }
  if (ast.is_nullable) {
    type = MakeNullable(type, ast.range);
  }
  return type;
}

const Type* Linker::ResolveReference(const ast::Type& ast) {
  Entry* entry = FindEntry(ast.name);
  if (entry == nullptr) {
    const auto [found, is_new] = unknown_types_.try_emplace(ast.name);
    if (is_new) {
      unknown_names_.push_back(ast.name);
      found->second.range = ast.range;
    }
    found->second.uses.insert(&ast);
    return InvalidType();
  }
  TypeKind kind = TypeKind::kInvalid;
  switch (entry->main->kind) {
    case ast::DefinitionKind::kInterface:
      kind = TypeKind::kInterface;
      break;
    case ast::DefinitionKind::kCallbackInterface:
      kind = TypeKind::kCallbackInterface;
      break;
    case ast::DefinitionKind::kCallbackFunction:
      kind = TypeKind::kCallbackFunction;
      break;
    case ast::DefinitionKind::kDictionary:
      kind = TypeKind::kDictionary;
      break;
    case ast::DefinitionKind::kEnumeration:
      kind = TypeKind::kEnumeration;
      break;
    case ast::DefinitionKind::kTypedef: {
      if (entry->typedef_state == Entry::TypedefState::kResolving) {
        Report(Rule::kTypedefCycle, ast.range,
               StrCat("typedef '", ast.name, "' refers to itself"))
            .AddNote(entry->main->name.range, "it is defined here");
        return InvalidType();
      }
      const Type* type = ResolveTypedef(entry);
      if (IsInvalid(type)) {
        return type;
      }
      return types_.WithAlias(type,
                              static_cast<const Typedef*>(entry->definition));
    }
    default:
      Report(Rule::kNotAType, ast.range,
             StrCat("'", ast.name, "' is not a type: ",
                    entry->main->kind == ast::DefinitionKind::kMixin
                        ? "interface mixins"
                        : "namespaces",
                    " do not create types"))
          .AddNote(entry->main->name.range, "it is defined here");
      return InvalidType();
  }
  return types_.Get(
      {.kind = kind, .definition = entry->definition, .parameters = {}});
}

// Typedefs are resolved when they are first needed.
const Type* Linker::ResolveTypedef(Entry* entry) {
  auto* definition = static_cast<Typedef*>(entry->definition);
  if (entry->typedef_state == Entry::TypedefState::kDone) {
    return definition->type;
  }
  const ast::Definition& ast = *entry->main;
  entry->typedef_state = Entry::TypedefState::kResolving;
  definition->type = ResolveType(*ast.type);
  entry->typedef_state = Entry::TypedefState::kDone;

  // "The Type must not be the identifier of the same or another typedef."
  if (ast.type->kind == TypeKind::kReference && !ast.type->is_nullable &&
      ast.type->extended_attributes.empty()) {
    const Entry* target = FindEntry(ast.type->name);
    if (target != nullptr && target != entry &&
        target->main->kind == ast::DefinitionKind::kTypedef) {
      Report(Rule::kTypedefOfTypedef, ast.type->range,
             StrCat("the type of a typedef cannot be just another typedef, '",
                    ast.type->name, "'"))
          .AddNote(target->main->name.range,
                   StrCat("'", ast.type->name, "' is defined here"));
    }
  }
  return definition->type;
}

const Type* Linker::ResolveUnion(const ast::Type& ast) {
  std::vector<const Type*> members;
  int nullable_members = 0;
  bool is_valid = true;
  for (const ast::Type* parameter : ast.parameters) {
    const Type* member = ResolveType(*parameter);
    members.push_back(member);
    if (IsInvalid(member)) {
      is_valid = false;
      continue;
    }
    nullable_members += member->includes_nullable_type() ? 1 : 0;
    if (member->kind() == TypeKind::kAny ||
        member->kind() == TypeKind::kPromise) {
      Report(Rule::kUnionMemberAny, parameter->range,
             StrCat("'", member->ToString(),
                    "' cannot be a member of a union: it is ",
                    member->canonical()->ToString()));
      is_valid = false;
    }
  }
  if (!is_valid) {
    return InvalidType();
  }
  const Type* type = CheckLimit(
      types_.Get({.kind = TypeKind::kUnion, .parameters = members}), ast.range);
  if (IsInvalid(type)) {
    return type;
  }
  if (nullable_members > 1) {
    Report(Rule::kUnionNullableMembers, ast.range,
           StrCat("the union '", type->ToString(), "' has ", nullable_members,
                  " nullable member types; at most one is allowed"));
    return InvalidType();
  }
  if (nullable_members == 1 &&
      type->FindMember(TypeKind::kDictionary) != nullptr) {
    Report(Rule::kUnionNullableMembers, ast.range,
           StrCat("the union '", type->ToString(),
                  "' has both a nullable and a dictionary member type"));
    return InvalidType();
  }
  CheckUnion(type, ast.range);
  return type;
}

// Each pair of flattened member types must be distinguishable. Within a member
// that is a union that has been checked before.
void Linker::CheckUnion(const Type* type, SourceRange range) {
  const auto flattened = [](const Type* const& member) {
    return member->kind() == TypeKind::kUnion
               ? member->flattened_member_types()
               : absl::Span<const Type* const>(&member, 1);
  };
  const auto members = type->parameters();
  for (size_t i = 0; i < members.size(); ++i) {
    for (size_t j = i + 1; j < members.size(); ++j) {
      for (const Type* a : flattened(members[i])) {
        for (const Type* b : flattened(members[j])) {
          // Whether null is wanted twice has been asked for the whole union.
          if (!AreDistinguishable(*a->non_nullable(), *b->non_nullable())) {
            Report(
                Rule::kUnionDistinguishable, range,
                StrCat("the union's member types '", a->ToString(), "' and '",
                       b->ToString(), "' are not distinguishable"));
            return;
          }
        }
      }
    }
  }
}

const Type* Linker::MakeNullable(const Type* type, SourceRange range) {
  if (IsInvalid(type)) {
    return type;
  }
  std::string_view problem;
  if (type->is_nullable()) {
    problem = "it is nullable already";
  } else if (type->kind() == TypeKind::kAny) {
    problem = "'any' includes null";
  } else if (type->kind() == TypeKind::kPromise) {
    problem = "promises cannot be null";
  } else if (type->kind() == TypeKind::kObservableArray) {
    problem = "observable arrays cannot be null";
  } else if (type->includes_nullable_type()) {
    problem = "the union includes a nullable type";
  } else if (type->kind() == TypeKind::kUnion &&
             type->FindMember(TypeKind::kDictionary) != nullptr) {
    problem = "the union has a dictionary type";
  } else {
    return CheckLimit(types_.WithNullable(type, true), range);
  }
  Report(Rule::kNullableInner, range,
         StrCat("'", type->ToString(), "' cannot be made nullable: ", problem));
  return InvalidType();
}

// https://webidl.spec.whatwg.org/#idl-annotated-types. Errors leave the type as
// it is.
const Type* Linker::Annotate(const Type* type, uint8_t annotations,
                             SourceRange range) {
  struct Applicable {
    TypeAnnotation annotation;
    std::string_view name;
    bool (*to)(const Type&);
    std::string_view what;
  };
  static constexpr Applicable kApplicable[] = {
      {kAnnotatedAllowResizable, "AllowResizable",
       [](const Type& t) { return IsBufferSourceType(t.kind()); },
       "a buffer source type"},
      {kAnnotatedAllowShared, "AllowShared",
       [](const Type& t) { return IsBufferViewType(t.kind()); },
       "a buffer view type"},
      {kAnnotatedClamp, "Clamp",
       [](const Type& t) { return IsIntegerType(t.kind()); },
       "an integer type"},
      {kAnnotatedEnforceRange, "EnforceRange",
       [](const Type& t) { return IsIntegerType(t.kind()); },
       "an integer type"},
      {kAnnotatedLegacyNullToEmptyString, "LegacyNullToEmptyString",
       [](const Type& t) {
         return (t.kind() == TypeKind::kDOMString ||
                 t.kind() == TypeKind::kUSVString) &&
                !t.is_nullable();
       },
       "DOMString or USVString"},
  };
  const Type* const self = type;
  const auto targets = type->kind() == TypeKind::kUnion
                           ? type->flattened_member_types()
                           : absl::Span<const Type* const>(&self, 1);
  uint8_t combined = annotations;
  for (const Type* target : targets) {
    combined |= target->annotations();
    for (const Applicable& rule : kApplicable) {
      if ((annotations & rule.annotation) != 0 && !rule.to(*target)) {
        Report(Rule::kTypeAnnotation, range,
               StrCat("[", rule.name, "] cannot annotate '", target->ToString(),
                      "', which is not ", rule.what));
        return type;
      }
    }
  }
  if ((combined & kAnnotatedClamp) != 0 &&
      (combined & kAnnotatedEnforceRange) != 0) {
    Report(Rule::kTypeAnnotationConflict, range,
           "a type cannot have both [Clamp] and [EnforceRange]");
    return type;
  }
  return CheckLimit(types_.WithAnnotations(type, annotations), range);
}

// Whether `type`, or anything it is made of, is of `kind`.
bool Linker::ContainsKind(const Type* type, TypeKind kind) {
  type = type->canonical();
  if (type->kind() == kind) {
    return true;
  }
  if (type->parameters().empty()) {
    return false;
  }
  const auto found = contains_.find(std::pair(type, kind));
  if (found != contains_.end()) {
    return found->second;
  }
  const auto parameters = type->parameters();
  const bool contains =
      std::any_of(parameters.begin(), parameters.end(),
                  [&](const Type* t) { return ContainsKind(t, kind); });
  contains_.emplace(std::pair(type, kind), contains);
  return contains;
}

// The types that may stand in some places only.
void Linker::CheckTypePlace(TypePlace place, const Type* type,
                            SourceRange range) {
  if (IsInvalid(type)) {
    return;
  }
  // The type itself is in a good place; is what it is made of?
  const auto is_misplaced = [&](TypeKind kind, bool place_is_good) {
    if (type->kind() == kind && place_is_good) {
      return ContainsKind(type->element(), kind);
    }
    return ContainsKind(type, kind);
  };
  const bool is_interface_attribute =
      place == TypePlace::kAttribute || place == TypePlace::kStaticAttribute;
  if (is_misplaced(TypeKind::kFrozenArray, is_interface_attribute)) {
    Report(Rule::kFrozenArrayPlace, range,
           StrCat("a frozen array can only be the type of an attribute of an "
                  "interface, here '",
                  type->ToString(), "'; use a sequence"));
  }
  if (is_misplaced(TypeKind::kObservableArray,
                   place == TypePlace::kAttribute)) {
    Report(Rule::kObservableArrayPlace, range,
           StrCat("an observable array can only be the type of a regular "
                  "attribute of an interface, here '",
                  type->ToString(), "'"));
  }
  if ((place == TypePlace::kArgument ||
       place == TypePlace::kDictionaryMember) &&
      type->includes_undefined()) {
    Report(Rule::kUndefinedPlace, range,
           place == TypePlace::kArgument
               ? "undefined cannot be the type of an argument; make the "
                 "argument optional"
               : "undefined cannot be the type of a dictionary member; members "
                 "that are not required may be missing");
  }
}

void Linker::ReportUnknownTypes() {
  if (lost_definitions_) {
    return;
  }
  for (const std::string_view name : unknown_names_) {
    const UnknownType& unknown = unknown_types_[name];
    const size_t others = unknown.uses.size() - 1;
    Diagnostic& error = Report(
        Rule::kUnknownType, unknown.range,
        others == 0 ? StrCat("unknown type '", name, "'")
                    : StrCat("unknown type '", name, "' (used in ", others,
                             others == 1 ? " more place)" : " more places)"));
    // The names that people bring from elsewhere.
    constexpr std::pair<std::string_view, std::string_view> kForeign[] = {
        {"void", "undefined"},
        {"bool", "boolean"},
        {"int", "long"},
        {"string", "DOMString"},
        {"String", "DOMString"},
        {"number", "double"},
        {"BigInt", "bigint"},
        {"Object", "object"},
        {"Array", "sequence<...>"},
        {"Boolean", "boolean"},
        {"Symbol", "symbol"},
        {"uint8_t", "octet"},
    };
    const auto foreign =
        std::find_if(std::begin(kForeign), std::end(kForeign),
                     [name](const auto& pair) { return pair.first == name; });
    if (foreign != std::end(kForeign)) {
      error.AddNote(unknown.range,
                    StrCat("did you mean '", foreign->second, "'?"));
    } else {
      SuggestDefinition(name, &error);
    }
  }
}

}  // namespace mortise::idl
