#include "core/net/client_handshake.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "core/base/strings.h"
#include "core/net/accept_key.h"
#include "core/net/extension_list.h"
#include "core/net/permessage_deflate.h"

namespace mortise::net {
namespace {

absl::Status BadRequest(std::string_view what, std::string_view text) {
  return absl::InvalidArgumentError(Concat(
      what, " cannot stand in a request: \"", EscapedForLog(text), "\""));
}

absl::Status Failure(std::string_view what, std::string_view detail = "") {
  return absl::FailedPreconditionError(
      Concat("opening handshake: ", what, EscapedForLog(detail)));
}

// Visible ASCII without the characters in `excluded`.
bool IsVisible(std::string_view text, std::string_view excluded) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c)) &&
           excluded.find(c) == std::string_view::npos;
  });
}

// Headers that are the handshake's own, or would give the request a body.
bool IsReservedHeader(std::string_view name) {
  for (std::string_view reserved :
       {"connection", "content-length", "host", "origin", "te", "trailer",
        "transfer-encoding", "upgrade", "user-agent"}) {
    if (EqualsIgnoringAsciiCase(name, reserved)) return true;
  }
  constexpr std::string_view kProtocolPrefix = "sec-websocket-";
  return EqualsIgnoringAsciiCase(name.substr(0, kProtocolPrefix.size()),
                                 kProtocolPrefix);
}

absl::Status CheckRequest(const ClientHandshakeRequest& request) {
  if (request.host.empty() || !IsVisible(request.host, "/?#@\\[]")) {
    return BadRequest("host", request.host);
  }
  if (!request.resource_name.starts_with('/') ||
      !IsVisible(request.resource_name, "#")) {
    return BadRequest("resource name", request.resource_name);
  }
  for (const std::string& protocol : request.protocols) {
    if (!IsHttpToken(protocol)) return BadRequest("subprotocol", protocol);
  }
  if (!IsHttpFieldValue(request.origin)) {
    return BadRequest("origin", request.origin);
  }
  if (!IsHttpFieldValue(request.user_agent)) {
    return BadRequest("user agent", request.user_agent);
  }
  for (const auto& [name, value] : request.headers) {
    if (!IsHttpToken(name) || IsReservedHeader(name)) {
      return BadRequest("header name", name);
    }
    if (!IsHttpFieldValue(value)) {
      return BadRequest(Concat("value of header ", name), value);
    }
  }
  return absl::OkStatus();
}

// Section 4.1: the port only if it is not the scheme's own.
std::string HostHeader(const ClientHandshakeRequest& request) {
  const bool is_ipv6 = request.host.find(':') != std::string::npos;
  std::string host = is_ipv6 ? Concat("[", request.host, "]") : request.host;
  if (request.port != (request.secure ? 443 : 80)) {
    AppendTo(host, ":", request.port);
  }
  return host;
}

// Header fields that all forms of the request have; `append` takes a name and
// a value.
template <typename Append>
void AppendIdentity(const ClientHandshakeRequest& request, Append append) {
  if (!request.origin.empty()) append("Origin", request.origin);
  if (!request.user_agent.empty()) append("User-Agent", request.user_agent);
}

template <typename Append>
void AppendOffers(const ClientHandshakeRequest& request, Append append) {
  append("Sec-WebSocket-Version", "13");
  if (!request.protocols.empty()) {
    append("Sec-WebSocket-Protocol", Join(request.protocols, ", "));
  }
  if (request.offer_deflate) {
    append("Sec-WebSocket-Extensions", kPermessageDeflateOffer);
  }
}

// RFC 9113 section 8.2.2; the others are reserved anyway.
bool IsConnectionSpecific(std::string_view name) {
  return EqualsIgnoringAsciiCase(name, "keep-alive") ||
         EqualsIgnoringAsciiCase(name, "proxy-connection");
}

// The value of a header that must be there exactly once.
absl::StatusOr<std::string_view> SingleValue(const HttpHead& response,
                                             std::string_view name) {
  const std::vector<std::string_view> values = response.Values(name);
  if (values.empty()) return Failure(name, " header is missing");
  if (values.size() > 1) return Failure(name, " header more than once");
  return values[0];
}

