#include "bindings/compiler/lexer.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "absl/strings/str_format.h"

namespace mortise::idl {
namespace {

enum CharacterClass : uint8_t {
  kOtherClass = 0,
  kSpace = 1,
  kLetter = 2,
  kDigit = 4,
  // Letters, digits, "_" and "-": what may continue an identifier.
  kWord = 8,
  kHexDigit = 16,
};

constexpr std::array<uint8_t, 256> MakeClasses() {
  std::array<uint8_t, 256> classes{};
  for (int c = 'A'; c <= 'Z'; ++c) {
    classes[c] = classes[c + 32] = kLetter | kWord;
  }
  for (int c = 'A'; c <= 'F'; ++c) {
    classes[c] |= kHexDigit;
    classes[c + 32] |= kHexDigit;
  }
  for (int c = '0'; c <= '9'; ++c) {
    classes[c] = kDigit | kWord | kHexDigit;
  }
  classes['_'] = classes['-'] = kWord;
  classes[' '] = classes['\t'] = classes['\n'] = classes['\r'] = kSpace;
  return classes;
}

constexpr std::array<uint8_t, 256> kClasses = MakeClasses();

bool Is(char c, uint8_t wanted) {
  return (kClasses[static_cast<uint8_t>(c)] & wanted) != 0;
}

class Lexer {
 public:
  Lexer(const SourceFile& file, Diagnostics* diagnostics)
      : file_(file), text_(file.text()), diagnostics_(diagnostics) {}

  std::vector<Token> Run() {
    // A token and the space behind it take five bytes in most IDL.
    tokens_.reserve(text_.size() / 5 + 16);
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") {
      at_ = 3;
    }
    while (at_ < text_.size()) {
      Next();
    }
    Push(TokenKind::kEndOfFile, at_, at_);
    return std::move(tokens_);
  }

