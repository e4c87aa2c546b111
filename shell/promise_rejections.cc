#include "shell/promise_rejections.h"

#include <utility>

#include "shell/exception_reporter.h"
#include "shell/isolate_slots.h"

namespace mortise::shell {

PromiseRejections::PromiseRejections(v8::Isolate* isolate) : isolate_(isolate) {
  isolate->SetData(kPromiseRejectionsSlot, this);
  isolate->SetPromiseRejectCallback(&PromiseRejections::OnRejection);
}

PromiseRejections::~PromiseRejections() {
  isolate_->SetPromiseRejectCallback(nullptr);
  isolate_->SetData(kPromiseRejectionsSlot, nullptr);
}

void PromiseRejections::OnRejection(v8::PromiseRejectMessage message) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  auto* self =
      static_cast<PromiseRejections*>(isolate->GetData(kPromiseRejectionsSlot));
  v8::Local<v8::Promise> promise = message.GetPromise();
  switch (message.GetEvent()) {
    case v8::kPromiseRejectWithNoHandler:
      self->rejections_.push_back(
          {v8::Global<v8::Promise>(isolate, promise),
           v8::Global<v8::Value>(isolate, message.GetValue())});
      break;
    case v8::kPromiseHandlerAddedAfterReject:
      self->Remove(promise);
      break;
    case v8::kPromiseRejectAfterResolved:
    case v8::kPromiseResolveAfterResolved:
      break;
  }
}

void PromiseRejections::Remove(v8::Local<v8::Promise> promise) {
  // From the back: what gets a handler late was mostly rejected a moment ago.
  for (size_t i = rejections_.size(); i-- > 0;) {
    if (rejections_[i].promise == promise) {
      rejections_.erase(rejections_.begin() + static_cast<ptrdiff_t>(i));
      return;
    }
  }
}

void PromiseRejections::Notify(v8::Local<v8::Context> context,
                               ExceptionReporter& reporter) {
  // A report may run script, and script may reject promises.
  for (const Rejection& rejection : std::exchange(rejections_, {})) {
    reporter.ReportRejection(context, rejection.reason.Get(isolate_));
  }
}

}  // namespace mortise::shell
