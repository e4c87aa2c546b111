#include "core/url/url.h"

#include <cstddef>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/base/check.h"
#include "core/url/basic_url_parser.h"
#include "core/url/drive_letter.h"
#include "core/url/validation_error_log.h"

namespace mortise {

absl::StatusOr<Url> Url::Parse(std::string_view input, const Url* base,
                               ValidationErrors* errors) {
  Url url;
  ValidationErrorLog log(errors);
  if (!BasicUrlParser(url, base, log).Parse(input)) {
    // Without a state override, every failure has its validation error.
    MORTISE_DCHECK(log.failure().has_value());
    return absl::InvalidArgumentError(absl::StrCat(
        "invalid URL: ", std::string(ValidationErrorName(*log.failure()))));
  }
  return url;
}

std::string Url::RequestTarget() const {
  MORTISE_DCHECK(is_special());
  return query_ ? absl::StrCat(path_, "?", *query_) : path_;
}

Origin Url::origin() const {
  switch (special_scheme_) {
    case SpecialScheme::kFtp:
    case SpecialScheme::kHttp:
    case SpecialScheme::kHttps:
    case SpecialScheme::kWs:
    case SpecialScheme::kWss:
      return Origin::Tuple(scheme_, *host_, port_);
    case SpecialScheme::kFile:
      return Origin::NewOpaque();
    case SpecialScheme::kNone:
      break;
  }
  if (scheme_ == "blob") {
    const absl::StatusOr<Url> path_url = Parse(path_);
    if (path_url.ok() && (path_url->special_scheme_ == SpecialScheme::kHttp ||
                          path_url->special_scheme_ == SpecialScheme::kHttps)) {
      return path_url->origin();
    }
  }
  return Origin::NewOpaque();
}

std::string Url::Serialize(ExcludeFragment exclude_fragment) const {
  std::string out;
  // 64: room for a host of the usual length and all the separators.
  out.reserve(scheme_.size() + username_.size() + password_.size() +
              path_.size() + (query_ ? query_->size() : 0) +
              (fragment_ ? fragment_->size() : 0) + 64);
  absl::StrAppend(&out, scheme_, ":");
  if (host_) {
    out += "//";
    if (includes_credentials()) {
      out += username_;
      if (!password_.empty()) absl::StrAppend(&out, ":", password_);
      out += '@';
    }
    host_->AppendTo(out);
    if (port_) absl::StrAppend(&out, ":", *port_);
  } else if (!has_opaque_path_ && path_.size() >= 2 && path_[0] == '/' &&
             path_[1] == '/') {
    // More than one segment, of which the first is empty: must not be read
    // back as a host.
    out += "/.";
  }
  out += path_;
  if (query_) absl::StrAppend(&out, "?", *query_);
  if (exclude_fragment == ExcludeFragment::kNo && fragment_) {
    absl::StrAppend(&out, "#", *fragment_);
  }
  return out;
}

bool Url::Equals(const Url& other, ExcludeFragment exclude_fragments) const {
  return Serialize(exclude_fragments) == other.Serialize(exclude_fragments);
}

void Url::set_scheme(std::string_view scheme) {
  const SpecialScheme special = SpecialSchemeOf(scheme);
  for (SpecialScheme each : {special, special_scheme_}) {
    MORTISE_CHECK(each != SpecialScheme::kNone && each != SpecialScheme::kFile);
  }
  AssignScheme(scheme);
  if (port_ == DefaultPort(special_scheme_)) port_.reset();
}

void Url::set_query(std::optional<std::string> query) {
  query_ = std::move(query);
}

void Url::AssignScheme(std::string_view scheme) {
  scheme_ = scheme;
  special_scheme_ = SpecialSchemeOf(scheme);
}

void Url::ShortenPath() {
  MORTISE_DCHECK(!has_opaque_path_);
  if (path_.empty()) return;
  const size_t last = path_.rfind('/');
  if (special_scheme_ == SpecialScheme::kFile && last == 0 &&
      IsNormalizedWindowsDriveLetter(std::string_view(path_).substr(1))) {
    return;
  }
  path_.resize(last);
}

}  // namespace mortise
