#include "core/net/http_head_reader.h"

#include <string>

#include "gtest/gtest.h"

namespace mortise::net {
namespace {

absl::Span<const uint8_t> Bytes(std::string_view text) {
  return absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(text.data()),
                             text.size());
}

TEST(HttpHeadReader, SplitAnywhere_EndsAtTheEmptyLine) {
  for (std::string_view head :
       {"HTTP/1.1 101\r\nA: b\r\n\r\n", "HTTP/1.1 101\nA: b\n\n",
        "HTTP/1.1 101\nA: b\n\r\n", "HTTP/1.1 101\r\n\r\n",
        "HTTP/1.1 101\r\nA:\r\n b\r\n\r\n"}) {
    const std::string text = std::string(head) + "glued\r\n\r\n";
    for (size_t cut = 0; cut <= text.size(); ++cut) {
      HttpHeadReader reader("HTTP/1.1 ", 1000);
      const std::string_view first = std::string_view(text).substr(0, cut);
      const auto taken = reader.Read(Bytes(first));
      ASSERT_TRUE(taken.ok());
      ASSERT_EQ(*taken, std::min(cut, head.size()));
      ASSERT_EQ(reader.complete(), cut >= head.size());
      const auto more = reader.Read(Bytes(text.substr(*taken)));
      ASSERT_TRUE(more.ok());
      ASSERT_EQ(*taken + *more, head.size());
      ASSERT_TRUE(reader.complete());
      ASSERT_EQ(reader.text(), head);
    }
  }
}

TEST(HttpHeadReader, WrongBeginning_IsFoundAtItsFirstByte) {
  const std::string_view text = "HTTP/1.0 200 OK";
  HttpHeadReader reader("HTTP/1.1 ", 1000);
  EXPECT_TRUE(reader.Read(Bytes(text.substr(0, 7))).ok());
  EXPECT_FALSE(reader.Read(Bytes(text.substr(7, 1))).ok());
}

TEST(HttpHeadReader, Limit_CountsAllHeads) {
  const std::string_view head = "HTTP/1.1 100\r\n\r\n";
  HttpHeadReader reader("HTTP/1.1 ", 2 * head.size());
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(reader.Read(Bytes(head)).ok());
    ASSERT_TRUE(reader.complete());
    reader.StartNextHead();
  }
  const auto taken = reader.Read(Bytes("H"));
  EXPECT_TRUE(absl::IsResourceExhausted(taken.status()));
}

TEST(HttpHeadReader, ExactlyTheLimit_IsAccepted) {
  const std::string head = "GET /" + std::string(500, 'a') + "\r\n\r\n";
  HttpHeadReader fits("GET ", head.size());
  EXPECT_TRUE(fits.Read(Bytes(head)).ok());
  HttpHeadReader tight("GET ", head.size() - 1);
  EXPECT_FALSE(tight.Read(Bytes(head)).ok());
}

}  // namespace
}  // namespace mortise::net
