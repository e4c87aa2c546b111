#ifndef MORTISE_BINDINGS_RUNTIME_SCRIPT_CONSTRUCTOR_H_
#define MORTISE_BINDINGS_RUNTIME_SCRIPT_CONSTRUCTOR_H_

#include <v8.h>

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "bindings/runtime/wrapper_type_info.h"

namespace mortise::bindings {

class IsolateData;

// The JavaScript half of a constructor of the form
//
//   constructor(DOMString type, optional XInit init = {});
//
// Reading six members of a plain object costs V8's API five times what it
// costs JavaScript, whose inline caches know the object's shape.  So such an
// interface object is a JavaScript function that reads and converts the
// members in the standard's order with JavaScript's own operators, hands them
// to the native constructor one by one, and then fills the slots of the
// attributes that bear the members' names:
//
//   new Native(type, init, true, bubbles, cancelable, composed, ...)
//
// It does so only where that is what the standard says to the letter: with a
// string for a type, an object or nothing for a dictionary, and no subclass.
// Everything else goes to the native constructor as it came.  A member that
// JavaScript's operators cannot convert ends the script's part: the native
// half reads the members behind it itself.
//
// Scripts get the function bound, because a bound function has no source text,
// no `arguments` and no `caller`, as WebIDL's built-in function objects.
class ScriptConstructor {
 public:
  // The native constructor's arguments.
  enum Argument : int {
    kType,
    kInit,
    kFillsSlots,  // whether the script will fill the slots
    kFirstMember,
  };

  ScriptConstructor(IsolateData& data, const WrapperTypeInfo& type);

  // Gives each instance that the native constructor makes the slots that
  // script fills, so that filling them changes no shape.
  void AddPlaceholders(v8::Local<v8::ObjectTemplate> instance) const;

  // Makes the interface object of a realm around its native constructor, whose
  // prototype object and static members it takes over.
  v8::Local<v8::Function> Install(v8::Local<v8::Context> context,
                                  v8::Local<v8::Function> native,
                                  v8::Local<v8::Object> prototype);

 private:
  std::string Source() const;
  const v8::Global<v8::Private>* FindSlot(absl::string_view name) const;

  // A slot that script fills, in the order in which it does.
  struct FilledSlot {
    std::string variable;  // in the script
    v8::Local<v8::Private> key;
    v8::Local<v8::Primitive> placeholder;  // a value of the slot's type
  };
  std::vector<FilledSlot> FilledSlots() const;

  IsolateData& data_;
  const WrapperTypeInfo& type_;
  v8::Global<v8::UnboundScript> script_;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_SCRIPT_CONSTRUCTOR_H_
