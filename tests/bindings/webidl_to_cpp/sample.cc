#include "tests/bindings/webidl_to_cpp/sample.h"

#include "absl/strings/str_cat.h"

namespace mortise {
namespace {

template <typename... Parts>
DomString Text(const Parts&... parts) {
  return DomString::FromUtf8(absl::StrCat(parts...));
}

std::string NumberOrNone(const std::optional<int32_t>& number) {
  return number ? absl::StrCat(*number) : "none";
}

std::string TextOrNone(const std::optional<DomString>& text) {
  return text ? text->ToUtf8() : "none";
}

}  // namespace

DomString Sample::TakeNumbers(bool a, int8_t b, uint8_t c, int16_t d,
                              uint16_t e, int32_t f, uint32_t g, int64_t h,
                              uint64_t i) {
  return Text(a ? "true" : "false", " ", int{b}, " ", int{c}, " ", d, " ", e,
              " ", f, " ", g, " ", h, " ", i);
}

DomString Sample::TakeAnnotated(uint8_t a, int32_t b, const DomString& c) {
  return Text(int{a}, " ", b, " '", c.ToUtf8(), "'");
}

double Sample::TakeFloats(float a, float b, double c, double d) {
  return a + b + c + d;
}

std::string Sample::TakeStrings(DomString a, std::string b,
                                const std::string& c) {
  return absl::StrCat(a.length(), " ", b, " ", c.size());
}

DomString Sample::TakeNullables(std::optional<int32_t> a,
                                std::optional<DomString> b, Sample* c,
                                std::optional<SampleColour> d) {
  return Text(NumberOrNone(a), " ", TextOrNone(b), " ",
              c ? c->label().ToUtf8() : "none", " ",
              d ? absl::StrCat(static_cast<int>(*d)) : "none");
}

DomString Sample::TakeOptionals(std::optional<int32_t> a, int32_t b,
                                std::optional<DomString> c, Sample* d,
                                const Any& e) {
  return Text(NumberOrNone(a), " ", b, " ", TextOrNone(c), " ",
              d ? d->label().ToUtf8() : "none", " ",
              std::holds_alternative<Undefined>(e) ? "none" : "any");
}

DomString Sample::TakeDictionary(std::optional<SampleOptions>&& options) {
  if (!options) return Text("none");
  return Text(options->count, " ", options->factor.value_or(-1), " ",
              options->label.ToUtf8(), " ", static_cast<int>(options->colour),
              " ", options->next ? (*options->next)->label().ToUtf8() : "none",
              " ", options->numbers.size(), " ", NumberOrNone(options->limit));
}

DomString Sample::TakeObjects(Sample& a, Any&& b, SampleColour c) {
  return Text(a.label().ToUtf8(), " ",
              std::holds_alternative<ScriptHeld>(b) ? "held" : "plain", " ",
              static_cast<int>(c));
}

uint32_t Sample::TakeLists(std::vector<std::string> a,
                           const std::vector<RefPtr<Sample>>& b,
                           std::vector<int32_t>&& c) {
  return static_cast<uint32_t>(100 * a.size() + 10 * b.size() + c.size());
}

DomString Sample::TakeUnions(
    std::variant<int32_t, DomString> a,
    const std::optional<std::variant<RefPtr<Sample>, std::string>>& b,
    std::variant<BufferSource, std::string>&& c) {
  return Text(a.index(), " ", b ? absl::StrCat(b->index()) : "none", " ",
              c.index());
}

uint32_t Sample::TakeBuffers(BufferSource a, BufferSource b,
                             const BufferSource& c, BufferSource d) {
  return static_cast<uint32_t>(a.bytes.size() + b.bytes.size() +
                               c.bytes.size() + d.bytes.size());
}

SampleOptions Sample::Options() const {
  SampleOptions options;
  options.count = 1;
  options.label = label_;
  return options;
}

std::variant<int32_t, DomString> Sample::Either(bool number) const {
  if (number) return 1;
  return label_;
}

std::optional<int32_t> Sample::MaybeNumber(bool number) const {
  if (number) return 1;
  return std::nullopt;
}

ExceptionOr<int32_t> Sample::RaiseOr(bool raise) const {
  if (raise) {
    return Exception::DOMException(DOMExceptionName::kInvalidStateError,
                                   "Raised.");
  }
  return 1;
}

void Sample::Later(EnvironmentSettings& environment, DomString text,
                   PromiseResolver<DomString> resolver) const {
  environment.task_runner().PostTask(
      [text = std::move(text), resolver = std::move(resolver)]() mutable {
        std::move(resolver)(std::move(text));
      });
}

ExceptionOr<void> Sample::set_level(int32_t level) {
  if (level < 0) return Exception::RangeError("Too low.");
  level_ = level;
  return {};
}

BigInt Sample::TakeScriptValues(
    ScriptHeld a, const ScriptHeld& b, BigInt&& c,
    const std::vector<std::pair<DomString, double>>& d) {
  label_ = d.empty() ? DomString() : d.front().first;
  return std::move(c);
}

ExceptionOr<DomString> Sample::TakeCallbacks(const RefPtr<SampleCallback>& a,
                                             RefPtr<SampleCallback>&& b,
                                             RefPtr<SampleVisitor> c) {
  const ExceptionOr<bool> visited = c->Invoke(*this);
  if (visited.has_exception()) return visited.exception();
  if (!visited.value()) return DomString();
  return (b ? b : a)->Invoke(5, std::nullopt);
}

void Sample::TakePromise(RefPtr<Promise<int32_t>> a) {
  a->React([self = RefPtr<Sample>(this)](ExceptionOr<int32_t> result) {
    self->level_ = result.has_exception() ? -1 : result.value();
  });
}

ExceptionOr<void> Sample::TakeAsyncSequence(
    RefPtr<AsyncSequence<DomString>> a) {
  auto opened = a->Open();
  if (opened.has_exception()) return opened.TakeException();
  RefPtr<AsyncSequenceIterator<DomString>> iterator = opened.TakeValue();
  iterator->Next([self = RefPtr<Sample>(this),
                  iterator](ExceptionOr<std::optional<DomString>> first) {
    if (first.has_exception() || !first.value()) return;
    self->label_ = *first.value();
    iterator->Close(Undefined(), [](ExceptionOr<Undefined>) {});
  });
  return {};
}

}  // namespace mortise
