#include "core/net/bad_port.h"

#include <gtest/gtest.h>

namespace mortise::net {
namespace {

TEST(BadPortTest, IsBadPort_AllPorts_EightyThreeAreBad) {
  int bad = 0;
  for (int port = 0; port <= 65535; ++port) {
    bad += IsBadPort(static_cast<uint16_t>(port));
  }
  EXPECT_EQ(bad, 83);
  for (const uint16_t port : {0, 1, 22, 25, 6000, 6665, 6669, 10080}) {
    EXPECT_TRUE(IsBadPort(port)) << port;
  }
  for (const uint16_t port : {80, 443, 8080, 6664, 6670, 10081, 65535}) {
    EXPECT_FALSE(IsBadPort(port)) << port;
  }
}

}  // namespace
}  // namespace mortise::net
