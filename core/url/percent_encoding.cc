#include "core/url/percent_encoding.h"

#include <cstddef>

#include "absl/strings/ascii.h"

namespace mortise {
namespace {

constexpr char kUpperHexDigits[] = "0123456789ABCDEF";

// `c` is an ASCII hex digit.
int HexDigitValue(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

}  // namespace

void AppendPercentEncoded(std::string_view input, const PercentEncodeSet& set,
                          std::string& out) {
  size_t copied = 0;
  for (size_t i = 0; i < input.size(); ++i) {
    if (!set.Contains(input[i])) continue;
    out.append(input, copied, i - copied);
    const uint8_t byte = static_cast<uint8_t>(input[i]);
    const char encoded[] = {'%', kUpperHexDigits[byte >> 4],
                            kUpperHexDigits[byte & 0x0F]};
    out.append(encoded, sizeof(encoded));
    copied = i + 1;
  }
  out.append(input, copied);
}

std::string PercentEncode(std::string_view input, const PercentEncodeSet& set) {
  std::string out;
  out.reserve(input.size());
  AppendPercentEncoded(input, set, out);
  return out;
}

std::string PercentDecode(std::string_view input) {
  std::string out;
  out.reserve(input.size());
  while (true) {
    const size_t percent = input.find('%');
    if (percent == std::string_view::npos) break;
    out.append(input, 0, percent);
    input.remove_prefix(percent);
    if (StartsWithPercentEncodedByte(input)) {
      out.push_back(static_cast<char>(HexDigitValue(input[1]) << 4 |
                                      HexDigitValue(input[2])));
      input.remove_prefix(3);
    } else {
      out.push_back('%');
      input.remove_prefix(1);
    }
  }
  out.append(input);
  return out;
}

bool StartsWithPercentEncodedByte(std::string_view text) {
  return text.size() >= 3 && text[0] == '%' &&
         absl::ascii_isxdigit(static_cast<unsigned char>(text[1])) &&
         absl::ascii_isxdigit(static_cast<unsigned char>(text[2]));
}

}  // namespace mortise
