#include "core/url/origin.h"

#include "gtest/gtest.h"

namespace mortise {
namespace {

TEST(Origin, Tuple_SerialisesSchemeHostAndPort) {
  const Origin plain =
      Origin::Tuple("https", Host::Domain("example.org"), std::nullopt);
  EXPECT_FALSE(plain.is_opaque());
  EXPECT_EQ(plain.scheme(), "https");
  EXPECT_EQ(plain.host(), Host::Domain("example.org"));
  EXPECT_EQ(plain.port(), std::nullopt);
  EXPECT_EQ(plain.Serialize(), "https://example.org");

  EXPECT_EQ(Origin::Tuple("ws", Host::Ipv4(0x7F000001), 8080).Serialize(),
            "ws://127.0.0.1:8080");
  EXPECT_EQ(Origin::Tuple("http", Host::Ipv6({}), 1).Serialize(),
            "http://[::]:1");
}

TEST(Origin, Opaque_IsTheSameAsItsCopiesOnly) {
  const Origin opaque = Origin::NewOpaque();
  const Origin copy = opaque;
  EXPECT_TRUE(opaque.is_opaque());
  EXPECT_EQ(opaque.Serialize(), "null");
  EXPECT_EQ(opaque, copy);
  EXPECT_NE(opaque, Origin::NewOpaque());
  EXPECT_NE(opaque, Origin::Tuple("", Host(), std::nullopt));
}

TEST(Origin, Tuples_AreTheSameIfAllPartsAre) {
  const auto tuple = [](const char* scheme, const char* host,
                        std::optional<uint16_t> port) {
    return Origin::Tuple(scheme, Host::Domain(host), port);
  };
  EXPECT_EQ(tuple("http", "a", 81), tuple("http", "a", 81));
  EXPECT_NE(tuple("http", "a", 81), tuple("http", "a", std::nullopt));
  EXPECT_NE(tuple("http", "a", 81), tuple("https", "a", 81));
  EXPECT_NE(tuple("http", "a", 81), tuple("http", "b", 81));
}

}  // namespace
}  // namespace mortise
