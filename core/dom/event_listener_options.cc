#include "core/dom/event_listener_options.h"

#include "core/dom/abort_signal.h"

namespace mortise {

AddEventListenerOptions::AddEventListenerOptions() = default;
AddEventListenerOptions::AddEventListenerOptions(
    const AddEventListenerOptions&) = default;
AddEventListenerOptions& AddEventListenerOptions::operator=(
    const AddEventListenerOptions&) = default;
AddEventListenerOptions::~AddEventListenerOptions() = default;

}  // namespace mortise
