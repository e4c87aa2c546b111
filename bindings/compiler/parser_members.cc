#include "bindings/compiler/parser_impl.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {

// ExtendedAttributeList and one member of the definition's kind.
ast::Member* Parser::ParseMember(const ast::Definition& definition) {
  const Token first = token();
  auto* member = arena_->New<ast::Member>();
  if (!ParseExtendedAttributeList(&member->extended_attributes)) {
    return nullptr;
  }
  if (Is(TokenKind::kCloseBrace) || Is(TokenKind::kSemicolon)) {
    FailExpected("a member", member->extended_attributes.empty()
                                 ? ""
                                 : "after the extended attributes");
    return nullptr;
  }
  member->name = {{}, RangeOf(token())};
  bool parsed = false;
  switch (definition.kind) {
    case ast::DefinitionKind::kInterface:
      parsed = ParseInterfaceMember(definition, member);
      break;
    case ast::DefinitionKind::kMixin:
      parsed = ParseMixinMember(member);
      break;
    case ast::DefinitionKind::kNamespace:
      parsed = ParseNamespaceMember(member);
      break;
    case ast::DefinitionKind::kCallbackInterface:
      parsed = ParseCallbackInterfaceMember(member);
      break;
    default:
      parsed = ParseDictionaryMember(member);
      break;
  }
  if (!parsed) {
    return nullptr;
  }
  member->range = RangeFrom(first);
  return member;
}

bool Parser::RefuseMember(std::string_view what, std::string_view place) {
  if (failed_at_ != at_) {
    ReportAtToken(StrCat(what, " cannot be a member of ", place));
  }
  return false;
}

// InterfaceMember or, in a partial interface, PartialInterfaceMember.
bool Parser::ParseInterfaceMember(const ast::Definition& definition,
                                  ast::Member* member) {
  switch (token().kind) {
    case TokenKind::kConst:
      return ParseConstant(member);
    case TokenKind::kConstructor:
      if (definition.is_partial) {
        return RefuseMember("a constructor", "a partial interface");
      }
      return ParseConstructor(member);
    case TokenKind::kStringifier:
      return ParseStringifier(member);
    case TokenKind::kStatic:
      return ParseStatic(member);
    case TokenKind::kIterable:
    case TokenKind::kAsyncIterable:
      return ParseIterable(member);
    case TokenKind::kReadonly:
      Advance();
      member->is_readonly = true;
      if (Is(TokenKind::kAttribute)) {
        return ParseAttributeRest(member);
      }
      if (Is(TokenKind::kMaplike)) {
        return ParseMaplike(member);
      }
      if (Is(TokenKind::kSetlike)) {
        return ParseSetlike(member);
      }
      return FailExpected("'attribute', 'maplike' or 'setlike'",
                          "after 'readonly'");
    case TokenKind::kAttribute:
      return ParseAttributeRest(member);
    case TokenKind::kInherit:
      Advance();
      member->is_inherit = true;
      return ParseAttributeRest(member);
    case TokenKind::kMaplike:
      return ParseMaplike(member);
    case TokenKind::kSetlike:
      return ParseSetlike(member);
    case TokenKind::kGetter:
      member->special = ast::SpecialKeyword::kGetter;
      break;
    case TokenKind::kSetter:
      member->special = ast::SpecialKeyword::kSetter;
      break;
    case TokenKind::kDeleter:
      member->special = ast::SpecialKeyword::kDeleter;
      break;
    default:
      return ParseOperation(member);
  }
  Advance();
  return ParseOperation(member);
}

