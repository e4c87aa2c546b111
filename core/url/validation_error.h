#ifndef MORTISE_CORE_URL_VALIDATION_ERROR_H_
#define MORTISE_CORE_URL_VALIDATION_ERROR_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace mortise {

// The URL Standard's validation errors (section 1.1, "Writing"): a mismatch
// between input and valid input.  Most do not end parsing.
enum class ValidationError : uint8_t {
  // IDNA
  kDomainToAscii,
  // Host parsing
  kDomainPercentEncoded,
  kHostInvalidCodePoint,
  kIpv4EmptyPart,
  kIpv4TooFewParts,
  kIpv4TooManyParts,
  kIpv4NonNumericPart,
  kIpv4NonDecimalPart,
  kIpv4OutOfRangePart,
  kIpv4NonAsciiInput,
  kIpv6Unclosed,
  kIpv6InvalidCompression,
  kIpv6TooManyPieces,
  kIpv6MultipleCompression,
  kIpv6InvalidCodePoint,
  kIpv6TooFewPieces,
  kIpv6PieceLeadingZero,
  kIpv4InIpv6TooManyPieces,
  kIpv4InIpv6InvalidCodePoint,
  kIpv4InIpv6OutOfRangePart,
  kIpv4InIpv6TooFewParts,
  // URL parsing
  kInvalidUrlUnit,
  kSpecialSchemeMissingFollowingSolidus,
  kMissingSchemeNonRelativeUrl,
  kInvalidReverseSolidus,
  kInvalidCredentials,
  kHostMissing,
  kPortOutOfRange,
  kPortInvalid,
  kFileInvalidWindowsDriveLetter,
  kFileInvalidWindowsDriveLetterHost,
};

// In the order in which the parser met them; one that occurs twice is listed
// twice.
using ValidationErrors = std::vector<ValidationError>;

// The standard's own name, such as "invalid-URL-unit".
std::string_view ValidationErrorName(ValidationError error);

}  // namespace mortise

#endif  // MORTISE_CORE_URL_VALIDATION_ERROR_H_
