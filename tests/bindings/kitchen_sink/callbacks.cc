#include "tests/bindings/kitchen_sink/callbacks.h"

#include "absl/strings/str_cat.h"

namespace mortise {

ExceptionOr<Any> CallbackSink::Collect(
    const RefPtr<mortise::Collect>& callback) {
  std::vector<Any> values;
  values.push_back(1.0);
  values.push_back(Null());
  values.push_back(std::string("three"));
  return callback->Invoke(values);
}

void CallbackSink::Notify(const RefPtr<mortise::Notify>& callback,
                          uint16_t arguments) {
  std::optional<DomString> text;
  std::optional<int32_t> number;
  if (arguments & 1) text = DomString::FromLatin1("text");
  if (arguments & 2) number = 2;
  callback->InvokeAndReport(text, number);
}

void CallbackSink::Fetch(const RefPtr<mortise::Fetch>& callback,
                         PromiseResolver<DomString> resolver) {
  ExceptionOr<RefPtr<Promise<DomString>>> promise =
      callback->Invoke(DomString::FromLatin1("name"));
  if (promise.has_exception()) {
    std::move(resolver)(promise.TakeException());
    return;
  }
  promise.value()->React(std::move(resolver));
}

DomString ValueSink::TakeRecord(
    const std::vector<std::pair<DomString, int32_t>>& values) {
  std::string text;
  for (const auto& [key, value] : values) {
    absl::StrAppend(&text, text.empty() ? "" : " ", key.ToUtf8(), "=", value);
  }
  return DomString::FromUtf8(text);
}

std::vector<std::pair<std::string, Any>> ValueSink::MakeRecord() const {
  std::vector<std::pair<std::string, Any>> record;
  record.emplace_back("b", 1.0);
  record.emplace_back("1", true);
  record.emplace_back("__proto__", Null());
  return record;
}

BigInt ValueSink::Twice(BigInt value) const {
  uint64_t carry = 0;
  for (uint64_t& word : value.words) {
    const uint64_t next = word >> 63;
    word = word << 1 | carry;
    carry = next;
  }
  if (carry) value.words.push_back(carry);
  return value;
}

DomString ValueSink::TakePromise(const RefPtr<Promise<int32_t>>& value) {
  value->React([self = RefPtr<ValueSink>(this)](ExceptionOr<int32_t> result) {
    self->settled_ =
        result.has_exception()
            ? DomString::FromLatin1("rejected")
            : DomString::FromUtf8(absl::StrCat("got ", result.value()));
  });
  return DomString::FromLatin1("taken");
}

}  // namespace mortise
