#ifndef MORTISE_CORE_BASE_UTF8_H_
#define MORTISE_CORE_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mortise {

// Checks UTF-8 (Unicode chapter 3.9, table 3-7) piece by piece.  A piece may
// end inside a character; surrogates, overlong forms and code points above
// U+10FFFF are refused at the first byte that no valid text can have there.
class Utf8Validator {
 public:
  // Returns false when the text so far cannot be the start of valid UTF-8;
  // every later call then returns false too.
  bool Append(std::string_view piece);

  // Whether the text so far is valid and ends at a character's end.
  bool IsComplete() const { return valid_ && remaining_ == 0; }

  void Reset() { *this = Utf8Validator(); }

 private:
  bool valid_ = true;
  uint8_t remaining_ = 0;  // continuation bytes that must follow
  uint8_t lower_ = 0x80;   // bounds of the next continuation byte
  uint8_t upper_ = 0xBF;
};

bool IsValidUtf8(std::string_view text);

// Length of the longest prefix that has only ASCII bytes.
size_t AsciiPrefixLength(std::string_view text);
inline bool IsAscii(std::string_view text) {
  return AsciiPrefixLength(text) == text.size();
}

// Decodes as the Encoding standard's "UTF-8 decode without BOM": each
// maximal ill-formed piece becomes U+FFFD.
std::u16string Utf8ToUtf16(std::string_view text);

// Encodes; each lone surrogate becomes U+FFFD (WebIDL section 3.2.11,
// conversion to USVString).
std::string Utf16ToUtf8(std::u16string_view text);

// Encodes code points U+0000 to U+00FF, one a byte.
std::string Latin1ToUtf8(std::string_view latin1);

// Appends one scalar value (not a surrogate, at most U+10FFFF).
void AppendUtf8(char32_t scalar, std::string& out);

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_UTF8_H_
