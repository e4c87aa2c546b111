#ifndef MORTISE_CORE_NET_HTTP_HEAD_H_
#define MORTISE_CORE_NET_HTTP_HEAD_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace mortise::net {

// The head of an HTTP message: its start line and header fields.
class HttpHead {
 public:
  struct Field {
    std::string name;
    std::string value;  // Without surrounding white space; folds undone.
  };

  HttpHead() = default;

  // An HTTP/2 message's, which has no start line.
  explicit HttpHead(std::vector<Field> fields) : fields_(std::move(fields)) {}

  // Reads a whole HTTP/1.1 head, the empty line at its end included.  As
  // browsers do it accepts bare line feeds as line ends and obs-fold (RFC 9112
  // section 5.2), takes a carriage return elsewhere for a blank (section 2.2),
  // and skips lines that are no header field.  InvalidArgument for a NUL.
  static absl::StatusOr<HttpHead> Parse(std::string_view text);

  // Empty for HTTP/2.
  const std::string& start_line() const { return start_line_; }
  const std::vector<Field>& fields() const { return fields_; }

  // The values of all fields with that name (ASCII case-insensitive), in
  // order.
  std::vector<std::string_view> Values(std::string_view name) const;

  // The elements of the comma-separated lists in all fields with that name,
  // without surrounding white space and empty elements.
  std::vector<std::string_view> ListElements(std::string_view name) const;

 private:
  std::string start_line_;
  std::vector<Field> fields_;
};

// Whether `text` is a token (RFC 9110 section 5.6.2).
bool IsHttpToken(std::string_view text);

// Whether `text` can be a header field's value: no line ends, NUL or other
// control characters but tab, and no white space at either end.
bool IsHttpFieldValue(std::string_view text);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_HTTP_HEAD_H_
