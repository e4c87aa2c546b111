#include "core/net/loopback_server/request_target.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace mortise::net {
namespace {

TEST(RequestTargetTest, Parameter_Targets_AsTable) {
  const struct {
    const char* target;
    const char* path;
    std::optional<std::string> value;  // Of "a".
  } kCases[] = {
      {"", "", std::nullopt},
      {"/x", "/x", std::nullopt},
      {"/x?", "/x", std::nullopt},
      {"/x?a", "/x", ""},
      {"/x?a=", "/x", ""},
      {"/x?a=1", "/x", "1"},
      {"/x?b=1&a=2&a=3", "/x", "2"},
      {"/x?&&a=2", "/x", "2"},
      {"/x?aa=1", "/x", std::nullopt},
      {"/x?a=1+2%203%zz%4", "/x", "1 2 3%zz%4"},
      {"/x?a=%E2%82%AC?=&b", "/x", "\xE2\x82\xAC?="},
  };
  for (const auto& c : kCases) {
    const RequestTarget target(c.target);
    EXPECT_EQ(target.path(), c.path) << c.target;
    EXPECT_EQ(target.Parameter("a"), c.value) << c.target;
  }
}

}  // namespace
}  // namespace mortise::net
