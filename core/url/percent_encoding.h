#ifndef MORTISE_CORE_URL_PERCENT_ENCODING_H_
#define MORTISE_CORE_URL_PERCENT_ENCODING_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace mortise {

// A percent-encode set (URL Standard section 1.3).  Every set holds the C0
// controls and all code points above U+007E, so a set over bytes does.
class PercentEncodeSet {
 public:
  // The C0 control percent-encode set.
  constexpr PercentEncodeSet() {
    for (int byte = 0; byte < 0x20; ++byte) Add(byte);
    for (int byte = 0x7F; byte < 0x100; ++byte) Add(byte);
  }

  // This set and the bytes of `more`.
  constexpr PercentEncodeSet With(std::string_view more) const {
    PercentEncodeSet result = *this;
    for (char c : more) result.Add(static_cast<uint8_t>(c));
    return result;
  }

  constexpr bool Contains(char c) const {
    return members_[static_cast<uint8_t>(c)];
  }

 private:
  constexpr void Add(int byte) { members_[byte] = true; }

  std::array<bool, 256> members_{};
};

inline constexpr PercentEncodeSet kC0ControlPercentEncodeSet;
inline constexpr PercentEncodeSet kFragmentPercentEncodeSet =
    kC0ControlPercentEncodeSet.With(" \"<>`");
inline constexpr PercentEncodeSet kQueryPercentEncodeSet =
    kC0ControlPercentEncodeSet.With(" \"#<>");
inline constexpr PercentEncodeSet kSpecialQueryPercentEncodeSet =
    kQueryPercentEncodeSet.With("'");
inline constexpr PercentEncodeSet kPathPercentEncodeSet =
    kQueryPercentEncodeSet.With("?^`{}");
inline constexpr PercentEncodeSet kUserinfoPercentEncodeSet =
    kPathPercentEncodeSet.With("/:;=@[\\]|");
inline constexpr PercentEncodeSet kComponentPercentEncodeSet =
    kUserinfoPercentEncodeSet.With("$%&+,");
inline constexpr PercentEncodeSet kFormUrlencodedPercentEncodeSet =
    kComponentPercentEncodeSet.With("!'()~");

// UTF-8 percent-encodes `input` using `set` and appends the result to `out`.
void AppendPercentEncoded(std::string_view input, const PercentEncodeSet& set,
                          std::string& out);
std::string PercentEncode(std::string_view input, const PercentEncodeSet& set);

// Percent-decodes.  The result is bytes, not necessarily UTF-8; a "%" that
// does not start a percent-encoded byte stays.
std::string PercentDecode(std::string_view input);

// Whether `text` starts with "%" and two ASCII hex digits.
bool StartsWithPercentEncodedByte(std::string_view text);

}  // namespace mortise

#endif  // MORTISE_CORE_URL_PERCENT_ENCODING_H_