// MixinMember
bool Parser::ParseMixinMember(ast::Member* member) {
  constexpr std::string_view kPlace = "an interface mixin";
  switch (token().kind) {
    case TokenKind::kConst:
      return ParseConstant(member);
    case TokenKind::kStringifier:
      return ParseStringifier(member);
    case TokenKind::kReadonly:
    case TokenKind::kAttribute:
      return ParseOptionalReadOnlyAttribute(member, {});
    case TokenKind::kStatic:
      return RefuseMember("a static member", kPlace);
    case TokenKind::kConstructor:
      return RefuseMember("a constructor", kPlace);
    case TokenKind::kInherit:
      return RefuseMember("an attribute that inherits its getter", kPlace);
    case TokenKind::kGetter:
    case TokenKind::kSetter:
    case TokenKind::kDeleter:
      return RefuseMember("a special operation", kPlace);
    case TokenKind::kIterable:
    case TokenKind::kAsyncIterable:
    case TokenKind::kMaplike:
    case TokenKind::kSetlike:
      return RefuseMember(StrCat("a declaration '", TextOf(token()), "<...>'"),
                          kPlace);
    default:
      return ParseOperation(member);
  }
}

// NamespaceMember
bool Parser::ParseNamespaceMember(ast::Member* member) {
  constexpr std::string_view kPlace = "a namespace";
  switch (token().kind) {
    case TokenKind::kConst:
      return ParseConstant(member);
    case TokenKind::kReadonly:
      return ParseOptionalReadOnlyAttribute(member, {});
    case TokenKind::kAttribute:
      return RefuseMember("an attribute that is not 'readonly'", kPlace);
    default:
      if (!AtTypeStart() && IsKeyword(token().kind)) {
        return RefuseMember(StrCat("'", TextOf(token()), "'"), kPlace);
      }
      return ParseOperation(member);
  }
}

// CallbackInterfaceMember
bool Parser::ParseCallbackInterfaceMember(ast::Member* member) {
  if (Is(TokenKind::kConst)) {
    return ParseConstant(member);
  }
  if (!AtTypeStart() && IsKeyword(token().kind)) {
    return RefuseMember(StrCat("'", TextOf(token()), "'"),
                        "a callback interface");
  }
  return ParseOperation(member);
}

// DictionaryMemberRest: "required" TypeWithExtendedAttributes identifier ";"
//                     | Type identifier Default ";"
bool Parser::ParseDictionaryMember(ast::Member* member) {
  member->kind = ast::MemberKind::kDictionaryMember;
  member->is_required = Consume(TokenKind::kRequired);
  member->type =
      member->is_required ? ParseTypeWithExtendedAttributes() : ParseType();
  if (member->type == nullptr ||
      !ParseName("the name of the dictionary member", &member->name)) {
    return false;
  }
  if (Is(TokenKind::kEquals)) {
    if (member->is_required) {
      ReportAtToken("a required dictionary member cannot have a default value");
      return false;
    }
    Advance();
    member->value = ParseDefaultValue();
    if (member->value == nullptr) {
      return false;
    }
  }
  return ExpectSemicolon("after the dictionary member");
}

// Const: "const" ConstType identifier "=" ConstValue ";"
bool Parser::ParseConstant(ast::Member* member) {
  Advance();
  member->kind = ast::MemberKind::kConstant;
  member->type = ParseConstType();
  if (member->type == nullptr ||
      !ParseName("the name of the constant", &member->name) ||
      !Expect(TokenKind::kEquals, "after the name of the constant")) {
    return false;
  }
  member->value = ParseConstValue();
  return member->value != nullptr && ExpectSemicolon("after the constant");
}

// AttributeRest: "attribute" TypeWithExtendedAttributes AttributeName ";"
bool Parser::ParseAttributeRest(ast::Member* member) {
  member->kind = ast::MemberKind::kAttribute;
  if (!Expect(TokenKind::kAttribute, "here")) {
    return false;
  }
  member->type = ParseTypeWithExtendedAttributes();
  if (member->type == nullptr) {
    return false;
  }
  if (Is(TokenKind::kRequired)) {  // AttributeNameKeyword
    member->name = TakeIdentifier();
  } else if (!ParseName("the name of the attribute", &member->name)) {
    return false;
  }
  return ExpectSemicolon("after the attribute");
}

