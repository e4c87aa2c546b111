#ifndef MORTISE_CORE_URL_URL_H_
#define MORTISE_CORE_URL_URL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "core/url/host.h"
#include "core/url/origin.h"
#include "core/url/scheme.h"
#include "core/url/validation_error.h"

namespace mortise {

enum class ExcludeFragment : bool { kNo, kYes };

// A URL record (URL Standard section 4.1).  A value; all its strings are
// ASCII.  The blob URL entry is not kept: who resolves "blob:" URLs has the
// blob URL store.
class Url {
 public:
  // The basic URL parser (section 4.4).  `input` is UTF-8; `base` may be null
  // and need not outlive the call.  Appends validation errors to `errors`
  // unless it is null; asking for them costs time.  For failure returns
  // InvalidArgument, whose message names the validation error that ended it.
  static absl::StatusOr<Url> Parse(std::string_view input,
                                   const Url* base = nullptr,
                                   ValidationErrors* errors = nullptr);

  // Lower case, without ":".
  const std::string& scheme() const { return scheme_; }
  SpecialScheme special_scheme() const { return special_scheme_; }
  bool is_special() const { return special_scheme_ != SpecialScheme::kNone; }
  // Percent-encoded.
  const std::string& username() const { return username_; }
  const std::string& password() const { return password_; }
  const std::optional<Host>& host() const { return host_; }
  // Null where it is the scheme's default port.
  std::optional<uint16_t> port() const { return port_; }
  // The port to connect to: the default port where port() is null.  Null only
  // if there is no default either.
  std::optional<uint16_t> effective_port() const {
    return port_ ? port_ : DefaultPort(special_scheme_);
  }
  // What the URL path serializer (section 4.5) gives: "/" before each segment,
  // or the opaque path.
  const std::string& path() const { return path_; }
  bool has_opaque_path() const { return has_opaque_path_; }
  // Without "?" and "#".
  const std::optional<std::string>& query() const { return query_; }
  const std::optional<std::string>& fragment() const { return fragment_; }

  bool includes_credentials() const {
    return !username_.empty() || !password_.empty();
  }
  bool cannot_have_username_password_port() const {
    return !host_ || host_->is_empty() ||
           special_scheme_ == SpecialScheme::kFile;
  }

  // The path, and "?" with the query if that is not null: what a request line
  // in origin-form asks for (RFC 9112 section 3.2.1; RFC 6455 section 3 calls
  // it the resource name).  For special URLs only, whose path is never empty.
  std::string RequestTarget() const;

  // The origin (section 4.7).  A new opaque one at each call unless the scheme
  // has tuple origins.
  Origin origin() const;

  // The URL serializer (section 4.5).
  std::string Serialize(
      ExcludeFragment exclude_fragment = ExcludeFragment::kNo) const;

  // Equals (section 4.6).
  bool Equals(const Url& other,
              ExcludeFragment exclude_fragments = ExcludeFragment::kNo) const;
  friend bool operator==(const Url& a, const Url& b) { return a.Equals(b); }

  // For standards that change a record after parsing, as WebSockets turns
  // "http" into "ws".  The new scheme and the old one must both be special,
  // and neither "file"; the host stays right then.  A port that is the new
  // scheme's default becomes null.
  void set_scheme(std::string_view scheme);
  // `query` is an ASCII string without "#", percent-encoded already.
  void set_query(std::optional<std::string> query);
  void clear_fragment() { fragment_.reset(); }

 private:
  friend class BasicUrlParser;
  friend class UrlApi;

  Url() = default;

  // Sets the scheme and nothing else.
  void AssignScheme(std::string_view scheme);
  // Shortens the path (section 4.2), which is not opaque.
  void ShortenPath();

  std::string scheme_;
  std::string username_;
  std::string password_;
  std::optional<Host> host_;
  std::optional<uint16_t> port_;
  SpecialScheme special_scheme_ = SpecialScheme::kNone;
  bool has_opaque_path_ = false;
  // A path that is a list of segments is kept serialized: no segment has a "/"
  // in it, so "/a/b" is the list « "a", "b" », "/" is « "" » and "" is « ».
  std::string path_;
  std::optional<std::string> query_;
  std::optional<std::string> fragment_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_URL_URL_H_
