#ifndef MORTISE_BINDINGS_RUNTIME_CONVERSION_H_
#define MORTISE_BINDINGS_RUNTIME_CONVERSION_H_

#include <v8.h>

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "bindings/runtime/isolate_data.h"
#include "core/dom/exception_or.h"

namespace mortise::bindings {

class Realm;

enum class MemberKind : uint8_t {
  kConstructor,
  kOperation,
  kGetter,
  kSetter,
  kCallback,
};

// Which member of which interface runs: the beginning of every message.
struct MemberContext {
  const char* interface_name;
  const char* member;
  MemberKind kind;
};

// A run of a call's arguments.
class ScriptReadMembers {
 public:
  ScriptReadMembers() = default;
  ScriptReadMembers(const v8::FunctionCallbackInfo<v8::Value>& info, int first,
                    size_t size)
      : info_(&info), first_(first), size_(size) {}

  size_t size() const { return size_; }
  v8::Local<v8::Value> operator[](size_t i) const {
    return (*info_)[first_ + static_cast<int>(i)];
  }

 private:
  const v8::FunctionCallbackInfo<v8::Value>* info_ = nullptr;
  int first_ = 0;
  size_t size_ = 0;
};

// What is being converted, for messages: an argument counted from 0, or a
// dictionary's member, or neither.
struct ConversionSubject {
  int argument = -1;
  const char* dictionary = nullptr;
  const char* name = nullptr;
};

// Where a conversion between JavaScript and IDL values happens, and how it
// fails.  Conversions return false, or an empty handle, exactly when they left
// an exception pending.
class Conversion {
 public:
  Conversion(v8::Isolate* isolate, v8::Local<v8::Context> context,
             const MemberContext& member)
      : isolate_(isolate), context_(context), member_(member) {}

  v8::Isolate* isolate() const { return isolate_; }
  v8::Local<v8::Context> context() const { return context_; }
  IsolateData& data() const { return IsolateData::From(isolate_); }
  // The realm of context().
  Realm& realm() const;
  const MemberContext& member() const { return member_; }

  // Whether the result goes to a slot, which keeps it alive from then on.
  bool into_slot() const { return into_slot_; }
  void set_into_slot() { into_slot_ = true; }

  // What a script constructor has read of the dictionary that is its second
  // argument; empty in other calls.
  const ScriptReadMembers& script_read_members() const {
    return script_read_members_;
  }

  // "Failed to execute 'close' on 'WebSocket': parameter 1 " + `message`,
  // where the subject is what InSubject() named last.
  void ThrowTypeError(absl::string_view message) const;
  // The same without a subject.
  void ThrowBareTypeError(absl::string_view message) const;
  // No overload of the operation takes the arguments.
  void ThrowNoOverload() const;
  // Throws what core returned.
  void Throw(const Exception& exception) const;

  // The iterator method, asynchronous or not, that overload resolution has read
  // of `iterable`; the conversion that follows must not read it again.
  void RememberIteratorMethod(v8::Local<v8::Value> iterable,
                              v8::Local<v8::Function> method,
                              bool is_async) const {
    iterable_ = iterable;
    iterator_method_ = method;
    is_async_method_ = is_async;
  }
  // True once, if it has been read of `value`.
  bool TakeIteratorMethod(v8::Local<v8::Value> value,
                          v8::Local<v8::Function>& method,
                          bool& is_async) const {
    if (iterable_.IsEmpty() || iterable_ != value) return false;
    method = iterator_method_;
    is_async = is_async_method_;
    iterable_.Clear();
    return true;
  }

  // Names what is being converted until the end of a scope.
  class InSubject {
   public:
    InSubject(const Conversion& conversion, int argument)
        : conversion_(conversion), outer_(conversion.subject_) {
      conversion.subject_ = {argument, nullptr, nullptr};
    }
    InSubject(const Conversion& conversion, const char* dictionary,
              const char* name)
        : conversion_(conversion), outer_(conversion.subject_) {
      conversion.subject_ = {-1, dictionary, name};
    }
    InSubject(const InSubject&) = delete;
    InSubject& operator=(const InSubject&) = delete;
    ~InSubject() { conversion_.subject_ = outer_; }

   private:
    friend class Conversion;
    const Conversion& conversion_;
    const ConversionSubject outer_;
  };

 protected:
  mutable ScriptReadMembers script_read_members_;

 private:
  friend class InSubject;

  std::string Prefix() const;
  std::string SubjectText() const;

  v8::Isolate* const isolate_;
  const v8::Local<v8::Context> context_;
  const MemberContext& member_;
  mutable ConversionSubject subject_;
  mutable v8::Local<v8::Value> iterable_;
  mutable v8::Local<v8::Function> iterator_method_;
  mutable bool is_async_method_ = false;
  bool into_slot_ = false;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_CONVERSION_H_
