#include "core/url/url_api.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/url/basic_url_parser.h"
#include "core/url/percent_encoding.h"
#include "core/url/validation_error_log.h"

namespace mortise {
namespace {

using State = BasicUrlParser::State;

// Basic URL parses with `url` and a state override.  Failure is not told to
// anyone: what the parser has set until then stays set, as the standard says.
void ParseInto(Url& url, std::string_view input, State state_override) {
  ValidationErrorLog log;
  (void)BasicUrlParser(url, /*base=*/nullptr, log)
      .ParseWithOverride(input, state_override);
}

std::string_view WithoutLeading(char c, std::string_view value) {
  if (!value.empty() && value[0] == c) value.remove_prefix(1);
  return value;
}

std::string WithPrefix(char prefix, const std::optional<std::string>& text) {
  if (!text || text->empty()) return {};
  return prefix + *text;
}

}  // namespace

absl::Status UrlApi::set_href(std::string_view value) {
  absl::StatusOr<Url> parsed = Url::Parse(value);
  if (!parsed.ok()) return parsed.status();
  url_ = *std::move(parsed);
  return absl::OkStatus();
}

std::string UrlApi::protocol() const { return absl::StrCat(url_.scheme_, ":"); }

void UrlApi::set_protocol(std::string_view value) {
  std::string input(value);
  input += ':';
  ParseInto(url_, input, State::kSchemeStart);
}

void UrlApi::set_username(std::string_view value) {
  if (url_.cannot_have_username_password_port()) return;
  url_.username_ = PercentEncode(value, kUserinfoPercentEncodeSet);
}

void UrlApi::set_password(std::string_view value) {
  if (url_.cannot_have_username_password_port()) return;
  url_.password_ = PercentEncode(value, kUserinfoPercentEncodeSet);
}

std::string UrlApi::host() const {
  std::string out = hostname();
  if (url_.port_) absl::StrAppend(&out, ":", *url_.port_);
  return out;
}

void UrlApi::set_host(std::string_view value) {
  if (url_.has_opaque_path_) return;
  ParseInto(url_, value, State::kHost);
}

std::string UrlApi::hostname() const {
  return url_.host_ ? url_.host_->Serialize() : std::string();
}

void UrlApi::set_hostname(std::string_view value) {
  if (url_.has_opaque_path_) return;
  ParseInto(url_, value, State::kHostname);
}

std::string UrlApi::port() const {
  return url_.port_ ? absl::StrCat(*url_.port_) : std::string();
}

void UrlApi::set_port(std::string_view value) {
  if (url_.cannot_have_username_password_port()) return;
  if (value.empty()) {
    url_.port_.reset();
  } else {
    ParseInto(url_, value, State::kPort);
  }
}

void UrlApi::set_pathname(std::string_view value) {
  if (url_.has_opaque_path_) return;
  url_.path_.clear();
  ParseInto(url_, value, State::kPathStart);
}

std::string UrlApi::search() const { return WithPrefix('?', url_.query_); }

void UrlApi::set_search(std::string_view value) {
  if (value.empty()) {
    url_.query_.reset();
    return;
  }
  url_.query_.emplace();
  ParseInto(url_, WithoutLeading('?', value), State::kQuery);
}

std::string UrlApi::hash() const { return WithPrefix('#', url_.fragment_); }

void UrlApi::set_hash(std::string_view value) {
  if (value.empty()) {
    url_.fragment_.reset();
    return;
  }
  url_.fragment_.emplace();
  ParseInto(url_, WithoutLeading('#', value), State::kFragment);
}

}  // namespace mortise
