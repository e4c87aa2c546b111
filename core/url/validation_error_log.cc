#include "core/url/validation_error_log.h"

#include <cstddef>
#include <cstdint>

#include "core/url/byte_set.h"
#include "core/url/percent_encoding.h"

namespace mortise {
namespace {

constexpr ByteSet kAsciiUrlCodePoints(
    "!$&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_"
    "abcdefghijklmnopqrstuvwxyz~");

// Bytes of the UTF-8 character that `lead` starts; 1 for a stray byte.
size_t CharacterLength(uint8_t lead) {
  if (lead >= 0xF0) return 4;
  if (lead >= 0xE0) return 3;
  if (lead >= 0xC0) return 2;
  return 1;
}

// Of the code points above U+007F, all are URL code points but U+0080 to
// U+009F and the noncharacters.
bool IsNonAsciiUrlCodePoint(std::string_view character) {
  const auto byte = [&](size_t i) {
    return static_cast<uint8_t>(character[i]);
  };
  switch (character.size()) {
    case 2:
      return byte(0) != 0xC2 || byte(1) >= 0xA0;
    case 3:
      if (byte(0) != 0xEF) return true;
      if (byte(1) == 0xB7) return byte(2) < 0x90 || byte(2) > 0xAF;
      return byte(1) != 0xBF || byte(2) < 0xBE;
    case 4:
      return (byte(1) & 0x0F) != 0x0F || byte(2) != 0xBF || byte(3) < 0xBE;
    default:
      return false;
  }
}

}  // namespace

void ValidationErrorLog::CollectInvalidUrlUnits(std::string_view text) {
  while (!text.empty()) {
    const char c = text[0];
    size_t length = 1;
    bool valid;
    if (c == '%') {
      valid = StartsWithPercentEncodedByte(text);
    } else if (static_cast<uint8_t>(c) < 0x80) {
      valid = kAsciiUrlCodePoints.Contains(c);
    } else {
      const std::string_view character =
          text.substr(0, CharacterLength(static_cast<uint8_t>(c)));
      length = character.size();
      valid = IsNonAsciiUrlCodePoint(character);
    }
    if (!valid) Report(ValidationError::kInvalidUrlUnit);
    text.remove_prefix(length);
  }
}

}  // namespace mortise
