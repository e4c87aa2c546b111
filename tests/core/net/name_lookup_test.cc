#include "core/net/name_lookup.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

TEST(NameLookupTest, ResolveWithoutLookup_Hosts_AsTable) {
  const struct {
    const char* host;
    const char* expected;
  } kCases[] = {
      {"127.0.0.1", "127.0.0.1:7 "},
      {"::1", "[::1]:7 "},
      {"localhost", "[::1]:7 127.0.0.1:7 "},
      {"LOCALHOST", "[::1]:7 127.0.0.1:7 "},
      {"localhost.", "[::1]:7 127.0.0.1:7 "},
      {"a.b.localhost", "[::1]:7 127.0.0.1:7 "},
      {".localhost", "[::1]:7 127.0.0.1:7 "},
      {"notlocalhost", nullptr},
      {"localhost.example", nullptr},
      {"localhost..", nullptr},
      {"", nullptr},
      {"example.com", nullptr},
  };
  for (const auto& c : kCases) {
    const auto addresses = ResolveWithoutLookup(c.host, 7);
    ASSERT_EQ(addresses.has_value(), c.expected != nullptr) << c.host;
    if (!addresses) continue;
    std::string text;
    for (const auto& address : *addresses) text += address.ToString() + " ";
    EXPECT_EQ(text, c.expected) << c.host;
  }
}

TEST(NameLookupTest, NameLookup_KnownName_GivesAddressesWithThePort) {
  // Every Linux machine knows its loopback name by /etc/hosts.
  TestLoop loop;
  std::optional<absl::StatusOr<SocketAddresses>> result;
  NameLookup lookup(loop.get(), "localhost", 4001,
                    [&](absl::StatusOr<SocketAddresses> addresses) {
                      result = std::move(addresses);
                    });
  EXPECT_FALSE(result);
  loop.RunToEnd();
  ASSERT_TRUE(result);
  ASSERT_TRUE(result->ok()) << result->status();
  ASSERT_FALSE((*result)->empty());
  for (const auto& address : **result) EXPECT_EQ(address.port(), 4001);
}

TEST(NameLookupTest, NameLookup_NoSuchName_IsAnError) {
  TestLoop loop;
  std::optional<absl::StatusOr<SocketAddresses>> result;
  NameLookup lookup(loop.get(), "no-such-host.invalid", 1,
                    [&](absl::StatusOr<SocketAddresses> addresses) {
                      result = std::move(addresses);
                    });
  loop.RunToEnd();
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->ok());
  EXPECT_EQ(result->status().message().substr(0, 30),
            "look up no-such-host.invalid: ");
}

TEST(NameLookupTest, NameLookup_NameTooLongForTheSystem_IsAnErrorLater) {
  TestLoop loop;
  std::optional<absl::StatusOr<SocketAddresses>> result;
  NameLookup lookup(loop.get(), std::string(100'000, 'a'), 1,
                    [&](absl::StatusOr<SocketAddresses> addresses) {
                      result = std::move(addresses);
                    });
  EXPECT_FALSE(result);
  loop.RunToEnd();
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->ok());
}

TEST(NameLookupTest, Destructor_BeforeTheAnswer_NoCallback) {
  TestLoop loop;
  for (const std::string& host :
       {std::string("localhost"), std::string(100'000, 'a')}) {
    NameLookup lookup(loop.get(), host, 1,
                      [](absl::StatusOr<SocketAddresses>) { FAIL(); });
  }
  loop.RunToEnd();
}

TEST(NameLookupTest, Destructor_InTheCallback_IsSafe) {
  TestLoop loop;
  for (const std::string& host :
       {std::string("localhost"), std::string(100'000, 'a')}) {
    std::unique_ptr<NameLookup> lookup;
    bool called = false;
    lookup = std::make_unique<NameLookup>(loop.get(), host, 1,
                                          [&](absl::StatusOr<SocketAddresses>) {
                                            lookup.reset();
                                            called = true;
                                          });
    loop.RunToEnd();
    EXPECT_TRUE(called);
  }
}

}  // namespace
}  // namespace mortise::net
