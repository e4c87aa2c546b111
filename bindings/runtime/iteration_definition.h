#ifndef MORTISE_BINDINGS_RUNTIME_ITERATION_DEFINITION_H_
#define MORTISE_BINDINGS_RUNTIME_ITERATION_DEFINITION_H_

#include <v8.h>

#include <cstddef>
#include <cstdint>
#include <utility>

#include "bindings/runtime/collection.h"
#include "bindings/runtime/conversion.h"
#include "bindings/runtime/idl_traits.h"
#include "core/base/script_wrappable.h"

namespace mortise::bindings {

// One value pair to iterate over, as JavaScript values.
struct IterationPair {
  v8::Local<v8::Value> key;
  v8::Local<v8::Value> value;
  bool is_end = false;
};

enum class IterationKind : uint8_t {
  kIndexedGetter,  // @@iterator alone
  kValueIterator,
  kPairIterator,
  kCollection,
  kAsyncIterator,
};

struct AsyncIterationDefinition;

// What makes an interface iterable (WebIDL section 3.7.9).
struct IterationDefinition {
  IterationKind kind;
  // Of pair iterators: the pair at a position.  False: an exception is
  // pending.
  bool (*pair_at)(const Conversion& conversion, ScriptWrappable& object,
                  size_t index, IterationPair& out) = nullptr;
  // Of maplikes and setlikes.
  const CollectionDefinition* collection = nullptr;
  CollectionWrites writes = {};
  // Of asynchronous iterators.
  const AsyncIterationDefinition* async = nullptr;
};

// `pair` is a std::optional of a std::pair, empty at the end.
template <typename Key, typename Value, typename Pair>
bool ReadPair(const Conversion& conversion, Pair pair, IterationPair& out) {
  if (!pair) {
    out.is_end = true;
    return true;
  }
  return IdlTraits<Key>::ToV8(conversion, std::move(pair->first))
             .ToLocal(&out.key) &&
         IdlTraits<Value>::ToV8(conversion, std::move(pair->second))
             .ToLocal(&out.value);
}

class IsolateData;
struct WrapperTypeInfo;

// Puts the iteration methods on the prototype (or, of [Global] interfaces, the
// object) that `target` is the template of.
void InstallIteration(IsolateData& data, const WrapperTypeInfo& type,
                      v8::Local<v8::Signature> signature,
                      v8::Local<v8::ObjectTemplate> target);

// Puts right, in a realm, what templates cannot say of the interface's
// iterator prototype object.
void PrepareIterators(v8::Local<v8::Context> context, IsolateData& data,
                      const WrapperTypeInfo& type);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_ITERATION_DEFINITION_H_
