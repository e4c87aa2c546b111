#include "core/url/host_parser.h"

#include <optional>
#include <string>
#include <string_view>

#include "gtest/gtest.h"

namespace mortise {
namespace {

using Error = ValidationError;
using Type = Host::Type;

struct ValidCase {
  std::string_view input;
  Type type;
  std::string_view expected;
  ValidationErrors errors;
};

void ExpectHosts(bool is_opaque, const std::vector<ValidCase>& cases) {
  for (const ValidCase& test : cases) {
    SCOPED_TRACE(std::string(test.input));
    ValidationErrors errors;
    ValidationErrorLog log(&errors);
    const std::optional<Host> host = ParseHost(test.input, is_opaque, log);
    ASSERT_TRUE(host.has_value());
    EXPECT_EQ(host->type(), test.type);
    EXPECT_EQ(host->Serialize(), test.expected);
    EXPECT_EQ(errors, test.errors);

    ValidationErrorLog again;
    EXPECT_EQ(ParseHost(host->Serialize(), is_opaque, again), host);
  }
}

TEST(ParseHost, NotOpaque_GivesDomainOrAddress) {
  ExpectHosts(
      false,
      {
          {"EXAMPLE.COM", Type::kDomain, "example.com", {}},
          {"example%2Ecom",
           Type::kDomain,
           "example.com",
           {Error::kDomainPercentEncoded}},
          {"fa\u00DF.example", Type::kDomain, "xn--fa-hia.example", {}},
          {"fa%C3%9F.example",
           Type::kDomain,
           "xn--fa-hia.example",
           {Error::kDomainPercentEncoded}},
          {"a_b", Type::kDomain, "a_b", {Error::kDomainToAscii}},
          {"1.2.3.4", Type::kIpv4, "1.2.3.4", {}},
          {"0", Type::kIpv4, "0.0.0.0", {Error::kIpv4TooFewParts}},
          {"%30",
           Type::kIpv4,
           "0.0.0.0",
           {Error::kDomainPercentEncoded, Error::kIpv4TooFewParts}},
          {"0xffffffff",
           Type::kIpv4,
           "255.255.255.255",
           {Error::kIpv4TooFewParts, Error::kIpv4NonDecimalPart,
            Error::kIpv4OutOfRangePart}},
          {"\uFF11.2.3.4", Type::kIpv4, "1.2.3.4", {Error::kIpv4NonAsciiInput}},
          {"%EF%BC%91.2.3.4",
           Type::kIpv4,
           "1.2.3.4",
           {Error::kDomainPercentEncoded, Error::kIpv4NonAsciiInput}},
          {"1.2.3.4.", Type::kIpv4, "1.2.3.4", {Error::kIpv4EmptyPart}},
          {"1.2.3.4.example", Type::kDomain, "1.2.3.4.example", {}},
          {"0x.example", Type::kDomain, "0x.example", {}},
          {"[0:0::1]", Type::kIpv6, "[::1]", {}},
          {"[::127.0.0.1]", Type::kIpv6, "[::7f00:1]", {}},
          {"[1::0F]", Type::kIpv6, "[1::f]", {Error::kIpv6PieceLeadingZero}},
      });
}

TEST(ParseHost, Opaque_KeepsTextPercentEncoded) {
  ExpectHosts(true,
              {
                  {"", Type::kEmpty, "", {}},
                  {"EXAMPLE.COM", Type::kOpaque, "EXAMPLE.COM", {}},
                  {"example%2Ecom", Type::kOpaque, "example%2Ecom", {}},
                  {"fa\u00DF", Type::kOpaque, "fa%C3%9F", {}},
                  {"0", Type::kOpaque, "0", {}},
                  {"1.2.3.4", Type::kOpaque, "1.2.3.4", {}},
                  {"09", Type::kOpaque, "09", {}},
                  {"localhost", Type::kOpaque, "localhost", {}},
                  {"\x01", Type::kOpaque, "%01", {Error::kInvalidUrlUnit}},
                  {"a\x7F", Type::kOpaque, "a%7F", {Error::kInvalidUrlUnit}},
                  {"a%zz", Type::kOpaque, "a%zz", {Error::kInvalidUrlUnit}},
                  {"a\"`{}", Type::kOpaque, "a\"`{}",
                   ValidationErrors(4, Error::kInvalidUrlUnit)},
                  {"!$&'()*+,-.;=_~", Type::kOpaque, "!$&'()*+,-.;=_~", {}},
                  {"[::1]", Type::kIpv6, "[::1]", {}},
              });
}

TEST(ParseHost, NotOpaqueMalformed_Fails) {
  struct Case {
    std::string_view input;
    Error reason;
  };
  const Case cases[] = {
      {"[", Error::kIpv6Unclosed},
      {"[::1", Error::kIpv6Unclosed},
      {"[::1%5D", Error::kIpv6Unclosed},
      {"[::1]x", Error::kIpv6Unclosed},
      {"[]", Error::kIpv6TooFewPieces},
      {"[www.example.com]", Error::kIpv6InvalidCodePoint},
      {"[0:0::%31]", Error::kIpv6InvalidCodePoint},
      {"[::1%eth0]", Error::kIpv6InvalidCodePoint},
      {"::1", Error::kDomainToAscii},
      {"a b", Error::kDomainToAscii},
      {"a%20b", Error::kDomainToAscii},
      {"a%00b", Error::kDomainToAscii},
      {"a%zz", Error::kDomainToAscii},
      {"%", Error::kDomainToAscii},
      {"%FF", Error::kDomainToAscii},
      {"%C3", Error::kDomainToAscii},
      {"%ED%A0%80", Error::kDomainToAscii},
      {"exa%23mple", Error::kDomainToAscii},
      {"a^b", Error::kDomainToAscii},
      {"a|b", Error::kDomainToAscii},
      {"a<b", Error::kDomainToAscii},
      {"a]b", Error::kDomainToAscii},
      {"%AD", Error::kDomainToAscii},
      {"%C2%AD", Error::kDomainToAscii},
      {"09", Error::kIpv4NonNumericPart},
      {"example.255", Error::kIpv4NonNumericPart},
      {"test.42", Error::kIpv4NonNumericPart},
      {"1.2.3.4.5", Error::kIpv4TooManyParts},
      {"256.256.256.256", Error::kIpv4OutOfRangePart},
      {"4294967296", Error::kIpv4OutOfRangePart},
      {"1..2", Error::kIpv4NonNumericPart},
  };
  for (const Case& test : cases) {
    ValidationErrorLog log;
    EXPECT_EQ(ParseHost(test.input, false, log), std::nullopt) << test.input;
    EXPECT_EQ(log.failure(), test.reason) << test.input;
  }
}

TEST(ParseHost, OpaqueWithForbiddenHostCodePoint_Fails) {
  for (int c = 0; c < 0x80; ++c) {
    const std::string input = "a" + std::string(1, static_cast<char>(c)) + "b";
    const bool forbidden =
        std::string_view("\0\t\n\r #/:<>?@[\\]^|", 17)
            .find(static_cast<char>(c)) != std::string_view::npos;
    ValidationErrorLog log;
    EXPECT_EQ(ParseHost(input, true, log).has_value(), !forbidden) << c;
    EXPECT_EQ(log.failure().has_value(), forbidden) << c;
    if (forbidden) {
      EXPECT_EQ(*log.failure(), Error::kHostInvalidCodePoint);
    }
  }
}

}  // namespace
}  // namespace mortise
