#include "shell/net_trace.h"

#include <string>

#include "absl/strings/str_format.h"
#include "shell/output.h"

namespace mortise::shell {

void NetTrace::Log(uint64_t connection, std::string_view text) {
  std::string line = absl::StrFormat("[net %u +%.1f ms] ", connection,
                                     1e-6 * double(uv_hrtime() - start_));
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
