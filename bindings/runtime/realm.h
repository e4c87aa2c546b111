#ifndef MORTISE_BINDINGS_RUNTIME_REALM_H_
#define MORTISE_BINDINGS_RUNTIME_REALM_H_

#include <v8.h>

#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/types/span.h"
#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/wrapper_type_info.h"
#include "core/base/ref_counted.h"
#include "core/dom/environment_settings.h"

namespace mortise::bindings {

// A JavaScript realm (one v8::Context) into which interfaces are put.  Made
// by the embedder after the context and destroyed before the isolate's
// IsolateData; a context whose Realm is gone must run no more script that
// uses its interfaces.
class Realm {
 public:
  // Receives an exception that no script caught, with a stack where V8 has
  // one.  HTML section 8.1.4.6, "report an exception".
  using ExceptionReporter = absl::AnyInvocable<void(
      v8::Local<v8::Value> exception, v8::Local<v8::Message> message)>;

  // `environment` outlives the realm.
  Realm(v8::Local<v8::Context> context, EnvironmentSettings& environment);
  ~Realm();
  Realm(const Realm&) = delete;
  Realm& operator=(const Realm&) = delete;

  static Realm& From(v8::Local<v8::Context> context);
  // Null for a context that has none, or none any more.
  static Realm* FromOrNull(v8::Local<v8::Context> context);

  v8::Isolate* isolate() const { return isolate_; }
  v8::Local<v8::Context> context() const { return context_.Get(isolate_); }
  IsolateData& data() const { return data_; }
  EnvironmentSettings& environment() const { return environment_; }

  // Defines the interface objects on the realm's global object.
  void Expose(absl::Span<const WrapperTypeInfo* const> types);

  // The interface object, put together on first use whether exposed or not.
  v8::Local<v8::Function> InterfaceObject(const WrapperTypeInfo& type);

  // The object's wrapper, made in this realm if there is none yet.  Empty
  // only when an exception is pending.
  v8::MaybeLocal<v8::Object> Wrap(ScriptWrappable& object);

  // Without a reporter, exceptions go to stderr.
  void set_exception_reporter(ExceptionReporter reporter) {
    reporter_ = std::move(reporter);
  }
  void ReportException(v8::Local<v8::Value> exception,
                       v8::Local<v8::Message> message);

  // Gives an error object that V8 did not make a `stack` property.
  void CaptureStack(v8::Local<v8::Object> error);

 private:
  v8::Local<v8::Function> Install(const WrapperTypeInfo& type);

  v8::Isolate* const isolate_;
  IsolateData& data_;
  v8::Global<v8::Context> context_;
  EnvironmentSettings& environment_;
  ExceptionReporter reporter_;
  std::vector<v8::Global<v8::Function>> interface_objects_;  // by type index
  v8::Global<v8::Function> capture_stack_;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_REALM_H_
