#include "core/dom/event_listener.h"

#include <utility>

namespace mortise {
namespace {

class CallableEventListener final : public EventListener {
 public:
  explicit CallableEventListener(absl::AnyInvocable<void(Event&)> callback)
      : callback_(std::move(callback)) {}

  void HandleEvent(Event& event) override { callback_(event); }

 private:
  absl::AnyInvocable<void(Event&)> callback_;
};

}  // namespace

EventListener::~EventListener() = default;

RefPtr<EventListener> MakeEventListener(
    absl::AnyInvocable<void(Event&)> callback) {
  return MakeRef<CallableEventListener>(std::move(callback));
}

}  // namespace mortise
