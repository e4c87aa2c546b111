#include "bindings/compiler/token.h"

#include <array>
#include <cstddef>

namespace mortise::idl {
namespace {

constexpr std::string_view kSpellings[] = {
    "end of file",
    "identifier",
    "integer",
    "decimal number",
    "string",
    "character",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    ",",
    ";",
    ":",
    "=",
    "?",
    "*",
    "...",
    "attribute",
    "callback",
    "const",
    "constructor",
    "deleter",
    "dictionary",
    "enum",
    "getter",
    "includes",
    "inherit",
    "interface",
    "iterable",
    "maplike",
    "mixin",
    "namespace",
    "partial",
    "readonly",
    "required",
    "setlike",
    "setter",
    "static",
    "stringifier",
    "typedef",
    "unrestricted",
    "async_iterable",
    "optional",
    "or",
    "true",
    "false",
    "null",
    "Infinity",
    "-Infinity",
    "NaN",
    "any",
    "ArrayBuffer",
    "async_sequence",
    "bigint",
    "BigInt64Array",
    "BigUint64Array",
    "boolean",
    "byte",
    "ByteString",
    "DOMString",
    "DataView",
    "double",
    "float",
    "Float16Array",
    "Float32Array",
    "Float64Array",
    "FrozenArray",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "long",
    "object",
    "ObservableArray",
    "octet",
    "Promise",
    "record",
    "sequence",
    "SharedArrayBuffer",
    "short",
    "symbol",
    "USVString",
    "Uint16Array",
    "Uint32Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "undefined",
    "unsigned",
};
static_assert(std::size(kSpellings) == static_cast<size_t>(kLastKeyword) + 1);

// An open-addressing table of the keywords, filled by the compiler. The hash
// reads the length and two characters: enough for at most a few probes.
constexpr size_t kTableSize = 512;

constexpr size_t Hash(std::string_view word) {
  const auto at = [word](size_t index) {
    return static_cast<size_t>(static_cast<uint8_t>(word[index]));
  };
  return (word.size() * 31 + at(0) * 7 + at(word.size() / 2) * 131 +
          at(word.size() - 1) * 17) %
         kTableSize;
}

constexpr std::array<TokenKind, kTableSize> MakeKeywordTable() {
  std::array<TokenKind, kTableSize> table{};
  for (size_t i = static_cast<size_t>(kFirstKeyword); i < std::size(kSpellings);
       ++i) {
    size_t slot = Hash(kSpellings[i]);
    while (table[slot] != TokenKind::kEndOfFile) {
      slot = (slot + 1) % kTableSize;
    }
    table[slot] = static_cast<TokenKind>(i);
  }
  return table;
}

constexpr std::array<TokenKind, kTableSize> kKeywordTable = MakeKeywordTable();

}  // namespace

std::string_view TokenKindSpelling(TokenKind kind) {
  return kSpellings[static_cast<size_t>(kind)];
}

TokenKind KeywordOrIdentifier(std::string_view word) {
  for (size_t slot = Hash(word);; slot = (slot + 1) % kTableSize) {
    const TokenKind kind = kKeywordTable[slot];
    if (kind == TokenKind::kEndOfFile) {
      return TokenKind::kIdentifier;
    }
    if (TokenKindSpelling(kind) == word) {
      return kind;
    }
  }
}

}  // namespace mortise::idl
