#include "bindings/compiler/parser_impl.h"
#include "bindings/compiler/spelling.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

constexpr std::string_view kDefinitionKeywords[] = {
    "callback",  "dictionary", "enum",   "interface",
    "namespace", "partial",    "typedef"};

}  // namespace

// Definitions: ExtendedAttributeList Definition Definitions
void Parser::ParseDefinition() {
  const Token first = token();
  const size_t start = at_;
  ast::ExtendedAttributeList attributes;
  ast::Definition* definition = nullptr;
  if (ParseExtendedAttributeList(&attributes)) {
    definition = ParseDefinitionRest(first);
  }
  if (definition == nullptr) {
    file_.lost_definitions = true;
    if (at_ == start) {
      Advance();
    }
    SkipDefinition();
    return;
  }
  definition->extended_attributes = attributes;
  definition->range = RangeFrom(first);
  file_.definitions.push_back(definition);
}

ast::Definition* Parser::ParseDefinitionRest(const Token& first) {
  switch (token().kind) {
    case TokenKind::kCallback:
      return ParseCallback(/*is_partial=*/false);
    case TokenKind::kInterface:
      return ParseInterfaceOrMixin(/*is_partial=*/false);
    case TokenKind::kNamespace:
      return ParseNamespace(/*is_partial=*/false);
    case TokenKind::kPartial:
      return ParsePartial();
    case TokenKind::kDictionary:
      return ParseDictionary(/*is_partial=*/false);
    case TokenKind::kEnum:
      return ParseEnumeration();
    case TokenKind::kTypedef:
      return ParseTypedef();
    case TokenKind::kIdentifier:
      if (PeekToken().kind == TokenKind::kIncludes) {
        return ParseIncludes();
      }
      break;
    default:
      break;
  }
  if (failed_at_ == at_) {
    return nullptr;
  }
  if (Is(TokenKind::kSemicolon) || Is(TokenKind::kCloseBrace)) {
    // Left over from something broken or doubled; nothing else is wrong.
    ReportAtToken(StrCat("stray ", Describe(), " between definitions"));
    return nullptr;
  }
  if (token().begin != first.begin) {
    FailExpected("a definition", "after the extended attributes");
    return nullptr;
  }
  Diagnostic& error = ReportAtToken(
      StrCat("expected a definition (interface, dictionary, enum, callback, "
             "namespace, typedef, partial or includes), found ",
             Describe()));
  if (Is(TokenKind::kIdentifier)) {
    const std::string_view meant =
        ClosestSpelling(TextOf(token()), kDefinitionKeywords);
    if (!meant.empty()) {
      error.AddNote(RangeOf(token()), StrCat("did you mean '", meant, "'?"));
    } else if (TextOf(PeekToken()) == "implements") {
      error.AddNote(RangeOf(PeekToken()),
                    "'implements' is no longer in the language; use an "
                    "interface mixin and 'includes'");
    }
  }
  return nullptr;
}

// "callback" CallbackRest | "callback" "interface" ...
ast::Definition* Parser::ParseCallback(bool is_partial) {
  Advance();
  auto* definition = arena_->New<ast::Definition>();
  definition->is_partial = is_partial;
  if (Consume(TokenKind::kInterface)) {
    definition->kind = ast::DefinitionKind::kCallbackInterface;
    if (!ParseName("the name of the callback interface", &definition->name)) {
      return nullptr;
    }
    if (Is(TokenKind::kColon)) {
      ReportAtToken("a callback interface cannot inherit");
      return nullptr;
    }
    return ParseBody(definition) ? definition : nullptr;
  }
  definition->kind = ast::DefinitionKind::kCallbackFunction;
  if (!ParseName("the name of the callback function", &definition->name) ||
      !Expect(TokenKind::kEquals, "after the name of the callback function")) {
    return nullptr;
  }
  definition->type = ParseType();
  if (definition->type == nullptr ||
      !ParseParenthesizedArguments(
          &definition->arguments,
          "after the return type of the callback function") ||
      !ExpectSemicolon("after the callback function")) {
    return nullptr;
  }
  return definition;
}

ast::Definition* Parser::ParsePartial() {
  Advance();
  switch (token().kind) {
    case TokenKind::kInterface:
      return ParseInterfaceOrMixin(/*is_partial=*/true);
    case TokenKind::kDictionary:
      return ParseDictionary(/*is_partial=*/true);
    case TokenKind::kNamespace:
      return ParseNamespace(/*is_partial=*/true);
    default:
      FailExpected("'interface', 'dictionary' or 'namespace'",
                   "after 'partial'");
      return nullptr;
  }
}

ast::Definition* Parser::ParseInterfaceOrMixin(bool is_partial) {
  Advance();
  auto* definition = arena_->New<ast::Definition>();
  definition->is_partial = is_partial;
  const bool is_mixin = Consume(TokenKind::kMixin);
  definition->kind =
      is_mixin ? ast::DefinitionKind::kMixin : ast::DefinitionKind::kInterface;
  if (!ParseName(is_mixin ? "the name of the interface mixin"
                          : "the name of the interface",
                 &definition->name)) {
    return nullptr;
  }
  if (Is(TokenKind::kColon) && (is_mixin || is_partial)) {
    ReportAtToken(is_mixin ? "an interface mixin cannot inherit"
                           : "a partial interface cannot inherit; inheritance "
                             "belongs on the interface itself");
    return nullptr;
  }
  return ParseInheritance(definition) && ParseBody(definition) ? definition
                                                               : nullptr;
}

