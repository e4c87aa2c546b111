#include "bindings/runtime/realm.h"

#include <cstdio>
#include <utility>

#include "bindings/runtime/ignore_result.h"
#include "bindings/v8_compat/v8_compat.h"
#include "core/base/check.h"

namespace mortise::bindings {
namespace {

// Which of the context's embedder data the bindings take.
constexpr int kRealmIndex = 5;

v8::Local<v8::String> Internalized(v8::Isolate* isolate, const char* text) {
  return v8::String::NewFromUtf8(isolate, text,
                                 v8::NewStringType::kInternalized)
      .ToLocalChecked();
}

// Error.captureStackTrace as it is before any script may change it.
v8::MaybeLocal<v8::Function> FindCaptureStack(v8::Local<v8::Context> context) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Value> error, capture;
  if (!context->Global()
           ->Get(context, Internalized(isolate, "Error"))
           .ToLocal(&error) ||
      !error->IsObject() ||
      !error.As<v8::Object>()
           ->Get(context, Internalized(isolate, "captureStackTrace"))
           .ToLocal(&capture) ||
      !capture->IsFunction()) {
    return {};
  }
  return capture.As<v8::Function>();
}

void PrintException(v8::Isolate* isolate, v8::Local<v8::Value> exception) {
  v8::String::Utf8Value text(isolate, exception);
  std::fprintf(stderr, "Uncaught %s\n", *text ? *text : "exception");
}

}  // namespace

Realm::Realm(v8::Local<v8::Context> context, EnvironmentSettings& environment)
    : isolate_(context->GetIsolate()),
      data_(IsolateData::From(isolate_)),
      context_(isolate_, context),
      environment_(environment) {
  v8_compat::SetEmbedderPointer(context, kRealmIndex, this);
  v8::HandleScope scope(isolate_);
  v8::Context::Scope context_scope(context);
  v8::Local<v8::Function> capture;
  if (FindCaptureStack(context).ToLocal(&capture)) {
    capture_stack_.Reset(isolate_, capture);
  }
}

Realm::~Realm() {
  v8::HandleScope scope(isolate_);
  v8_compat::SetEmbedderPointer(context(), kRealmIndex, nullptr);
}

Realm* Realm::FromOrNull(v8::Local<v8::Context> context) {
  if (context->GetNumberOfEmbedderDataFields() <= kRealmIndex) return nullptr;
  return static_cast<Realm*>(v8_compat::GetEmbedderPointer(
      context->GetIsolate(), context, kRealmIndex));
}

Realm& Realm::From(v8::Local<v8::Context> context) {
  Realm* realm = FromOrNull(context);
  MORTISE_CHECK(realm != nullptr);
  return *realm;
}

void Realm::Expose(absl::Span<const WrapperTypeInfo* const> types) {
  v8::HandleScope scope(isolate_);
  v8::Local<v8::Context> context = this->context();
  v8::Context::Scope context_scope(context);
  for (const WrapperTypeInfo* type : types) {
    v8::Local<v8::Function> interface_object = InterfaceObject(*type);
    if (!type->has_interface_object) continue;
    IgnoreResult(context->Global()->DefineOwnProperty(
        context, Internalized(isolate_, type->name), interface_object,
        v8::DontEnum));
  }
}

v8::Local<v8::Function> Realm::InterfaceObject(const WrapperTypeInfo& type) {
  const size_t index = static_cast<size_t>(type.Index());
  if (index >= interface_objects_.size()) interface_objects_.resize(index + 1);
  if (interface_objects_[index].IsEmpty()) {
    v8::EscapableHandleScope scope(isolate_);
    v8::Local<v8::Function> function = Install(type);
    interface_objects_[index].Reset(isolate_, function);
    return scope.Escape(function);
  }
  return interface_objects_[index].Get(isolate_);
}

// What templates cannot express: the [[Prototype]] of an interface object is
// that of the inherited interface (WebIDL section 3.7.1); and functions that
// are written in JavaScript.
v8::Local<v8::Function> Realm::Install(const WrapperTypeInfo& type) {
  v8::Local<v8::Context> context = this->context();
  v8::Local<v8::Function> function =
      data_.TemplateOf(type)->GetFunction(context).ToLocalChecked();
  v8::Local<v8::Object> prototype =
      function->Get(context, Internalized(isolate_, "prototype"))
          .ToLocalChecked()
          .As<v8::Object>();
  data_.SlotsOf(type).Install(context, prototype);
  if (!type.script_members.empty()) {
    function =
        data_.ScriptConstructorOf(type).Install(context, function, prototype);
  }
  if (type.parent) {
    IgnoreResult(
        function->SetPrototype(context, InterfaceObject(*type.parent)));
  }
  if (type.inherits_from_error) {
    v8::Local<v8::Object> error =
        v8::Exception::Error(v8::String::Empty(isolate_)).As<v8::Object>();
    IgnoreResult(prototype->SetPrototype(context, error->GetPrototype()));
  }
  return function;
}

v8::MaybeLocal<v8::Object> Realm::Wrap(ScriptWrappable& object) {
  if (auto* record = static_cast<WrapperRecord*>(object.wrapper_handle())) {
    return record->Get(isolate_);
  }
  const WrapperTypeInfo& type = TypeInfoOfObject(object);
  InterfaceObject(type);
  v8::Local<v8::Object> wrapper;
  if (!data_.WrapperTemplateOf(type)->NewInstance(context()).ToLocal(
          &wrapper)) {
    return {};
  }
  data_.wrappers().Add(wrapper, object);
  if (data_.HoldsAny(type) && !data_.FillSlots(context(), wrapper, type,
                                               SlotTable::Which::kMissingAny)) {
    return {};
  }
  return wrapper;
}

void Realm::ReportException(v8::Local<v8::Value> exception,
                            v8::Local<v8::Message> message) {
  if (reporter_) {
    reporter_(exception, message);
  } else {
    PrintException(isolate_, exception);
  }
}

void Realm::CaptureStack(v8::Local<v8::Object> error) {
  if (capture_stack_.IsEmpty()) return;
  v8::Local<v8::Value> arguments[] = {error};
  IgnoreResult(capture_stack_.Get(isolate_)->Call(
      context(), v8::Undefined(isolate_), 1, arguments));
}

}  // namespace mortise::bindings
