// Holds docs/webidl-to-cpp.md true: that sample.h, which implements sample.idl
// with the types of that page, compiles, and that values arrive as they should.

#include <gtest/gtest.h>
#include <libplatform/libplatform.h>
#include <uv.h>
#include <v8.h>

#include <memory>
#include <string>

#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/realm.h"
#include "bindings/web_interfaces.h"
#include "core/dom/simple_environment.h"
#include "core/net/uv_task_runner.h"
#include "tests/bindings/webidl_to_cpp/sample_bindings.h"

namespace mortise::bindings {
namespace {

struct Case {
  const char* name;
  const char* code;      // `s` is a Sample
  const char* expected;  // the value of the code, or the exception, as a string
};

constexpr Case kCases[] = {
    {"Numbers", "s.takeNumbers(1, -128, 255, -2, 65535, -3, 4294967295, -4, 5)",
     "true -128 255 -2 65535 -3 4294967295 -4 5"},
    {"NumbersModulo", "s.takeNumbers(0, 128, 256, 0, -1, 2 ** 32, -1, 0, 0)",
     "false -128 0 0 65535 0 4294967295 0 0"},
    {"Annotated", "s.takeAnnotated(300, 7.9, null)", "255 7 ''"},
    {"AnnotatedOutOfRange", "s.takeAnnotated(0, 2 ** 31, '')",
     "TypeError: Failed to execute 'takeAnnotated' on 'Sample': parameter 2 is "
     "outside the range of signed 32-bit integers."},
    {"Floats", "s.takeFloats(0.5, 1, 2, Infinity)", "Infinity"},
    {"FloatsRestricted",
     "try { s.takeFloats(0, 0, NaN, 0) } catch (e) "
     "{ e.name }",
     "TypeError"},
    {"Strings", "s.takeStrings('\\uD800x', '\\uD800x', '\\xE9')",
     "2 \uFFFDx 1"},
    {"Nullables", "s.takeNullables(1, 'b', s, 'dark-blue')", "1 b sample 1"},
    {"NullablesNull", "s.takeNullables(null, null, undefined, null)",
     "none none none none"},
    {"Optionals", "s.takeOptionals(1, 2, 'c', s, 4)", "1 2 c sample any"},
    {"OptionalsMissing", "s.takeOptionals()", "none 7 none none none"},
    {"OptionalsUndefined", "s.takeOptionals(undefined, undefined, 'c')",
     "none 7 c none none"},
    {"Dictionary",
     "s.takeDictionary({count: 1, factor: 2, label: 'l', colour: 'dark-blue', "
     "next: s, numbers: [1, 2], limit: 3})",
     "1 2 l 1 sample 2 3"},
    {"DictionaryDefaults", "s.takeDictionary({count: 1})",
     "1 -1 none 0 none 0 none"},
    {"DictionaryMissing", "s.takeDictionary()", "none"},
    {"DictionaryRequired", "try { s.takeDictionary({}) } catch (e) { e.name }",
     "TypeError"},
    {"Objects", "s.takeObjects(s, {}, 'red')", "sample held 0"},
    {"ObjectsOfAnotherType",
     "try { s.takeObjects({}, {}, 'red') } catch (e) { e.name }", "TypeError"},
    {"Lists", "s.takeLists(['a', 'b'], new Set([s]), 1, 2, 3)", "213"},
    {"Unions", "s.takeUnions(1, s, new Uint8Array(1))", "0 0 0"},
    {"UnionsOther", "s.takeUnions('a', 'b', 'c')", "1 1 1"},
    {"UnionsNull", "s.takeUnions('a', null, new ArrayBuffer(1))", "1 none 0"},
    {"Buffers",
     "s.takeBuffers(new ArrayBuffer(1), new DataView(new ArrayBuffer(9), 7), "
     "new Uint8Array(3), new Uint16Array(2))",
     "10"},

    {"ScriptValues",
     "s.takeScriptValues({}, Symbol(), 2n ** 64n, {x: 1}) + s.label",
     "18446744073709551616x"},
    {"Callbacks",
     "const b = (n) => n * 2; [s.takeCallbacks((n) => n, null, () => true), "
     "s.takeCallbacks(() => {}, b, {visit: (v) => v === s})].join()",
     "5,10"},
    {"View",
     "const v = new Int8Array(new SharedArrayBuffer(2)); "
     "s.takeAndReturnView(v) === v",
     "true"},

    {"ResultByteString", "s.header()", "caf\u00E9"},
    {"ResultAny", "[s.number(), s.itself() === s].join()", "0.5,true"},
    {"ResultSequence", "s.list().join()", "sample,sample"},
    {"ResultDictionary", "JSON.stringify(s.options())",
     "{\"colour\":\"red\",\"count\":1,\"label\":\"sample\",\"limit\":null,"
     "\"numbers\":[]}"},
    {"ResultEnumeration", "s.darkest()", "dark-blue"},
    {"ResultUnion", "[s.either(true), s.either(false)].join()", "1,sample"},
    {"ResultNullable", "String(s.maybeNumber(true)) + s.maybeNumber(false)",
     "1null"},
    {"ResultInterface", "s.self() === s", "true"},
    {"ResultNullableInterface",
     "String(s.maybeSelf(true) === s) + s.maybeSelf(false)", "truenull"},
    {"ResultBuffer",
     "[new Uint8Array(s.buffer()), s.view() instanceof Uint16Array, "
     "s.view().length].join()",
     "1,2,3,4,true,2"},

    {"Raise", "s.raise()",
     "RangeError: Failed to execute 'raise' on 'Sample': Raised."},
    {"RaiseOr", "s.raiseOr(false)", "1"},
    {"RaiseOrRaising",
     "try { s.raiseOr(true) } catch (e) { e.name + (e instanceof "
     "DOMException) }",
     "InvalidStateErrortrue"},
    {"Environment", "s.baseURL()", "https://example.com/"},
    {"Static", "Sample.shared()", "shared"},

    {"Attribute", "s.label = 5; s.label", "5"},
    {"AttributeNullable",
     "s.parentSample = s; const is = s.parentSample === s; "
     "s.parentSample = null; is + ' ' + s.parentSample",
     "true null"},
    {"AttributeEnumeration",
     "s.colour = 'dark-blue'; s.colour = 'green'; s.colour", "dark-blue"},
    {"AttributeRaising", "s.level = 3; try { s.level = -1 } catch {} s.level",
     "3"},
    {"AttributeImplementedAs", "s.HTMLName = 'n'; s.HTMLName", "n"},
    {"AttributeInSlot",
     "[s.primes === s.primes, Object.isFrozen(s.primes), s.primes].join()",
     "true,true,2,3,5"},
    {"AttributeInvalidated",
     "[s.reads, s.reads, s.forgetReads(), s.reads].join()", "1,1,,2"},
    {"AttributeFrozenArray",
     "s.frozen = [1, 2]; [s.frozen === s.frozen, s.frozen, "
     "Object.isFrozen(s.frozen)].join()",
     "true,1,2,true"},
    {"AttributeObservableArray",
     "const t = new Sample(); "
     "s.observed.push(t); s.observed = [...s.observed, t]; "
     "[s.observed.length, s.observed[1] === t].join()",
     "2,true"},
    {"AttributeSameObject", "s.twin === s", "true"},
};

// V8 starts once a process.
v8::Platform* StartV8() {
  static const std::unique_ptr<v8::Platform> platform = [] {
    auto result = v8::platform::NewDefaultPlatform();
    v8::V8::InitializePlatform(result.get());
    v8::V8::Initialize();
    return result;
  }();
  return platform.get();
}

class WebIdlToCpp : public testing::TestWithParam<Case> {
 protected:
  WebIdlToCpp() {
    StartV8();
    v8::Isolate::CreateParams params;
    params.array_buffer_allocator = allocator_.get();
    isolate_ = v8::Isolate::New(params);
    isolate_->SetMicrotasksPolicy(v8::MicrotasksPolicy::kScoped);
  }
  ~WebIdlToCpp() override {
    isolate_->Dispose();
    uv_run(&loop_.loop, UV_RUN_DEFAULT);
  }

