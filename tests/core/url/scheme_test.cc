#include "core/url/scheme.h"

#include "gtest/gtest.h"

namespace mortise {
namespace {

TEST(SpecialSchemeOf, AnyScheme_FindsTheSixSpecialOnes) {
  struct Case {
    std::string_view scheme;
    SpecialScheme special;
    std::optional<uint16_t> port;
  };
  const Case cases[] = {
      {"ftp", SpecialScheme::kFtp, 21},
      {"file", SpecialScheme::kFile, std::nullopt},
      {"http", SpecialScheme::kHttp, 80},
      {"https", SpecialScheme::kHttps, 443},
      {"ws", SpecialScheme::kWs, 80},
      {"wss", SpecialScheme::kWss, 443},
      {"", SpecialScheme::kNone, std::nullopt},
      {"http:", SpecialScheme::kNone, std::nullopt},
      {"httpss", SpecialScheme::kNone, std::nullopt},
      {"gopher", SpecialScheme::kNone, std::nullopt},
      {"about", SpecialScheme::kNone, std::nullopt},
      {"blob", SpecialScheme::kNone, std::nullopt},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(SpecialSchemeOf(test.scheme), test.special) << test.scheme;
    EXPECT_EQ(DefaultPort(test.special), test.port) << test.scheme;
  }
}

}  // namespace
}  // namespace mortise
