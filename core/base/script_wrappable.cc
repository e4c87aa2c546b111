#include "core/base/script_wrappable.h"

namespace mortise {

ScriptWrappable::~ScriptWrappable() = default;

ActivityPin::ActivityPin(ScriptWrappable& object) : object_(&object) {
  if (object.pin_count_++ == 0 && object.wrapper_handle_) {
    object.wrapper_handle_->SetStrong(true);
  }
}

void ActivityPin::Unpin(ScriptWrappable& object) {
  if (--object.pin_count_ == 0 && object.wrapper_handle_) {
    object.wrapper_handle_->SetStrong(false);
  }
}

}  // namespace mortise
