#include "core/net/uv_status.h"

#include <gtest/gtest.h>
#include <uv.h>

namespace mortise::net {
namespace {

TEST(UvStatusTest, UvStatus_Errors_HaveTheirCodeAndName) {
  const struct {
    int error;
    absl::StatusCode code;
    const char* message;
  } kCases[] = {
      {UV_ECONNREFUSED, absl::StatusCode::kUnavailable,
       "connect: connection refused"},
      {UV_ECONNRESET, absl::StatusCode::kUnavailable,
       "connect: connection reset by peer"},
      {UV_ENETUNREACH, absl::StatusCode::kUnavailable,
       "connect: network is unreachable"},
      {UV_ETIMEDOUT, absl::StatusCode::kDeadlineExceeded,
       "connect: connection timed out"},
      {UV_ECANCELED, absl::StatusCode::kCancelled,
       "connect: operation canceled"},
      {UV_EAI_NONAME, absl::StatusCode::kNotFound,
       "connect: unknown node or service"},
      {UV_EACCES, absl::StatusCode::kPermissionDenied,
       "connect: permission denied"},
      {UV_EADDRINUSE, absl::StatusCode::kAlreadyExists,
       "connect: address already in use"},
      {UV_EMFILE, absl::StatusCode::kResourceExhausted,
       "connect: too many open files"},
      {UV_EINVAL, absl::StatusCode::kInternal, "connect: invalid argument"},
  };
  for (const auto& c : kCases) {
    const absl::Status status = UvStatus(c.error, "connect");
    EXPECT_EQ(status.code(), c.code) << c.message;
    EXPECT_EQ(status.message(), c.message);
  }
}

}  // namespace
}  // namespace mortise::net
