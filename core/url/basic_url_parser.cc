#include "core/url/basic_url_parser.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "core/base/check.h"
#include "core/url/drive_letter.h"
#include "core/url/host_parser.h"

namespace mortise {
namespace {

constexpr ByteSet kTabAndNewline("\t\n\r");

// What ends the authority, or a part of it.
constexpr ByteSet kSpecialAuthorityEnd("/?#\\");
constexpr ByteSet kAuthorityEnd("/?#");
constexpr ByteSet kFileHostEnd("/\\?#");
constexpr ByteSet kPathEnd("?#");
constexpr ByteSet kQueryEnd("#");

constexpr ByteSet kSchemeCharacters(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

bool IsC0ControlOrSpace(char c) { return static_cast<uint8_t>(c) <= 0x20; }

std::string_view StripC0ControlOrSpace(std::string_view input) {
  while (!input.empty() && IsC0ControlOrSpace(input.front())) {
    input.remove_prefix(1);
  }
  while (!input.empty() && IsC0ControlOrSpace(input.back())) {
    input.remove_suffix(1);
  }
  return input;
}

// A single-dot or double-dot URL path segment (section 4.1), where each dot
// may be percent-encoded.
bool IsDots(std::string_view segment, int count) {
  for (; count > 0; --count) {
    if (!segment.empty() && segment[0] == '.') {
      segment.remove_prefix(1);
    } else if (segment.substr(0, 2) == "%2" && segment.size() >= 3 &&
               absl::ascii_tolower(segment[2]) == 'e') {
      segment.remove_prefix(3);
    } else {
      return false;
    }
  }
  return segment.empty();
}

}  // namespace

bool BasicUrlParser::Parse(std::string_view input) {
  const std::string_view stripped = StripC0ControlOrSpace(input);
  if (stripped.size() != input.size()) {
    log_.Report(ValidationError::kInvalidUrlUnit);
  }
  return Run(stripped, State::kSchemeStart);
}

bool BasicUrlParser::ParseWithOverride(std::string_view input,
                                       State state_override) {
  state_override_ = state_override;
  return Run(input, state_override);
}

bool BasicUrlParser::Run(std::string_view input, State state) {
  std::string without_tabs;
  if (kTabAndNewline.IsIn(input)) {
    log_.Report(ValidationError::kInvalidUrlUnit);
    without_tabs.reserve(input.size());
    std::copy_if(input.begin(), input.end(), std::back_inserter(without_tabs),
                 [](char c) { return !kTabAndNewline.Contains(c); });
    input = without_tabs;
  }
  input_ = input;
  state_ = state;
  Step step;
  do {
    step = RunState();
  } while (step == Step::kContinue);
  return step == Step::kReturn;
}

BasicUrlParser::Step BasicUrlParser::RunState() {
  switch (state_) {
    case State::kSchemeStart:
      return SchemeStartState();
    case State::kScheme:
      return SchemeState();
    case State::kNoScheme:
      return NoSchemeState();
    case State::kSpecialRelativeOrAuthority:
      return SpecialRelativeOrAuthorityState();
    case State::kPathOrAuthority:
      return PathOrAuthorityState();
    case State::kRelative:
      return RelativeState();
    case State::kRelativeSlash:
      return RelativeSlashState();
    case State::kSpecialAuthoritySlashes:
      return SpecialAuthoritySlashesState();
    case State::kSpecialAuthorityIgnoreSlashes:
      return SpecialAuthorityIgnoreSlashesState();
    case State::kAuthority:
      return AuthorityState();
    case State::kHost:
    case State::kHostname:
      return HostState();
    case State::kPort:
      return PortState();
    case State::kFile:
      return FileState();
    case State::kFileSlash:
      return FileSlashState();
    case State::kFileHost:
      return FileHostState();
    case State::kPathStart:
      return PathStartState();
    case State::kPath:
      return PathState();
    case State::kOpaquePath:
      return OpaquePathState();
    case State::kQuery:
      return QueryState();
    case State::kFragment:
      return FragmentState();
  }
  return Step::kFailure;
}

BasicUrlParser::Step BasicUrlParser::SchemeStartState() {
  if (!at_end() &&
      absl::ascii_isalpha(static_cast<unsigned char>(input_[pointer_]))) {
    return Continue(State::kScheme);
  }
  return state_override_ ? Step::kFailure : Continue(State::kNoScheme);
}

BasicUrlParser::Step BasicUrlParser::SchemeState() {
  size_t end = pointer_;
  while (end < input_.size() && kSchemeCharacters.Contains(input_[end])) ++end;
  if (end == input_.size() || input_[end] != ':') {
    return state_override_ ? Step::kFailure : Continue(State::kNoScheme);
  }
  std::string scheme(TakeUntil(end));
  absl::AsciiStrToLower(&scheme);
  if (state_override_) return SetSchemeForOverride(scheme);

  url_.AssignScheme(scheme);
  ++pointer_;
  if (url_.special_scheme_ == SpecialScheme::kFile) {
    if (!RestStartsWith("//")) {
      log_.Report(ValidationError::kSpecialSchemeMissingFollowingSolidus);
    }
    return Continue(State::kFile);
  }
  if (url_.is_special()) {
    return Continue(base_ && base_->scheme_ == scheme
                        ? State::kSpecialRelativeOrAuthority
                        : State::kSpecialAuthoritySlashes);
  }
  if (At('/')) return Continue(State::kPathOrAuthority, 1);
  url_.has_opaque_path_ = true;
  return Continue(State::kOpaquePath);
}

BasicUrlParser::Step BasicUrlParser::SetSchemeForOverride(
    std::string_view scheme) {
  const SpecialScheme special = SpecialSchemeOf(scheme);
  if (url_.is_special() != (special != SpecialScheme::kNone)) {
    return Step::kReturn;
  }
  if ((url_.includes_credentials() || url_.port_) &&
      special == SpecialScheme::kFile) {
    return Step::kReturn;
  }
  if (url_.special_scheme_ == SpecialScheme::kFile && url_.host_->is_empty()) {
    return Step::kReturn;
  }
  url_.AssignScheme(scheme);
  if (url_.port_ == DefaultPort(special)) url_.port_.reset();
  return Step::kReturn;
}

BasicUrlParser::Step BasicUrlParser::NoSchemeState() {
  if (!base_ || (base_->has_opaque_path_ && !At('#'))) {
    return Fail(ValidationError::kMissingSchemeNonRelativeUrl);
  }
  if (base_->has_opaque_path_) {
    url_.AssignScheme(base_->scheme_);
    url_.has_opaque_path_ = true;
    url_.path_ = base_->path_;
    url_.query_ = base_->query_;
    url_.fragment_.emplace();
    return Continue(State::kFragment, 1);
  }
  return Continue(base_->special_scheme_ == SpecialScheme::kFile
                      ? State::kFile
                      : State::kRelative);
}

BasicUrlParser::Step BasicUrlParser::SpecialRelativeOrAuthorityState() {
  if (RestStartsWith("//")) {
    return Continue(State::kSpecialAuthorityIgnoreSlashes, 2);
  }
  log_.Report(ValidationError::kSpecialSchemeMissingFollowingSolidus);
  return Continue(State::kRelative);
}

BasicUrlParser::Step BasicUrlParser::PathOrAuthorityState() {
  if (At('/')) return Continue(State::kAuthority, 1);
  return Continue(State::kPath);
}

BasicUrlParser::Step BasicUrlParser::RelativeState() {
  url_.AssignScheme(base_->scheme_);
  if (AtPathSeparator()) {
    ReportIfAt('\\', ValidationError::kInvalidReverseSolidus);
    return Continue(State::kRelativeSlash, 1);
  }
  CopyAuthorityFromBase();
  url_.path_ = base_->path_;
  if (!At('?')) url_.query_ = base_->query_;
  if (const std::optional<Step> step = ContinueAfterPath()) return *step;
  if (at_end()) return Step::kReturn;
  url_.query_.reset();
  url_.ShortenPath();
  return Continue(State::kPath);
}

BasicUrlParser::Step BasicUrlParser::RelativeSlashState() {
  if (url_.is_special() && AtPathSeparator()) {
    ReportIfAt('\\', ValidationError::kInvalidReverseSolidus);
    return Continue(State::kSpecialAuthorityIgnoreSlashes, 1);
  }
  if (At('/')) return Continue(State::kAuthority, 1);
  CopyAuthorityFromBase();
  return Continue(State::kPath);
}

BasicUrlParser::Step BasicUrlParser::SpecialAuthoritySlashesState() {
  if (RestStartsWith("//")) {
    return Continue(State::kSpecialAuthorityIgnoreSlashes, 2);
  }
  log_.Report(ValidationError::kSpecialSchemeMissingFollowingSolidus);
  return Continue(State::kSpecialAuthorityIgnoreSlashes);
}

BasicUrlParser::Step BasicUrlParser::SpecialAuthorityIgnoreSlashesState() {
  while (At('/') || At('\\')) {
    log_.Report(ValidationError::kSpecialSchemeMissingFollowingSolidus);
    ++pointer_;
  }
  return Continue(State::kAuthority);
}

BasicUrlParser::Step BasicUrlParser::AuthorityState() {
  const std::string_view authority =
      input_.substr(pointer_, FindAuthorityEnd() - pointer_);
  // All up to the last "@" is credentials; the encode set has ":" and "@", so
  // those that separate nothing come out encoded.
  const size_t at_sign = authority.rfind('@');
  if (at_sign == std::string_view::npos) return Continue(State::kHost);

  const std::string_view credentials = authority.substr(0, at_sign);
  if (log_.collects()) {
    const auto at_signs = std::count(authority.begin(), authority.end(), '@');
    for (auto i = at_signs; i > 0; --i) {
      log_.Report(ValidationError::kInvalidCredentials);
    }
  }
  const size_t colon = credentials.find(':');
  AppendPercentEncoded(credentials.substr(0, colon), kUserinfoPercentEncodeSet,
                       url_.username_);
  if (colon != std::string_view::npos) {
    AppendPercentEncoded(credentials.substr(colon + 1),
                         kUserinfoPercentEncodeSet, url_.password_);
  }
  if (at_sign + 1 == authority.size()) {
    return Fail(ValidationError::kHostMissing);
  }
  return Continue(State::kHost, at_sign + 1);
}

BasicUrlParser::Step BasicUrlParser::HostState() {
  if (state_override_ && url_.special_scheme_ == SpecialScheme::kFile) {
    return Continue(State::kFileHost);
  }
  const size_t authority_end = FindAuthorityEnd();
  size_t end = pointer_;
  for (bool inside_brackets = false; end < authority_end; ++end) {
    const char c = input_[end];
    if (c == ':' && !inside_brackets) break;
    if (c == '[') inside_brackets = true;
    if (c == ']') inside_brackets = false;
  }
  const bool port_follows = end < authority_end;
  const std::string_view buffer = TakeUntil(end);
  if (buffer.empty() && (port_follows || url_.is_special())) {
    return Fail(ValidationError::kHostMissing);
  }
  if (port_follows && state_override_ == State::kHostname) {
    return Step::kFailure;
  }
  if (buffer.empty() && state_override_ &&
      (url_.includes_credentials() || url_.port_)) {
    return Step::kFailure;
  }
  std::optional<Host> host =
      ParseHost(buffer, /*is_opaque=*/!url_.is_special(), log_);
  if (!host) return Step::kFailure;
  url_.host_ = *std::move(host);
  if (port_follows) return Continue(State::kPort, 1);
  return state_override_ ? Step::kReturn : Continue(State::kPathStart);
}

BasicUrlParser::Step BasicUrlParser::PortState() {
  size_t end = pointer_;
  while (end < input_.size() &&
         absl::ascii_isdigit(static_cast<unsigned char>(input_[end]))) {
    ++end;
  }
  const std::string_view buffer = TakeUntil(end);
  if (!state_override_ && FindAuthorityEnd() != pointer_) {
    return Fail(ValidationError::kPortInvalid);
  }
  if (buffer.empty()) {
    return state_override_ ? Step::kFailure : Continue(State::kPathStart);
  }
  uint32_t port = 0;
  for (char digit : buffer) {
    port = port * 10 + (digit - '0');
    if (port > 0xFFFF) return Fail(ValidationError::kPortOutOfRange);
  }
  url_.port_ = static_cast<uint16_t>(port);
  if (url_.port_ == DefaultPort(url_.special_scheme_)) url_.port_.reset();
  return state_override_ ? Step::kReturn : Continue(State::kPathStart);
}

BasicUrlParser::Step BasicUrlParser::FileState() {
  url_.AssignScheme("file");
  url_.host_.emplace();
  if (AtPathSeparator()) {
    ReportIfAt('\\', ValidationError::kInvalidReverseSolidus);
    return Continue(State::kFileSlash, 1);
  }
  if (!base_ || base_->special_scheme_ != SpecialScheme::kFile) {
    return Continue(State::kPath);
  }
  url_.host_ = base_->host_;
  url_.path_ = base_->path_;
  if (!At('?')) url_.query_ = base_->query_;
  if (const std::optional<Step> step = ContinueAfterPath()) return *step;
  if (at_end()) return Step::kReturn;
  url_.query_.reset();
  if (StartsWithWindowsDriveLetter(input_.substr(pointer_))) {
    log_.Report(ValidationError::kFileInvalidWindowsDriveLetter);
    url_.path_.clear();
  } else {
    url_.ShortenPath();
  }
  return Continue(State::kPath);
}

BasicUrlParser::Step BasicUrlParser::FileSlashState() {
  if (AtPathSeparator()) {
    ReportIfAt('\\', ValidationError::kInvalidReverseSolidus);
    return Continue(State::kFileHost, 1);
  }
  if (base_ && base_->special_scheme_ == SpecialScheme::kFile) {
    url_.host_ = base_->host_;
    // The base's first segment with the "/" before it.
    const std::string_view first =
        std::string_view(base_->path_).substr(0, base_->path_.find('/', 1));
    if (!first.empty() && IsNormalizedWindowsDriveLetter(first.substr(1)) &&
        !StartsWithWindowsDriveLetter(input_.substr(pointer_))) {
      url_.path_ += first;
    }
  }
  return Continue(State::kPath);
}

BasicUrlParser::Step BasicUrlParser::FileHostState() {
  const size_t end = FindEnd(kFileHostEnd);
  const std::string_view buffer = input_.substr(pointer_, end - pointer_);
  if (!state_override_ && IsWindowsDriveLetter(buffer)) {
    // What was taken for a host is the path's first segment.
    log_.Report(ValidationError::kFileInvalidWindowsDriveLetterHost);
    path_checked_until_ = end;
    return Continue(State::kPath);
  }
  pointer_ = end;
  Host host;
  if (!buffer.empty()) {
    std::optional<Host> parsed = ParseHost(buffer, /*is_opaque=*/false, log_);
    if (!parsed) return Step::kFailure;
    if (!parsed->is_domain("localhost")) host = *std::move(parsed);
  }
  url_.host_ = std::move(host);
  return state_override_ ? Step::kReturn : Continue(State::kPathStart);
}

BasicUrlParser::Step BasicUrlParser::PathStartState() {
  if (url_.is_special()) {
    ReportIfAt('\\', ValidationError::kInvalidReverseSolidus);
    return Continue(State::kPath, AtPathSeparator() ? 1 : 0);
  }
  if (!state_override_) {
    if (const std::optional<Step> step = ContinueAfterPath()) return *step;
  }
  if (!at_end()) return Continue(State::kPath, At('/') ? 1 : 0);
  if (state_override_ && !url_.host_) url_.path_ += '/';
  return Step::kReturn;
}

BasicUrlParser::Step BasicUrlParser::PathState() {
  const size_t path_end = state_override_ ? input_.size() : FindEnd(kPathEnd);
  while (true) {
    size_t end = pointer_;
    while (end < path_end && !IsPathSeparator(input_[end])) ++end;
    if (log_.collects()) {
      const size_t from = std::clamp(path_checked_until_, pointer_, end);
      log_.ReportInvalidUrlUnits(input_.substr(from, end - from));
    }
    const bool separator_follows = end < path_end;
    AppendPathSegment(TakeUntil(end), separator_follows);
    if (!separator_follows) break;
    ReportIfAt('\\', ValidationError::kInvalidReverseSolidus);
    ++pointer_;
  }
  return ContinueAfterPath().value_or(Step::kReturn);
}

// Does the part of the path state that follows the end of a segment, `raw`
// being the segment before percent-encoding (which changes no dots).
void BasicUrlParser::AppendPathSegment(std::string_view raw,
                                       bool separator_follows) {
  if (IsDots(raw, 2)) {
    url_.ShortenPath();
    if (!separator_follows) url_.path_ += '/';
    return;
  }
  if (IsDots(raw, 1)) {
    if (!separator_follows) url_.path_ += '/';
    return;
  }
  const bool is_drive_letter = url_.special_scheme_ == SpecialScheme::kFile &&
                               url_.path_.empty() && IsWindowsDriveLetter(raw);
  url_.path_ += '/';
  AppendPercentEncoded(raw, kPathPercentEncodeSet, url_.path_);
  if (is_drive_letter) url_.path_.back() = ':';
}

BasicUrlParser::Step BasicUrlParser::OpaquePathState() {
  const std::string_view text = TakeUntil(FindEnd(kPathEnd));
  log_.ReportInvalidUrlUnits(text);
  AppendPercentEncoded(text, kC0ControlPercentEncodeSet, url_.path_);
  // A space at the path's end would be lost by a later parse once query and
  // fragment are taken away.
  if (!at_end() && !url_.path_.empty() && url_.path_.back() == ' ') {
    url_.path_.replace(url_.path_.size() - 1, 1, "%20");
  }
  return ContinueAfterPath().value_or(Step::kReturn);
}

BasicUrlParser::Step BasicUrlParser::QueryState() {
  const std::string_view text =
      TakeUntil(state_override_ ? input_.size() : FindEnd(kQueryEnd));
  log_.ReportInvalidUrlUnits(text);
  AppendPercentEncoded(text,
                       url_.is_special() ? kSpecialQueryPercentEncodeSet
                                         : kQueryPercentEncodeSet,
                       *url_.query_);
  return ContinueAfterPath().value_or(Step::kReturn);
}

BasicUrlParser::Step BasicUrlParser::FragmentState() {
  const std::string_view text = TakeUntil(input_.size());
  log_.ReportInvalidUrlUnits(text);
  AppendPercentEncoded(text, kFragmentPercentEncodeSet, *url_.fragment_);
  return Step::kReturn;
}

size_t BasicUrlParser::FindAuthorityEnd() const {
  return FindEnd(url_.is_special() ? kSpecialAuthorityEnd : kAuthorityEnd);
}

std::string_view BasicUrlParser::TakeUntil(size_t end) {
  const std::string_view taken = input_.substr(pointer_, end - pointer_);
  pointer_ = end;
  return taken;
}

BasicUrlParser::Step BasicUrlParser::Continue(State state, size_t skip) {
  state_ = state;
  pointer_ += skip;
  return Step::kContinue;
}

std::optional<BasicUrlParser::Step> BasicUrlParser::ContinueAfterPath() {
  if (At('?')) {
    url_.query_.emplace();
    return Continue(State::kQuery, 1);
  }
  if (At('#')) {
    url_.fragment_.emplace();
    return Continue(State::kFragment, 1);
  }
  return std::nullopt;
}

BasicUrlParser::Step BasicUrlParser::Fail(ValidationError error) {
  log_.Fail(error);
  return Step::kFailure;
}

void BasicUrlParser::ReportIfAt(char c, ValidationError error) {
  if (At(c)) log_.Report(error);
}

void BasicUrlParser::CopyAuthorityFromBase() {
  url_.username_ = base_->username_;
  url_.password_ = base_->password_;
  url_.host_ = base_->host_;
  url_.port_ = base_->port_;
}

}  // namespace mortise
