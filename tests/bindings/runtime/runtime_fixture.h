#ifndef MORTISE_TESTS_BINDINGS_RUNTIME_RUNTIME_FIXTURE_H_
#define MORTISE_TESTS_BINDINGS_RUNTIME_RUNTIME_FIXTURE_H_

#include <gtest/gtest.h>
#include <v8.h>

#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/realm.h"
#include "core/base/task_runner.h"
#include "core/dom/simple_environment.h"
#include "tests/bindings/runtime/v8_test_process.h"

namespace mortise::bindings {

// Tasks that wait until the test runs them.
class TaskQueue final : public TaskRunner {
 public:
  void PostTask(Task task) override { tasks_.push_back(std::move(task)); }
  void PostDelayedTask(Task task, absl::Duration) override {
    tasks_.push_back(std::move(task));
  }
  void RunAll() {
    while (!tasks_.empty()) {
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      task();
    }
  }

 private:
  std::deque<Task> tasks_;
};

// One context with all of core's interfaces in its global.
class TestRealm {
 public:
  explicit TestRealm(v8::Isolate* isolate);

  v8::Local<v8::Context> context() const { return context_.Get(isolate_); }
  Realm& realm() { return *realm_; }
  TaskQueue& tasks() { return tasks_; }
  // Ends the realm; the context goes on.
  void EndRealm() { realm_.reset(); }

  // The code's value as a string, or what it threw, as in
  // "TypeError: message".
  std::string Run(std::string_view code);
  // The code's value; the code must not throw.
  v8::Local<v8::Value> Evaluate(std::string_view code);

 private:
  v8::Isolate* const isolate_;
  TaskQueue tasks_;
  SimpleEnvironment environment_;
  v8::Global<v8::Context> context_;
  std::unique_ptr<Realm> realm_;
};

// A fixture with an isolate and a realm of its own.
class RuntimeTest : public testing::Test {
 protected:
  RuntimeTest();

  v8::Isolate* isolate() const { return isolate_.get(); }
  IsolateData& data() { return *data_; }
  TestRealm& main() { return *main_; }
  std::string Run(std::string_view code) { return main_->Run(code); }

  void CollectYoung() { isolate_.CollectYoung(); }
  void CollectAll() { isolate_.CollectAll(); }
  // Ends the realm and then the isolate's data, as an embedder does.
  void EndBindings();

 private:
  TestIsolate isolate_;
  std::unique_ptr<IsolateData> data_;
  std::unique_ptr<TestRealm> main_;
};

}  // namespace mortise::bindings

#endif  // MORTISE_TESTS_BINDINGS_RUNTIME_RUNTIME_FIXTURE_H_
