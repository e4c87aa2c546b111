#include "core/url/host.h"

#include "gtest/gtest.h"

namespace mortise {
namespace {

constexpr Ipv6Pieces kLoopback = {0, 0, 0, 0, 0, 0, 0, 1};

TEST(Host, EachType_KeepsAndSerialisesItsValue) {
  const Host domain = Host::Domain("example.org");
  EXPECT_EQ(domain.type(), Host::Type::kDomain);
  EXPECT_EQ(domain.text(), "example.org");
  EXPECT_TRUE(domain.is_domain("example.org"));
  EXPECT_FALSE(domain.is_domain("example.com"));
  EXPECT_EQ(domain.Serialize(), "example.org");

  const Host opaque = Host::Opaque("localhost");
  EXPECT_EQ(opaque.type(), Host::Type::kOpaque);
  EXPECT_FALSE(opaque.is_domain("localhost"));
  EXPECT_EQ(opaque.Serialize(), "localhost");

  const Host ipv4 = Host::Ipv4(0x7F000001);
  EXPECT_EQ(ipv4.ipv4(), 0x7F000001u);
  EXPECT_EQ(ipv4.ipv6(), nullptr);
  EXPECT_EQ(ipv4.text(), "");
  EXPECT_EQ(ipv4.Serialize(), "127.0.0.1");

  const Host ipv6 = Host::Ipv6(kLoopback);
  ASSERT_NE(ipv6.ipv6(), nullptr);
  EXPECT_EQ(*ipv6.ipv6(), kLoopback);
  EXPECT_EQ(ipv6.ipv4(), std::nullopt);
  EXPECT_EQ(ipv6.Serialize(), "[::1]");

  const Host empty;
  EXPECT_TRUE(empty.is_empty());
  EXPECT_FALSE(ipv4.is_empty());
  EXPECT_EQ(empty.Serialize(), "");
}

TEST(Host, Equality_ComparesTypeAndValue) {
  EXPECT_EQ(Host::Domain("a"), Host::Domain("a"));
  EXPECT_NE(Host::Domain("a"), Host::Domain("b"));
  EXPECT_NE(Host::Domain("a"), Host::Domain("a."));
  EXPECT_NE(Host::Domain("a"), Host::Opaque("a"));
  EXPECT_EQ(Host::Ipv4(1), Host::Ipv4(1));
  EXPECT_NE(Host::Ipv4(1), Host::Ipv4(2));
  EXPECT_NE(Host::Ipv4(0), Host());
  EXPECT_EQ(Host::Ipv6(kLoopback), Host::Ipv6(kLoopback));
  EXPECT_NE(Host::Ipv6(kLoopback), Host::Ipv6({}));
}

TEST(Host, AppendTo_KeepsWhatIsThere) {
  std::string out = "ws://";
  Host::Ipv6(kLoopback).AppendTo(out);
  EXPECT_EQ(out, "ws://[::1]");
}

}  // namespace
}  // namespace mortise