// Whether `token` is among the elements of a header, in any case.
bool HasToken(const HttpHead& response, std::string_view name,
              std::string_view token) {
  const std::vector<std::string_view> elements = response.ListElements(name);
  return std::any_of(elements.begin(), elements.end(),
                     [token](std::string_view element) {
                       return EqualsIgnoringAsciiCase(element, token);
                     });
}

// Chromium and Firefox take two values of these headers for a sign that
// somebody wrote into the response who should not.
absl::Status CheckUnambiguous(const HttpHead& response) {
  const auto check = [](std::string_view name,
                        const std::vector<std::string_view>& values) {
    for (std::string_view value : values) {
      if (value != values[0]) return Failure(name, " header with two values");
    }
    return absl::OkStatus();
  };
  for (std::string_view name : {"Content-Disposition", "Location"}) {
    if (absl::Status status = check(name, response.Values(name));
        !status.ok()) {
      return status;
    }
  }
  // RFC 9112 section 6.3: Transfer-Encoding overrides it.
  if (HasToken(response, "Transfer-Encoding", "chunked")) {
    return absl::OkStatus();
  }
  return check("Content-Length", response.ListElements("Content-Length"));
}

absl::StatusOr<std::string> CheckProtocol(
    const HttpHead& response, const ClientHandshakeRequest& request) {
  const std::vector<std::string_view> values =
      response.Values("Sec-WebSocket-Protocol");
  if (values.empty()) {
    // WebSockets standard, section 2.2: stricter than the RFC.
    if (request.protocols.empty()) return "";
    return Failure("server chose none of the subprotocols");
  }
  if (values.size() > 1) {
    return Failure("Sec-WebSocket-Protocol header more than once");
  }
  if (std::find(request.protocols.begin(), request.protocols.end(),
                values[0]) == request.protocols.end()) {
    return Failure("server chose a subprotocol that was not asked for: ",
                   values[0]);
  }
  return std::string(values[0]);
}

// `list` has elements between commas.
bool HasEmptyElement(std::string_view list) {
  const std::vector<std::string_view> elements = Split(list, ',');
  return std::any_of(
      elements.begin(), elements.end(), [](std::string_view element) {
        return element.find_first_not_of(" \t") == std::string_view::npos;
      });
}

absl::Status CheckExtensions(const HttpHead& response,
                             const ClientHandshakeRequest& request,
                             HandshakeResult& result) {
  const std::vector<std::string_view> values =
      response.Values("Sec-WebSocket-Extensions");
  if (values.empty()) return absl::OkStatus();
  // RFC 9110 section 5.6.1.2 has recipients ignore empty elements; Chromium and
  // Firefox refuse them.
  for (std::string_view value : values) {
    if (!value.empty() && HasEmptyElement(value)) {
      return Failure("Sec-WebSocket-Extensions with an empty element: ", value);
    }
  }
  result.extensions = Join(values, ", ");
  const absl::StatusOr<std::vector<Extension>> extensions =
      ParseExtensionList(result.extensions);
  if (!extensions.ok()) return Failure(ToStd(extensions.status().message()));
  for (const Extension& extension : *extensions) {
    if (extension.name != "permessage-deflate" || !request.offer_deflate) {
      return Failure("server chose an extension that was not offered: ",
                     extension.name);
    }
    if (result.deflate) return Failure("permessage-deflate more than once");
    absl::StatusOr<PermessageDeflateParameters> deflate =
        CheckPermessageDeflateResponse(extension);
    if (!deflate.ok()) return Failure(ToStd(deflate.status().message()));
    result.deflate = *deflate;
  }
  return absl::OkStatus();
}

// What the server chose of subprotocols and extensions, in a response that is
// right otherwise.
absl::StatusOr<HandshakeResult> CheckChoices(
    const HttpHead& response, const ClientHandshakeRequest& request) {
  if (absl::Status checked = CheckUnambiguous(response); !checked.ok()) {
    return checked;
  }
  HandshakeResult result;
  absl::StatusOr<std::string> protocol = CheckProtocol(response, request);
  if (!protocol.ok()) return protocol.status();
  result.protocol = *std::move(protocol);
  if (absl::Status checked = CheckExtensions(response, request, result);
      !checked.ok()) {
    return checked;
  }
  return result;
}