 private:
  // The character `ahead` of the position, NUL behind the end.
  char Peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void Push(TokenKind kind, size_t begin, size_t end) {
    tokens_.push_back(
        {kind, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  }

  void Punctuator(TokenKind kind, size_t length = 1) {
    Push(kind, at_, at_ + length);
    at_ += length;
  }

  SourceRange Range(size_t begin, size_t end) const {
    return {&file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }

  void Next() {
    const char c = text_[at_];
    if (Is(c, kSpace)) {
      do {
        ++at_;
      } while (at_ < text_.size() && Is(text_[at_], kSpace));
      return;
    }
    if (Is(c, kLetter) || ((c == '_' || c == '-') && Is(Peek(1), kLetter))) {
      Word();
      return;
    }
    if ((Is(c, kDigit) || c == '-' || c == '.') && Number()) {
      return;
    }
    switch (c) {
      case '{':
        return Punctuator(TokenKind::kOpenBrace);
      case '}':
        return Punctuator(TokenKind::kCloseBrace);
      case '(':
        return Punctuator(TokenKind::kOpenParenthesis);
      case ')':
        return Punctuator(TokenKind::kCloseParenthesis);
      case '[':
        return Punctuator(TokenKind::kOpenBracket);
      case ']':
        return Punctuator(TokenKind::kCloseBracket);
      case '<':
        return Punctuator(TokenKind::kLess);
      case '>':
        return Punctuator(TokenKind::kGreater);
      case ',':
        return Punctuator(TokenKind::kComma);
      case ';':
        return Punctuator(TokenKind::kSemicolon);
      case ':':
        return Punctuator(TokenKind::kColon);
      case '=':
        return Punctuator(TokenKind::kEquals);
      case '?':
        return Punctuator(TokenKind::kQuestion);
      case '*':
        return Punctuator(TokenKind::kAsterisk);
      case '.':
        if (Peek(1) == '.' && Peek(2) == '.') {
          return Punctuator(TokenKind::kEllipsis, 3);
        }
        return Punctuator(TokenKind::kOther);
      case '"':
        return String();
      case '/':
        return Slash();
      default:
        return Other();
    }
  }

  // identifier: [_-]?[A-Za-z][0-9A-Z_a-z-]*, or a keyword.
  void Word() {
    const size_t begin = at_++;
    while (at_ < text_.size() && Is(text_[at_], kWord)) {
      ++at_;
    }
    Push(KeywordOrIdentifier(text_.substr(begin, at_ - begin)), begin, at_);
  }

  // integer: -?([1-9][0-9]*|0[Xx][0-9A-Fa-f]+|0[0-7]*)
  // decimal: -?(([0-9]+\.[0-9]*|[0-9]*\.[0-9]+)([Ee][+-]?[0-9]+)?|
  //             [0-9]+[Ee][+-]?[0-9]+)
  // False, and nothing read, if neither matches here.
  bool Number() {
    const size_t begin = at_;
    size_t at = at_ + (text_[at_] == '-' ? 1 : 0);
    const auto digits = [this](size_t from) {
      while (from < text_.size() && Is(text_[from], kDigit)) {
        ++from;
      }
      return from;
    };
    const auto character = [this](size_t index) {
      return index < text_.size() ? text_[index] : '\0';
    };

    const size_t whole = at;
    at = digits(at);
    const size_t whole_end = at;
    bool is_decimal = false;
    if (character(at) == '.') {
      const size_t fraction_end = digits(at + 1);
      if (whole_end > whole || fraction_end > at + 1) {
        is_decimal = true;
        at = fraction_end;
      }
    }
    if (!is_decimal && whole_end == whole) {
      return false;
    }
    if (character(at) == 'e' || character(at) == 'E') {
      size_t exponent = at + 1;
      if (character(exponent) == '+' || character(exponent) == '-') {
        ++exponent;
      }
      const size_t exponent_end = digits(exponent);
      if (exponent_end > exponent) {
        is_decimal = true;
        at = exponent_end;
      }
    }
    if (is_decimal) {
      at_ = at;
      Push(TokenKind::kDecimal, begin, at_);
      return true;
    }
    at = whole_end;
    if (text_[whole] == '0') {
      if ((character(whole + 1) == 'x' || character(whole + 1) == 'X') &&
          Is(character(whole + 2), kHexDigit)) {
        at = whole + 2;
        while (at < text_.size() && Is(text_[at], kHexDigit)) {
          ++at;
        }
      } else {
        // An octal number ends before an 8 or 9, which begins the next token.
        at = whole + 1;
        while (at < text_.size() && text_[at] >= '0' && text_[at] <= '7') {
          ++at;
        }
      }
    }
    at_ = at;
    Push(TokenKind::kInteger, begin, at_);
    return true;
  }

  void String() {
    const size_t begin = at_;
    const size_t end = text_.find('"', begin + 1);
    if (end == std::string_view::npos) {
      diagnostics_->Report(Rule::kSyntax, Range(begin, begin + 1),
                           "this string has no closing '\"'");
      // The rest of the line was surely meant to be in the string.
      const size_t line_end = text_.find('\n', begin);
      at_ = line_end == std::string_view::npos ? text_.size() : line_end;
      Push(TokenKind::kString, begin, at_);
      return;
    }
    at_ = end + 1;
    CheckText(begin, at_);
    Push(TokenKind::kString, begin, at_);
  }

  void Slash() {
    const size_t begin = at_;
    if (Peek(1) == '/') {
      const size_t end = text_.find('\n', begin);
      at_ = end == std::string_view::npos ? text_.size() : end;
      CheckText(begin, at_);
    } else if (Peek(1) == '*') {
      const size_t end = text_.find("*/", begin + 2);
      if (end == std::string_view::npos) {
        diagnostics_->Report(Rule::kSyntax, Range(begin, begin + 2),
                             "this comment has no closing '*/'");
        at_ = text_.size();
        return;
      }
      at_ = end + 2;
      CheckText(begin, at_);
    } else {
      Punctuator(TokenKind::kOther);
    }
  }

  // A character that begins no token: "other" in the grammar.
  void Other() {
    const auto lead = static_cast<uint8_t>(text_[at_]);
    if (lead == 0) {
      const size_t begin = at_;
      while (at_ < text_.size() && text_[at_] == '\0') {
        ++at_;
      }
      diagnostics_->Report(Rule::kEncoding, Range(begin, begin + 1),
                           "NUL byte in the text");
      return;
    }
    if (lead < 0x80) {
      return Punctuator(TokenKind::kOther);
    }
    const size_t length = SequenceLength(at_);
    if (length == 0) {
      ReportInvalid(at_);
      // One report for a run of them: such a file is not text at all.
      while (at_ < text_.size() && static_cast<uint8_t>(text_[at_]) >= 0x80) {
        ++at_;
      }
      return;
    }
    Punctuator(TokenKind::kOther, length);
  }

  // The length of the well-formed UTF-8 sequence at `at`, 0 if there is none.
  size_t SequenceLength(size_t at) const {
    const auto byte = [this](size_t index) {
      return index < text_.size() ? static_cast<uint8_t>(text_[index]) : 0;
    };
    const int lead = byte(at);
    const auto continues = [&](size_t index, int low = 0x80, int high = 0xBF) {
      return byte(index) >= low && byte(index) <= high;
    };
    if (lead < 0x80) {
      return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
      return continues(at + 1) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      const bool second = continues(at + 1, lead == 0xE0 ? 0xA0 : 0x80,
                                    lead == 0xED ? 0x9F : 0xBF);
      return second && continues(at + 2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
      const bool second = continues(at + 1, lead == 0xF0 ? 0x90 : 0x80,
                                    lead == 0xF4 ? 0x8F : 0xBF);
      return second && continues(at + 2) && continues(at + 3) ? 4 : 0;
    }
    return 0;
  }

  void ReportInvalid(size_t at) {
    diagnostics_->Report(
        Rule::kEncoding, Range(at, at + 1),
        absl::StrFormat("byte 0x%02X is not part of a UTF-8 sequence",
                        static_cast<uint8_t>(text_[at])));
  }

  // Strings and comments hold scalar values only, too.
  void CheckText(size_t begin, size_t end) {
    for (size_t at = begin; at < end;) {
      if (static_cast<uint8_t>(text_[at]) < 0x80) {
        ++at;
        continue;
      }
      const size_t length = SequenceLength(at);
      if (length == 0) {
        return ReportInvalid(at);
      }
      at += length;
    }
  }

  const SourceFile& file_;
  const std::string_view text_;
  Diagnostics* const diagnostics_;
  size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> Tokenize(const SourceFile& file, Diagnostics* diagnostics) {
  return Lexer(file, diagnostics).Run();
}

}  // namespace mortise::idl
