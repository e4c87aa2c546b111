#include "core/url/ipv6.h"

#include <optional>
#include <string>
#include <string_view>

#include "gtest/gtest.h"

namespace mortise {
namespace {

using Error = ValidationError;

struct ValidCase {
  std::string_view input;
  Ipv6Pieces pieces;
  // As serialised.
  std::string_view text;
};

const ValidCase kValid[] = {
    {"::", {0, 0, 0, 0, 0, 0, 0, 0}, "::"},
    {"::1", {0, 0, 0, 0, 0, 0, 0, 1}, "::1"},
    {"1::", {1, 0, 0, 0, 0, 0, 0, 0}, "1::"},
    {"1::2", {1, 0, 0, 0, 0, 0, 0, 2}, "1::2"},
    {"1:2:3:4:5:6:7:8", {1, 2, 3, 4, 5, 6, 7, 8}, "1:2:3:4:5:6:7:8"},
    {"::2:3:4:5:6:7:8", {0, 2, 3, 4, 5, 6, 7, 8}, "0:2:3:4:5:6:7:8"},
    {"1:2:3:4:5:6:7::", {1, 2, 3, 4, 5, 6, 7, 0}, "1:2:3:4:5:6:7:0"},
    {"1:2:3::5:6:7:8", {1, 2, 3, 0, 5, 6, 7, 8}, "1:2:3:0:5:6:7:8"},
    {"0:0:0:0:0:0:0:0", {}, "::"},
    {"ABCD:EF01:2345:6789:abcd:ef01:2345:6789",
     {0xABCD, 0xEF01, 0x2345, 0x6789, 0xABCD, 0xEF01, 0x2345, 0x6789},
     "abcd:ef01:2345:6789:abcd:ef01:2345:6789"},
    {"2001:db8::ff00:42:8329",
     {0x2001, 0xDB8, 0, 0, 0, 0xFF00, 0x42, 0x8329},
     "2001:db8::ff00:42:8329"},
    {"1:0:0:4:0:0:0:8", {1, 0, 0, 4, 0, 0, 0, 8}, "1:0:0:4::8"},
    {"1:0:0:4:5:0:0:8", {1, 0, 0, 4, 5, 0, 0, 8}, "1::4:5:0:0:8"},
    {"0:0:3:0:0:0:7:8", {0, 0, 3, 0, 0, 0, 7, 8}, "0:0:3::7:8"},
    {"0:f:0:0:f:f:0:0", {0, 15, 0, 0, 15, 15, 0, 0}, "0:f::f:f:0:0"},
    {"1:0:3:0:5:0:7:0", {1, 0, 3, 0, 5, 0, 7, 0}, "1:0:3:0:5:0:7:0"},
    {"::127.0.0.1", {0, 0, 0, 0, 0, 0, 0x7F00, 1}, "::7f00:1"},
    {"::ffff:192.0.2.128",
     {0, 0, 0, 0, 0, 0xFFFF, 0xC000, 0x280},
     "::ffff:c000:280"},
    {"1:2:3:4:5:6:7.8.9.10",
     {1, 2, 3, 4, 5, 6, 0x708, 0x90A},
     "1:2:3:4:5:6:708:90a"},
    {"1:2::255.255.255.255",
     {1, 2, 0, 0, 0, 0, 0xFFFF, 0xFFFF},
     "1:2::ffff:ffff"},
    {"::1.2.3.0", {0, 0, 0, 0, 0, 0, 0x102, 0x300}, "::102:300"},
    {"::0.0.0.0", {}, "::"},
};

TEST(ParseIpv6, ValidAddress_GivesPieces) {
  for (const ValidCase& test : kValid) {
    ValidationErrors errors;
    ValidationErrorLog log(&errors);
    EXPECT_EQ(ParseIpv6(test.input, log), test.pieces) << test.input;
    EXPECT_TRUE(errors.empty()) << test.input;
  }
}

TEST(AppendIpv6, ParsedAddress_GivesShortestText) {
  for (const ValidCase& test : kValid) {
    std::string out;
    AppendIpv6(test.pieces, out);
    EXPECT_EQ(out, test.text);
    ValidationErrorLog log;
    EXPECT_EQ(ParseIpv6(out, log), test.pieces) << "not idempotent: " << out;
  }
}

TEST(ParseIpv6, LeadingZeros_AreReportedOnly) {
  ValidationErrors errors;
  ValidationErrorLog log(&errors);
  const Ipv6Pieces expected = {0, 0, 0, 0, 0, 0, 1, 0x12};
  EXPECT_EQ(ParseIpv6("::00:0001:0012", log), expected);
  EXPECT_EQ(errors, ValidationErrors(3, Error::kIpv6PieceLeadingZero));
}

TEST(ParseIpv6, Malformed_FailsWithReason) {
  struct Case {
    std::string_view input;
    Error reason;
  };
  const Case cases[] = {
      {"", Error::kIpv6TooFewPieces},
      {":", Error::kIpv6InvalidCompression},
      {":1", Error::kIpv6InvalidCompression},
      {":1:2:3:4:5:6:7", Error::kIpv6InvalidCompression},
      {"1:2:3:4:5:6:7:8:9", Error::kIpv6TooManyPieces},
      {"::2:3:4:5:6:7:8:9", Error::kIpv6TooManyPieces},
      {"1:2:3:4:5:6:7:8::", Error::kIpv6TooManyPieces},
      {"1::2::3", Error::kIpv6MultipleCompression},
      {":::", Error::kIpv6MultipleCompression},
      {"::1::", Error::kIpv6MultipleCompression},
      {"1:2:3:4:5:6:7:", Error::kIpv6InvalidCodePoint},
      {"1:", Error::kIpv6InvalidCodePoint},
      {"g::1", Error::kIpv6InvalidCodePoint},
      {"::g", Error::kIpv6InvalidCodePoint},
      {"12345::", Error::kIpv6InvalidCodePoint},
      {"::1%25eth0", Error::kIpv6InvalidCodePoint},
      {"::%31", Error::kIpv6InvalidCodePoint},
      {"1:2:3!:4", Error::kIpv6InvalidCodePoint},
      {" ::1", Error::kIpv6InvalidCodePoint},
      {"::\u00FF", Error::kIpv6InvalidCodePoint},
      {"1", Error::kIpv6TooFewPieces},
      {"1:2:3", Error::kIpv6TooFewPieces},
      {"1:2:3:4:5:6:7", Error::kIpv6TooFewPieces},
      {"1:2:3:4:5:6:7:1.2.3.4", Error::kIpv4InIpv6TooManyPieces},
      {"::2:3:4:5:6:7:1.2.3.4", Error::kIpv4InIpv6TooManyPieces},
      {".1.2.3", Error::kIpv4InIpv6InvalidCodePoint},
      {"::.1.2.3", Error::kIpv4InIpv6InvalidCodePoint},
      {"::1..2.3", Error::kIpv4InIpv6InvalidCodePoint},
      {"::1.2.3.", Error::kIpv4InIpv6InvalidCodePoint},
      {"::1.2.3.4.", Error::kIpv4InIpv6InvalidCodePoint},
      {"::1.2.3.4.5", Error::kIpv4InIpv6InvalidCodePoint},
      {"::1.2.3.4:5", Error::kIpv4InIpv6InvalidCodePoint},
      {"::01.2.3.4", Error::kIpv4InIpv6InvalidCodePoint},
      {"::1.00.3.4", Error::kIpv4InIpv6InvalidCodePoint},
      {"::1.a.3.4", Error::kIpv4InIpv6InvalidCodePoint},
      {"::a.2.3.4", Error::kIpv4InIpv6InvalidCodePoint},
      {"::1.2.3.0x4", Error::kIpv4InIpv6InvalidCodePoint},
      {"::256.2.3.4", Error::kIpv4InIpv6OutOfRangePart},
      {"::1.2.3.999", Error::kIpv4InIpv6OutOfRangePart},
      {"::1.2.3", Error::kIpv4InIpv6TooFewParts},
      {"::1.2", Error::kIpv4InIpv6TooFewParts},
      {"1.2.3.4", Error::kIpv6TooFewPieces},
  };
  for (const Case& test : cases) {
    ValidationErrorLog log;
    EXPECT_EQ(ParseIpv6(test.input, log), std::nullopt) << test.input;
    ASSERT_TRUE(log.failure().has_value()) << test.input;
    EXPECT_EQ(ValidationErrorName(*log.failure()),
              ValidationErrorName(test.reason))
        << test.input;
  }
}

}  // namespace
}  // namespace mortise
