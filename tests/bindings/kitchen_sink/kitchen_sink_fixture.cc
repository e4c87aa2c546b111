#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

#include <utility>

#include "bindings/web_interfaces.h"
#include "tests/bindings/kitchen_sink/kitchen_sink_interfaces.h"

namespace mortise::bindings {
namespace {

std::string ToText(v8::Isolate* isolate, v8::Local<v8::Value> value) {
  const v8::String::Utf8Value text(isolate, value);
  return *text ? std::string(*text, static_cast<size_t>(text.length()))
               : "[no text]";
}

// What scripts say things with.
constexpr char kPrelude[] = R"(
  var result = 'none';
  const thrown = (f) => {
    try { f(); } catch (e) { return e.constructor.name; }
    return 'nothing';
  };
  const describe = (o, k) => {
    const d = Object.getOwnPropertyDescriptor(o, k);
    if (!d) return 'none';
    return ('value' in d ? (d.writable ? 'w' : '-') : 'a') +
        (d.enumerable ? 'e' : '-') + (d.configurable ? 'c' : '-');
  };
  const shape = (f) => f.name + '/' + f.length;
)";

}  // namespace

KitchenSinkRealm::KitchenSinkRealm(v8::Isolate* isolate, GlobalScope scope,
                                   v8::Local<v8::ObjectTemplate> global)
    : isolate_(isolate), environment_(&tasks_) {
  v8::HandleScope handles(isolate);
  v8::Local<v8::Context> context = v8::Context::New(isolate, nullptr, global);
  context_.Reset(isolate, context);
  realm_ = std::make_unique<Realm>(context, environment_);
  realm_->set_global_scope(std::move(scope));
  realm_->set_exception_reporter(
      [this](v8::Local<v8::Value> exception, v8::Local<v8::Message>) {
        reported_.push_back(ToText(isolate_, exception));
      });
  realm_->Expose(WebInterfaces());
  realm_->Expose(KitchenSinkInterfaces());
  Run(kPrelude);
}

KitchenSinkRealm::~KitchenSinkRealm() = default;

std::string KitchenSinkRealm::Run(std::string_view code) {
  v8::HandleScope handles(isolate_);
  v8::Local<v8::Context> context = this->context();
  v8::Context::Scope context_scope(context);
  v8::MicrotasksScope microtasks(isolate_, v8::MicrotasksScope::kRunMicrotasks);
  v8::TryCatch try_catch(isolate_);
  v8::Local<v8::String> source =
      v8::String::NewFromUtf8(isolate_, code.data(), v8::NewStringType::kNormal,
                              static_cast<int>(code.size()))
          .ToLocalChecked();
  v8::Local<v8::Script> script;
  v8::Local<v8::Value> value;
  if (v8::Script::Compile(context, source).ToLocal(&script) &&
      script->Run(context).ToLocal(&value)) {
    return ToText(isolate_, value);
  }
  return ToText(isolate_, try_catch.Exception());
}

KitchenSinkTest::KitchenSinkTest()
    : data_(std::make_unique<IsolateData>(isolate_.get())),
      main_(std::make_unique<KitchenSinkRealm>(isolate_.get())) {}

}  // namespace mortise::bindings