// OptionalReadOnly AttributeRest
bool Parser::ParseOptionalReadOnlyAttribute(ast::Member* member,
                                            std::string_view keyword) {
  member->is_readonly = Consume(TokenKind::kReadonly);
  if (!Is(TokenKind::kAttribute)) {
    return FailExpected("'attribute'",
                        member->is_readonly ? "after 'readonly'" : keyword);
  }
  return ParseAttributeRest(member);
}

// RegularOperation: Type OptionalOperationName "(" ArgumentList ")" ";"
bool Parser::ParseOperation(ast::Member* member) {
  member->kind = ast::MemberKind::kOperation;
  if (!AtTypeStart()) {
    return FailExpected(member->special != ast::SpecialKeyword::kNone ||
                                member->is_static
                            ? "a return type"
                            : "a member");
  }
  member->type = ParseType();
  if (member->type == nullptr) {
    return false;
  }
  if (Is(TokenKind::kIdentifier) || Is(TokenKind::kIncludes)) {
    member->name = TakeIdentifier();
  } else if (!Is(TokenKind::kOpenParenthesis)) {
    if (IsKeyword(token().kind)) {
      return ParseName("the name of the operation", &member->name);
    }
    return FailExpected("the name of the operation or '('",
                        "after the return type");
  }
  if (Is(TokenKind::kSemicolon) && failed_at_ != at_) {
    // The commonest mistake: an attribute without its keyword.
    Diagnostic& error = ReportAtToken(StrCat(
        "expected '(' after the name of the operation, found ", Describe()));
    error.AddNote(member->name.range,
                  StrCat("for an attribute, write 'attribute' before "
                         "the type of '",
                         member->name.text, "'"));
    return false;
  }
  return ParseParenthesizedArguments(&member->arguments,
                                     "after the name of the operation") &&
         ExpectSemicolon("after the operation");
}

// Constructor: "constructor" "(" ArgumentList ")" ";"
bool Parser::ParseConstructor(ast::Member* member) {
  Advance();
  member->kind = ast::MemberKind::kConstructor;
  return ParseParenthesizedArguments(&member->arguments,
                                     "after 'constructor'") &&
         ExpectSemicolon("after the constructor");
}

// Stringifier: "stringifier" ( OptionalReadOnly AttributeRest | ";" )
bool Parser::ParseStringifier(ast::Member* member) {
  Advance();
  if (Consume(TokenKind::kSemicolon)) {
    member->kind = ast::MemberKind::kStringifier;
    return true;
  }
  member->is_stringifier = true;
  return ParseOptionalReadOnlyAttribute(member, "or ';' after 'stringifier'");
}

// StaticMember: "static" ( OptionalReadOnly AttributeRest | RegularOperation )
bool Parser::ParseStatic(ast::Member* member) {
  Advance();
  member->is_static = true;
  if (Is(TokenKind::kReadonly) || Is(TokenKind::kAttribute)) {
    return ParseOptionalReadOnlyAttribute(member, {});
  }
  return ParseOperation(member);
}

// Iterable: "iterable" "<" TypeWithExtendedAttributes OptionalType ">" ";"
// AsyncIterable: "async_iterable" "<" ... ">" OptionalArgumentList ";"
bool Parser::ParseIterable(ast::Member* member) {
  const bool is_async = Is(TokenKind::kAsyncIterable);
  member->kind =
      is_async ? ast::MemberKind::kAsyncIterable : ast::MemberKind::kIterable;
  const std::string_view context =
      is_async ? "after 'async_iterable'" : "after 'iterable'";
  Advance();
  if (!Expect(TokenKind::kLess, context)) {
    return false;
  }
  member->type = ParseTypeWithExtendedAttributes();
  if (member->type == nullptr) {
    return false;
  }
  if (Consume(TokenKind::kComma)) {
    member->value_type = ParseTypeWithExtendedAttributes();
    if (member->value_type == nullptr) {
      return false;
    }
  }
  if (!Expect(TokenKind::kGreater, "after the type of the values")) {
    return false;
  }
  if (is_async && Is(TokenKind::kOpenParenthesis) &&
      !ParseParenthesizedArguments(&member->arguments, {})) {
    return false;
  }
  return ExpectSemicolon(is_async ? "after the asynchronous iterable"
                                  : "after the iterable");
}

