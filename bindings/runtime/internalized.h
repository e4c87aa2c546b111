#ifndef MORTISE_BINDINGS_RUNTIME_INTERNALIZED_H_
#define MORTISE_BINDINGS_RUNTIME_INTERNALIZED_H_

#include <v8.h>

#include <string_view>

namespace mortise::bindings {

// `text`, UTF-8, as a property key: V8 keeps one string of each and compares
// them by address.  Not for text that may be longer than
// v8::String::kMaxLength.
inline v8::Local<v8::String> Internalized(v8::Isolate* isolate,
                                          std::string_view text) {
  return v8::String::NewFromUtf8(isolate, text.data(),
                                 v8::NewStringType::kInternalized,
                                 static_cast<int>(text.size()))
      .ToLocalChecked();
}

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_INTERNALIZED_H_
