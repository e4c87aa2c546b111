#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_COMPOUND_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_COMPOUND_H_

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/iteration.h"
#include "core/dom/frozen_array.h"

namespace mortise::bindings {

// T? (WebIDL section 3.2.20) for types without a null of their own.
template <typename Inner>
struct IdlTraits<IdlNullable<Inner>> {
  using Cpp = std::optional<CppType<Inner>>;

  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    if (value->IsNullOrUndefined()) {
      out.reset();
      return true;
    }
    return IdlTraits<Inner>::ToCpp(conversion, value, out.emplace());
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const Cpp& value) {
    if (!value) return v8::Null(conversion.isolate());
    return IdlTraits<Inner>::ToV8(conversion, *value);
  }
};

// Callback functions and interfaces are pointers, with a null of their own.
template <typename T>
struct IdlTraits<IdlNullable<IdlCallbackInterface<T>>> {
  using Cpp = RefPtr<T>;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    if (value->IsNullOrUndefined()) {
      out = nullptr;
      return true;
    }
    return IdlTraits<IdlCallbackInterface<T>>::ToCpp(conversion, value, out);
  }
};

// Sequences (section 3.2.21).
template <typename Element>
struct IdlTraits<IdlSequence<Element>> {
  using Cpp = std::vector<CppType<Element>>;

  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    v8::Local<v8::Function> method;
    if (!FindIteratorMethod(conversion, value, method)) return false;
    if (method.IsEmpty()) {
      conversion.ThrowTypeError("is not iterable.");
      return false;
    }
    return FromIterable(conversion, value.As<v8::Object>(), method, out);
  }
  // Creating a sequence from an iterable (section 3.2.21.1).
  static bool FromIterable(const Conversion& conversion,
                           v8::Local<v8::Object> iterable,
                           v8::Local<v8::Function> method, Cpp& out) {
    out.clear();
    Iteration iteration(conversion, iterable, method);
    v8::Local<v8::Value> value;
    while (iteration.Next(value)) {
      // A std::vector<bool> has no references to its elements.
      CppType<Element> element{};
      if (!IdlTraits<Element>::ToCpp(conversion, value, element)) return false;
      out.push_back(std::move(element));
    }
    return !iteration.failed();
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const Cpp& value) {
    v8::Local<v8::Array> array =
        v8::Array::New(conversion.isolate(), static_cast<int>(value.size()));
    for (size_t i = 0; i < value.size(); ++i) {
      v8::Local<v8::Value> element;
      if (!IdlTraits<Element>::ToV8(conversion, value[i]).ToLocal(&element) ||
          array
              ->CreateDataProperty(conversion.context(),
                                   static_cast<uint32_t>(i), element)
              .IsNothing()) {
        return {};
      }
    }
    return array;
  }
};

namespace internal {

// The array of a FrozenArray, for as long as a script or a wrapper has it.
template <typename Base>
struct FrozenArrayMirror final : Base {
  FrozenArrayMirror(v8::Isolate* isolate, v8::Local<v8::Value> value)
      : array(isolate, value) {
    array.SetWeak();
  }
  v8::Global<v8::Value> array;
};

}  // namespace internal

// Frozen arrays (section 3.2.27).  A FrozenArray is one array to scripts, which
// the getter's call ties to the wrapper; a std::vector is converted anew each
// time, for attributes in slots.
template <typename Element>
struct IdlTraits<IdlFrozenArray<Element>> {
  using Items = std::vector<CppType<Element>>;
  using Cpp = FrozenArray<CppType<Element>>;

  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    Items items;
    if (!IdlTraits<IdlSequence<Element>>::ToCpp(conversion, value, items)) {
      return false;
    }
    out = Cpp(std::move(items));
    return true;
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const Items& items) {
    v8::Local<v8::Value> array;
    if (!IdlTraits<IdlSequence<Element>>::ToV8(conversion, items)
             .ToLocal(&array) ||
        array.As<v8::Object>()
            ->SetIntegrityLevel(conversion.context(),
                                v8::IntegrityLevel::kFrozen)
            .IsNothing()) {
      return {};
    }
    return array;
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const Cpp& array) {
    v8::Isolate* isolate = conversion.isolate();
    if (const auto* mirror = static_cast<Mirror*>(array.mirror())) {
      v8::Local<v8::Value> kept = mirror->array.Get(isolate);
      if (!kept.IsEmpty()) return kept;
    }
    v8::Local<v8::Value> made;
    if (!ToV8(conversion, array.items()).ToLocal(&made)) return {};
    array.set_mirror(std::make_unique<Mirror>(isolate, made));
    return made;
  }

 private:
  using Mirror = internal::FrozenArrayMirror<typename Cpp::Mirror>;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_COMPOUND_H_