  // The value of `code`, or what it threw, as a string; with `async`, that of
  // the global `result` when the loop has nothing more to do.
  std::string Evaluate(const char* code, bool async = false) {
    v8::Isolate::Scope isolate_scope(isolate_);
    v8::HandleScope handle_scope(isolate_);
    IsolateData data(isolate_);
    net::UvTaskRunner task_runner(&loop_.loop);
    SimpleEnvironment environment(&task_runner);
    environment.set_api_base_url("https://example.com/");
    v8::Local<v8::Context> context = v8::Context::New(isolate_);
    v8::Context::Scope context_scope(context);
    Realm realm(context, environment);
    realm.Expose(WebInterfaces());
    realm.Expose(SampleBindings());
    Run(context, "var result; const s = new Sample();");
    const std::string value = Run(context, code);
    if (!async) return value;
    uv_run(&loop_.loop, UV_RUN_DEFAULT);
    return Run(context, "result");
  }

 private:
  struct Loop {
    Loop() { uv_loop_init(&loop); }
    ~Loop() { uv_loop_close(&loop); }
    uv_loop_t loop;
  };

  std::string Run(v8::Local<v8::Context> context, const char* code) {
    v8::MicrotasksScope microtasks(isolate_,
                                   v8::MicrotasksScope::kRunMicrotasks);
    v8::TryCatch try_catch(isolate_);
    v8::Local<v8::Script> script;
    v8::Local<v8::Value> value;
    if (!v8::Script::Compile(
             context, v8::String::NewFromUtf8(isolate_, code).ToLocalChecked())
             .ToLocal(&script) ||
        !script->Run(context).ToLocal(&value)) {
      value = try_catch.Exception();
    }
    return *v8::String::Utf8Value(isolate_, value);
  }

