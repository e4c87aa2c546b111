#ifndef MORTISE_BINDINGS_RUNTIME_SLOT_TABLE_H_
#define MORTISE_BINDINGS_RUNTIME_SLOT_TABLE_H_

#include <v8.h>

#include <vector>

#include "bindings/runtime/wrapper_type_info.h"

namespace mortise::bindings {

// The private slots of one interface in one isolate.
//
// The value of a [StoreInSlot] attribute lives in a property of the wrapper
// whose key is a private symbol, and its getter is a JavaScript function that
// closes over that symbol:
//
//   get code() { const v = this[slot]; return v >= 0 ? v : compute(this); }
//
// V8's optimising compiler inlines such a getter to a map check and a field
// load, which no C++ callback can be.  A private symbol shows in no
// reflection, passes no proxy trap and is not looked up on prototypes; so
// anything but a wrapper whose slot is filled ends in compute(), in C++, which
// checks the receiver, throws the TypeError or fills the slot.
class SlotTable {
 public:
  SlotTable(v8::Isolate* isolate, const WrapperTypeInfo& type);

  bool empty() const { return slots_.empty(); }

  // Gives each new instance its slots, with nothing computed.
  void AddTo(v8::Local<v8::ObjectTemplate> instance) const;

  // The getter that computes the value each time, for the prototype's
  // template; Install() puts the JavaScript one in its place.
  v8::Local<v8::FunctionTemplate> MakeGetterTemplate(
      const AttributeDefinition& attribute,
      v8::Local<v8::Signature> signature) const;

  // Replaces the getters on a realm's prototype object.
  void Install(v8::Local<v8::Context> context, v8::Local<v8::Object> prototype);

  // Marks all slots of `wrapper` as not computed.
  void Invalidate(v8::Local<v8::Context> context,
                  v8::Local<v8::Object> wrapper) const;

  // Fills the slots of kind kAny.
  void FillHeld(v8::Local<v8::Context> context,
                v8::Local<v8::Object> wrapper) const;

 private:
  struct Slot {
    const WrapperTypeInfo* type;
    const AttributeDefinition* attribute;
    v8::Global<v8::Private> key;
  };

  static void ComputeForReceiver(
      const v8::FunctionCallbackInfo<v8::Value>& info);
  static void ComputeForArgument(
      const v8::FunctionCallbackInfo<v8::Value>& info);
  static v8::MaybeLocal<v8::Value> Compute(v8::Local<v8::Context> context,
                                           const Slot& slot,
                                           v8::Local<v8::Object> wrapper);

  const Slot* Find(const AttributeDefinition& attribute) const;
  v8::Local<v8::Value> NotComputed(const Slot& slot) const;
  v8::MaybeLocal<v8::UnboundScript> CompileGetters() const;

  v8::Isolate* const isolate_;
  const WrapperTypeInfo& type_;
  std::vector<Slot> slots_;  // never grows after construction
  v8::Global<v8::UnboundScript> getters_;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_SLOT_TABLE_H_
