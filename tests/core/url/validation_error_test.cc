#include "core/url/validation_error.h"

#include <set>
#include <string_view>

#include "gtest/gtest.h"

namespace mortise {
namespace {

TEST(ValidationErrorName, EachError_HasNameOfItsOwn) {
  const int last =
      static_cast<int>(ValidationError::kFileInvalidWindowsDriveLetterHost);
  std::set<std::string_view> names;
  for (int error = 0; error <= last; ++error) {
    const std::string_view name =
        ValidationErrorName(static_cast<ValidationError>(error));
    EXPECT_FALSE(name.empty()) << error;
    names.insert(name);
  }
  EXPECT_EQ(names.size(), static_cast<size_t>(last + 1));
}

TEST(ValidationErrorName, SomeErrors_HaveTheStandardsNames) {
  EXPECT_EQ(ValidationErrorName(ValidationError::kDomainToAscii),
            "domain-to-ASCII");
  EXPECT_EQ(ValidationErrorName(ValidationError::kInvalidUrlUnit),
            "invalid-URL-unit");
  EXPECT_EQ(ValidationErrorName(ValidationError::kIpv4InIpv6TooFewParts),
            "IPv4-in-IPv6-too-few-parts");
  EXPECT_EQ(
      ValidationErrorName(ValidationError::kFileInvalidWindowsDriveLetterHost),
      "file-invalid-Windows-drive-letter-host");
}

}  // namespace
}  // namespace mortise
