#include "core/url/validation_error_log.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/utf8.h"
#include "gtest/gtest.h"

namespace mortise {
namespace {

using Error = ValidationError;

size_t CountInvalidUrlUnits(std::string_view text) {
  ValidationErrors errors;
  ValidationErrorLog log(&errors);
  log.ReportInvalidUrlUnits(text);
  EXPECT_TRUE(std::all_of(errors.begin(), errors.end(), [](Error error) {
    return error == Error::kInvalidUrlUnit;
  }));
  return errors.size();
}

TEST(ValidationErrorLog, Errors_AreKeptInOrder) {
  ValidationErrors errors;
  ValidationErrorLog log(&errors);
  EXPECT_TRUE(log.collects());
  EXPECT_EQ(log.failure(), std::nullopt);
  log.Report(Error::kIpv4EmptyPart);
  const std::optional<int> result = log.Fail(Error::kHostMissing);
  EXPECT_EQ(result, std::nullopt);
  EXPECT_EQ(errors,
            (ValidationErrors{Error::kIpv4EmptyPart, Error::kHostMissing}));
  EXPECT_EQ(log.failure(), Error::kHostMissing);
}

TEST(ValidationErrorLog, WithoutList_KeepsFailureOnly) {
  ValidationErrorLog log;
  EXPECT_FALSE(log.collects());
  log.Report(Error::kIpv4EmptyPart);
  log.ReportInvalidUrlUnits("<>");
  EXPECT_EQ(log.failure(), std::nullopt);
  log.SetFailure(Error::kDomainToAscii);
  EXPECT_EQ(log.failure(), Error::kDomainToAscii);
}

TEST(ReportInvalidUrlUnits, EachAsciiCodePoint_IsJudgedAsTheStandardSays) {
  constexpr std::string_view kUnits =
      "!$&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_"
      "abcdefghijklmnopqrstuvwxyz~";
  for (int c = 0; c < 0x80; ++c) {
    const char text = static_cast<char>(c);
    const bool valid = kUnits.find(text) != std::string_view::npos;
    EXPECT_EQ(CountInvalidUrlUnits(std::string_view(&text, 1)), valid ? 0u : 1u)
        << c;
  }
}

TEST(ReportInvalidUrlUnits, EachNonAsciiScalar_IsJudgedAsTheStandardSays) {
  for (char32_t scalar = 0x80; scalar <= 0x10FFFF; ++scalar) {
    if (scalar >= 0xD800 && scalar <= 0xDFFF) continue;
    const bool noncharacter =
        (scalar >= 0xFDD0 && scalar <= 0xFDEF) || (scalar & 0xFFFE) == 0xFFFE;
    const bool valid = scalar >= 0xA0 && !noncharacter;
    std::string text;
    AppendUtf8(scalar, text);
    ASSERT_EQ(CountInvalidUrlUnits(text), valid ? 0u : 1u)
        << "U+" << std::hex << static_cast<uint32_t>(scalar);
  }
}

TEST(ReportInvalidUrlUnits, Percent_NeedsTwoHexDigits) {
  EXPECT_EQ(CountInvalidUrlUnits("%41"), 0u);
  EXPECT_EQ(CountInvalidUrlUnits("%4"), 1u);
  EXPECT_EQ(CountInvalidUrlUnits("%%%"), 3u);
  EXPECT_EQ(CountInvalidUrlUnits("a%zzb"), 1u);
  EXPECT_EQ(CountInvalidUrlUnits("\u20AC%41<\u20AC>"), 2u);
}

TEST(ReportInvalidUrlUnits, IllFormedUtf8_IsReadWithinItsBounds) {
  for (std::string_view text : {"\xC2", "\xE2\x82", "\xF0\x9F\x92", "\xFF",
                                "\x80\x80", "\xEF", "\xEF\xBF", "a\xC3"}) {
    CountInvalidUrlUnits(std::string(text));
  }
}

}  // namespace
}  // namespace mortise
