// A server's answer to the opening handshake; and, as a server, a client's
// request.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "core/base/check.h"
#include "core/net/client_handshake.h"
#include "core/net/extension_list.h"
#include "core/net/http_head_reader.h"
#include "core/net/server_handshake.h"

namespace {

using namespace mortise::net;

constexpr std::string_view kKey = "dGhlIHNhbXBsZSBub25jZQ==";

void Check(std::string_view text) {
  const auto head = HttpHead::Parse(text);
  if (!head.ok()) return;
  for (const HttpHead::Field& field : head->fields()) {
    MORTISE_CHECK(IsHttpToken(field.name));
    MORTISE_CHECK(field.value.find_first_of("\r\n") == std::string::npos);
  }

  ClientHandshakeRequest request;
  request.host = "localhost";
  request.protocols = {"chat", "Chat"};
  const auto result = CheckServerHandshake(*head, request, kKey);
  if (result.ok()) {
    MORTISE_CHECK(result->protocol == "chat" || result->protocol == "Chat");
    if (result->deflate) {
      MORTISE_CHECK(result->deflate->server_max_window_bits >= 8);
      MORTISE_CHECK(result->deflate->server_max_window_bits <= 15);
    }
  } else {
    MORTISE_CHECK(!result.status().message().empty());
  }

  // What a server answers has exactly one empty line, at its end.
  ServerHandshakeHandler handler = [](const ServerHandshakeRequest& r) {
    ServerHandshakeDecision decision;
    if (!r.protocols.empty()) decision.protocol = std::string(r.protocols[0]);
    return decision;
  };
  const ServerHandshake answer = AnswerClientHandshake(*head, true, handler);
  MORTISE_CHECK(answer.response.find("\r\n\r\n") + 4 == answer.response.size());
}

void ReadHeads(HttpHeadReader reader, absl::Span<const uint8_t> bytes,
               size_t step) {
  while (!bytes.empty()) {
    const auto chunk = bytes.subspan(0, step);
    const auto taken = reader.Read(chunk);
    if (!taken.ok()) return;
    MORTISE_CHECK(*taken <= chunk.size());
    bytes.remove_prefix(*taken);
    if (reader.complete()) {
      Check(reader.text());
      reader.StartNextHead();
    } else {
      MORTISE_CHECK(*taken == chunk.size());
    }
  }
}

}  // namespace

// The first byte: size of the chunks.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const size_t step = 1 + data[0];
  const absl::Span<const uint8_t> bytes(data + 1, size - 1);
  Check({reinterpret_cast<const char*>(bytes.data()), bytes.size()});

  ReadHeads(HttpHeadReader("HTTP/1.", 4096, 4), bytes, step);
  ReadHeads(HttpHeadReader("GET ", 4096), bytes, step);
  return 0;
}