// MaplikeRest: "maplike" "<" TypeWithExtendedAttributes ","
//              TypeWithExtendedAttributes ">" ";"
bool Parser::ParseMaplike(ast::Member* member) {
  Advance();
  member->kind = ast::MemberKind::kMaplike;
  if (!Expect(TokenKind::kLess, "after 'maplike'")) {
    return false;
  }
  member->type = ParseTypeWithExtendedAttributes();
  if (member->type == nullptr ||
      !Expect(TokenKind::kComma, "after the key type of the maplike")) {
    return false;
  }
  member->value_type = ParseTypeWithExtendedAttributes();
  return member->value_type != nullptr &&
         Expect(TokenKind::kGreater, "after the value type of the maplike") &&
         ExpectSemicolon("after the maplike");
}

// SetlikeRest: "setlike" "<" TypeWithExtendedAttributes ">" ";"
bool Parser::ParseSetlike(ast::Member* member) {
  Advance();
  member->kind = ast::MemberKind::kSetlike;
  if (!Expect(TokenKind::kLess, "after 'setlike'")) {
    return false;
  }
  member->type = ParseTypeWithExtendedAttributes();
  return member->type != nullptr &&
         Expect(TokenKind::kGreater, "after the type of the setlike") &&
         ExpectSemicolon("after the setlike");
}

bool Parser::ParseParenthesizedArguments(
    absl::Span<const ast::Argument* const>* out, std::string_view context) {
  return Expect(TokenKind::kOpenParenthesis, context) &&
         ParseArgumentList(out) && Expect(TokenKind::kCloseParenthesis, {});
}

// ArgumentList: Argument Arguments | nothing
bool Parser::ParseArgumentList(absl::Span<const ast::Argument* const>* out) {
  if (Is(TokenKind::kCloseParenthesis)) {
    return true;
  }
  List<const ast::Argument*> arguments(&argument_stack_);
  do {
    const ast::Argument* argument = ParseArgument();
    if (argument == nullptr) {
      return false;
    }
    arguments.Add(argument);
  } while (Consume(TokenKind::kComma));
  if (!Is(TokenKind::kCloseParenthesis)) {
    return FailExpected("',' or ')'", "after the argument");
  }
  *out = arguments.CopyTo(arena_);
  return true;
}

// ArgumentRest: "optional" TypeWithExtendedAttributes ArgumentName Default
//             | Type Ellipsis ArgumentName
const ast::Argument* Parser::ParseArgument() {
  auto* argument = arena_->New<ast::Argument>();
  if (!ParseExtendedAttributeList(&argument->extended_attributes)) {
    return nullptr;
  }
  argument->is_optional = Consume(TokenKind::kOptional);
  argument->type =
      argument->is_optional ? ParseTypeWithExtendedAttributes() : ParseType();
  if (argument->type == nullptr) {
    return nullptr;
  }
  if (Is(TokenKind::kEllipsis)) {
    if (argument->is_optional) {
      ReportAtToken("an argument cannot be both optional and variadic");
      return nullptr;
    }
    Advance();
    argument->is_variadic = true;
  }
  if (IsArgumentNameKeyword(token().kind)) {
    argument->name = TakeIdentifier();
  } else if (!ParseName("the name of the argument", &argument->name)) {
    return nullptr;
  }
  if (Is(TokenKind::kEquals)) {
    if (!argument->is_optional) {
      ReportAtToken(argument->is_variadic
                        ? "a variadic argument cannot have a default value"
                        : "only an optional argument can have a default value");
      return nullptr;
    }
    Advance();
    argument->default_value = ParseDefaultValue();
    if (argument->default_value == nullptr) {
      return nullptr;
    }
  }
  return argument;
}

}  // namespace mortise::idl
