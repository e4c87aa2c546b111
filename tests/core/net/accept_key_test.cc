#include "core/net/accept_key.h"

#include <set>

#include "gtest/gtest.h"

namespace mortise::net {
namespace {

// The example of RFC 6455 section 1.3.
TEST(WebSocketAccept, KeyOfTheRfc_GivesAcceptOfTheRfc) {
  EXPECT_EQ(ComputeWebSocketAccept("dGhlIHNhbXBsZSBub25jZQ=="),
            "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST(WebSocketKey, Made_IsValidAndDiffersEachTime) {
  std::set<std::string> keys;
  for (int i = 0; i < 100; ++i) {
    const std::string key = MakeWebSocketKey(RandomSource::OfThisThread());
    EXPECT_TRUE(IsWebSocketKey(key)) << key;
    keys.insert(key);
  }
  EXPECT_EQ(keys.size(), 100u);
}

TEST(WebSocketKey, OtherTexts_AreNoKeys) {
  for (const char* text :
       {"", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ=",
        "dGhlIHNhbXBsZSBub25jZQ==A", "dGhlIHNhbXBsZSBub25jZWFh",
        "!GhlIHNhbXBsZSBub25jZQ==", "========================"}) {
    EXPECT_FALSE(IsWebSocketKey(text)) << text;
  }
}

}  // namespace
}  // namespace mortise::net
