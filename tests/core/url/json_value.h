#ifndef MORTISE_TESTS_CORE_URL_JSON_VALUE_H_
#define MORTISE_TESTS_CORE_URL_JSON_VALUE_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mortise {

// A JSON value (RFC 8259) as the tests' data files need it.
class JsonValue {
 public:
  enum class Type { kNull, kBoolean, kNumber, kString, kArray, kObject };

  // Returns nullopt if `text` (UTF-8) is not one JSON value.  Numbers are
  // recognised but not kept; lone surrogates become U+FFFD.
  static std::optional<JsonValue> Parse(std::string_view text);

  bool is_null() const { return type_ == Type::kNull; }
  bool is_object() const { return type_ == Type::kObject; }
  bool is_true() const { return type_ == Type::kBoolean && boolean_; }
  // Empty for a value that is no string.
  const std::string& string() const { return string_; }
  // An array's elements.
  const std::vector<JsonValue>& elements() const { return elements_; }
  // An object's members in order.
  const std::vector<std::pair<std::string, JsonValue>>& members() const {
    return members_;
  }
  // Null if there is no such member.
  const JsonValue* Find(std::string_view name) const;

 private:
  friend class JsonReader;

  Type type_ = Type::kNull;
  bool boolean_ = false;
  std::string string_;
  std::vector<JsonValue> elements_;
  std::vector<std::pair<std::string, JsonValue>> members_;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_CORE_URL_JSON_VALUE_H_
