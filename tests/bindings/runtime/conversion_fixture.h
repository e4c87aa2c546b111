#ifndef MORTISE_TESTS_BINDINGS_RUNTIME_CONVERSION_FIXTURE_H_
#define MORTISE_TESTS_BINDINGS_RUNTIME_CONVERSION_FIXTURE_H_

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bindings/runtime/conversion.h"
#include "core/base/buffer_source.h"
#include "core/base/dom_string.h"
#include "core/dom/event.h"
#include "tests/bindings/runtime/runtime_fixture.h"

namespace mortise::bindings {

// A C++ value as text.
inline std::string Text(bool value) { return value ? "true" : "false"; }
inline std::string Text(const std::string& value) { return value; }
inline std::string Text(const DomString& value) {
  return absl::StrCat(value.length(), ":", value.ToUtf8());
}
inline std::string Text(const RefPtr<Event>& value) {
  return value ? absl::StrCat("Event ", value->type().string().ToUtf8())
               : "none";
}
inline std::string Text(const BufferSource& value) {
  std::string text = "bytes";
  for (uint8_t byte : value.bytes) absl::StrAppend(&text, " ", byte);
  return text;
}
template <typename T>
requires std::is_arithmetic_v<T> std::string Text(T value) {
  std::ostringstream text;
  text.precision(std::numeric_limits<T>::max_digits10);
  text << +value;
  return text.str();
}
template <typename T>
std::string Text(const std::optional<T>& value) {
  return value ? Text(*value) : "none";
}
template <typename T>
std::string Text(const std::vector<T>& values) {
  std::string text = "[";
  for (const T& value : values) {
    absl::StrAppend(&text, text.size() > 1 ? " " : "", Text(value));
  }
  return text + "]";
}
template <typename... T>
std::string Text(const std::variant<T...>& value) {
  return absl::StrCat(
      value.index(), "=",
      std::visit([](const auto& member) { return Text(member); }, value));
}

struct Row {
  const char* code;
  std::string expected;  // "TypeError" stands for any message
};

class ConversionTest : public RuntimeTest {
 protected:
  // Converts the code's value; the result, or the exception, as text.
  template <typename Idl>
  std::string Convert(const char* code) {
    v8::HandleScope scope(isolate());
    v8::Local<v8::Context> context = main().context();
    v8::Context::Scope context_scope(context);
    v8::Local<v8::Value> value = main().Evaluate(absl::StrCat("(", code, ")"));
    v8::TryCatch try_catch(isolate());
    const Conversion conversion(isolate(), context, kMember);
    CppType<Idl> converted{};
    const bool done = IdlTraits<Idl>::ToCpp(conversion, value, converted);
    // An exception is pending exactly if the conversion failed.
    EXPECT_EQ(done, !try_catch.HasCaught()) << code;
    if (done) return Text(converted);
    const v8::String::Utf8Value text(isolate(), try_catch.Exception());
    last_exception_ = *text;
    return last_exception_.substr(0, last_exception_.find(':'));
  }

  template <typename Idl>
  void Check(std::initializer_list<Row> rows) {
    for (const Row& row : rows) {
      EXPECT_EQ(Convert<Idl>(row.code), row.expected) << row.code;
    }
  }

  // The value's way to JavaScript, as text.
  template <typename Idl, typename T>
  std::string ToScript(T&& value) {
    v8::HandleScope scope(isolate());
    v8::Local<v8::Context> context = main().context();
    v8::Context::Scope context_scope(context);
    const Conversion conversion(isolate(), context, kMember);
    v8::Local<v8::Value> script =
        IdlTraits<Idl>::ToV8(conversion, std::forward<T>(value))
            .ToLocalChecked();
    context->Global()
        ->Set(context, v8::String::NewFromUtf8Literal(isolate(), "value"),
              script)
        .Check();
    return main().Run(
        "typeof value + ' ' + (Object.is(value, -0) ? '-0' : "
        "JSON.stringify(value) ?? String(value))");
  }

  std::string last_exception_;

 private:
  static constexpr MemberContext kMember{"Thing", "act",
                                         MemberKind::kOperation};
};

}  // namespace mortise::bindings

#endif  // MORTISE_TESTS_BINDINGS_RUNTIME_CONVERSION_FIXTURE_H_
