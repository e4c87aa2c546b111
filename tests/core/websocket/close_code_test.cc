#include "core/websocket/close_code.h"

#include "gtest/gtest.h"

namespace mortise {
namespace {

TEST(CloseCodeTable, Rows_CoverTheCodeSpaceInOrder) {
  uint32_t next = 0;
  for (const CloseCodeInfo& row : CloseCodeTable()) {
    EXPECT_EQ(row.first, next);
    EXPECT_LE(row.first, row.last);
    EXPECT_FALSE(row.name.empty());
    EXPECT_FALSE(row.description.empty());
    next = uint32_t{row.last} + 1;
  }
  EXPECT_EQ(next, 65536u);
}

// The rules once more, in the standards' own terms, for each single code.
TEST(CloseCodeTable, EveryCode_HasItsPermissions) {
  for (uint32_t code = 0; code <= 0xFFFF; ++code) {
    const CloseCodeInfo& row = LookUpCloseCode(static_cast<uint16_t>(code));
    ASSERT_TRUE(row.Contains(static_cast<uint16_t>(code))) << code;
    // WebSockets standard, close(): 1000 or 3000 to 4999.
    ASSERT_EQ(row.allowed_in_close_method,
              code == 1000 || (code >= 3000 && code <= 4999))
        << code;
    // RFC 6455 section 7.4 and IANA's registry.
    const bool is_reserved =
        code == 1004 || code == 1005 || code == 1006 || code == 1015;
    const bool may_be_sent = (code >= 1000 && code <= 1014 && !is_reserved) ||
                             (code >= 3000 && code <= 4999);
    ASSERT_EQ(row.allowed_in_close_frame, may_be_sent) << code;
  }
}

TEST(CloseCodeTable, Names_AsRegistered) {
  const struct {
    uint16_t code;
    std::string_view name;
    std::string_view historic_name;
  } kCases[] = {
      {0, "Not used", ""},
      {999, "Not used", ""},
      {1000, "Normal closure", "CLOSE_NORMAL"},
      {1001, "Going away", "CLOSE_GOING_AWAY"},
      {1002, "Protocol error", "CLOSE_PROTOCOL_ERROR"},
      {1003, "Unsupported data", "CLOSE_UNSUPPORTED"},
      {1004, "Reserved", "CLOSE_TOO_LARGE"},
      {1005, "No status received", "CLOSE_NO_STATUS"},
      {1006, "Abnormal closure", "CLOSE_ABNORMAL"},
      {1007, "Invalid frame payload data", ""},
      {1008, "Policy violation", ""},
      {1009, "Message too big", ""},
      {1010, "Mandatory extension", ""},
      {1011, "Internal error", ""},
      {1012, "Service restart", ""},
      {1013, "Try again later", ""},
      {1014, "Bad gateway", ""},
      {1015, "TLS handshake", ""},
      {1016, "Reserved for the protocol", ""},
      {1999, "Reserved for the protocol", ""},
      {2000, "Reserved for extensions", ""},
      {2999, "Reserved for extensions", ""},
      {3000, "Libraries and frameworks", ""},
      {3999, "Libraries and frameworks", ""},
      {4000, "Private use", ""},
      {4999, "Private use", ""},
      {5000, "Invalid", ""},
      {65535, "Invalid", ""},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(LookUpCloseCode(c.code).name, c.name) << c.code;
    EXPECT_EQ(LookUpCloseCode(c.code).historic_name, c.historic_name);
  }
}

TEST(CloseCodeTable, Enum_NamesExistingRows) {
  EXPECT_EQ(
      LookUpCloseCode(static_cast<uint16_t>(CloseCode::kNormalClosure)).name,
      "Normal closure");
  EXPECT_EQ(
      LookUpCloseCode(static_cast<uint16_t>(CloseCode::kMessageTooBig)).name,
      "Message too big");
}

}  // namespace
}  // namespace mortise
