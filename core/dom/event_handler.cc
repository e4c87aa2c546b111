#include "core/dom/event_handler.h"

#include <utility>

namespace mortise {
namespace {

class CallableEventHandler final : public EventHandler {
 public:
  explicit CallableEventHandler(
      absl::AnyInvocable<EventHandler::Result(Event&)> callback)
      : callback_(std::move(callback)) {}

  Result Invoke(Event& event) override { return callback_(event); }

 private:
  absl::AnyInvocable<EventHandler::Result(Event&)> callback_;
};

}  // namespace

EventHandler::~EventHandler() = default;

RefPtr<EventHandler> MakeEventHandler(
    absl::AnyInvocable<EventHandler::Result(Event&)> callback) {
  return MakeRef<CallableEventHandler>(std::move(callback));
}

}  // namespace mortise
