// The URL parser, serialiser and setters.
//
// Input: URL, base, and any number of a byte that picks a setter and its
// value, separated by 0xFF, which no UTF-8 text has.  What is missing is empty.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/check.h"
#include "core/url/form_urlencoded.h"
#include "core/url/url.h"
#include "core/url/url_api.h"

namespace mortise {
namespace {

std::string_view TakePart(std::string_view& input) {
  const size_t end = input.find('\xFF');
  const std::string_view part = input.substr(0, end);
  input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
  return part;
}

// The standard's first promise (section "Goals"): parsing what was serialised
// changes nothing.
void CheckIdempotent(const Url& url) {
  const std::string text = url.Serialize();
  for (char c : text) MORTISE_CHECK(c >= 0x20 && c < 0x7F);
  const absl::StatusOr<Url> again = Url::Parse(text);
  MORTISE_CHECK(again.ok());
  MORTISE_CHECK(again->Serialize() == text);
  MORTISE_CHECK(again->host() == url.host());
  MORTISE_CHECK(again->port() == url.port());
  MORTISE_CHECK(again->path() == url.path());
  MORTISE_CHECK(again->query() == url.query());
  MORTISE_CHECK(again->fragment() == url.fragment());
  MORTISE_CHECK(!url.is_special() || !url.path().empty());
}

void CallSetter(Url& url, uint8_t index, std::string_view value) {
  using Setter = void (UrlApi::*)(std::string_view);
  constexpr Setter kSetters[] = {
      &UrlApi::set_protocol, &UrlApi::set_username, &UrlApi::set_password,
      &UrlApi::set_host,     &UrlApi::set_hostname, &UrlApi::set_port,
      &UrlApi::set_pathname, &UrlApi::set_search,   &UrlApi::set_hash,
  };
  UrlApi api(url);
  (api.*kSetters[index % std::size(kSetters)])(value);
}

void FuzzUrl(std::string_view input) {
  const std::string_view text = TakePart(input);
  const std::string_view base_text = TakePart(input);
  const absl::StatusOr<Url> base = Url::Parse(base_text);
  const Url* const base_pointer = base.ok() ? &*base : nullptr;

  absl::StatusOr<Url> url = Url::Parse(text, base_pointer);
  ValidationErrors errors;
  const absl::StatusOr<Url> reported = Url::Parse(text, base_pointer, &errors);
  MORTISE_CHECK(reported.status() == url.status());
  if (!url.ok()) {
    MORTISE_CHECK(!errors.empty());
    return;
  }
  MORTISE_CHECK(*reported == *url);
  CheckIdempotent(*url);
  (void)url->origin().Serialize();

  const FormUrlencodedList tuples =
      ParseFormUrlencoded(url->query().value_or(""));
  MORTISE_CHECK(ParseFormUrlencoded(SerializeFormUrlencoded(tuples)) == tuples);

  while (!input.empty()) {
    const uint8_t setter = static_cast<uint8_t>(input[0]);
    input.remove_prefix(1);
    CallSetter(*url, setter, TakePart(input));
    CheckIdempotent(*url);
  }
}

}  // namespace
}  // namespace mortise

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  mortise::FuzzUrl({reinterpret_cast<const char*>(data), size});
  return 0;
}
