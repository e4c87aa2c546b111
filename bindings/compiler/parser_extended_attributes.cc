#include "bindings/compiler/parser_impl.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {

// ExtendedAttributeList: "[" ExtendedAttribute ExtendedAttributes "]" | nothing
//
// The general ExtendedAttribute production takes nearly any tokens; what is in
// none of the forms of https://webidl.spec.whatwg.org/#idl-extended-attributes
// has no meaning to anybody, and is an error here.
bool Parser::ParseExtendedAttributeList(ast::ExtendedAttributeList* out) {
  if (!Is(TokenKind::kOpenBracket)) {
    return true;
  }
  const Token open = token();
  const Enter enter(this);
  if (!enter.allowed()) {
    return false;
  }
  Advance();
  List<ast::ExtendedAttribute> attributes(&attribute_stack_);
  do {
    ast::ExtendedAttribute attribute;
    if (!ParseExtendedAttribute(&attribute)) {
      return false;
    }
    attributes.Add(attribute);
  } while (Consume(TokenKind::kComma));
  if (!Consume(TokenKind::kCloseBracket)) {
    if (failed_at_ != at_) {
      ReportAtToken(StrCat("expected ',' or ']' after the extended attribute, "
                           "found ",
                           Describe()))
          .AddNote(RangeOf(open), "the list begins here");
    }
    return false;
  }
  *out = attributes.CopyTo(arena_);
  if (Is(TokenKind::kOpenBracket)) {
    ReportAtToken(
        "a construct has one list of extended attributes; put them into the "
        "same brackets");
    return false;
  }
  return true;
}

bool Parser::ParseExtendedAttribute(ast::ExtendedAttribute* attribute) {
  const Token first = token();
  if (!Is(TokenKind::kIdentifier)) {
    return FailExpected("the name of an extended attribute");
  }
  attribute->name = TakeIdentifier();
  if (Is(TokenKind::kOpenParenthesis)) {
    attribute->form = ast::ExtendedAttributeForm::kArgumentList;
    if (!ParseParenthesizedArguments(&attribute->arguments, {})) {
      return false;
    }
  } else if (Consume(TokenKind::kEquals)) {
    if (!ParseExtendedAttributeValue(attribute)) {
      return false;
    }
  }
  attribute->range = RangeFrom(first);
  return true;
}

// What follows "=".
bool Parser::ParseExtendedAttributeValue(ast::ExtendedAttribute* attribute) {
  if (Consume(TokenKind::kAsterisk)) {
    attribute->form = ast::ExtendedAttributeForm::kWildcard;
    return true;
  }
  if (Is(TokenKind::kOpenParenthesis)) {
    return ParseExtendedAttributeValues(attribute);
  }
  List<ast::Identifier> values(&identifier_stack_);
  ast::Identifier value;
  if (!TakeValue(&attribute->form, &value)) {
    return FailExpected(
        "an identifier, a string, a number, '*' or a list in parentheses",
        "after '='");
  }
  values.Add(value);
  attribute->values = values.CopyTo(arena_);
  if (attribute->form == ast::ExtendedAttributeForm::kIdentifier &&
      Is(TokenKind::kOpenParenthesis)) {
    attribute->form = ast::ExtendedAttributeForm::kNamedArgumentList;
    return ParseParenthesizedArguments(&attribute->arguments, {});
  }
  return true;
}

// IdentifierList or IntegerList in parentheses, and likewise lists of strings
// or decimals; an integer among decimals is one of them.
bool Parser::ParseExtendedAttributeValues(ast::ExtendedAttribute* attribute) {
  using Form = ast::ExtendedAttributeForm;
  Advance();
  List<ast::Identifier> values(&identifier_stack_);
  bool is_first = true;
  Form list_form = Form::kIdentifier;
  do {
    const size_t start = at_;
    Form form;
    ast::Identifier value;
    if (!TakeValue(&form, &value)) {
      return FailExpected("an identifier, a string or a number",
                          "in the list of values");
    }
    if (is_first) {
      list_form = form;
      is_first = false;
    } else if (form != list_form) {
      const auto is_number = [](Form f) {
        return f == Form::kInteger || f == Form::kDecimal;
      };
      if (!is_number(form) || !is_number(list_form)) {
        at_ = start;
        return FailExpected("values of one kind", "in the list");
      }
      list_form = Form::kDecimal;
    }
    values.Add(value);
  } while (Consume(TokenKind::kComma));
  if (!Consume(TokenKind::kCloseParenthesis)) {
    return FailExpected("',' or ')'", "in the list of values");
  }
  attribute->values = values.CopyTo(arena_);
  attribute->form = list_form == Form::kIdentifier ? Form::kIdentifierList
                    : list_form == Form::kString   ? Form::kStringList
                    : list_form == Form::kInteger  ? Form::kIntegerList
                                                   : Form::kDecimalList;
  return true;
}

// An identifier, string (without its quotes), integer or decimal.
bool Parser::TakeValue(ast::ExtendedAttributeForm* form,
                       ast::Identifier* value) {
  const Token& taken = token();
  std::string_view text = TextOf(taken);
  switch (taken.kind) {
    case TokenKind::kIdentifier:
      *form = ast::ExtendedAttributeForm::kIdentifier;
      *value = TakeIdentifier();
      return true;
    case TokenKind::kString:
      *form = ast::ExtendedAttributeForm::kString;
      text.remove_prefix(1);
      // The closing quote may be missing; that has been reported.
      if (!text.empty() && text.back() == '"') {
        text.remove_suffix(1);
      }
      break;
    case TokenKind::kInteger:
      *form = ast::ExtendedAttributeForm::kInteger;
      break;
    case TokenKind::kDecimal:
      *form = ast::ExtendedAttributeForm::kDecimal;
      break;
    default:
      return false;
  }
  *value = {text, RangeOf(taken)};
  Advance();
  return true;
}

}  // namespace mortise::idl
