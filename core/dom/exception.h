#ifndef MORTISE_CORE_DOM_EXCEPTION_H_
#define MORTISE_CORE_DOM_EXCEPTION_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/any.h"
#include "core/base/script_wrappable.h"
#include "core/dom/dom_exception_name.h"

namespace mortise {

// What an operation throws, as core describes it; bindings make the
// JavaScript exception of it, in the right realm.
class [[nodiscard]] Exception {
 public:
  enum class Kind : uint8_t {
    kTypeError,
    kRangeError,
    kDOMException,
    // The value of an attribute of some object, whatever it is.
    kAttributeValue,
    // A value that a script threw.
    kScriptValue,
  };

  // Messages are UTF-8 and complete sentences without the "Failed to ..."
  // that bindings put in front.
  static Exception TypeError(std::string message);
  static Exception RangeError(std::string message);
  static Exception DOMException(DOMExceptionName name, std::string message);
  // `attribute` is an identifier of the object's interface, a literal.
  static Exception AttributeValue(RefPtr<ScriptWrappable> object,
                                  const char* attribute);
  // What a callback threw.  Null stands for the end of the execution of
  // scripts, after which nothing is thrown.
  static Exception FromScript(RefPtr<ScriptValue> value);

  Kind kind() const { return kind_; }
  // Of kDOMException only.
  DOMExceptionName name() const { return name_; }
  // Empty for kAttributeValue and kScriptValue.
  const std::string& message() const { return message_; }
  // Of kAttributeValue only.
  ScriptWrappable* object() const { return object_.get(); }
  const char* attribute() const { return attribute_; }
  // Of kScriptValue only.
  ScriptValue* script_value() const { return script_value_.get(); }

  // "TypeError: ...", "SyntaxError: ...", for logs and tests.
  std::string ToString() const;

 private:
  Exception(Kind kind, std::string message);

  Kind kind_;
  DOMExceptionName name_{};
  std::string message_;
  RefPtr<ScriptWrappable> object_;
  const char* attribute_ = nullptr;
  RefPtr<ScriptValue> script_value_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_EXCEPTION_H_
