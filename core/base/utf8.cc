#include "core/base/utf8.h"

#include <cstring>

namespace mortise {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// What a lead byte asks for: how many continuation bytes, and the bounds of
// the first of them.  `length` is 0 for a byte that starts no character.
struct Lead {
  uint8_t length;
  uint8_t lower;
  uint8_t upper;
};

constexpr Lead LeadOf(uint8_t byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

constexpr bool IsHighSurrogate(char16_t unit) {
  return (unit & 0xFC00) == 0xD800;
}
constexpr bool IsLowSurrogate(char16_t unit) {
  return (unit & 0xFC00) == 0xDC00;
}

}  // namespace

size_t AsciiPrefixLength(std::string_view text) {
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    if (word & 0x8080808080808080u) break;
  }
  while (i < text.size() && static_cast<uint8_t>(text[i]) < 0x80) ++i;
  return i;
}

bool Utf8Validator::Append(std::string_view piece) {
  if (!valid_) return false;
  size_t i = 0;
  while (i < piece.size()) {
    if (remaining_ == 0) {
      i += AsciiPrefixLength(piece.substr(i));
      if (i == piece.size()) return true;
      const Lead lead = LeadOf(static_cast<uint8_t>(piece[i++]));
      if (lead.length == 0) return valid_ = false;
      remaining_ = lead.length;
      lower_ = lead.lower;
      upper_ = lead.upper;
      continue;
    }
    const uint8_t byte = static_cast<uint8_t>(piece[i++]);
    if (byte < lower_ || byte > upper_) return valid_ = false;
    --remaining_;
    lower_ = 0x80;
    upper_ = 0xBF;
  }
  return true;
}

bool IsValidUtf8(std::string_view text) {
  Utf8Validator validator;
  return validator.Append(text) && validator.IsComplete();
}

std::u16string Utf8ToUtf16(std::string_view text) {
  std::u16string out;
  out.reserve(text.size());
  size_t i = 0;
  while (i < text.size()) {
    const uint8_t byte = static_cast<uint8_t>(text[i++]);
    if (byte < 0x80) {
      out.push_back(byte);
      continue;
    }
    const Lead lead = LeadOf(byte);
    if (lead.length == 0) {
      out.push_back(kReplacement);
      continue;
    }
    char32_t scalar = byte & (0x3F >> lead.length);
    uint8_t lower = lead.lower, upper = lead.upper;
    uint8_t taken = 0;
    while (taken < lead.length && i < text.size()) {
      const uint8_t next = static_cast<uint8_t>(text[i]);
      if (next < lower || next > upper) break;
      scalar = scalar << 6 | (next & 0x3F);
      lower = 0x80;
      upper = 0xBF;
      ++taken;
      ++i;
    }
    if (taken < lead.length) {
      out.push_back(kReplacement);
    } else if (scalar < 0x10000) {
      out.push_back(static_cast<char16_t>(scalar));
    } else {
      out.push_back(static_cast<char16_t>(0xD7C0 + (scalar >> 10)));
      out.push_back(static_cast<char16_t>(0xDC00 | (scalar & 0x3FF)));
    }
  }
  return out;
}

void AppendUtf8(char32_t scalar, std::string& out) {
  if (scalar < 0x80) {
    out.push_back(static_cast<char>(scalar));
  } else if (scalar < 0x800) {
    out.push_back(static_cast<char>(0xC0 | scalar >> 6));
    out.push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
  } else if (scalar < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | scalar >> 12));
    out.push_back(static_cast<char>(0x80 | (scalar >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | scalar >> 18));
    out.push_back(static_cast<char>(0x80 | (scalar >> 12 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (scalar >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
  }
}

std::string Utf16ToUtf8(std::u16string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t scalar = text[i];
    if (IsHighSurrogate(text[i]) && i + 1 < text.size() &&
        IsLowSurrogate(text[i + 1])) {
      scalar = 0x10000 + ((text[i] & 0x3FF) << 10) + (text[i + 1] & 0x3FF);
      ++i;
    } else if (IsHighSurrogate(text[i]) || IsLowSurrogate(text[i])) {
      scalar = kReplacement;
    }
    AppendUtf8(scalar, out);
  }
  return out;
}

std::string Latin1ToUtf8(std::string_view latin1) {
  std::string out;
  out.reserve(latin1.size());
  for (char c : latin1) AppendUtf8(static_cast<uint8_t>(c), out);
  return out;
}

}  // namespace mortise
