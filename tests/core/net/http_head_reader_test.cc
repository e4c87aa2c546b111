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
        "HTTP/1.1 101\r\nA:\r\n b\r\n\r\n",
        "HTTP/1.1 101\r\r\n\r\r\nA: b\r\n\r \r\n\n"}) {
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

TEST(HttpHeadReader, Junk_IsSkippedUpToItsLimit) {
  const struct {
    std::string_view junk;
    bool is_skipped;
  } kCases[] = {
      {"", true},
      {"x", true},
      {"wxyz", true},
      {"\r\n\r\n", true},
      {"H", true},
      {"HTT", true},
      {"\n", true},
      {"vwxyz", false},
      {"HTTP/", false},
      {"\r\n\r\n\r", false},
      {std::string_view("\0", 1), false},
      {std::string_view("a\0b", 3), false},
  };
  const std::string head = "HTTP/1.1 101\r\nA: b\r\n\r\n";
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.junk);
    HttpHeadReader reader("HTTP/1.", 1000, 4);
    for (int round = 0; round < 2; ++round) {
      const std::string text = std::string(c.junk) + head;
      size_t size = 0;
      bool is_ok = true;
      while (size < text.size() && is_ok) {
        is_ok = reader.Read(Bytes(text.substr(size++, 1))).ok();
      }
      ASSERT_EQ(is_ok, c.is_skipped);
      if (!is_ok) {
        EXPECT_LE(size, 7u);
        break;
      }
      ASSERT_TRUE(reader.complete());
      ASSERT_EQ(reader.text(), head);
      reader.StartNextHead();
    }
  }
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
