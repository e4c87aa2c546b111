#include "tests/core/websocket/scripted_http2_server.h"

#include <nghttp2/nghttp2.h>

#include <cstddef>

#include "absl/strings/ascii.h"
#include "core/base/strings.h"

namespace mortise {
namespace {

constexpr int32_t kStream = 1;

bool IsHttp1Only(std::string_view name) {
  return name == "upgrade" || name == "connection" ||
         name == "sec-websocket-accept";
}

}  // namespace

ScriptedHttp2Server::ScriptedHttp2Server() : server_({}) {}

bool ScriptedHttp2Server::ready() const {
  return connected() && server_.connections()[0]->ready();
}

void ScriptedHttp2Server::Turn() {
  server_.Turn();
  if (!connected()) return;
  net::Http2Peer& peer = server_.http2();
  const auto it = peer.streams().find(kStream);
  if (it != peer.streams().end()) {
    received_ = "CONNECT\r\n\r\n" + it->second.received;
    if (it->second.ended || it->second.reset) client_ended_ = true;
  }
  if (server_.connections()[0]->client_ended()) client_ended_ = true;
}

void ScriptedHttp2Server::Send(std::string_view bytes) {
  if (!responded_) {
    const size_t end = bytes.find("\r\n\r\n");
    Respond(bytes.substr(0, end));
    bytes.remove_prefix(end + 4);
  }
  if (!bytes.empty()) server_.http2().Send(kStream, bytes);
  server_.Turn();
}

void ScriptedHttp2Server::Respond(std::string_view head) {
  net::Http2Peer::Fields fields;
  const std::vector<std::string_view> lines = Split(head, '\n');
  for (size_t i = 1; i < lines.size(); ++i) {
    const size_t colon = lines[i].find(':');
    const std::string name =
        absl::AsciiStrToLower(ToAbsl(lines[i].substr(0, colon)));
    if (IsHttp1Only(name)) continue;
    fields.push_back({name, std::string(absl::StripAsciiWhitespace(
                                ToAbsl(lines[i].substr(colon + 1))))});
  }
  server_.http2().Respond(kStream, 200, fields);
  responded_ = true;
}

void ScriptedHttp2Server::SendUnencrypted(std::string_view) {}

void ScriptedHttp2Server::End() {
  server_.http2().End(kStream);
  server_.Turn();
}

void ScriptedHttp2Server::Reset() {
  server_.http2().Reset(kStream, NGHTTP2_CANCEL);
  server_.Turn();
  client_ended_ = true;
}

}  // namespace mortise
