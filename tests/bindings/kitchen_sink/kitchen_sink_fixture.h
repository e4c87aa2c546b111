#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_KITCHEN_SINK_FIXTURE_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_KITCHEN_SINK_FIXTURE_H_

#include <gtest/gtest.h>
#include <v8.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/realm.h"
#include "core/base/task_runner.h"
#include "core/dom/simple_environment.h"
#include "tests/bindings/runtime/v8_test_process.h"

namespace mortise::bindings {

// One script and what its value is, or what it throws, as a string.
struct ScriptCase {
  const char* name;
  const char* code;
  const char* expected;
};

// A task runner for realms whose objects post no tasks.
class NoTasks final : public TaskRunner {
 public:
  void PostTask(Task task) override {}
  void PostDelayedTask(Task task, absl::Duration delay) override {}
};

// A realm with all interfaces of the kitchen sink, as far as `scope` exposes
// them.
class KitchenSinkRealm {
 public:
  explicit KitchenSinkRealm(v8::Isolate* isolate, GlobalScope scope = {},
                            v8::Local<v8::ObjectTemplate> global = {});
  ~KitchenSinkRealm();

  std::string Run(std::string_view code);
  v8::Local<v8::Context> context() const { return context_.Get(isolate_); }
  Realm& realm() { return *realm_; }
  // What was reported, as strings.
  const std::vector<std::string>& reported() const { return reported_; }

 private:
  v8::Isolate* const isolate_;
  NoTasks tasks_;
  SimpleEnvironment environment_;
  v8::Global<v8::Context> context_;
  std::unique_ptr<Realm> realm_;
  std::vector<std::string> reported_;
};

class KitchenSinkTest : public testing::TestWithParam<ScriptCase> {
 protected:
  KitchenSinkTest();

  v8::Isolate* isolate() const { return isolate_.get(); }
  IsolateData& data() { return *data_; }
  KitchenSinkRealm& main() { return *main_; }
  std::string Run(std::string_view code) { return main_->Run(code); }
  // The value of the global `result` when the code's promises are settled.
  std::string RunAsync(std::string_view code) {
    Run(code);
    return Run("result");
  }
  void CollectAll() { isolate_.CollectAll(); }

 private:
  TestIsolate isolate_;
  std::unique_ptr<IsolateData> data_;
  std::unique_ptr<KitchenSinkRealm> main_;
};

}  // namespace mortise::bindings

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_KITCHEN_SINK_FIXTURE_H_
