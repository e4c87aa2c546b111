#include "core/net/web_socket_message.h"

#include "gtest/gtest.h"

namespace mortise::net {
namespace {

TEST(WebSocketMessage, InPlace_IsCopiedWhenTaken) {
  const uint8_t bytes[] = {1, 2, 3};
  WebSocketMessage message(WebSocketMessageType::kBinary, bytes, nullptr);
  const ByteBuffer taken = message.Take();
  EXPECT_EQ(taken.span(), absl::MakeConstSpan(bytes));
  EXPECT_NE(taken.data(), bytes);
  EXPECT_TRUE(message.payload().empty());
  EXPECT_TRUE(message.Take().empty());
}

TEST(WebSocketMessage, Assembled_IsMovedWhenTaken) {
  const uint8_t bytes[] = {'a', 'b'};
  ByteBuffer assembled = ByteBuffer::CopyOf(bytes);
  const uint8_t* const place = assembled.data();
  WebSocketMessage message(WebSocketMessageType::kText, assembled.span(),
                           &assembled);
  EXPECT_EQ(message.text(), "ab");
  EXPECT_EQ(message.Take().data(), place);
}

}  // namespace
}  // namespace mortise::net
