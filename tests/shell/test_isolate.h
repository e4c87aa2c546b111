#ifndef MORTISE_TESTS_SHELL_TEST_ISOLATE_H_
#define MORTISE_TESTS_SHELL_TEST_ISOLATE_H_

#include <gtest/gtest.h>
#include <v8.h>

#include <memory>
#include <string_view>

namespace mortise::shell {

// A fixture with an isolate and a context of its own, both entered.
class TestWithContext : public testing::Test {
 protected:
  TestWithContext();

  v8::Isolate* isolate() const { return holder_.isolate; }
  v8::Local<v8::Context> context() const { return context_; }

  // The value of the code, which must not throw.
  v8::Local<v8::Value> Evaluate(std::string_view code);

 private:
  // Enters the isolate for as long as the test runs.
  struct IsolateHolder {
    IsolateHolder();
    ~IsolateHolder();

    const std::unique_ptr<v8::ArrayBuffer::Allocator> allocator;
    v8::Isolate* isolate;
  };

  const IsolateHolder holder_;
  v8::HandleScope handle_scope_;
  const v8::Local<v8::Context> context_;
  const v8::Context::Scope context_scope_;
};

}  // namespace mortise::shell

#endif  // MORTISE_TESTS_SHELL_TEST_ISOLATE_H_
