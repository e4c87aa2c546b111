#ifndef MORTISE_TESTS_FUZZ_CLIENT_OUTPUT_CHECKER_H_
#define MORTISE_TESTS_FUZZ_CLIENT_OUTPUT_CHECKER_H_

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "core/net/frame_reader.h"
#include "core/net/message_assembler.h"

namespace mortise::net {

// Reads what a client writes, as a server would, and ends the process at the
// first byte that a client must not send: a handshake that is no HTTP, a
// malformed frame, anything after a Close frame, a message that was not given
// to it or is not as it was.
class ClientOutputChecker {
 public:
  ClientOutputChecker();

  // The connection is open with these extensions, in the response's words.
  void SetExtensions(std::string_view extensions);

  // The client was told to send these, in this order.
  void ExpectText(std::string_view text);
  void ExpectBinary(absl::Span<const uint8_t> payload);

  // The client's next bytes.
  void Add(absl::Span<const uint8_t> bytes);

  bool has_close() const { return has_close_; }

 private:
  struct Message {
    WebSocketMessageType type;
    std::string payload;
  };

  void CheckRequest() const;
  void AddPiece(const FramePiece& piece);
  void CheckMessage();
  void CheckClose(absl::Span<const uint8_t> payload);

  std::string request_;  // As far as it has come.
  bool request_complete_ = false;
  FrameReader reader_{Role::kServer};
  MessageAssembler assembler_;
  std::deque<Message> expected_;
  bool has_close_ = false;
};

}  // namespace mortise::net

#endif  // MORTISE_TESTS_FUZZ_CLIENT_OUTPUT_CHECKER_H_
