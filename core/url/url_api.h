#ifndef MORTISE_CORE_URL_URL_API_H_
#define MORTISE_CORE_URL_URL_API_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "core/url/url.h"

namespace mortise {

// The attributes of the URL interface (URL Standard section 6.1) as a view on
// a URL record, which outlives it.  Values are UTF-8.
//
// A setter ignores a value that it cannot take, as scripts expect; only the
// href setter tells.  Keeping a URLSearchParams in step is left to the URL
// object, which knows it.
class UrlApi {
 public:
  explicit UrlApi(Url& url) : url_(url) {}

  std::string href() const { return url_.Serialize(); }
  // On InvalidArgument, which a script sees as a TypeError, the record is
  // unchanged.
  absl::Status set_href(std::string_view value);

  std::string origin() const { return url_.origin().Serialize(); }

  std::string protocol() const;
  void set_protocol(std::string_view value);

  std::string username() const { return url_.username(); }
  void set_username(std::string_view value);

  std::string password() const { return url_.password(); }
  void set_password(std::string_view value);

  std::string host() const;
  void set_host(std::string_view value);

  std::string hostname() const;
  void set_hostname(std::string_view value);

  std::string port() const;
  void set_port(std::string_view value);

  std::string pathname() const { return url_.path(); }
  void set_pathname(std::string_view value);

  std::string search() const;
  void set_search(std::string_view value);

  std::string hash() const;
  void set_hash(std::string_view value);

 private:
  Url& url_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_URL_URL_API_H_
