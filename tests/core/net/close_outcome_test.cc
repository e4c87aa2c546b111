#include "core/net/close_outcome.h"

#include "gtest/gtest.h"

namespace mortise::net {
namespace {

TEST(CloseResult, EveryRow_AsTheTableSays) {
  using enum EndCause;
  const CloseFrame received{4001, "bye"};
  const struct {
    EndCause cause;
    bool was_open;
    bool both_closes;
    bool failed;
    bool was_clean;
    uint16_t code;
  } kRows[] = {
      {kPeerEnded, false, false, true, false, 1006},
      {kPeerBroke, false, false, true, false, 1006},
      {kFailed, false, false, true, false, 1006},
      {kPeerEnded, true, true, false, true, 4001},
      {kPeerBroke, true, true, false, true, 4001},
      {kCloseTimedOut, true, true, false, true, 4001},
      {kWeEnded, true, true, false, true, 4001},
      {kFailed, true, true, false, true, 4001},
      {kPeerEnded, true, false, false, false, 1006},
      {kCloseTimedOut, true, false, false, false, 1006},
      {kPeerBroke, true, false, true, false, 1006},
      {kFailed, true, false, true, false, 1006},
  };
  for (const auto& row : kRows) {
    for (bool close_sent : {false, true}) {
      if (row.both_closes && !close_sent) continue;
      ConnectionEnd end;
      end.cause = row.cause;
      end.was_open = row.was_open;
      end.close_sent = close_sent;
      if (row.both_closes) end.close_received = received;
      end.detail = "why";
      const WebSocketCloseResult result = DecideCloseResult(end);
      SCOPED_TRACE(static_cast<int>(row.cause));
      EXPECT_EQ(result.failed, row.failed);
      EXPECT_EQ(result.was_clean, row.was_clean);
      EXPECT_EQ(result.code, row.code);
      EXPECT_EQ(result.reason, row.both_closes ? "bye" : "");
      EXPECT_EQ(result.detail, "why");
    }
  }
}

}  // namespace
}  // namespace mortise::net
