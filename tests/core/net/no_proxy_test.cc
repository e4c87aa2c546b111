#include "core/net/no_proxy.h"

#include <gtest/gtest.h>

namespace mortise::net {
namespace {

TEST(IsProxyBypassedTest, IsProxyBypassed_Lists_AsTable) {
  const struct {
    const char* list;
    const char* host;
    uint16_t port;
    bool expected;
  } kCases[] = {
      {"", "example.com", 80, false},
      {" , ,", "example.com", 80, false},
      // Names.
      {"*", "example.com", 80, true},
      {"*", "::1", 80, true},
      {"example.com", "example.com", 80, true},
      {"example.com", "EXAMPLE.com", 80, true},
      {"Example.com", "example.com.", 80, true},
      {"example.com.", "example.com", 80, true},
      {"example.com", "www.example.com", 80, true},
      {".example.com", "www.example.com", 80, true},
      {".example.com", "example.com", 80, true},
      {"example.com", "notexample.com", 80, false},
      {".example.com", "notexample.com", 80, false},
      {"www.example.com", "example.com", 80, false},
      {"*.example.com", "www.example.com", 80, false},
      {"com", "example.com", 80, true},
      {".", "example.com", 80, false},
      {"..", "example.com", 80, false},
      // Separators.
      {"a.test,example.com,b.test", "example.com", 80, true},
      {"a.test, example.com ,b.test", "example.com", 80, true},
      {"a.test example.com\tb.test", "b.test", 80, true},
      {"a.test;example.com", "example.com", 80, false},
      // Ports.
      {"example.com:8080", "example.com", 8080, true},
      {"example.com:8080", "www.example.com", 8080, true},
      {"example.com:8080", "example.com", 80, false},
      {"example.com:", "example.com", 80, false},
      {"example.com:x", "example.com", 80, false},
      {"example.com:65616", "example.com", 80, false},
      {"*:80", "example.com", 80, true},
      {"*:80", "example.com", 81, false},
      // Addresses.
      {"127.0.0.1", "127.0.0.1", 80, true},
      {"127.0.0.1:81", "127.0.0.1", 80, false},
      {"0.0.1", "127.0.0.1", 80, false},
      {"127.0.0.1", "127.0.0.1.example.com", 80, false},
      {"1", "127.0.0.1", 80, false},
      {"::1", "::1", 80, true},
      {"0:0::0:1", "::1", 80, true},
      {"[::1]", "::1", 80, true},
      {"[::1]:81", "::1", 81, true},
      {"[::1]:81", "::1", 80, false},
      {"::1", "::2", 80, false},
      {"2001:DB8::7", "2001:db8::7", 80, true},
      {"::", "example.com", 80, false},
      {"127.0.0.1", "::ffff:7f00:1", 80, false},
      // Blocks.
      {"192.0.2.0/24", "192.0.2.255", 80, true},
      {"192.0.2.0/24", "192.0.3.0", 80, false},
      {"192.0.2.128/25", "192.0.2.127", 80, false},
      {"192.0.2.129/25", "192.0.2.200", 80, true},
      {"192.0.2.7/32", "192.0.2.7", 80, true},
      {"192.0.2.7/32", "192.0.2.6", 80, false},
      {"192.0.2.7/33", "192.0.2.7", 80, false},
      {"10.0.0.0/0", "192.0.2.7", 80, true},
      {"10.0.0.0/-1", "192.0.2.7", 80, false},
      {"10.0.0.0/", "10.0.0.0", 80, false},
      {"10.0.0.0/8x", "10.0.0.1", 80, false},
      {"10.0.0.0/8:81", "10.0.0.1", 81, true},
      {"10.0.0.0/8:81", "10.0.0.1", 80, false},
      {"2001:db8::/32", "2001:db8:ffff::1", 80, true},
      {"2001:db8::/33", "2001:db8:ffff::1", 80, false},
      {"[2001:db8::]/32", "2001:db8::1", 80, true},
      {"::/0", "127.0.0.1", 80, false},
      {"2001:db8::/129", "2001:db8::", 80, false},
      {"example.com/8", "example.com", 80, false},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(IsProxyBypassed(c.list, c.host, c.port), c.expected)
        << c.list << " " << c.host << " " << c.port;
  }
}

}  // namespace
}  // namespace mortise::net
