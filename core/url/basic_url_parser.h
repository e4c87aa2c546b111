#ifndef MORTISE_CORE_URL_BASIC_URL_PARSER_H_
#define MORTISE_CORE_URL_BASIC_URL_PARSER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/url/byte_set.h"
#include "core/url/percent_encoding.h"
#include "core/url/url.h"
#include "core/url/validation_error_log.h"

namespace mortise {

// The basic URL parser (URL Standard section 4.4): one run over one input.
//
// The standard's states, with two liberties that no result shows.  A state
// takes all the code points that it would take one by one, so there is no
// buffer: it is the piece of input before the one that ended it.  And a state
// leaves the pointer where the next one starts, instead of decreasing it for
// the loop to increase.
class BasicUrlParser {
 public:
  enum class State {
    kSchemeStart,
    kScheme,
    kNoScheme,
    kSpecialRelativeOrAuthority,
    kPathOrAuthority,
    kRelative,
    kRelativeSlash,
    kSpecialAuthoritySlashes,
    kSpecialAuthorityIgnoreSlashes,
    kAuthority,
    kHost,
    kHostname,
    kPort,
    kFile,
    kFileSlash,
    kFileHost,
    kPathStart,
    kPath,
    kOpaquePath,
    kQuery,
    kFragment,
  };

  // All three outlive the parser; `base` may be null.
  BasicUrlParser(Url& url, const Url* base, ValidationErrorLog& log)
      : url_(url), base_(base), log_(log) {}

  // Parses into a new URL.  Returns false for failure.
  [[nodiscard]] bool Parse(std::string_view input);

  // Changes the given URL.  `state_override` is the scheme start, host,
  // hostname, port, path start, query or fragment state.  Returns false for
  // failure; parts set before it stay set.
  [[nodiscard]] bool ParseWithOverride(std::string_view input,
                                       State state_override);

 private:
  // What a run of a state leads to.
  enum class Step { kContinue, kReturn, kFailure };

  bool Run(std::string_view input, State state);
  Step RunState();

  Step SchemeStartState();
  Step SchemeState();
  Step SetSchemeForOverride(std::string_view scheme);
  Step NoSchemeState();
  Step SpecialRelativeOrAuthorityState();
  Step PathOrAuthorityState();
  Step RelativeState();
  Step RelativeSlashState();
  Step SpecialAuthoritySlashesState();
  Step SpecialAuthorityIgnoreSlashesState();
  Step AuthorityState();
  Step HostState();
  Step PortState();
  Step FileState();
  Step FileSlashState();
  Step FileHostState();
  Step PathStartState();
  Step PathState();
  Step OpaquePathState();
  Step QueryState();
  Step FragmentState();

  bool at_end() const { return pointer_ == input_.size(); }
  bool At(char c) const { return !at_end() && input_[pointer_] == c; }
  bool RestStartsWith(std::string_view prefix) const {
    return input_.substr(pointer_, prefix.size()) == prefix;
  }
  // Whether `c` separates the segments of this URL's path.
  bool IsPathSeparator(char c) const {
    return c == '/' || (c == '\\' && url_.is_special());
  }
  bool AtPathSeparator() const {
    return !at_end() && IsPathSeparator(input_[pointer_]);
  }
  // Where the authority, or a part of it that starts at the pointer, must end.
  size_t FindAuthorityEnd() const;
  // First of `delimiters` from the pointer on, or the input's end.
  size_t FindEnd(const ByteSet& delimiters) const {
    return delimiters.FindIn(input_, pointer_);
  }
  // The input from the pointer to `end`; the pointer moves to `end`.
  std::string_view TakeUntil(size_t end);

  Step Continue(State state, size_t skip = 0);
  // Where c is "?" or "#": makes the query or fragment the empty string and
  // goes on with its state.  Else returns nullopt.
  std::optional<Step> ContinueAfterPath();
  Step Fail(ValidationError error);
  void ReportIfAt(char c, ValidationError error);

  void CopyAuthorityFromBase();
  void AppendPathSegment(std::string_view raw, bool separator_follows);

  Url& url_;
  const Url* const base_;
  ValidationErrorLog& log_;
  std::optional<State> state_override_;
  State state_ = State::kSchemeStart;
  std::string_view input_;
  size_t pointer_ = 0;
  // Up to here the path state has no validation errors to look for.
  size_t path_checked_until_ = 0;
};

}  // namespace mortise

#endif  // MORTISE_CORE_URL_BASIC_URL_PARSER_H_
