#include "tests/bindings/runtime/runtime_fixture.h"

#include "bindings/web_interfaces.h"

namespace mortise::bindings {
namespace {

v8::Local<v8::String> ToV8(v8::Isolate* isolate, std::string_view utf8) {
  return v8::String::NewFromUtf8(isolate, utf8.data(),
                                 v8::NewStringType::kNormal,
                                 static_cast<int>(utf8.size()))
      .ToLocalChecked();
}

std::string ToText(v8::Isolate* isolate, v8::Local<v8::Value> value) {
  const v8::String::Utf8Value text(isolate, value);
  return *text ? std::string(*text, text.length()) : "[no text]";
}

}  // namespace

TestRealm::TestRealm(v8::Isolate* isolate)
    : isolate_(isolate), environment_(&tasks_) {
  v8::HandleScope scope(isolate);
  v8::Local<v8::Context> context = v8::Context::New(isolate);
  context_.Reset(isolate, context);
  realm_ = std::make_unique<Realm>(context, environment_);
  realm_->Expose(WebInterfaces());
}

std::string TestRealm::Run(std::string_view code) {
  v8::HandleScope scope(isolate_);
  v8::Local<v8::Context> context = this->context();
  v8::Context::Scope context_scope(context);
  v8::MicrotasksScope microtasks(isolate_, v8::MicrotasksScope::kRunMicrotasks);
  v8::TryCatch try_catch(isolate_);
  v8::Local<v8::Script> script;
  v8::Local<v8::Value> value;
  if (v8::Script::Compile(context, ToV8(isolate_, code)).ToLocal(&script) &&
      script->Run(context).ToLocal(&value)) {
    return ToText(isolate_, value);
  }
  return ToText(isolate_, try_catch.Exception());
}

v8::Local<v8::Value> TestRealm::Evaluate(std::string_view code) {
  v8::Local<v8::Context> context = this->context();
  v8::Context::Scope context_scope(context);
  v8::MicrotasksScope microtasks(isolate_, v8::MicrotasksScope::kRunMicrotasks);
  return v8::Script::Compile(context, ToV8(isolate_, code))
      .ToLocalChecked()
      ->Run(context)
      .ToLocalChecked();
}

RuntimeTest::RuntimeTest()
    : data_(std::make_unique<IsolateData>(isolate_.get())),
      main_(std::make_unique<TestRealm>(isolate_.get())) {}

void RuntimeTest::EndBindings() {
  main_.reset();
  data_.reset();
}

}  // namespace mortise::bindings
