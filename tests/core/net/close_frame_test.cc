#include "core/net/close_frame.h"

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"

namespace mortise::net {
namespace {

using Bytes = std::vector<uint8_t>;

Bytes WithCode(int code, std::string_view reason = "") {
  Bytes payload(2 + reason.size());
  payload[0] = static_cast<uint8_t>(code >> 8);
  payload[1] = static_cast<uint8_t>(code);
  std::copy(reason.begin(), reason.end(), payload.begin() + 2);
  return payload;
}

TEST(CloseFrame, Empty_Is1005) {
  const auto parsed = ParseCloseFrame({}, /*strict_codes=*/true);
  ASSERT_TRUE(std::holds_alternative<CloseFrame>(parsed));
  EXPECT_EQ(std::get<CloseFrame>(parsed).code, 1005);
  EXPECT_EQ(std::get<CloseFrame>(parsed).reason, "");
}

TEST(CloseFrame, OneByte_IsProtocolError) {
  const auto parsed = ParseCloseFrame(Bytes{3}, /*strict_codes=*/false);
  ASSERT_TRUE(std::holds_alternative<ProtocolError>(parsed));
  EXPECT_EQ(std::get<ProtocolError>(parsed).code, 1002);
}

TEST(CloseFrame, EveryCode_IsTakenOrRefusedByTheTable) {
  for (int code = 0; code <= 0xFFFF; ++code) {
    const bool is_forbidden = code == 1005 || code == 1006 || code == 1015;
    const bool is_registered = (code >= 1000 && code <= 1003) ||
                               (code >= 1007 && code <= 1014) ||
                               (code >= 3000 && code <= 4999);
    const auto lenient = ParseCloseFrame(WithCode(code, "x"), false);
    const auto strict = ParseCloseFrame(WithCode(code, "x"), true);
    ASSERT_EQ(std::holds_alternative<CloseFrame>(lenient), !is_forbidden)
        << code;
    ASSERT_EQ(std::holds_alternative<CloseFrame>(strict), is_registered)
        << code;
    if (is_forbidden) {
      ASSERT_EQ(std::get<ProtocolError>(lenient).code, 1002);
    } else {
      ASSERT_EQ(std::get<CloseFrame>(lenient).code, code);
      ASSERT_EQ(std::get<CloseFrame>(lenient).reason, "x");
    }
    if (!is_registered) {
      ASSERT_EQ(std::get<ProtocolError>(strict).code, 1002);
    }
  }
}

TEST(CloseFrame, Reason_MustBeUtf8) {
  const struct {
    std::string_view reason;
    bool is_valid;
  } kCases[] = {
      {"gr\xC3\xBC\xC3\x9F", true},
      {"\xEF\xBB\xBFwith BOM", true},
      {std::string_view("a\0b", 3), true},
      {"\xFF", false},
      {"cut \xE2\x82", false},
      {"\xED\xA0\x80", false},
      {"\xC0\x80", false},
  };
  for (const auto& c : kCases) {
    const auto parsed = ParseCloseFrame(WithCode(1000, c.reason), false);
    ASSERT_EQ(std::holds_alternative<CloseFrame>(parsed), c.is_valid)
        << c.reason;
    if (c.is_valid) {
      EXPECT_EQ(std::get<CloseFrame>(parsed).reason, c.reason);
    } else {
      EXPECT_EQ(std::get<ProtocolError>(parsed).code, 1007);
    }
  }
}

TEST(CloseFrame, Written_ReadsBack) {
  uint8_t payload[kMaxControlPayloadSize];
  EXPECT_EQ(WriteClosePayload(std::nullopt, "", payload), 0u);
  const std::string reason(kMaxCloseReasonSize, 'r');
  const size_t size = WriteClosePayload(4001, reason, payload);
  EXPECT_EQ(size, 125u);
  const auto parsed = ParseCloseFrame({payload, size}, true);
  ASSERT_TRUE(std::holds_alternative<CloseFrame>(parsed));
  EXPECT_EQ(std::get<CloseFrame>(parsed).code, 4001);
  EXPECT_EQ(std::get<CloseFrame>(parsed).reason, reason);
}

}  // namespace
}  // namespace mortise::net
