#ifndef MORTISE_BINDINGS_COMPILER_TOKEN_H_
#define MORTISE_BINDINGS_COMPILER_TOKEN_H_

#include <cstdint>
#include <string_view>

namespace mortise::idl {

// The terminals of the IDL grammar,
// https://webidl.spec.whatwg.org/#idl-grammar.
enum class TokenKind : uint8_t {
  kEndOfFile,
  kIdentifier,
  kInteger,
  kDecimal,
  kString,
  // A character that begins no other token. An error about it has been
  // reported by the lexer where the character cannot be meant.
  kOther,

  kOpenBrace,
  kCloseBrace,
  kOpenParenthesis,
  kCloseParenthesis,
  kOpenBracket,
  kCloseBracket,
  kLess,
  kGreater,
  kComma,
  kSemicolon,
  kColon,
  kEquals,
  kQuestion,
  kAsterisk,
  kEllipsis,

  // Keywords. The first run is ArgumentNameKeyword: an argument may have such
  // a name without an escaping underscore.
  kAttribute,
  kCallback,
  kConst,
  kConstructor,
  kDeleter,
  kDictionary,
  kEnum,
  kGetter,
  kIncludes,
  kInherit,
  kInterface,
  kIterable,
  kMaplike,
  kMixin,
  kNamespace,
  kPartial,
  kReadonly,
  kRequired,
  kSetlike,
  kSetter,
  kStatic,
  kStringifier,
  kTypedef,
  kUnrestricted,

  kAsyncIterable,
  kOptional,
  kOr,
  kTrue,
  kFalse,
  kNull,
  kInfinity,
  kMinusInfinity,
  kNaN,

  // Keywords that begin a type, with kUnrestricted above.
  kAny,
  kArrayBuffer,
  kAsyncSequence,
  kBigInt,
  kBigInt64Array,
  kBigUint64Array,
  kBoolean,
  kByte,
  kByteString,
  kDOMString,
  kDataView,
  kDouble,
  kFloat,
  kFloat16Array,
  kFloat32Array,
  kFloat64Array,
  kFrozenArray,
  kInt16Array,
  kInt32Array,
  kInt8Array,
  kLong,
  kObject,
  kObservableArray,
  kOctet,
  kPromise,
  kRecord,
  kSequence,
  kSharedArrayBuffer,
  kShort,
  kSymbol,
  kUSVString,
  kUint16Array,
  kUint32Array,
  kUint8Array,
  kUint8ClampedArray,
  kUndefined,
  kUnsigned,
};

constexpr TokenKind kFirstKeyword = TokenKind::kAttribute;
constexpr TokenKind kLastKeyword = TokenKind::kUnsigned;

constexpr bool IsKeyword(TokenKind kind) { return kind >= kFirstKeyword; }
constexpr bool IsArgumentNameKeyword(TokenKind kind) {
  return TokenKind::kAttribute <= kind && kind <= TokenKind::kUnrestricted;
}

// One token; its place is the bytes [begin, end) of the file it was read from.
struct Token {
  TokenKind kind = TokenKind::kEndOfFile;
  uint32_t begin = 0;
  uint32_t end = 0;
};

// How the grammar writes the token: the text of a punctuator or keyword, or a
// word such as "identifier".
std::string_view TokenKindSpelling(TokenKind kind);

// The keyword that `word` is, or kIdentifier.
TokenKind KeywordOrIdentifier(std::string_view word);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_TOKEN_H_
