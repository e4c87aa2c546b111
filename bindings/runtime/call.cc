#include "bindings/runtime/call.h"

#include "absl/strings/str_cat.h"
#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/script_constructor.h"
#include "core/base/check.h"

namespace mortise::bindings {

void Call::ThrowIllegalInvocation() const {
  bindings::ThrowTypeError(isolate(), "Illegal invocation");
}

bool Call::IsConstructor() const {
  if (info_.IsConstructCall()) {
    // Scripts themselves never get hold of a native constructor that has a
    // half in JavaScript, and that half passes on no third argument of theirs.
    if (info_.Length() > ScriptConstructor::kFillsSlots &&
        info_[ScriptConstructor::kFillsSlots]->IsBoolean()) {
      slots_filled_by_script_ = info_[ScriptConstructor::kFillsSlots]->IsTrue();
      script_read_members_ = ScriptReadMembers(
          info_, ScriptConstructor::kFirstMember,
          static_cast<size_t>(info_.Length() -
                              ScriptConstructor::kFirstMember));
    }
    return true;
  }
  ThrowBareTypeError(
      "Please use the 'new' operator, this object constructor cannot be "
      "called as a function.");
  return false;
}

void Call::ThrowTooFewArguments(int required) const {
  ThrowBareTypeError(
      absl::StrCat(required, " argument", required == 1 ? "" : "s",
                   " required, but only ", info_.Length(), " present."));
}

void Call::Construct(ScriptWrappable& object) const {
  v8::Local<v8::Object> wrapper = info_.This();
  data().wrappers().Add(wrapper, object);
  const WrapperTypeInfo& type = TypeInfoOfObject(object);
  if (!type.script_members.empty() && !slots_filled_by_script_) {
    IgnoreResult(
        data().FillSlots(context(), wrapper, type, SlotTable::Which::kAll));
  } else if (data().HoldsAny(type)) {
    IgnoreResult(data().FillSlots(context(), wrapper, type,
                                  SlotTable::Which::kMissingAny));
  }
  // An error object has a `stack`, however it came to be.
  if (type.inherits_from_error) realm().CaptureStack(wrapper);
}

void Call::InvalidateSlots(const WrapperTypeInfo& type) const {
  IgnoreResult(data().FillSlots(context(), v8_compat::Receiver(info_), type,
                                SlotTable::Which::kAll));
}

}  // namespace mortise::bindings
