#ifndef MORTISE_CORE_URL_SCHEME_H_
#define MORTISE_CORE_URL_SCHEME_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace mortise {

// The special schemes (URL Standard section 4.2); kNone is every other one.
enum class SpecialScheme : uint8_t {
  kNone,
  kFile,
  kFtp,
  kHttp,
  kHttps,
  kWs,
  kWss,
};

// `scheme` is in lower case, without ":".
constexpr SpecialScheme SpecialSchemeOf(std::string_view scheme) {
  if (scheme == "https") return SpecialScheme::kHttps;
  if (scheme == "http") return SpecialScheme::kHttp;
  if (scheme == "wss") return SpecialScheme::kWss;
  if (scheme == "ws") return SpecialScheme::kWs;
  if (scheme == "file") return SpecialScheme::kFile;
  if (scheme == "ftp") return SpecialScheme::kFtp;
  return SpecialScheme::kNone;
}

constexpr std::optional<uint16_t> DefaultPort(SpecialScheme scheme) {
  switch (scheme) {
    case SpecialScheme::kFtp:
      return 21;
    case SpecialScheme::kHttp:
    case SpecialScheme::kWs:
      return 80;
    case SpecialScheme::kHttps:
    case SpecialScheme::kWss:
      return 443;
    case SpecialScheme::kFile:
    case SpecialScheme::kNone:
      break;
  }
  return std::nullopt;
}

}  // namespace mortise

#endif  // MORTISE_CORE_URL_SCHEME_H_