  const std::unique_ptr<v8::ArrayBuffer::Allocator> allocator_{
      v8::ArrayBuffer::Allocator::NewDefaultAllocator()};
  Loop loop_;
  v8::Isolate* isolate_;
};

TEST_P(WebIdlToCpp, Value_CrossesTheBindings_AsThePageSays) {
  EXPECT_EQ(Evaluate(GetParam().code), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Rows, WebIdlToCpp, testing::ValuesIn(kCases),
                         [](const auto& info) { return info.param.name; });

using WebIdlToCppPromise = WebIdlToCpp;

TEST_F(WebIdlToCppPromise, Promise_IsSettledInATask_AfterTheCall) {
  EXPECT_EQ(Evaluate("s.later('text').then((value) => { result = value; })",
                     /*async=*/true),
            "text");
}

TEST_F(WebIdlToCppPromise, Promise_OfAFailedConversion_IsRejected) {
  EXPECT_EQ(Evaluate("s.later(Symbol()).catch((e) => { result = e.name; })",
                     /*async=*/true),
            "TypeError");
}

TEST_F(WebIdlToCppPromise, PromiseArgument_IsHeardOf_WhenItIsSettled) {
  EXPECT_EQ(Evaluate("s.takePromise('7'); "
                     "s.later('').then(() => { result = s.level; })",
                     /*async=*/true),
            "7");
}

TEST_F(WebIdlToCppPromise, AsyncSequence_IsOpenedAndClosed_ByCpp) {
  EXPECT_EQ(Evaluate("s.takeAsyncSequence((function* () { try { yield 'item'; "
                     "} finally { s.level = 5; } })()); "
                     "s.later('').then(() => { result = s.label + s.level; })",
                     /*async=*/true),
            "item5");
}

TEST_F(WebIdlToCppPromise, AsyncIterable_GivesPairs_FromItsArgumentOn) {
  EXPECT_EQ(Evaluate("result = ''; (async () => { for await (const [k, v] of "
                     "s) result += k + v; for await (const v of s.values(1)) "
                     "result += v; })()",
                     /*async=*/true),
            "item0item11");
}

}  // namespace
}  // namespace mortise::bindings
