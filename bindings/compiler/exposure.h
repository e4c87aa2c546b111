#ifndef MORTISE_BINDINGS_COMPILER_EXPOSURE_H_
#define MORTISE_BINDINGS_COMPILER_EXPOSURE_H_

#include <cstdint>
#include <string_view>

#include "absl/types/span.h"

namespace mortise::idl {

struct Interface;

// A kind of global object that constructs can be exposed to: a [Global]
// interface. Inputs without any such interface take each name in an [Exposed]
// for a global that the embedder defines; `interface` is then null.
struct Global {
  // The interface's identifier, or the name in [Exposed].
  std::string_view name;
  const Interface* interface = nullptr;
};

// Where a construct is exposed, https://webidl.spec.whatwg.org/#dfn-exposed:
// [Exposed], [SecureContext] and [CrossOriginIsolated] of the construct, and of
// what it is declared on, combined.
struct Exposure {
  // [Exposed=*]: the exposure set is every global.
  bool everywhere = false;
  // Conditionally exposed on...
  bool secure_context = false;
  bool cross_origin_isolated = false;
  // The exposure set by name, unless `everywhere`.
  absl::Span<const Global* const> globals;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_EXPOSURE_H_
