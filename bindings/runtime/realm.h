#ifndef MORTISE_BINDINGS_RUNTIME_REALM_H_
#define MORTISE_BINDINGS_RUNTIME_REALM_H_

#include <v8.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/types/span.h"
#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/wrapper_type_info.h"
#include "core/base/ref_counted.h"
#include "core/dom/environment_settings.h"

namespace mortise::bindings {

// What kind of global object a realm has, as [Exposed], [SecureContext] and
// [CrossOriginIsolated] ask.
struct GlobalScope {
  // The names by which [Exposed] knows the global; empty: whatever is asked.
  std::vector<std::string> names;
  bool is_secure_context = true;
  bool is_cross_origin_isolated = true;
};

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

  // To be called before everything that follows.  Without it all constructs
  // count as exposed.
  void set_global_scope(GlobalScope scope) { scope_ = std::move(scope); }
  // Null is exposed everywhere.
  bool IsExposed(const Exposure* exposure) const;

  // The template for the global objects of contexts whose global implements
  // `type`, a [Global] interface: v8::Context::New()'s third argument.
  static v8::Local<v8::ObjectTemplate> GlobalTemplate(
      IsolateData& data, const WrapperTypeInfo& type);
  // Makes the context's global object the wrapper of `object`, which
  // implements the interface of its template.
  void SetGlobalObject(ScriptWrappable& object);

  // Defines the interface objects, namespace objects and so on, as far as they
  // are exposed, on the realm's global object.
  void Expose(absl::Span<const WrapperTypeInfo* const> types);

  // The interface object, put together on first use whether exposed or not.
  v8::Local<v8::Function> InterfaceObject(const WrapperTypeInfo& type);
  // The interface prototype object.
  v8::Local<v8::Object> PrototypeObject(const WrapperTypeInfo& type);
  // %Object.prototype%.
  v8::Local<v8::Object> object_prototype() const {
    return object_prototype_.Get(isolate_);
  }
  // What SetGlobalObject() got, or null.
  ScriptWrappable* global_object() const { return global_object_; }

  // The object's wrapper, made in this realm if there is none yet.  Empty
  // only when an exception is pending.
  v8::MaybeLocal<v8::Object> Wrap(ScriptWrappable& object);

  // Without a reporter, exceptions go to stderr.
  void set_exception_reporter(ExceptionReporter reporter) {
    reporter_ = std::move(reporter);
  }
  void ReportException(v8::Local<v8::Value> exception,
                       v8::Local<v8::Message> message);

  // Functions of Reflect as they were when the realm was made, for what V8's
  // interface cannot say.
  struct ReflectFunctions {
    v8::Local<v8::Function> define_property;
    v8::Local<v8::Function> get;
    v8::Local<v8::Function> set;
  };
  ReflectFunctions reflect() const {
    return {reflect_define_property_.Get(isolate_), reflect_get_.Get(isolate_),
            reflect_set_.Get(isolate_)};
  }

  // Gives an error object that V8 did not make a `stack` property.
  void CaptureStack(v8::Local<v8::Object> error);

 private:
  v8::Local<v8::Function> Install(const WrapperTypeInfo& type);
  // As a property of the global object, or of its namespace.
  void DefineInterfaceObject(const WrapperTypeInfo& type,
                             v8::Local<v8::Object> object);
  // The interface object, namespace object or callback interface object.
  v8::Local<v8::Object> ObjectOf(const WrapperTypeInfo& type);
  v8::Local<v8::Object> MakeObject(const WrapperTypeInfo& type);

  v8::Isolate* const isolate_;
  IsolateData& data_;
  v8::Global<v8::Context> context_;
  EnvironmentSettings& environment_;
  ExceptionReporter reporter_;
  GlobalScope scope_;
  // By type index.  Namespaces and callback interfaces have no prototype
  // objects.
  struct Objects {
    v8::Global<v8::Object> object;
    v8::Global<v8::Object> prototype;
  };
  Objects& ObjectsOf(const WrapperTypeInfo& type);

  std::vector<Objects> objects_;
  ScriptWrappable* global_object_ = nullptr;  // the wrapper owns a reference
  v8::Global<v8::Object> object_prototype_;
  v8::Global<v8::Function> capture_stack_;
  v8::Global<v8::Function> reflect_define_property_;
  v8::Global<v8::Function> reflect_get_;
  v8::Global<v8::Function> reflect_set_;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_REALM_H_
