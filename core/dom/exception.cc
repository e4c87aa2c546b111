#include "core/dom/exception.h"

#include <utility>

namespace mortise {

Exception::Exception(Kind kind, std::string message)
    : kind_(kind), message_(std::move(message)) {}

Exception Exception::TypeError(std::string message) {
  return Exception(Kind::kTypeError, std::move(message));
}

Exception Exception::RangeError(std::string message) {
  return Exception(Kind::kRangeError, std::move(message));
}

Exception Exception::DOMException(DOMExceptionName name, std::string message) {
  Exception exception(Kind::kDOMException, std::move(message));
  exception.name_ = name;
  return exception;
}

Exception Exception::AttributeValue(RefPtr<ScriptWrappable> object,
                                    const char* attribute) {
  Exception exception(Kind::kAttributeValue, std::string());
  exception.object_ = std::move(object);
  exception.attribute_ = attribute;
  return exception;
}

Exception Exception::FromScript(RefPtr<ScriptValue> value) {
  Exception exception(Kind::kScriptValue, std::string());
  exception.script_value_ = std::move(value);
  return exception;
}

std::string Exception::ToString() const {
  switch (kind_) {
    case Kind::kTypeError:
      return "TypeError: " + message_;
    case Kind::kRangeError:
      return "RangeError: " + message_;
    case Kind::kDOMException:
      return std::string(mortise::ToString(name_)) + ": " + message_;
    case Kind::kAttributeValue:
      return std::string(object_->interface_info().name) + "." + attribute_;
    case Kind::kScriptValue:
      return "a value that a script threw";
  }
  return std::string();
}

}  // namespace mortise
