#include "core/net/uv_status.h"

#include <uv.h>

#include "absl/strings/str_cat.h"

namespace mortise::net {

namespace {

absl::StatusCode CodeOf(int error) {
  switch (error) {
    case UV_ECONNREFUSED:
    case UV_ECONNRESET:
    case UV_ECONNABORTED:
    case UV_EPIPE:
    case UV_EOF:
    case UV_ENETUNREACH:
    case UV_ENETDOWN:
    case UV_EHOSTUNREACH:
    case UV_EADDRNOTAVAIL:
    case UV_EAFNOSUPPORT:
    case UV_EAI_AGAIN:
      return absl::StatusCode::kUnavailable;
    case UV_ETIMEDOUT:
      return absl::StatusCode::kDeadlineExceeded;
    case UV_ECANCELED:
    case UV_EAI_CANCELED:
      return absl::StatusCode::kCancelled;
    case UV_EAI_NONAME:
    case UV_EAI_NODATA:
      return absl::StatusCode::kNotFound;
    case UV_EACCES:
    case UV_EPERM:
      return absl::StatusCode::kPermissionDenied;
    case UV_EADDRINUSE:
      return absl::StatusCode::kAlreadyExists;
    case UV_EMFILE:
    case UV_ENFILE:
    case UV_ENOMEM:
    case UV_ENOBUFS:
    case UV_EAI_MEMORY:
      return absl::StatusCode::kResourceExhausted;
    default:
      return absl::StatusCode::kInternal;
  }
}

}  // namespace

absl::Status UvStatus(int error, const std::string& what) {
  return absl::Status(CodeOf(error),
                      absl::StrCat(what, ": ", uv_strerror(error)));
}

}  // namespace mortise::net
