#include "tests/bindings/runtime/v8_test_process.h"

#include <libplatform/libplatform.h>

#include <cstdlib>

namespace mortise::bindings {
namespace {

void StartV8() {
  static const std::unique_ptr<v8::Platform> platform = [] {
    v8::V8::SetFlagsFromString("--expose-gc");
    if (const char* flags = std::getenv("MORTISE_V8_FLAGS")) {
      v8::V8::SetFlagsFromString(flags);
    }
    std::unique_ptr<v8::Platform> made = v8::platform::NewDefaultPlatform();
    v8::V8::InitializePlatform(made.get());
    v8::V8::Initialize();
    return made;
  }();
}

}  // namespace

TestIsolate::TestIsolate()
    : allocator_(v8::ArrayBuffer::Allocator::NewDefaultAllocator()) {
  StartV8();
  v8::Isolate::CreateParams params;
  params.array_buffer_allocator = allocator_.get();
  isolate_ = v8::Isolate::New(params);
  isolate_->Enter();
  isolate_->SetMicrotasksPolicy(v8::MicrotasksPolicy::kScoped);
}

TestIsolate::~TestIsolate() {
  isolate_->Exit();
  isolate_->Dispose();
}

void TestIsolate::CollectYoung() const {
  isolate_->RequestGarbageCollectionForTesting(
      v8::Isolate::kMinorGarbageCollection);
}

void TestIsolate::CollectAll() const {
  // What the first one frees may have held other things from C++.
  for (int i = 0; i < 3; ++i) {
    isolate_->RequestGarbageCollectionForTesting(
        v8::Isolate::kFullGarbageCollection);
  }
}

}  // namespace mortise::bindings
