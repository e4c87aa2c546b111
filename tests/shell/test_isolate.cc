#include "tests/shell/test_isolate.h"

#include "shell/v8_helpers.h"
#include "shell/v8_process.h"

namespace mortise::shell {

TestWithContext::IsolateHolder::IsolateHolder()
    : allocator(v8::ArrayBuffer::Allocator::NewDefaultAllocator()) {
  // V8 starts once a process, and ends with it.
  static V8Process v8;
  v8::Isolate::CreateParams params;
  params.array_buffer_allocator = allocator.get();
  isolate = v8::Isolate::New(params);
  isolate->Enter();
}

TestWithContext::IsolateHolder::~IsolateHolder() {
  isolate->Exit();
  isolate->Dispose();
}

TestWithContext::TestWithContext()
    : handle_scope_(holder_.isolate),
      context_(v8::Context::New(holder_.isolate)),
      context_scope_(context_) {}

v8::Local<v8::Value> TestWithContext::Evaluate(std::string_view code) {
  return v8::Script::Compile(context_, ToV8(isolate(), code))
      .ToLocalChecked()
      ->Run(context_)
      .ToLocalChecked();
}

}  // namespace mortise::shell
