#include "bindings/compiler/parser.h"

#include <algorithm>
#include <utility>

#include "bindings/compiler/lexer.h"
#include "bindings/compiler/parser_impl.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {

ast::File ParseFile(const SourceFile& source, Arena* arena,
                    Diagnostics* diagnostics) {
  return Parser(source, arena, diagnostics).Parse();
}

Parser::Parser(const SourceFile& source, Arena* arena, Diagnostics* diagnostics)
    : source_(source),
      arena_(arena),
      diagnostics_(diagnostics),
      tokens_(Tokenize(source, diagnostics)) {
  file_.source = &source;
}

ast::File Parser::Parse() {
  while (!Is(TokenKind::kEndOfFile)) {
    ParseDefinition();
    if (diagnostics_->is_full()) {
      // A flood of errors is no reason to go through the rest of it.
      file_.lost_definitions = true;
      break;
    }
  }
  return std::move(file_);
}

Parser::Enter::Enter(Parser* parser)
    : parser_(parser), allowed_(++parser->nesting_ <= kMaximumNesting) {
  if (!allowed_ && parser->failed_at_ != parser->at_) {
    parser->failed_at_ = parser->at_;
    parser->diagnostics_->Report(
        Rule::kNesting, parser->RangeOf(parser->token()),
        StrCat("this is nested more than ", kMaximumNesting, " deep"));
  }
}

const Token& Parser::PeekToken(size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

void Parser::Advance() {
  if (at_ + 1 < tokens_.size()) {
    ++at_;
  }
}

bool Parser::Consume(TokenKind kind) {
  if (!Is(kind)) {
    return false;
  }
  Advance();
  return true;
}

std::string_view Parser::TextOf(const Token& token) const {
  return source_.text().substr(token.begin, token.end - token.begin);
}

SourceRange Parser::RangeOf(const Token& token) const {
  return {&source_, token.begin, token.end};
}

SourceRange Parser::RangeFrom(const Token& first) const {
  const uint32_t end = at_ == 0 ? first.end : tokens_[at_ - 1].end;
  return {&source_, first.begin, std::max(first.begin, end)};
}

std::string Parser::Describe() const {
  constexpr size_t kLongest = 40;
  std::string_view text = TextOf(token());
  std::string shown(text.substr(0, kLongest));
  if (text.size() > kLongest) {
    // Not within a UTF-8 sequence.
    while (!shown.empty() &&
           (static_cast<uint8_t>(text[shown.size()]) & 0xC0) == 0x80) {
      shown.pop_back();
    }
    shown += "...";
  }
  switch (token().kind) {
    case TokenKind::kEndOfFile:
      return "end of file";
    case TokenKind::kIdentifier:
    case TokenKind::kInteger:
      return StrCat(TokenKindSpelling(token().kind), " '", shown, "'");
    case TokenKind::kDecimal:
      return StrCat("number '", shown, "'");
    case TokenKind::kString:
      return StrCat("string ", shown);
    default:
      return StrCat(IsKeyword(token().kind) ? "keyword '" : "'", shown, "'");
  }
}

Diagnostic& Parser::Report(SourceRange range, std::string message) {
  failed_at_ = at_;
  return diagnostics_->Report(Rule::kSyntax, range, std::move(message));
}

Diagnostic& Parser::ReportAtToken(std::string message) {
  return Report(RangeOf(token()), std::move(message));
}

bool Parser::FailExpected(std::string_view what, std::string_view context) {
  if (failed_at_ == at_) {
    return false;
  }
  ReportAtToken(StrCat("expected ", what, context.empty() ? "" : " ", context,
                       ", found ", Describe()));
  return false;
}

bool Parser::Expect(TokenKind kind, std::string_view context) {
  if (Consume(kind)) {
    return true;
  }
  return FailExpected(StrCat("'", TokenKindSpelling(kind), "'"), context);
}

bool Parser::ExpectSemicolon(std::string_view context) {
  if (Consume(TokenKind::kSemicolon)) {
    return true;
  }
  if (failed_at_ == at_) {
    return false;
  }
  // A forgotten semicolon belongs behind the last token, not at the next one,
  // which may be lines away.
  const uint32_t end = at_ == 0 ? 0 : tokens_[at_ - 1].end;
  const bool is_on_next_line =
      source_.text().substr(end, token().begin - end).find('\n') !=
      std::string_view::npos;
  if (is_on_next_line || Is(TokenKind::kEndOfFile)) {
    Report({&source_, end, end + 1}, StrCat("expected ';' ", context));
    return false;
  }
  return FailExpected("';'", context);
}

// Behind a broken member: to the ";" that ends it, or to the "}" that ends the
// body, or to something that can only begin a definition.
void Parser::SkipMember() {
  int depth = 0;
  const size_t start = at_;
  for (; !Is(TokenKind::kEndOfFile); Advance()) {
    switch (token().kind) {
      case TokenKind::kOpenBrace:
      case TokenKind::kOpenParenthesis:
      case TokenKind::kOpenBracket:
        ++depth;
        break;
      case TokenKind::kCloseBrace:
        if (depth == 0 || PeekToken().kind == TokenKind::kSemicolon) {
          return;
        }
        [[fallthrough]];
      case TokenKind::kCloseParenthesis:
      case TokenKind::kCloseBracket:
        depth = std::max(0, depth - 1);
        break;
      case TokenKind::kSemicolon:
        // An argument list that was never closed ends here, too.
        Advance();
        return;
      default:
        if (at_ > start && AtDefinitionStart()) {
          return;
        }
        break;
    }
  }
}

// Behind a broken definition: to the "};" that ends its body, to the ";" that
// ends it if it has none, or to the next definition.
void Parser::SkipDefinition() {
  int depth = 0;
  const size_t start = at_;
  for (; !Is(TokenKind::kEndOfFile); Advance()) {
    if (at_ > start && AtDefinitionStart()) {
      return;
    }
    if (Is(TokenKind::kOpenBrace)) {
      ++depth;
    } else if (Is(TokenKind::kCloseBrace)) {
      depth = std::max(0, depth - 1);
    } else if (Is(TokenKind::kSemicolon) && depth == 0) {
      Advance();
      return;
    }
  }
}

// Whether a definition surely begins at the current token: a keyword of
// definitions that stands first in its line, followed by what must follow it.
// (Most of these keywords may also be the name of an argument.)
bool Parser::AtDefinitionStart() const {
  const TokenKind next = PeekToken().kind;
  switch (token().kind) {
    case TokenKind::kInterface:
      if (next == TokenKind::kMixin) {
        break;
      }
      [[fallthrough]];
    case TokenKind::kNamespace:
    case TokenKind::kDictionary:
    case TokenKind::kEnum: {
      const TokenKind third = PeekToken(2).kind;
      if (next != TokenKind::kIdentifier ||
          (third != TokenKind::kOpenBrace && third != TokenKind::kColon)) {
        return false;
      }
      break;
    }
    case TokenKind::kCallback:
      if (next != TokenKind::kIdentifier && next != TokenKind::kInterface) {
        return false;
      }
      break;
    case TokenKind::kPartial:
      if (next != TokenKind::kInterface && next != TokenKind::kNamespace &&
          next != TokenKind::kDictionary) {
        return false;
      }
      break;
    default:
      return false;
  }
  const std::string_view before = source_.text().substr(0, token().begin);
  const size_t last = before.find_last_not_of(" \t");
  return last == std::string_view::npos || before[last] == '\n';
}

}  // namespace mortise::idl
