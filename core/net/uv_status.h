#ifndef MORTISE_CORE_NET_UV_STATUS_H_
#define MORTISE_CORE_NET_UV_STATUS_H_

#include <string>

#include "absl/status/status.h"

namespace mortise::net {

// The status for a libuv error (a negative number): its message is "`what`:
// connection refused".  Errors of the peer or the network are kUnavailable,
// time-outs kDeadlineExceeded, UV_ECANCELED kCancelled, unknown names
// kNotFound, exhausted resources kResourceExhausted, others kInternal.
absl::Status UvStatus(int error, const std::string& what);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_UV_STATUS_H_
