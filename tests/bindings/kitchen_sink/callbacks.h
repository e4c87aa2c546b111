#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_CALLBACKS_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_CALLBACKS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/any.h"
#include "core/base/big_int.h"
#include "core/base/buffer_source.h"
#include "core/base/dom_string.h"
#include "core/dom/callback.h"
#include "core/dom/exception_or.h"
#include "core/dom/function.h"
#include "core/dom/promise.h"
#include "core/dom/promise_resolver.h"

namespace mortise {

class CallbackSink;

using Predicate = Callback<bool(const DomString&, int32_t)>;
using Notify = Callback<void(std::optional<DomString>, std::optional<int32_t>)>;
using Collect = Callback<Any(const std::vector<Any>&)>;
using Fetch = Callback<RefPtr<Promise<DomString>>(const DomString&)>;
using Handler = Callback<Any(const DomString&)>;
using Filter = Callback<uint16_t(const DomString&)>;
using Visitor = Callback<void(CallbackSink&)>;

class CallbackSink final : public ScriptWrappable {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"CallbackSink", nullptr};

  static RefPtr<CallbackSink> Create(RefPtr<Notify> notify) {
    return RefPtr<CallbackSink>(new CallbackSink(std::move(notify)));
  }

  ExceptionOr<bool> Test(RefPtr<Predicate> predicate, const DomString& text) {
    return predicate->Invoke(text, 7);
  }
  ExceptionOr<bool> TestMaybe(RefPtr<Predicate> predicate) {
    if (!predicate) return false;
    return predicate->Invoke(DomString(), 0);
  }
  ExceptionOr<Any> Collect(const RefPtr<mortise::Collect>& callback);
  void Notify(const RefPtr<mortise::Notify>& callback, uint16_t arguments);
  void NotifyOn(const RefPtr<mortise::Notify>& callback) {
    callback->InvokeAndReport(this, std::nullopt, std::nullopt);
  }
  void Fetch(const RefPtr<mortise::Fetch>& callback,
             PromiseResolver<DomString> resolver);
  ExceptionOr<uint16_t> Filter(const RefPtr<mortise::Filter>& filter,
                               const DomString& item) {
    return filter->Invoke(item);
  }
  void Accept(const RefPtr<Visitor>& visitor) {
    visitor->InvokeAndReport(*this);
  }
  void Fire() {
    if (stored_) {
      stored_->InvokeAndReport(this, DomString::FromLatin1("fired"), 1);
    }
  }
  const RefPtr<mortise::Notify>& stored() const { return stored_.get(); }
  void set_stored(RefPtr<mortise::Notify> notify) {
    stored_.Set(std::move(notify));
  }
  const RefPtr<Handler>& handler() const { return handler_.get(); }
  void set_handler(RefPtr<Handler> handler) {
    handler_.Set(std::move(handler));
  }
  ExceptionOr<Any> CallHandler() {
    if (!handler_) return Any(Null());
    return handler_->Invoke(DomString::FromLatin1("handled"));
  }

  bool TakesHandler(const RefPtr<Handler>& handler) {
    return handler != nullptr;
  }
  bool TakesMaybeHandler(const RefPtr<Handler>& handler) {
    return handler != nullptr;
  }
  ExceptionOr<Any> Call(const RefPtr<Function>& callback,
                        const std::vector<Any>& arguments) {
    return callback->Invoke(this, arguments);
  }
  void Run(const RefPtr<VoidFunction>& callback) {
    callback->InvokeAndReport(this);
  }

  // ScriptWrappable:
  void WrapperWasMade() override { stored_.WrapperWasMade(); }
  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 private:
  explicit CallbackSink(RefPtr<mortise::Notify> notify) {
    stored_.Set(std::move(notify));
  }
  ~CallbackSink() override = default;

  CallbackMember<mortise::Notify> stored_{*this};
  CallbackMember<Handler> handler_{*this};
};

class ValueSink final : public ScriptWrappable {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"ValueSink", nullptr};

  static RefPtr<ValueSink> Create() { return RefPtr<ValueSink>(new ValueSink); }

  DomString TakeRecord(
      const std::vector<std::pair<DomString, int32_t>>& values);
  std::vector<std::pair<std::string, Any>> MakeRecord() const;
  BigInt Twice(BigInt value) const;
  DomString Which(const std::variant<BigInt, double>& value) const {
    return DomString::FromLatin1(value.index() == 0 ? "bigint" : "double");
  }
  DomString WhichText(const std::variant<ScriptHeld, DomString>& value) const {
    return DomString::FromLatin1(value.index() == 0 ? "symbol" : "string");
  }
  ScriptHeld Same(ScriptHeld value) const { return value; }
  ScriptHeld SameSymbol(ScriptHeld value) const { return value; }
  DomString TakePromise(const RefPtr<Promise<int32_t>>& value);
  const DomString& settled() const { return settled_; }
  uint32_t SizeOf(BufferSource view) const {
    return static_cast<uint32_t>(view.bytes.size());
  }
  uint32_t SizeOfUnshared(BufferSource view) const { return SizeOf(view); }
  uint32_t SizeOfShared(BufferSource buffer) const { return SizeOf(buffer); }
  void ready(PromiseResolver<DomString> resolver) {
    std::move(resolver)(DomString::FromLatin1("ready"));
  }
  void failing(PromiseResolver<Undefined> resolver) {
    std::move(resolver)(Exception::RangeError("It fails."));
  }

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 private:
  ValueSink() = default;
  ~ValueSink() override = default;

  DomString settled_;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_CALLBACKS_H_
