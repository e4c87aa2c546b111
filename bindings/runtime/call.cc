#include "bindings/runtime/call.h"

#include "absl/strings/str_cat.h"
#include "bindings/runtime/exceptions.h"
#include "core/base/check.h"

namespace mortise::bindings {
namespace {

const WrapperTypeInfo& TypeOf(const ScriptWrappable& object) {
  return *static_cast<const WrapperTypeInfo*>(
      object.interface_info().binding.load(std::memory_order_acquire));
}

}  // namespace

void Call::ThrowIllegalInvocation() const {
  bindings::ThrowTypeError(isolate(), "Illegal invocation");
}

bool Call::IsConstructor() const {
  if (info_.IsConstructCall()) return true;
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
  for (const WrapperTypeInfo* type = &TypeOf(object); type;
       type = type->parent) {
    data().SlotsOf(*type).FillHeld(context(), wrapper);
    // An error object has a `stack`, however it came to be.
    if (type->inherits_from_error) realm().CaptureStack(wrapper);
  }
}

void Call::InvalidateSlots(const WrapperTypeInfo& type) const {
  v8::Local<v8::Object> wrapper = v8_compat::Receiver(info_);
  for (const WrapperTypeInfo* t = &type; t; t = t->parent) {
    data().SlotsOf(*t).Invalidate(context(), wrapper);
    data().SlotsOf(*t).FillHeld(context(), wrapper);
  }
}

}  // namespace mortise::bindings
