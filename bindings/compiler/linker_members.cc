#include <algorithm>

#include "bindings/compiler/linker_impl.h"

namespace mortise::idl {
namespace {

uint32_t PlaceOf(const ast::Member& ast) {
  switch (ast.kind) {
    case ast::MemberKind::kConstant:
      return kOnConstant;
    case ast::MemberKind::kAttribute:
      return ast.is_static ? kOnStaticAttribute : kOnRegularAttribute;
    case ast::MemberKind::kOperation:
      return ast.is_static           ? kOnStaticOperation
             : ast.name.text.empty() ? kOnSpecialOperation
                                     : kOnRegularOperation;
    case ast::MemberKind::kConstructor:
      return kOnConstructor;
    case ast::MemberKind::kStringifier:
      return kOnStringifier;
    case ast::MemberKind::kIterable:
      return kOnIterable;
    case ast::MemberKind::kAsyncIterable:
      return kOnAsyncIterable;
    case ast::MemberKind::kMaplike:
      return kOnMaplike;
    case ast::MemberKind::kSetlike:
      return kOnSetlike;
    case ast::MemberKind::kDictionaryMember:
      return kOnDictionaryMember;
  }
  return 0;
}

Member::Kind KindOf(ast::MemberKind kind) {
  switch (kind) {
    case ast::MemberKind::kAttribute:
      return Member::Kind::kAttribute;
    case ast::MemberKind::kOperation:
      return Member::Kind::kOperation;
    case ast::MemberKind::kConstructor:
      return Member::Kind::kConstructor;
    case ast::MemberKind::kStringifier:
      return Member::Kind::kStringifier;
    case ast::MemberKind::kIterable:
      return Member::Kind::kIterable;
    case ast::MemberKind::kAsyncIterable:
      return Member::Kind::kAsyncIterable;
    case ast::MemberKind::kMaplike:
      return Member::Kind::kMaplike;
    case ast::MemberKind::kSetlike:
      return Member::Kind::kSetlike;
    default:
      return Member::Kind::kConstant;
  }
}

template <typename Base, typename Derived>
Derived* Extend(Arena* arena, const Base& base) {
  Derived* derived = arena->New<Derived>();
  static_cast<Base&>(*derived) = base;
  return derived;
}

}  // namespace

void Linker::CheckReserved(const ast::Identifier& name,
                           std::string_view of_what) {
  if (name.text == "constructor" || name.text == "toString") {
    Report(Rule::kReservedIdentifier, name.range,
           StrCat("'", name.text, "' is reserved and cannot be the name of ",
                  of_what == "interface" || of_what == "attribute" ||
                          of_what == "operation" || of_what == "enumeration"
                      ? "an "
                      : "a ",
                  of_what));
  }
}

absl::Span<const Argument* const> Linker::BuildArguments(
    absl::Span<const ast::Argument* const> arguments) {
  std::vector<const Argument*> built;
  built.reserve(arguments.size());
  for (const ast::Argument* ast : arguments) {
    Argument* argument = arena_->New<Argument>();
    argument->name = ast->name.text;
    argument->range = ast->name.range;
    uint8_t annotations = kNoAnnotation;
    // Behind "optional" the type has a list of its own.
    argument->extended_attributes = ResolveExtendedAttributes(
        ast->extended_attributes, kOnArgument,
        ast->is_optional ? nullptr : &annotations, &annotations);
    argument->type =
        ResolveTypeIn(TypePlace::kArgument, *ast->type, annotations);
    argument->is_optional = ast->is_optional;
    argument->is_variadic = ast->is_variadic;
    argument->default_value = ast->default_value;
    built.push_back(argument);
  }
  return arena_->Copy(built);
}

std::vector<Linker::Part> Linker::PartsOf(const Entry& entry) const {
  std::vector<Part> parts = {{entry.main, nullptr}};
  for (const ast::Definition* partial : entry.partials) {
    parts.push_back({partial, nullptr});
  }
  for (const Entry* mixin : entry.mixins) {
    parts.push_back({mixin->main, mixin->main});
    for (const ast::Definition* partial : mixin->partials) {
      parts.push_back({partial, mixin->main});
    }
  }
  return parts;
}

// Adds the members of one part to `lists`; what an interface has once goes to
// `interface`, which is null for other definitions.
void Linker::AddMembers(const Part& part, Definition* owner,
                        Interface* interface, MemberLists* lists) {
  for (const ast::Member* ast : part.ast->members) {
    Member base;
    base.kind = KindOf(ast->kind);
    base.name = ast->name.text;
    base.range = ast->name.range;
    base.declaration = ast->range;
    base.extended_attributes =
        ResolveExtendedAttributes(ast->extended_attributes, PlaceOf(*ast));
    base.owner = owner;
    base.declared_in = part.ast;
    switch (ast->kind) {
      case ast::MemberKind::kConstant:
        AddConstant(*ast, base, lists);
        break;
      case ast::MemberKind::kAttribute:
        AddAttribute(*ast, base, interface, lists);
        break;
      case ast::MemberKind::kOperation:
      case ast::MemberKind::kConstructor:
        AddOperation(*ast, base, interface, lists);
        break;
      case ast::MemberKind::kStringifier:
        AddStringifier(base, nullptr, interface, lists);
        break;
      default:
        AddIterable(*ast, base, interface, lists);
        break;
    }
  }
}

void Linker::AddConstant(const ast::Member& ast, Member base,
                         MemberLists* lists) {
  CheckReserved(ast.name, "constant");
  Constant* constant = Extend<Member, Constant>(arena_, base);
  constant->type = ResolveTypeIn(TypePlace::kElsewhere, *ast.type);
  constant->value = ast.value;
  lists->constants.push_back(constant);
  lists->members.push_back(constant);
}

void Linker::AddAttribute(const ast::Member& ast, Member base,
                          Interface* interface, MemberLists* lists) {
  CheckReserved(ast.name, "attribute");
  Attribute* attribute = Extend<Member, Attribute>(arena_, base);
  attribute->type =
      ResolveTypeIn(interface == nullptr ? TypePlace::kNamespaceAttribute
                    : ast.is_static      ? TypePlace::kStaticAttribute
                                         : TypePlace::kAttribute,
                    *ast.type);
  attribute->is_static = ast.is_static;
  attribute->is_readonly = ast.is_readonly;
  attribute->is_stringifier = ast.is_stringifier;
  attribute->is_inherit = ast.is_inherit;
  lists->attributes.push_back(attribute);
  lists->members.push_back(attribute);
  if (ast.is_inherit) {
    inheriting_attributes_.emplace_back(interface, attribute);
  }
  if (base.Has(ExtendedAttributeId::kPutForwards)) {
    forwarding_attributes_.emplace_back(interface, attribute);
  }
  if (ast.is_stringifier) {
    AddStringifier(base, attribute, interface, lists);
  }
}

void Linker::AddStringifier(Member base, const Attribute* attribute,
                            Interface* interface, MemberLists* lists) {
  base.kind = Member::Kind::kStringifier;
  if (interface->stringifier != nullptr) {
    Report(Rule::kStringifierDuplicate, base.range,
           StrCat("'", interface->name, "' already has a stringifier"))
        .AddNote(interface->stringifier->range, "previous declaration is here");
    return;
  }
  Stringifier* stringifier = Extend<Member, Stringifier>(arena_, base);
  stringifier->attribute = attribute;
  interface->stringifier = stringifier;
  if (attribute == nullptr) {
    lists->members.push_back(stringifier);
  } else {
    lists->stringifier = stringifier;
  }
}

void Linker::AddOperation(const ast::Member& ast, Member base,
                          Interface* interface, MemberLists* lists) {
  Operation* operation = Extend<Member, Operation>(arena_, base);
  operation->arguments = BuildArguments(ast.arguments);
  operation->is_static = ast.is_static;
  operation->special = ast.special;
  if (ast.type != nullptr) {
    operation->return_type = ResolveTypeIn(TypePlace::kElsewhere, *ast.type);
  }
  lists->members.push_back(operation);
  if (ast.kind == ast::MemberKind::kConstructor) {
    lists->constructors.push_back(operation);
    return;
  }
  if (ast.special != ast::SpecialKeyword::kNone) {
    AddSpecialOperation(operation, interface);
  }
  if (!base.name.empty()) {
    CheckReserved(ast.name, "operation");
    lists->operations.push_back(operation);
  } else if (ast.special == ast::SpecialKeyword::kNone) {
    Report(Rule::kOperationName, ast.type->range,
           "an operation without a name must be a getter, setter or deleter");
  }
}

// https://webidl.spec.whatwg.org/#idl-special-operations: the variety is told
// by the type of the first argument.
void Linker::AddSpecialOperation(const Operation* operation,
                                 Interface* interface) {
  using Keyword = ast::SpecialKeyword;
  const Keyword keyword = operation->special;
  const std::string_view name = keyword == Keyword::kGetter   ? "getter"
                                : keyword == Keyword::kSetter ? "setter"
                                                              : "deleter";
  const auto refuse = [&](std::string_view why) {
    Report(Rule::kSpecialOperation, operation->range,
           StrCat("a ", name, " ", why));
  };
  for (const Argument* argument : operation->arguments) {
    if (!argument->is_required()) {
      return refuse("cannot have optional or variadic arguments");
    }
    if (IsInvalid(argument->type)) {
      return;
    }
  }
  const size_t count = operation->arguments.size();
  if (count != (keyword == Keyword::kSetter ? 2 : 1)) {
    return refuse(keyword == Keyword::kSetter
                      ? "takes two arguments: the index or name, and the value"
                      : "takes one argument: the index or name");
  }
  const Type* type = operation->arguments[0]->type->canonical();
  const bool is_plain =
      !type->is_nullable() && type->annotations() == kNoAnnotation;
  const bool is_indexed = is_plain && type->kind() == TypeKind::kUnsignedLong;
  const bool is_named = is_plain && type->kind() == TypeKind::kDOMString;
  if (keyword == Keyword::kDeleter ? !is_named : !is_indexed && !is_named) {
    return refuse(keyword == Keyword::kDeleter
                      ? "takes a 'DOMString' as its argument"
                      : "takes an 'unsigned long' or a 'DOMString' as its "
                        "first argument");
  }
  const Operation** slot =
      keyword == Keyword::kDeleter ? &interface->named_deleter
      : keyword == Keyword::kGetter
          ? (is_indexed ? &interface->indexed_getter : &interface->named_getter)
          : (is_indexed ? &interface->indexed_setter
                        : &interface->named_setter);
  if (*slot != nullptr) {
    Report(Rule::kSpecialOperationDuplicate, operation->range,
           StrCat("'", interface->name, "' already has ",
                  is_indexed ? "an indexed " : "a named ", name))
        .AddNote((*slot)->range, "previous declaration is here");
    return;
  }
  *slot = operation;
}

void Linker::AddIterable(const ast::Member& ast, Member base,
                         Interface* interface, MemberLists* lists) {
  IterableDeclaration* iterable =
      Extend<Member, IterableDeclaration>(arena_, base);
  const Type* first = ResolveTypeIn(TypePlace::kElsewhere, *ast.type);
  if (ast.value_type != nullptr) {
    iterable->key_type = first;
    iterable->value_type =
        ResolveTypeIn(TypePlace::kElsewhere, *ast.value_type);
  } else {
    iterable->value_type = first;
  }
  iterable->is_readonly = ast.is_readonly;
  iterable->arguments = BuildArguments(ast.arguments);
  lists->members.push_back(iterable);

  for (const IterableDeclaration* previous :
       {interface->iterable, interface->async_iterable, interface->maplike,
        interface->setlike}) {
    if (previous != nullptr) {
      Report(Rule::kIterableDuplicate, base.range,
             StrCat("'", interface->name,
                    "' already has an iterable, async_iterable, maplike or "
                    "setlike declaration"))
          .AddNote(previous->range, "previous declaration is here");
      return;
    }
  }
  (base.kind == Member::Kind::kIterable        ? interface->iterable
   : base.kind == Member::Kind::kAsyncIterable ? interface->async_iterable
   : base.kind == Member::Kind::kMaplike       ? interface->maplike
                                               : interface->setlike) = iterable;
}

// What refers to other interfaces' members, when all of them are there.
void Linker::ResolveAttributeLinks() {
  for (const auto& [interface, attribute] : inheriting_attributes_) {
    for (const Interface* at = interface->parent; at != nullptr;
         at = at->parent) {
      const Attribute* inherited = at->FindAttribute(attribute->name);
      if (inherited != nullptr && !inherited->is_static) {
        attribute->inherited_from = inherited;
        break;
      }
    }
  }
  for (const auto& [interface, attribute] : forwarding_attributes_) {
    const std::string_view name =
        attribute->extended_attributes.Value(ExtendedAttributeId::kPutForwards);
    // Standards forward to attributes that the interface inherits, too.
    for (const Interface* at = attribute->type->interface();
         at != nullptr && attribute->put_forwards == nullptr; at = at->parent) {
      const Attribute* target = at->FindAttribute(name);
      if (target != nullptr && !target->is_static) {
        attribute->put_forwards = target;
      }
    }
  }
}

}  // namespace mortise::idl
