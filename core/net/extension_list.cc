#include "core/net/extension_list.h"

#include <utility>

#include "absl/status/status.h"
#include "core/base/strings.h"
#include "core/net/http_head.h"

namespace mortise::net {
namespace {

// Reads RFC 6455 section 9.1's grammar:
//   extension-list  = 1#extension
//   extension       = extension-token *( ";" extension-param )
//   extension-param = token [ "=" (token | quoted-string) ]
// where, by RFC 2616 section 2.1, elements of a list may be empty if one is
// not.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  absl::StatusOr<std::vector<Extension>> Run() {
    std::vector<Extension> extensions;
    do {
      if (AtEndOfElement()) continue;
      Extension extension;
      if (!ReadToken(extension.name)) return Error("extension name");
      while (Take(';')) {
        Extension::Parameter parameter;
        if (!ReadToken(parameter.name)) return Error("parameter name");
        if (Take('=')) {
          parameter.value.emplace();
          if (!ReadValue(*parameter.value)) return Error("parameter value");
        }
        extension.parameters.push_back(std::move(parameter));
      }
      extensions.push_back(std::move(extension));
    } while (Take(','));
    if (place_ != text_.size()) return Error("',' or ';'");
    if (extensions.empty()) return Error("extension name");
    return extensions;
  }

 private:
  void SkipBlanks() {
    while (place_ < text_.size() &&
           (text_[place_] == ' ' || text_[place_] == '\t')) {
      ++place_;
    }
  }

  bool AtEndOfElement() {
    SkipBlanks();
    return place_ == text_.size() || text_[place_] == ',';
  }

  bool Take(char c) {
    SkipBlanks();
    if (place_ == text_.size() || text_[place_] != c) return false;
    ++place_;
    return true;
  }

  bool ReadToken(std::string& token) {
    SkipBlanks();
    const size_t start = place_;
    while (place_ < text_.size() && IsHttpToken(text_.substr(place_, 1))) {
      ++place_;
    }
    token = std::string(text_.substr(start, place_ - start));
    return !token.empty();
  }

  // A quoted string must hold a token, too (section 9.1).
  bool ReadValue(std::string& value) {
    if (!Take('"')) return ReadToken(value);
    while (place_ < text_.size() && text_[place_] != '"') {
      if (text_[place_] == '\\' && ++place_ == text_.size()) return false;
      value.push_back(text_[place_++]);
    }
    if (place_ == text_.size()) return false;
    ++place_;
    return IsHttpToken(value);
  }

  absl::Status Error(std::string_view expected) const {
    return absl::InvalidArgumentError(Concat(
        "Sec-WebSocket-Extensions: expected ", expected, " at byte ", place_));
  }

  const std::string_view text_;
  size_t place_ = 0;
};

}  // namespace

absl::StatusOr<std::vector<Extension>> ParseExtensionList(
    std::string_view text) {
  return Parser(text).Run();
}

}  // namespace mortise::net
