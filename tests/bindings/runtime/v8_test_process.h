#ifndef MORTISE_TESTS_BINDINGS_RUNTIME_V8_TEST_PROCESS_H_
#define MORTISE_TESTS_BINDINGS_RUNTIME_V8_TEST_PROCESS_H_

#include <v8.h>

#include <memory>

namespace mortise::bindings {

// An isolate, entered for as long as this object lives.  The first one starts
// V8, with its collections at hand, until the process ends.
class TestIsolate {
 public:
  TestIsolate();
  ~TestIsolate();
  TestIsolate(const TestIsolate&) = delete;
  TestIsolate& operator=(const TestIsolate&) = delete;

  v8::Isolate* get() const { return isolate_; }

  // Young objects only.
  void CollectYoung() const;
  // Everything that no handle and no script reaches.
  void CollectAll() const;

 private:
  const std::unique_ptr<v8::ArrayBuffer::Allocator> allocator_;
  v8::Isolate* isolate_;
};

}  // namespace mortise::bindings

#endif  // MORTISE_TESTS_BINDINGS_RUNTIME_V8_TEST_PROCESS_H_
