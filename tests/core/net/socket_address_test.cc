#include "core/net/socket_address.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "absl/hash/hash.h"

namespace mortise::net {
namespace {

TEST(SocketAddressTest, Parse_LiteralsAndNames_AsTable) {
  const struct {
    std::string host;
    std::string expected;  // Empty: no literal.
  } kCases[] = {
      {"127.0.0.1", "127.0.0.1:80"},
      {"255.255.255.255", "255.255.255.255:80"},
      {"::1", "[::1]:80"},
      {"::", "[::]:80"},
      {"2001:db8::a:b", "[2001:db8::a:b]:80"},
      {"::ffff:1.2.3.4", "[::ffff:1.2.3.4]:80"},
      {"", ""},
      {"localhost", ""},
      {"example.com", ""},
      {"127.1", ""},
      {"0x7f.0.0.1", ""},
      {"127.0.0.1.", ""},
      {"[::1]", ""},
      {"fe80::1%eth0", ""},
      {"1.2.3.256", ""},
      {std::string(5000, '1'), ""},
      {std::string("127.0.0.1\0x", 11), ""},
  };
  for (const auto& c : kCases) {
    const auto address = SocketAddress::Parse(c.host, 80);
    EXPECT_EQ(address ? address->ToString() : "", c.expected) << c.host;
  }
}

TEST(SocketAddressTest, From_OtherFamily_IsNothing) {
  sockaddr_storage storage = {};
  storage.ss_family = AF_UNIX;
  EXPECT_FALSE(
      SocketAddress::From(reinterpret_cast<const sockaddr*>(&storage)));
}

TEST(SocketAddressTest, From_WhatGetGives_IsEqual) {
  for (const char* host : {"10.1.2.3", "2001:db8::1"}) {
    const auto address = SocketAddress::Parse(host, 4321);
    ASSERT_TRUE(address);
    EXPECT_EQ(SocketAddress::From(address->get()), address);
    EXPECT_EQ(address->port(), 4321);
  }
}

TEST(SocketAddressTest, Equality_AddressFamilyOrPortDiffer_AreUnequal) {
  const SocketAddress all[] = {
      *SocketAddress::Parse("127.0.0.1", 1),
      *SocketAddress::Parse("127.0.0.1", 2),
      *SocketAddress::Parse("127.0.0.2", 1),
      *SocketAddress::Parse("::1", 1),
      *SocketAddress::Parse("::2", 1),
      *SocketAddress::Parse("::1", 2),
  };
  for (const auto& a : all) {
    for (const auto& b : all) {
      EXPECT_EQ(a == b, &a == &b) << a.ToString() << " " << b.ToString();
      if (a == b) {
        EXPECT_EQ(absl::HashOf(a), absl::HashOf(b));
      }
    }
  }
}

}  // namespace
}  // namespace mortise::net
