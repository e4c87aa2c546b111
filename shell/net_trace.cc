#include "shell/net_trace.h"

#include <uv.h>

#include "absl/strings/str_format.h"
#include "core/base/strings.h"
#include "shell/output.h"

namespace mortise::shell {

NetTrace::NetTrace() : start_(uv_hrtime()) {}

void NetTrace::Log(uint64_t connection, std::string_view text) {
  constexpr double kNanosecond = 1e-9;
  const double seconds =
      static_cast<double>(uv_hrtime() - start_) * kNanosecond;
  WriteError(
      Concat(absl::StrFormat("[%9.4f s] socket %d: ", seconds, connection),
             text, "\n"));
}

}  // namespace mortise::shell
