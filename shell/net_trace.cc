#include "shell/net_trace.h"

#include <uv.h>

#include <string>

#include "absl/strings/str_format.h"
#include "shell/output.h"

namespace mortise::shell {

NetTrace::NetTrace() : start_(uv_hrtime()) {}

void NetTrace::Log(uint64_t connection, std::string_view text) {
  constexpr double kNanosecond = 1e-9;
  const double seconds =
      static_cast<double>(uv_hrtime() - start_) * kNanosecond;
  std::string line =
      absl::StrFormat("[%9.4f s] socket %d: ", seconds, connection);
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      absl::StrAppendFormat(&line, "\\x%02x", c);
    } else {
      line += c;
    }
  }
  line += '\n';
  WriteError(line);
}

}  // namespace mortise::shell
