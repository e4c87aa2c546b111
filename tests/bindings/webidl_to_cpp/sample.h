#ifndef MORTISE_TESTS_BINDINGS_WEBIDL_TO_CPP_SAMPLE_H_
#define MORTISE_TESTS_BINDINGS_WEBIDL_TO_CPP_SAMPLE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/any.h"
#include "core/base/big_int.h"
#include "core/base/buffer_source.h"
#include "core/base/dom_string.h"
#include "core/base/task_runner.h"
#include "core/dom/async_iterator.h"
#include "core/dom/async_sequence.h"
#include "core/dom/callback.h"
#include "core/dom/environment_settings.h"
#include "core/dom/exception_or.h"
#include "core/dom/frozen_array.h"
#include "core/dom/observable_array.h"
#include "core/dom/promise.h"
#include "core/dom/promise_resolver.h"

namespace mortise {

class Sample;

enum class SampleColour { kRed, kDarkBlue };

struct SampleOptions {
  int32_t count = 0;
  std::optional<double> factor;
  DomString label;
  SampleColour colour = SampleColour::kRed;
  Any extra;
  std::optional<RefPtr<Sample>> next;
  std::vector<int32_t> numbers;
  std::optional<int32_t> limit;
};

using SampleCallback = Callback<DomString(int32_t, std::optional<DomString>)>;
using SampleVisitor = Callback<bool(Sample&)>;

// Counts to 2.
class SampleIterator final
    : public ClosableAsyncIterator<std::pair<DomString, int32_t>> {
 public:
  explicit SampleIterator(int32_t start) : next_(start) {}
  void Next(PromiseResolver<std::optional<ItemType>> resolver) override {
    std::optional<ItemType> item;
    if (next_ < 2) item.emplace(DomString::FromLatin1("item"), next_++);
    std::move(resolver)(std::move(item));
  }
  void Return(Any reason, PromiseResolver<Undefined> resolver) override {
    std::move(resolver)(Undefined());
  }

 private:
  int32_t next_;
};

// Implements sample.idl with the very types of docs/webidl-to-cpp.md.
class Sample final : public ScriptWrappable {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"Sample", nullptr};

  static RefPtr<Sample> Create(DomString label) {
    return RefPtr<Sample>(new Sample(std::move(label)));
  }

  DomString TakeNumbers(bool a, int8_t b, uint8_t c, int16_t d, uint16_t e,
                        int32_t f, uint32_t g, int64_t h, uint64_t i);
  DomString TakeAnnotated(uint8_t a, int32_t b, const DomString& c);
  double TakeFloats(float a, float b, double c, double d);
  std::string TakeStrings(DomString a, std::string b, const std::string& c);
  DomString TakeNullables(std::optional<int32_t> a, std::optional<DomString> b,
                          Sample* c, std::optional<SampleColour> d);
  DomString TakeOptionals(std::optional<int32_t> a, int32_t b,
                          std::optional<DomString> c, Sample* d, const Any& e);
  DomString TakeDictionary(std::optional<SampleOptions>&& options);
  DomString TakeObjects(Sample& a, Any&& b, SampleColour c);
  uint32_t TakeLists(std::vector<std::string> a,
                     const std::vector<RefPtr<Sample>>& b,
                     std::vector<int32_t>&& c);
  DomString TakeUnions(
      std::variant<int32_t, DomString> a,
      const std::optional<std::variant<RefPtr<Sample>, std::string>>& b,
      std::variant<BufferSource, std::string>&& c);
  uint32_t TakeBuffers(BufferSource a, BufferSource b, const BufferSource& c,
                       BufferSource d);

  BigInt TakeScriptValues(ScriptHeld a, const ScriptHeld& b, BigInt&& c,
                          const std::vector<std::pair<DomString, double>>& d);
  ExceptionOr<DomString> TakeCallbacks(const RefPtr<SampleCallback>& a,
                                       RefPtr<SampleCallback>&& b,
                                       RefPtr<SampleVisitor> c);
  void TakePromise(RefPtr<Promise<int32_t>> a);
  ExceptionOr<void> TakeAsyncSequence(RefPtr<AsyncSequence<DomString>> a);
  BufferSource TakeAndReturnView(BufferSource a) { return a; }

  std::string_view Header() const { return "caf\xE9"; }
  Any Number() const { return 0.5; }
  Any Itself() { return RefPtr<ScriptWrappable>(this); }
  std::vector<DomString> List() const { return {label_, label_}; }
  SampleOptions Options() const;
  SampleColour Darkest() const { return SampleColour::kDarkBlue; }
  std::variant<int32_t, DomString> Either(bool number) const;
  std::optional<int32_t> MaybeNumber(bool number) const;
  Sample& Self() { return *this; }
  Sample* MaybeSelf(bool self) { return self ? this : nullptr; }
  ByteBuffer Buffer() const { return ByteBuffer::CopyOf({{1, 2, 3, 4}}); }
  ByteBuffer View() const { return Buffer(); }

  ExceptionOr<void> Raise() const { return Exception::RangeError("Raised."); }
  ExceptionOr<int32_t> RaiseOr(bool raise) const;
  DomString BaseURL(EnvironmentSettings& environment) const {
    return DomString::FromUtf8(environment.api_base_url());
  }
  void Later(EnvironmentSettings& environment, DomString text,
             PromiseResolver<DomString> resolver) const;
  static DomString Shared() { return DomString::FromLatin1("shared"); }

  const DomString& label() const { return label_; }
  void set_label(DomString label) { label_ = std::move(label); }
  const RefPtr<Sample>& parent_sample() const { return parent_sample_; }
  void set_parent_sample(Sample* parent) { parent_sample_ = parent; }
  SampleColour colour() const { return colour_; }
  void set_colour(SampleColour colour) { colour_ = colour; }
  int32_t level() const { return level_; }
  ExceptionOr<void> set_level(int32_t level);
  const std::string& TheName() const { return name_; }
  void set_TheName(std::string name) { name_ = std::move(name); }
  std::vector<int32_t> primes() const { return {2, 3, 5}; }
  uint32_t reads() { return ++reads_; }
  void ForgetReads() {}
  RefPtr<Sample> twin() { return this; }
  const FrozenArray<DomString>& frozen() const { return frozen_; }
  void set_frozen(FrozenArray<DomString> frozen) {
    frozen_ = std::move(frozen);
  }
  ObservableArray<RefPtr<Sample>>& observed() { return observed_; }

  std::unique_ptr<SampleIterator> AsyncIterate(int32_t start) {
    return std::make_unique<SampleIterator>(start);
  }

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 private:
  explicit Sample(DomString label) : label_(std::move(label)) {}
  ~Sample() override = default;

  DomString label_;
  RefPtr<Sample> parent_sample_;
  SampleColour colour_ = SampleColour::kRed;
  int32_t level_ = 0;
  uint32_t reads_ = 0;
  std::string name_;
  FrozenArray<DomString> frozen_;
  ObservableArray<RefPtr<Sample>> observed_;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_WEBIDL_TO_CPP_SAMPLE_H_
