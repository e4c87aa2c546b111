#ifndef MORTISE_BINDINGS_RUNTIME_OBSERVABLE_ARRAY_H_
#define MORTISE_BINDINGS_RUNTIME_OBSERVABLE_ARRAY_H_

#include <v8.h>

#include <cstddef>
#include <memory>
#include <utility>

#include "bindings/runtime/call.h"
#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/script_owned.h"
#include "bindings/runtime/traits_compound.h"
#include "core/dom/observable_array.h"

namespace mortise::bindings {

namespace internal {

// What stands behind an observable array exotic object (WebIDL section 3.10),
// whatever the type of its items: the C++ list, and the JavaScript values of
// its items, which live as long as the object does.
//
// The wrapper of the object that has the attribute keeps the exotic object
// alive, and the exotic object the wrapper.
class ObservableArrayHandler : public ScriptOwned {
 public:
  ObservableArrayHandler(const Call& call, ScriptWrappable& owner);

  // Makes the exotic object of `handler`.
  static v8::MaybeLocal<v8::Object> MakeObject(
      const Call& call, std::unique_ptr<ObservableArrayHandler> handler);
  // Empty once it has been collected.
  v8::Local<v8::Object> object() const { return object_.Get(isolate_); }
  // For the messages of failed conversions.
  const MemberContext& member() const { return member_; }

  virtual size_t size() const = 0;
  // "Set the indexed value" to what a script has; `index` is at most size().
  // False: an exception is pending.
  virtual bool Set(const Conversion& conversion, size_t index,
                   v8::Local<v8::Value> value) = 0;
  // Deletes the last item.  False: an exception is pending.
  virtual bool DeleteLast(const Conversion& conversion) = 0;

 protected:
  virtual v8::MaybeLocal<v8::Value> ItemToV8(const Conversion& conversion,
                                             size_t index) const = 0;

  // Bring the JavaScript values to the list's state.
  void MirrorItem(size_t index);
  void MirrorSize();
  void MirrorAll();

 private:
  template <typename Steps>
  void InRealm(Steps steps);

  v8::Isolate* const isolate_;
  const MemberContext member_;
  const RefPtr<ScriptWrappable> owner_;
  v8::Global<v8::Context> context_;  // weak, as are
  v8::Global<v8::Object> object_;
  v8::Global<v8::Object> handler_;
};

template <typename Idl>
class ObservableArrayBinding final
    : public ObservableArrayHandler,
      public ObservableArray<CppType<Idl>>::Mirror {
 public:
  using Array = ObservableArray<CppType<Idl>>;

  ObservableArrayBinding(const Call& call, ScriptWrappable& owner, Array& array)
      : ObservableArrayHandler(call, owner), array_(array) {}
  // A later exotic object may have taken this one's place.
  ~ObservableArrayBinding() override {
    if (array_.mirror() == this) array_.set_mirror(nullptr);
  }

  // ObservableArrayHandler:
  size_t size() const override { return array_.size(); }
  bool Set(const Conversion& conversion, size_t index,
           v8::Local<v8::Value> script) override {
    CppType<Idl> value{};
    return IdlTraits<Idl>::ToCpp(conversion, script, value) &&
           Perform(conversion,
                   [&] { return array_.SetByScript(index, std::move(value)); });
  }
  bool DeleteLast(const Conversion& conversion) override {
    return Perform(conversion, [&] { return array_.DeleteLastByScript(); });
  }

  // ObservableArray::Mirror:
  void DidSet(size_t index) override { MirrorItem(index); }
  void DidTruncate() override { MirrorSize(); }
  void DidAssign() override { MirrorAll(); }

 private:
  v8::MaybeLocal<v8::Value> ItemToV8(const Conversion& conversion,
                                     size_t index) const override {
    return IdlTraits<Idl>::ToV8(conversion, array_.items()[index]);
  }

  Array& array_;
};

// The exotic object of the attribute, made when it is first asked for.
template <typename Idl>
v8::MaybeLocal<v8::Object> ObservableArrayObject(
    const Call& call, ScriptWrappable& owner,
    ObservableArray<CppType<Idl>>& array) {
  using Binding = ObservableArrayBinding<Idl>;
  if (array.mirror()) {
    v8::Local<v8::Object> object =
        static_cast<Binding*>(array.mirror())->object();
    if (!object.IsEmpty()) return object;
  }
  auto binding = std::make_unique<Binding>(call, owner, array);
  array.set_mirror(binding.get());
  return ObservableArrayHandler::MakeObject(call, std::move(binding));
}

}  // namespace internal

// The getter's and the setter's steps for an attribute of type
// ObservableArray<Idl> of `owner` (section 3.7.6).
template <typename Idl>
void ReturnObservableArray(const Call& call, ScriptWrappable& owner,
                           ObservableArray<CppType<Idl>>& array) {
  v8::Local<v8::Object> object;
  if (internal::ObservableArrayObject<Idl>(call, owner, array)
          .ToLocal(&object)) {
    call.info().GetReturnValue().Set(object);
  }
}

template <typename Idl>
void AssignObservableArray(const Call& call, ScriptWrappable& owner,
                           ObservableArray<CppType<Idl>>& array) {
  CppType<IdlSequence<Idl>> values;
  if (!IdlTraits<IdlSequence<Idl>>::ToCpp(call, call[0], values) ||
      internal::ObservableArrayObject<Idl>(call, owner, array).IsEmpty()) {
    return;
  }
  while (array.size() > 0) {
    if (!Perform(call, [&] { return array.DeleteLastByScript(); })) return;
  }
  for (size_t i = 0; i < values.size(); ++i) {
    CppType<Idl> value = std::move(values[i]);
    if (!Perform(call, [&] {
          return array.SetByScript(array.size(), std::move(value));
        })) {
      return;
    }
  }
}

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_OBSERVABLE_ARRAY_H_
