#ifndef MORTISE_BINDINGS_RUNTIME_STRING_CACHE_H_
#define MORTISE_BINDINGS_RUNTIME_STRING_CACHE_H_

#include <v8.h>

#include <array>
#include <cstddef>

#include "core/base/atom_string.h"
#include "core/base/dom_string.h"

namespace mortise::bindings {

// Short strings that recur (event types above all), in both directions.
// Direct-mapped: a newcomer takes its place from the one before.
class StringCache {
 public:
  explicit StringCache(v8::Isolate* isolate) : isolate_(isolate) {}

  // The string's text; for short ones an atom, found again at once when the
  // same string object comes back.
  DomString ToDomString(v8::Local<v8::String> string);

  v8::Local<v8::String> ToV8(const DomString& string);

 private:
  static constexpr size_t kEntries = 256;
  static constexpr int kLongest = 32;  // code units

  struct Entry {
    v8::Global<v8::String> script;
    DomString text;
  };

  v8::Isolate* const isolate_;
  std::array<Entry, kEntries> from_script_;
  std::array<Entry, kEntries> to_script_;
};

// Without the cache.
DomString ReadDomString(v8::Isolate* isolate, v8::Local<v8::String> string);
v8::Local<v8::String> MakeString(v8::Isolate* isolate, const DomString& string);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_STRING_CACHE_H_
