#include "tests/core/url/json_value.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "core/base/utf8.h"

namespace mortise {

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  std::optional<JsonValue> ReadDocument() {
    JsonValue value;
    if (!ReadValue(value)) return std::nullopt;
    SkipSpace();
    if (at_ != text_.size()) return std::nullopt;
    return value;
  }

 private:
  void SkipSpace() {
    while (at_ < text_.size() && std::string_view(" \t\n\r").find(text_[at_]) !=
                                     std::string_view::npos) {
      ++at_;
    }
  }
  bool Take(std::string_view token) {
    SkipSpace();
    if (text_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }

  bool ReadValue(JsonValue& value) {
    using Type = JsonValue::Type;
    SkipSpace();
    if (at_ == text_.size()) return false;
    switch (text_[at_]) {
      case '{':
        value.type_ = Type::kObject;
        return ReadMembers(value);
      case '[':
        value.type_ = Type::kArray;
        return ReadElements(value);
      case '"':
        value.type_ = Type::kString;
        return ReadString(value.string_);
      case 'n':
        return Take("null");
      case 't':
        value.type_ = Type::kBoolean;
        value.boolean_ = true;
        return Take("true");
      case 'f':
        value.type_ = Type::kBoolean;
        return Take("false");
      default:
        value.type_ = Type::kNumber;
        return SkipNumber();
    }
  }

  bool ReadMembers(JsonValue& value) {
    if (!Take("{")) return false;
    if (Take("}")) return true;
    do {
      auto& [name, member] = value.members_.emplace_back();
      SkipSpace();
      if (!ReadString(name) || !Take(":") || !ReadValue(member)) return false;
    } while (Take(","));
    return Take("}");
  }

  bool ReadElements(JsonValue& value) {
    if (!Take("[")) return false;
    if (Take("]")) return true;
    do {
      if (!ReadValue(value.elements_.emplace_back())) return false;
    } while (Take(","));
    return Take("]");
  }

  bool SkipNumber() {
    const size_t start = at_;
    while (at_ < text_.size() &&
           (absl::ascii_isalnum(static_cast<unsigned char>(text_[at_])) ||
            text_[at_] == '-' || text_[at_] == '+' || text_[at_] == '.')) {
      ++at_;
    }
    return at_ > start;
  }

  bool ReadString(std::string& out) {
    if (at_ == text_.size() || text_[at_] != '"') return false;
    // Collected as UTF-16, where two escapes may make one character.
    std::u16string units;
    for (++at_; at_ < text_.size();) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        out = Utf16ToUtf8(units);
        return true;
      }
      if (c == '\\') {
        if (!ReadEscape(units)) return false;
        continue;
      }
      const size_t end = text_.find_first_of("\"\\", at_);
      if (end == std::string_view::npos) return false;
      units += Utf8ToUtf16(text_.substr(at_, end - at_));
      at_ = end;
    }
    return false;
  }

  bool ReadEscape(std::u16string& units) {
    if (at_ + 1 >= text_.size()) return false;
    const char c = text_[at_ + 1];
    at_ += 2;
    if (c == 'u') return ReadCodeUnit(units);
    static constexpr std::string_view kEscapes = "\"\\/bfnrt";
    static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const size_t index = kEscapes.find(c);
    if (index == std::string_view::npos) return false;
    units += static_cast<char16_t>(kMeanings[index]);
    return true;
  }

  bool ReadCodeUnit(std::u16string& units) {
    uint32_t unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      if (at_ == text_.size()) return false;
      const unsigned char c = text_[at_];
      if (!absl::ascii_isxdigit(c)) return false;
      unit = unit * 16 + (absl::ascii_isdigit(c) ? c - '0' : (c | 0x20) - 87);
    }
    units += static_cast<char16_t>(unit);
    return true;
  }

  const std::string_view text_;
  size_t at_ = 0;
};

std::optional<JsonValue> JsonValue::Parse(std::string_view text) {
  return JsonReader(text).ReadDocument();
}

const JsonValue* JsonValue::Find(std::string_view name) const {
  for (const auto& [key, value] : members_) {
    if (key == name) return &value;
  }
  return nullptr;
}

}  // namespace mortise
