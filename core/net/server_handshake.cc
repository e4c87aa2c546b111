#include "core/net/server_handshake.h"

#include <algorithm>
#include <optional>

#include "absl/status/status.h"
#include "core/base/strings.h"
#include "core/net/accept_key.h"
#include "core/net/extension_list.h"
#include "core/net/permessage_deflate.h"

namespace mortise::net {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

// RFC 9110 section 15, for the codes that a WebSocket server may send.
std::string_view ReasonPhrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 426:
      return "Upgrade Required";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "";
  }
}

void AppendHeaders(const Headers& headers, std::string& text) {
  for (const auto& [name, value] : headers) {
    AppendTo(text, name, ": ", value, "\r\n");
  }
}

bool AreHeaders(const Headers& headers) {
  return std::all_of(headers.begin(), headers.end(), [](const auto& header) {
    return IsHttpToken(header.first) && IsHttpFieldValue(header.second);
  });
}

bool HasToken(const std::vector<std::string_view>& tokens,
              std::string_view wanted) {
  return std::any_of(tokens.begin(), tokens.end(), [&](std::string_view token) {
    return EqualsIgnoringAsciiCase(token, wanted);
  });
}

// RFC 6455 section 4.2.1, but for the version.  The empty text if all is well.
std::string_view FindFault(const HttpHead& request) {
  const std::vector<std::string_view> line = Split(request.start_line(), ' ');
  if (line.size() != 3 || line[0] != "GET" || line[2] != "HTTP/1.1") {
    return "request line is not GET with HTTP/1.1";
  }
  if (!line[1].starts_with('/')) return "request target is no path";
  if (request.Values("Host").size() != 1) return "not one Host header";
  if (!HasToken(request.ListElements("Upgrade"), "websocket")) {
    return "Upgrade header without \"websocket\"";
  }
  if (!HasToken(request.ListElements("Connection"), "upgrade")) {
    return "Connection header without \"Upgrade\"";
  }
  const std::vector<std::string_view> keys =
      request.Values("Sec-WebSocket-Key");
  if (keys.size() != 1 || !IsWebSocketKey(keys[0])) {
    return "not one valid Sec-WebSocket-Key header";
  }
  for (std::string_view protocol :
       request.ListElements("Sec-WebSocket-Protocol")) {
    if (!IsHttpToken(protocol)) return "malformed Sec-WebSocket-Protocol";
  }
  return "";
}

// The first offer of permessage-deflate that can be met; nothing if none is
// there.  A malformed list counts as no offer.
std::optional<PermessageDeflateParameters> ChooseDeflate(
    const HttpHead& request) {
  const absl::StatusOr<std::vector<Extension>> offers = ParseExtensionList(
      Join(request.Values("Sec-WebSocket-Extensions"), ", "));
  if (!offers.ok()) return std::nullopt;
  for (const Extension& offer : *offers) {
    if (offer.name != "permessage-deflate") continue;
    if (auto deflate = AcceptPermessageDeflateOffer(offer)) return deflate;
  }
  return std::nullopt;
}

}  // namespace

ServerHandshake RefuseClientHandshake(int status, const Headers& headers,
                                      std::string_view detail) {
  ServerHandshake answer{
      .response = Concat("HTTP/1.1 ", status, " ", ReasonPhrase(status),
                         "\r\nConnection: close\r\n"
                         "Content-Length: 0\r\n"),
      .result = absl::FailedPreconditionError(
          Concat("opening handshake refused with ", status, ": ", detail))};
  AppendHeaders(headers, answer.response);
  answer.response += "\r\n";
  return answer;
}

ServerHandshake AnswerClientHandshake(const HttpHead& request,
                                      bool accept_deflate,
                                      ServerHandshakeHandler& handler) {
  const std::string_view fault = FindFault(request);
  if (!fault.empty()) return RefuseClientHandshake(400, {}, fault);
  const std::vector<std::string_view> versions =
      request.Values("Sec-WebSocket-Version");
  if (versions.size() != 1 || versions[0] != "13") {
    return RefuseClientHandshake(
        426, {{"Upgrade", "websocket"}, {"Sec-WebSocket-Version", "13"}},
        "version is not 13");
  }

  ServerHandshakeRequest parsed;
  const std::vector<std::string_view> line = Split(request.start_line(), ' ');
  parsed.resource_name = line[1];
  parsed.protocols = request.ListElements("Sec-WebSocket-Protocol");
  parsed.head = &request;
  const ServerHandshakeDecision decision = handler(parsed);
  const bool is_legal =
      decision.status >= 100 && decision.status <= 999 &&
      AreHeaders(decision.headers) &&
      (decision.protocol.empty() ||
       std::find(parsed.protocols.begin(), parsed.protocols.end(),
                 decision.protocol) != parsed.protocols.end());
  if (!is_legal) {
    return RefuseClientHandshake(500, {}, "handler's decision is malformed");
  }
  if (decision.status != 101) {
    return RefuseClientHandshake(decision.status, decision.headers,
                                 "by the handler");
  }

  HandshakeResult result;
  result.protocol = decision.protocol;
  if (accept_deflate) result.deflate = ChooseDeflate(request);
  std::string response = Concat(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
      "Connection: Upgrade\r\nSec-WebSocket-Accept: ",
      ComputeWebSocketAccept(request.Values("Sec-WebSocket-Key")[0]), "\r\n");
  Headers headers;
  if (!result.protocol.empty()) {
    headers.emplace_back("Sec-WebSocket-Protocol", result.protocol);
  }
  if (result.deflate) {
    result.extensions = PermessageDeflateResponse(*result.deflate);
    headers.emplace_back("Sec-WebSocket-Extensions", result.extensions);
  }
  AppendHeaders(headers, response);
  AppendHeaders(decision.headers, response);
  response += "\r\n";
  return {std::move(response), std::move(result)};
}

}  // namespace mortise::net
