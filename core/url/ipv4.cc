#include "core/url/ipv4.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace mortise {
namespace {

constexpr size_t kMaxParts = 4;

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return absl::ascii_isdigit(c); });
}

bool AllHexDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return absl::ascii_isxdigit(c); });
}

bool HasHexPrefix(std::string_view text) {
  return text.size() >= 2 && text[0] == '0' && (text[1] | 0x20) == 'x';
}

struct Ipv4Number {
  // Saturates far above 2^32: no address has room for more.
  uint64_t value = 0;
  // Whether it is written in hexadecimal or octal.
  bool non_decimal = false;
};

// The IPv4 number parser (URL Standard section 3.5).
std::optional<Ipv4Number> ParseIpv4Number(std::string_view input) {
  if (input.empty()) return std::nullopt;
  Ipv4Number number;
  uint32_t radix = 10;
  if (HasHexPrefix(input)) {
    number.non_decimal = true;
    input.remove_prefix(2);
    radix = 16;
  } else if (input.size() >= 2 && input[0] == '0') {
    number.non_decimal = true;
    input.remove_prefix(1);
    radix = 8;
  }
  constexpr uint64_t kSaturation = uint64_t{1} << 40;
  for (unsigned char c : input) {
    if (!absl::ascii_isxdigit(c)) return std::nullopt;
    const uint32_t digit =
        absl::ascii_isdigit(c) ? c - '0' : absl::ascii_tolower(c) - 'a' + 10;
    if (digit >= radix) return std::nullopt;
    number.value = std::min(number.value * radix + digit, kSaturation);
  }
  return number;
}

}  // namespace

bool EndsInANumber(std::string_view domain) {
  if (!domain.empty() && domain.back() == '.') domain.remove_suffix(1);
  const std::string_view last = domain.substr(domain.rfind('.') + 1);
  if (last.empty() || !absl::ascii_isdigit(last[0])) return false;
  return AllDigits(last) ||
         (HasHexPrefix(last) && AllHexDigits(last.substr(2)));
}

std::optional<uint32_t> ParseIpv4(std::string_view input,
                                  ValidationErrorLog& log) {
  if (!input.empty() && input.back() == '.') {
    log.Report(ValidationError::kIpv4EmptyPart);
    input.remove_suffix(1);
  }
  const size_t count = std::count(input.begin(), input.end(), '.') + 1;
  if (count < kMaxParts) log.Report(ValidationError::kIpv4TooFewParts);
  if (count > kMaxParts) return log.Fail(ValidationError::kIpv4TooManyParts);

  std::array<uint64_t, kMaxParts> numbers{};
  for (size_t i = 0; i < count; ++i) {
    const size_t dot = input.find('.');
    const std::optional<Ipv4Number> number =
        ParseIpv4Number(input.substr(0, dot));
    if (!number) return log.Fail(ValidationError::kIpv4NonNumericPart);
    if (number->non_decimal) {
      log.Report(ValidationError::kIpv4NonDecimalPart);
    }
    numbers[i] = number->value;
    if (i + 1 < count) input.remove_prefix(dot + 1);
  }

  const uint64_t last = numbers[count - 1];
  const bool leading_fit =
      std::all_of(numbers.begin(), numbers.begin() + (count - 1),
                  [](uint64_t n) { return n <= 255; });
  // The last number fills all bytes that the ones before it leave.
  if (!leading_fit || last >= uint64_t{1} << (8 * (5 - count))) {
    return log.Fail(ValidationError::kIpv4OutOfRangePart);
  }
  if (last > 255) log.Report(ValidationError::kIpv4OutOfRangePart);

  uint32_t address = static_cast<uint32_t>(last);
  for (size_t i = 0; i + 1 < count; ++i) {
    address += static_cast<uint32_t>(numbers[i]) << (8 * (3 - i));
  }
  return address;
}

void AppendIpv4(uint32_t address, std::string& out) {
  absl::StrAppend(&out, address >> 24, ".", address >> 16 & 0xFF, ".",
                  address >> 8 & 0xFF, ".", address & 0xFF);
}

}  // namespace mortise
