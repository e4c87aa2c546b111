#include "bindings/runtime/exceptions.h"

#include "absl/strings/str_cat.h"
#include "bindings/runtime/realm.h"
#include "bindings/runtime/traits_any.h"
#include "core/dom/dom_exception.h"

namespace mortise::bindings {
namespace {

v8::Local<v8::String> Message(v8::Isolate* isolate, absl::string_view text) {
  v8::Local<v8::String> message;
  if (!v8::String::NewFromUtf8(isolate, text.data(), v8::NewStringType::kNormal,
                               static_cast<int>(text.size()))
           .ToLocal(&message)) {
    return v8::String::Empty(isolate);
  }
  return message;
}

// DOMException's wrapper gets a `stack`, as every other error has one.
v8::MaybeLocal<v8::Value> MakeDOMException(Realm& realm,
                                           const Exception& exception,
                                           absl::string_view prefix) {
  RefPtr<DOMException> object = DOMException::Create(
      exception.name(),
      DomString::FromUtf8(absl::StrCat(prefix, exception.message())));
  v8::Local<v8::Object> wrapper;
  if (!realm.Wrap(*object).ToLocal(&wrapper)) return {};
  realm.CaptureStack(wrapper);
  return wrapper;
}

}  // namespace

void ThrowTypeError(v8::Isolate* isolate, absl::string_view message) {
  isolate->ThrowException(v8::Exception::TypeError(Message(isolate, message)));
}

v8::MaybeLocal<v8::Value> ToException(Realm& realm, const Exception& exception,
                                      absl::string_view prefix) {
  v8::Isolate* isolate = realm.isolate();
  switch (exception.kind()) {
    case Exception::Kind::kTypeError:
      return v8::Exception::TypeError(
          Message(isolate, absl::StrCat(prefix, exception.message())));
    case Exception::Kind::kRangeError:
      return v8::Exception::RangeError(
          Message(isolate, absl::StrCat(prefix, exception.message())));
    case Exception::Kind::kDOMException:
      return MakeDOMException(realm, exception, prefix);
    case Exception::Kind::kAttributeValue: {
      v8::Local<v8::Object> holder;
      if (!realm.Wrap(*exception.object()).ToLocal(&holder)) return {};
      return holder->Get(realm.context(),
                         Message(isolate, exception.attribute()));
    }
    case Exception::Kind::kScriptValue:
      if (!exception.script_value()) return {};
      return ValueOf(isolate, *exception.script_value());
  }
  return {};
}

void ThrowException(Realm& realm, const Exception& exception,
                    absl::string_view prefix) {
  v8::Local<v8::Value> value;
  if (ToException(realm, exception, prefix).ToLocal(&value)) {
    realm.isolate()->ThrowException(value);
  }
}

}  // namespace mortise::bindings
