#include "core/net/permessage_deflate.h"

#include "gtest/gtest.h"

namespace mortise::net {
namespace {

Extension Parse(std::string_view text) {
  auto extensions = ParseExtensionList(text);
  EXPECT_TRUE(extensions.ok() && extensions->size() == 1) << text;
  return extensions->at(0);
}

TEST(PermessageDeflateResponse, Legal_IsTaken) {
  const struct {
    std::string_view text;
    bool server_reset, client_reset;
    int server_bits, client_bits;
  } kCases[] = {
      {"permessage-deflate", false, false, 15, 15},
      {"permessage-deflate; server_no_context_takeover", true, false, 15, 15},
      {"permessage-deflate; client_no_context_takeover", false, true, 15, 15},
      {"permessage-deflate; server_max_window_bits=8", false, false, 8, 15},
      {"permessage-deflate; client_max_window_bits=9", false, false, 15, 9},
      {"permessage-deflate; client_max_window_bits=\"10\"", false, false, 15,
       10},
      {"permessage-deflate; client_max_window_bits=15; "
       "server_max_window_bits=12; client_no_context_takeover; "
       "server_no_context_takeover",
       true, true, 12, 15},
  };
  for (const auto& c : kCases) {
    const auto checked = CheckPermessageDeflateResponse(Parse(c.text));
    ASSERT_TRUE(checked.ok()) << c.text;
    EXPECT_EQ(checked->server_no_context_takeover, c.server_reset);
    EXPECT_EQ(checked->client_no_context_takeover, c.client_reset);
    EXPECT_EQ(checked->server_max_window_bits, c.server_bits);
    EXPECT_EQ(checked->client_max_window_bits, c.client_bits);
  }
}

TEST(PermessageDeflateResponse, Illegal_IsRefused) {
  for (std::string_view text : {
           "permessage-deflate; client_max_window_bits",
           "permessage-deflate; server_max_window_bits",
           "permessage-deflate; server_max_window_bits=7",
           "permessage-deflate; server_max_window_bits=16",
           "permessage-deflate; server_max_window_bits=08",
           "permessage-deflate; server_max_window_bits=+8",
           "permessage-deflate; client_max_window_bits=100",
           "permessage-deflate; client_max_window_bits=x",
           "permessage-deflate; server_no_context_takeover=true",
           "permessage-deflate; client_no_context_takeover=1",
           "permessage-deflate; server_no_context_takeover; "
           "server_no_context_takeover",
           "permessage-deflate; client_max_window_bits=9; "
           "client_max_window_bits=9",
           "permessage-deflate; server_max_window_bits=9; "
           "server_max_window_bits=10",
           "permessage-deflate; mystery",
           "permessage-deflate; Server_No_Context_Takeover",
       }) {
    EXPECT_FALSE(CheckPermessageDeflateResponse(Parse(text)).ok()) << text;
  }
}

TEST(PermessageDeflateOffer, AnsweredOrDeclined) {
  const struct {
    std::string_view offer;
    std::string_view response;  // Empty: declined.
  } kCases[] = {
      {"permessage-deflate", "permessage-deflate"},
      {kPermessageDeflateOffer, "permessage-deflate"},
      {"permessage-deflate; client_max_window_bits=10",
       "permessage-deflate; client_max_window_bits=10"},
      {"permessage-deflate; server_max_window_bits=8; "
       "server_no_context_takeover",
       "permessage-deflate; server_no_context_takeover; "
       "server_max_window_bits=8"},
      {"permessage-deflate; client_no_context_takeover",
       "permessage-deflate; client_no_context_takeover"},
      {"permessage-deflate; server_max_window_bits", ""},
      {"permessage-deflate; mystery", ""},
  };
  for (const auto& c : kCases) {
    const auto accepted = AcceptPermessageDeflateOffer(Parse(c.offer));
    ASSERT_EQ(accepted.has_value(), !c.response.empty()) << c.offer;
    if (accepted) {
      EXPECT_EQ(PermessageDeflateResponse(*accepted), c.response);
    }
  }
}

}  // namespace
}  // namespace mortise::net
