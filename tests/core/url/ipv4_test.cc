#include "core/url/ipv4.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gtest/gtest.h"

namespace mortise {
namespace {

using Error = ValidationError;

TEST(EndsInANumber, Domain_LooksAtLastLabel) {
  struct Case {
    std::string_view domain;
    bool expected;
  };
  const Case cases[] = {
      {"1", true},
      {"1.", true},
      {"a.1", true},
      {"a.1.", true},
      {"09", true},
      {"a.09", true},
      {"0x", true},
      {"0X", true},
      {"a.0x", true},
      {"a.0x1f", true},
      {"a.0XFF.", true},
      {"1.2.3.4", true},
      {"256.256", true},
      {"99999999999999999999", true},
      {".1", true},
      {"a..1", true},
      {"", false},
      {".", false},
      {"..", false},
      {"a", false},
      {"1.a", false},
      {"1..", false},
      {"a.0xg", false},
      {"a.x0", false},
      {"a.1a", false},
      {"1-", false},
      {"0x1.example", false},
      {"a.0x1g", false},
      {"f", false},
      {"0xx", false},
      {"1e3", false},
      {"-1", false},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(EndsInANumber(test.domain), test.expected) << test.domain;
  }
}

struct ParseCase {
  std::string_view input;
  std::optional<uint32_t> expected;
  ValidationErrors errors;
};

TEST(ParseIpv4, AnyForm_GivesAddressAndErrors) {
  const ParseCase cases[] = {
      {"127.0.0.1", 0x7F000001, {}},
      {"0.0.0.0", 0, {}},
      {"255.255.255.255", 0xFFFFFFFF, {}},
      {"1.2.3.4.", 0x01020304, {Error::kIpv4EmptyPart}},
      {"0", 0, {Error::kIpv4TooFewParts}},
      {"1", 1, {Error::kIpv4TooFewParts}},
      {"1.2", 0x01000002, {Error::kIpv4TooFewParts}},
      {"1.2.3", 0x01020003, {Error::kIpv4TooFewParts}},
      {"1.", 1, {Error::kIpv4EmptyPart, Error::kIpv4TooFewParts}},
      {"4294967295",
       0xFFFFFFFF,
       {Error::kIpv4TooFewParts, Error::kIpv4OutOfRangePart}},
      {"1.16777215",
       0x01FFFFFF,
       {Error::kIpv4TooFewParts, Error::kIpv4OutOfRangePart}},
      {"1.2.65535",
       0x0102FFFF,
       {Error::kIpv4TooFewParts, Error::kIpv4OutOfRangePart}},
      {"0x7f.0.0.1", 0x7F000001, {Error::kIpv4NonDecimalPart}},
      {"0X7F.0.0.0x1",
       0x7F000001,
       {Error::kIpv4NonDecimalPart, Error::kIpv4NonDecimalPart}},
      {"0177.0.0.1", 0x7F000001, {Error::kIpv4NonDecimalPart}},
      {"00.0.0.0", 0, {Error::kIpv4NonDecimalPart}},
      {"0x.0.0.0", 0, {Error::kIpv4NonDecimalPart}},
      {"0xffffffff",
       0xFFFFFFFF,
       {Error::kIpv4TooFewParts, Error::kIpv4NonDecimalPart,
        Error::kIpv4OutOfRangePart}},
      {"0x000000000000000000000001.0.0.1",
       0x01000001,
       {Error::kIpv4NonDecimalPart}},
      // Failures.
      {"4294967296",
       std::nullopt,
       {Error::kIpv4TooFewParts, Error::kIpv4OutOfRangePart}},
      {"1.16777216",
       std::nullopt,
       {Error::kIpv4TooFewParts, Error::kIpv4OutOfRangePart}},
      {"1.2.65536",
       std::nullopt,
       {Error::kIpv4TooFewParts, Error::kIpv4OutOfRangePart}},
      {"1.2.3.256", std::nullopt, {Error::kIpv4OutOfRangePart}},
      {"256.0.0.1", std::nullopt, {Error::kIpv4OutOfRangePart}},
      {"0.256.0.1", std::nullopt, {Error::kIpv4OutOfRangePart}},
      {"0.0.256.1", std::nullopt, {Error::kIpv4OutOfRangePart}},
      {"99999999999999999999999999.0.0.1",
       std::nullopt,
       {Error::kIpv4OutOfRangePart}},
      {"18446744073709551617",
       std::nullopt,
       {Error::kIpv4TooFewParts, Error::kIpv4OutOfRangePart}},
      {"1.2.3.4.5", std::nullopt, {Error::kIpv4TooManyParts}},
      {"1.2.3.4..",
       std::nullopt,
       {Error::kIpv4EmptyPart, Error::kIpv4TooManyParts}},
      {"1..3.4", std::nullopt, {Error::kIpv4NonNumericPart}},
      {".2.3.4", std::nullopt, {Error::kIpv4NonNumericPart}},
      {"a.2.3.4", std::nullopt, {Error::kIpv4NonNumericPart}},
      {"08.0.0.1", std::nullopt, {Error::kIpv4NonNumericPart}},
      {"1.2.3.09", std::nullopt, {Error::kIpv4NonNumericPart}},
      {"0xg.2.3.4", std::nullopt, {Error::kIpv4NonNumericPart}},
      {"1.2.3.4a", std::nullopt, {Error::kIpv4NonNumericPart}},
      {"+1.2.3.4", std::nullopt, {Error::kIpv4NonNumericPart}},
  };
  for (const ParseCase& test : cases) {
    ValidationErrors errors;
    ValidationErrorLog log(&errors);
    EXPECT_EQ(ParseIpv4(test.input, log), test.expected) << test.input;
    EXPECT_EQ(errors, test.errors) << test.input;
    EXPECT_EQ(log.failure().has_value(), !test.expected) << test.input;
  }
}

TEST(AppendIpv4, AnyAddress_GivesFourDecimals) {
  struct Case {
    uint32_t address;
    std::string_view expected;
  };
  const Case cases[] = {
      {0, "0.0.0.0"},
      {1, "0.0.0.1"},
      {0x7F000001, "127.0.0.1"},
      {0x0A0B0C0D, "10.11.12.13"},
      {0xFFFFFFFF, "255.255.255.255"},
      {0x01000000, "1.0.0.0"},
  };
  for (const Case& test : cases) {
    std::string out = "@";
    AppendIpv4(test.address, out);
    EXPECT_EQ(out, "@" + std::string(test.expected));
  }
}

}  // namespace
}  // namespace mortise
