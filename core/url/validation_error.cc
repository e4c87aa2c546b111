#include "core/url/validation_error.h"

namespace mortise {

std::string_view ValidationErrorName(ValidationError error) {
  switch (error) {
    case ValidationError::kDomainToAscii:
      return "domain-to-ASCII";
    case ValidationError::kDomainPercentEncoded:
      return "domain-percent-encoded";
    case ValidationError::kHostInvalidCodePoint:
      return "host-invalid-code-point";
    case ValidationError::kIpv4EmptyPart:
      return "IPv4-empty-part";
    case ValidationError::kIpv4TooFewParts:
      return "IPv4-too-few-parts";
    case ValidationError::kIpv4TooManyParts:
      return "IPv4-too-many-parts";
    case ValidationError::kIpv4NonNumericPart:
      return "IPv4-non-numeric-part";
    case ValidationError::kIpv4NonDecimalPart:
      return "IPv4-non-decimal-part";
    case ValidationError::kIpv4OutOfRangePart:
      return "IPv4-out-of-range-part";
    case ValidationError::kIpv4NonAsciiInput:
      return "IPv4-non-ASCII-input";
    case ValidationError::kIpv6Unclosed:
      return "IPv6-unclosed";
    case ValidationError::kIpv6InvalidCompression:
      return "IPv6-invalid-compression";
    case ValidationError::kIpv6TooManyPieces:
      return "IPv6-too-many-pieces";
    case ValidationError::kIpv6MultipleCompression:
      return "IPv6-multiple-compression";
    case ValidationError::kIpv6InvalidCodePoint:
      return "IPv6-invalid-code-point";
    case ValidationError::kIpv6TooFewPieces:
      return "IPv6-too-few-pieces";
    case ValidationError::kIpv6PieceLeadingZero:
      return "IPv6-piece-leading-zero";
    case ValidationError::kIpv4InIpv6TooManyPieces:
      return "IPv4-in-IPv6-too-many-pieces";
    case ValidationError::kIpv4InIpv6InvalidCodePoint:
      return "IPv4-in-IPv6-invalid-code-point";
    case ValidationError::kIpv4InIpv6OutOfRangePart:
      return "IPv4-in-IPv6-out-of-range-part";
    case ValidationError::kIpv4InIpv6TooFewParts:
      return "IPv4-in-IPv6-too-few-parts";
    case ValidationError::kInvalidUrlUnit:
      return "invalid-URL-unit";
    case ValidationError::kSpecialSchemeMissingFollowingSolidus:
      return "special-scheme-missing-following-solidus";
    case ValidationError::kMissingSchemeNonRelativeUrl:
      return "missing-scheme-non-relative-URL";
    case ValidationError::kInvalidReverseSolidus:
      return "invalid-reverse-solidus";
    case ValidationError::kInvalidCredentials:
      return "invalid-credentials";
    case ValidationError::kHostMissing:
      return "host-missing";
    case ValidationError::kPortOutOfRange:
      return "port-out-of-range";
    case ValidationError::kPortInvalid:
      return "port-invalid";
    case ValidationError::kFileInvalidWindowsDriveLetter:
      return "file-invalid-Windows-drive-letter";
    case ValidationError::kFileInvalidWindowsDriveLetterHost:
      return "file-invalid-Windows-drive-letter-host";
  }
  return {};
}

}  // namespace mortise