absl::Status RefusedByStatus(int status) {
  return Failure(Concat("server answered with HTTP status ", status));
}

}  // namespace

absl::StatusOr<std::string> BuildClientHandshake(
    const ClientHandshakeRequest& request, std::string_view key) {
  if (absl::Status status = CheckRequest(request); !status.ok()) return status;
  std::string text = Concat(
      "GET ", request.resource_name, " HTTP/1.1\r\nHost: ", HostHeader(request),
      "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n");
  const auto append = [&text](std::string_view name, std::string_view value) {
    AppendTo(text, name, ": ", value, "\r\n");
  };
  AppendIdentity(request, append);
  append("Sec-WebSocket-Key", key);
  AppendOffers(request, append);
  for (const auto& [name, value] : request.headers) append(name, value);
  text += "\r\n";
  return text;
}

absl::StatusOr<int> ParseStatusLine(std::string_view line) {
  constexpr std::string_view kVersion = "HTTP/1.";
  const auto is_digit = [](unsigned char c) { return absl::ascii_isdigit(c); };
  if (line.starts_with(kVersion)) {
    const std::string_view minor = line.substr(kVersion.size());
    const size_t blank = std::min(minor.find(' '), minor.size());
    std::string_view rest = minor.substr(blank);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const std::string_view code = rest.substr(0, 3);
    if (blank > 0 && is_digit(minor[0]) && minor[0] != '0' &&
        code.size() == 3 && std::all_of(code.begin(), code.end(), is_digit) &&
        code[0] != '0' &&
        (rest.size() == 3 || rest[3] == ' ' || rest[3] == '\t')) {
      return (code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0');
    }
  }
  return Failure("malformed status line: ", line);
}

absl::StatusOr<HandshakeResult> CheckServerHandshake(
    const HttpHead& response, const ClientHandshakeRequest& request,
    std::string_view key) {
  const absl::StatusOr<int> status = ParseStatusLine(response.start_line());
  if (!status.ok()) return status.status();
  if (*status != 101) return RefusedByStatus(*status);

  const absl::StatusOr<std::string_view> upgrade =
      SingleValue(response, "Upgrade");
  if (!upgrade.ok()) return upgrade.status();
  if (!EqualsIgnoringAsciiCase(*upgrade, "websocket")) {
    return Failure("Upgrade header is not \"websocket\": ", *upgrade);
  }

  if (!HasToken(response, "Connection", "upgrade")) {
    return Failure("Connection header without \"Upgrade\"");
  }

  const absl::StatusOr<std::string_view> accept =
      SingleValue(response, "Sec-WebSocket-Accept");
  if (!accept.ok()) return accept.status();
  if (*accept != ComputeWebSocketAccept(key)) {
    return Failure("wrong Sec-WebSocket-Accept: ", *accept);
  }

  return CheckChoices(response, request);
}

absl::StatusOr<std::vector<HttpHead::Field>> BuildExtendedConnect(
    const ClientHandshakeRequest& request) {
  if (absl::Status status = CheckRequest(request); !status.ok()) return status;
  std::vector<HttpHead::Field> fields = {
      {":method", "CONNECT"},
      {":protocol", "websocket"},
      {":scheme", request.secure ? "https" : "http"},
      {":path", request.resource_name},
      {":authority", HostHeader(request)},
  };
  const auto append = [&fields](std::string_view name, std::string_view value) {
    fields.push_back({absl::AsciiStrToLower(ToAbsl(name)), std::string(value)});
  };
  AppendIdentity(request, append);
  AppendOffers(request, append);
  for (const auto& [name, value] : request.headers) {
    if (!IsConnectionSpecific(name)) append(name, value);
  }
  return fields;
}

absl::StatusOr<HandshakeResult> CheckExtendedConnectResponse(
    const ExtendedConnectResponse& response,
    const ClientHandshakeRequest& request) {
  if (response.status < 200 || response.status > 299) {
    return RefusedByStatus(response.status);
  }
  return CheckChoices(response.head, request);
}

}  // namespace mortise::net