ast::Definition* Parser::ParseNamespace(bool is_partial) {
  Advance();
  auto* definition = arena_->New<ast::Definition>();
  definition->kind = ast::DefinitionKind::kNamespace;
  definition->is_partial = is_partial;
  return ParseName("the name of the namespace", &definition->name) &&
                 ParseBody(definition)
             ? definition
             : nullptr;
}

ast::Definition* Parser::ParseDictionary(bool is_partial) {
  Advance();
  auto* definition = arena_->New<ast::Definition>();
  definition->kind = ast::DefinitionKind::kDictionary;
  definition->is_partial = is_partial;
  if (!ParseName("the name of the dictionary", &definition->name)) {
    return nullptr;
  }
  if (Is(TokenKind::kColon) && is_partial) {
    ReportAtToken(
        "a partial dictionary cannot inherit; inheritance belongs on the "
        "dictionary itself");
    return nullptr;
  }
  return ParseInheritance(definition) && ParseBody(definition) ? definition
                                                               : nullptr;
}

// "enum" identifier "{" EnumValueList "}" ";", where a comma may be last.
ast::Definition* Parser::ParseEnumeration() {
  Advance();
  auto* definition = arena_->New<ast::Definition>();
  definition->kind = ast::DefinitionKind::kEnumeration;
  if (!ParseName("the name of the enumeration", &definition->name) ||
      !Expect(TokenKind::kOpenBrace, "after the name of the enumeration")) {
    return nullptr;
  }
  List<ast::Identifier> values(&identifier_stack_);
  do {
    if (!Is(TokenKind::kString)) {
      FailExpected("a string", "as a value of the enumeration");
      return nullptr;
    }
    ast::ExtendedAttributeForm form;
    ast::Identifier value;
    TakeValue(&form, &value);
    values.Add(value);
  } while (Consume(TokenKind::kComma) && !Is(TokenKind::kCloseBrace));
  if (!Consume(TokenKind::kCloseBrace)) {
    FailExpected("',' or '}'", "after a value of the enumeration");
    return nullptr;
  }
  if (!ExpectSemicolon("after the enumeration")) {
    return nullptr;
  }
  definition->values = values.CopyTo(arena_);
  return definition;
}

ast::Definition* Parser::ParseTypedef() {
  Advance();
  auto* definition = arena_->New<ast::Definition>();
  definition->kind = ast::DefinitionKind::kTypedef;
  definition->type = ParseTypeWithExtendedAttributes();
  if (definition->type == nullptr ||
      !ParseName("the name of the typedef", &definition->name) ||
      !ExpectSemicolon("after the typedef")) {
    return nullptr;
  }
  return definition;
}

ast::Definition* Parser::ParseIncludes() {
  auto* definition = arena_->New<ast::Definition>();
  definition->kind = ast::DefinitionKind::kIncludes;
  definition->name = TakeIdentifier();
  Advance();
  if (!ParseName("the name of an interface mixin", &definition->target) ||
      !ExpectSemicolon("after the includes statement")) {
    return nullptr;
  }
  return definition;
}

// Inheritance: ":" identifier | nothing
bool Parser::ParseInheritance(ast::Definition* definition) {
  if (!Consume(TokenKind::kColon)) {
    return true;
  }
  return ParseName(definition->kind == ast::DefinitionKind::kDictionary
                       ? "the name of the inherited dictionary"
                       : "the name of the inherited interface",
                   &definition->target);
}

// "{" members "}" ";". Members that cannot be parsed are left out, and the
// definition is kept: false only if there is no body at all.
bool Parser::ParseBody(ast::Definition* definition) {
  if (!Consume(TokenKind::kOpenBrace)) {
    return FailExpected(
        "'{'", StrCat("before the members of '", definition->name.text, "'"));
  }
  const Token open = tokens_[at_ - 1];
  List<const ast::Member*> members(&member_stack_);
  while (!Is(TokenKind::kCloseBrace)) {
    if (Is(TokenKind::kEndOfFile) || AtDefinitionStart()) {
      definition->is_incomplete = true;
      if (failed_at_ != at_) {
        ReportAtToken(StrCat("expected '}' to end '", definition->name.text,
                             "', found ", Describe()))
            .AddNote(RangeOf(open), "the body begins here");
      }
      definition->members = members.CopyTo(arena_);
      return true;
    }
    const size_t start = at_;
    const ast::Member* member = ParseMember(*definition);
    if (member != nullptr) {
      members.Add(member);
      continue;
    }
    definition->is_incomplete = true;
    SkipMember();
    if (at_ == start) {
      Advance();
    }
  }
  Advance();
  definition->members = members.CopyTo(arena_);
  // The definition is whole without it, and the next one is not in doubt.
  if (!Consume(TokenKind::kSemicolon)) {
    ExpectSemicolon(StrCat("after the '}' of '", definition->name.text, "'"));
  }
  return true;
}

bool Parser::ParseName(std::string_view what, ast::Identifier* name) {
  if (Is(TokenKind::kIdentifier)) {
    *name = TakeIdentifier();
    return true;
  }
  if (IsKeyword(token().kind) && failed_at_ != at_) {
    const std::string_view word = TextOf(token());
    Diagnostic& error =
        ReportAtToken(StrCat("expected ", what, ", found ", Describe()));
    if (word[0] != '-') {
      error.AddNote(RangeOf(token()),
                    StrCat("a keyword can be a name with an underscore "
                           "before it: '_",
                           word, "'"));
    }
    return false;
  }
  return FailExpected(what);
}

// An identifier is the token without one leading underscore.
ast::Identifier Parser::TakeIdentifier() {
  std::string_view text = TextOf(token());
  if (text[0] == '_') {
    text.remove_prefix(1);
  }
  const ast::Identifier identifier{text, RangeOf(token())};
  Advance();
  return identifier;
}

}  // namespace mortise::idl
