#ifndef MORTISE_BINDINGS_RUNTIME_LEGACY_PLATFORM_OBJECT_H_
#define MORTISE_BINDINGS_RUNTIME_LEGACY_PLATFORM_OBJECT_H_

#include <v8.h>

#include <cstdint>
#include <vector>

#include "bindings/runtime/conversion.h"
#include "core/base/dom_string.h"
#include "core/base/script_wrappable.h"

namespace mortise::bindings {

struct WrapperTypeInfo;

// The indexed and named properties of an interface, from which the runtime
// makes V8's property handlers (WebIDL section 3.9).  Functions that return
// bool return false when they left an exception pending.
struct LegacyPlatformObject {
  // The supported property indices are those below the count.  All of this is
  // null for interfaces without an indexed property getter.
  uint32_t (*index_count)(ScriptWrappable& object) = nullptr;
  v8::MaybeLocal<v8::Value> (*get_indexed)(const Conversion& conversion,
                                           ScriptWrappable& object,
                                           uint32_t index) = nullptr;
  bool (*set_indexed)(const Conversion& conversion, ScriptWrappable& object,
                      uint32_t index, v8::Local<v8::Value> value) = nullptr;

  // The supported property names; null without a named property getter.
  bool (*supports_name)(ScriptWrappable& object,
                        const DomString& name) = nullptr;
  std::vector<DomString> (*names)(ScriptWrappable& object) = nullptr;
  v8::MaybeLocal<v8::Value> (*get_named)(const Conversion& conversion,
                                         ScriptWrappable& object,
                                         const DomString& name) = nullptr;
  bool (*set_named)(const Conversion& conversion, ScriptWrappable& object,
                    const DomString& name,
                    v8::Local<v8::Value> value) = nullptr;
  v8::Maybe<bool> (*delete_named)(const Conversion& conversion,
                                  ScriptWrappable& object,
                                  const DomString& name) = nullptr;
  // [LegacyOverrideBuiltIns]
  bool overrides_built_ins = false;
  // Not [LegacyUnenumerableNamedProperties].
  bool names_are_enumerable = true;
};

// Gives the template's instances the handlers of `type`, if it has any.
void InstallPropertyHandlers(v8::Isolate* isolate, const WrapperTypeInfo& type,
                             v8::Local<v8::ObjectTemplate> instance);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_LEGACY_PLATFORM_OBJECT_H_
