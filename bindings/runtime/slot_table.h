#ifndef MORTISE_BINDINGS_RUNTIME_SLOT_TABLE_H_
#define MORTISE_BINDINGS_RUNTIME_SLOT_TABLE_H_

#include <v8.h>

#include <vector>

#include "absl/strings/string_view.h"
#include "bindings/runtime/wrapper_type_info.h"

namespace mortise::bindings {

// The name of the bindings' own scripts in messages and stacks.  What a user
// wants to see of an exception thrown there is the frame that called it.
inline constexpr char kBindingsScriptName[] = "mortise:bindings";

// The private slots of one interface in one isolate.
//
// The value of a [StoreInSlot] attribute lives in a property of the wrapper
// whose key is a private symbol, and its getter is a JavaScript function that
// closes over that symbol:
//
//   get code() { const v = this[slot]; return v !== undefined ? v : c(this); }
//
// V8's optimising compiler inlines such a getter to a map check and a field
// load, which no C++ callback can be.  A private symbol shows in no
// reflection, passes no proxy trap and is not looked up on prototypes; so
// anything but a wrapper that has the property ends in C++, which checks the
// receiver and throws the TypeError, or fills the slots.
//
// A slot that is not computed is a missing property, not one with a special
// value: where the property exists its field has one type, and the comparison
// with undefined costs nothing.  All missing slots are filled together, in one
// order, so that wrappers of an interface have few shapes.
class SlotTable {
 public:
  SlotTable(v8::Isolate* isolate, const WrapperTypeInfo& type);

  bool empty() const { return slots_.empty(); }

  // The getter that computes the value each time, for the prototype's
  // template; Install() puts the JavaScript one in its place.
  v8::Local<v8::FunctionTemplate> MakeGetterTemplate(
      const AttributeDefinition& attribute,
      v8::Local<v8::Signature> signature) const;

  // Replaces the getters on a realm's prototype object.
  void Install(v8::Local<v8::Context> context, v8::Local<v8::Object> prototype);

  // Computes the values of the object behind `wrapper` and stores them: those
  // of missing slots, or of all.  An undefined value leaves its slot missing.
  // False: an exception is pending.
  enum class Which { kMissing, kMissingAny, kAll };
  bool Fill(v8::Local<v8::Context> context, v8::Local<v8::Object> wrapper,
            Which which) const;

  // The symbol of the attribute's slot; null if there is none.
  const v8::Global<v8::Private>* KeyOf(absl::string_view attribute) const;

  // Whether a slot is of kind kAny.
  bool holds_any() const { return holds_any_; }

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
  static void Compute(const v8::FunctionCallbackInfo<v8::Value>& info,
                      const Slot& slot, v8::Local<v8::Object> wrapper);

  const Slot* Find(const AttributeDefinition& attribute) const;
  v8::MaybeLocal<v8::UnboundScript> CompileGetters() const;

  v8::Isolate* const isolate_;
  const WrapperTypeInfo& type_;
  std::vector<Slot> slots_;  // never grows after construction
  bool holds_any_ = false;
  v8::Global<v8::UnboundScript> getters_;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_SLOT_TABLE_H_
