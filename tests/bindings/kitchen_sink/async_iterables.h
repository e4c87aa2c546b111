#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_ASYNC_ITERABLES_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_ASYNC_ITERABLES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/any.h"
#include "core/dom/async_iterator.h"
#include "tests/bindings/kitchen_sink/members.h"

namespace mortise {

// Gives the items of a list one by one, at once.
template <typename Item>
class ListIterator final : public AsyncIterator<Item> {
 public:
  explicit ListIterator(std::vector<Item> items) : items_(std::move(items)) {}

  void Next(PromiseResolver<std::optional<Item>> resolver) override {
    std::optional<Item> item;
    if (next_ < items_.size()) item = items_[next_++];
    std::move(resolver)(std::move(item));
  }

 private:
  const std::vector<Item> items_;
  size_t next_ = 0;
};

class AsyncValues final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(AsyncValues, nullptr)
  static RefPtr<AsyncValues> Create(std::vector<DomString> values) {
    RefPtr<AsyncValues> object = Create();
    object->values_ = std::move(values);
    return object;
  }
  std::unique_ptr<ListIterator<DomString>> AsyncIterate() const {
    return std::make_unique<ListIterator<DomString>>(values_);
  }

 private:
  std::vector<DomString> values_;
};

class AsyncPairs final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(AsyncPairs, nullptr)
  using Pair = std::pair<DomString, Any>;
  using Entry = std::pair<DomString, ScriptHeld>;

  static RefPtr<AsyncPairs> Create(std::vector<Pair> entries) {
    RefPtr<AsyncPairs> object = Create();
    for (Pair& entry : entries) {
      auto* held = std::get_if<ScriptHeld>(&entry.second);
      object->entries_.emplace_back(std::move(entry.first),
                                    held ? *held : ScriptHeld());
    }
    return object;
  }

  class Iterator final : public AsyncIterator<Pair> {
   public:
    explicit Iterator(std::vector<Entry> entries)
        : entries_(std::move(entries)) {}
    void Next(PromiseResolver<std::optional<Pair>> resolver) override {
      std::optional<Pair> pair;
      if (next_ < entries_.size()) {
        const Entry& entry = entries_[next_++];
        pair.emplace(entry.first, Any(entry.second));
      }
      std::move(resolver)(std::move(pair));
    }

   private:
    const std::vector<Entry> entries_;
    size_t next_ = 0;
  };
  std::unique_ptr<Iterator> AsyncIterate() const {
    return std::make_unique<Iterator>(entries_);
  }

 private:
  std::vector<Entry> entries_;
};

struct AsyncRangeOptions {
  int32_t step = 1;
  bool fail_at_end = false;
};

class AsyncRange final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(AsyncRange, nullptr)

  class Iterator final : public ClosableAsyncIterator<int32_t> {
   public:
    Iterator(AsyncRange& range, int32_t start, int32_t end,
             AsyncRangeOptions options)
        : range_(range), at_(start), end_(end), options_(options) {}

    void Next(PromiseResolver<std::optional<int32_t>> resolver) override {
      if (at_ >= end_) {
        if (options_.fail_at_end) {
          std::move(resolver)(Exception::RangeError("The range has ended."));
        } else {
          std::move(resolver)(std::optional<int32_t>());
        }
        return;
      }
      std::move(resolver)(std::optional<int32_t>(at_));
      at_ += options_.step;
    }
    void Return(Any reason, PromiseResolver<Undefined> resolver) override {
      range_.log_ +=
          std::holds_alternative<Undefined>(reason) ? "undefined " : "reason ";
      if (at_ == 13) {
        std::move(resolver)(Exception::RangeError("No closing at 13."));
      } else {
        std::move(resolver)(Undefined());
      }
    }

   private:
    AsyncRange& range_;
    int32_t at_;
    const int32_t end_;
    const AsyncRangeOptions options_;
  };

  ExceptionOr<std::unique_ptr<Iterator>> AsyncIterate(
      int32_t start, std::optional<int32_t> end,
      const AsyncRangeOptions& options) {
    if (options.step <= 0) {
      return Exception::RangeError("The step must be positive.");
    }
    return std::make_unique<Iterator>(*this, start, end.value_or(start + 3),
                                      options);
  }
  DomString log() const { return DomString::FromUtf8(log_); }

 private:
  std::string log_;
};

class AsyncMailbox final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(AsyncMailbox, nullptr)
  using Resolver = PromiseResolver<std::optional<Any>>;

  class Iterator final : public ClosableAsyncIterator<Any> {
   public:
    explicit Iterator(AsyncMailbox& mailbox) : mailbox_(mailbox) {}
    void Next(Resolver resolver) override {
      ++mailbox_.asked_;
      mailbox_.waiting_.push_back(std::move(resolver));
    }
    void Return(Any reason, PromiseResolver<Undefined> resolver) override {
      mailbox_.closing_ = std::move(resolver);
    }

   private:
    AsyncMailbox& mailbox_;
  };

  std::unique_ptr<Iterator> AsyncIterate() {
    return std::make_unique<Iterator>(*this);
  }
  void Deliver(Any item) { Settle(std::optional<Any>(std::move(item))); }
  void Fail(const DomString& message) {
    Settle(Exception::RangeError(message.ToUtf8()));
  }
  void End() { Settle(std::optional<Any>()); }
  uint32_t waiting() const { return static_cast<uint32_t>(waiting_.size()); }
  uint32_t asked() const { return asked_; }
  void FinishClosing() {
    if (closing_) std::exchange(closing_, nullptr)(Undefined());
  }

 private:
  void Settle(ExceptionOr<std::optional<Any>> result) {
    if (waiting_.empty()) return;
    Resolver resolver = std::move(waiting_.front());
    waiting_.erase(waiting_.begin());
    std::move(resolver)(std::move(result));
  }

  std::vector<Resolver> waiting_;
  PromiseResolver<Undefined> closing_;
  uint32_t asked_ = 0;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_ASYNC_ITERABLES_H_
