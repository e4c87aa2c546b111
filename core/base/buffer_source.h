#ifndef MORTISE_CORE_BASE_BUFFER_SOURCE_H_
#define MORTISE_CORE_BASE_BUFFER_SOURCE_H_

#include <cstdint>

#include "absl/types/span.h"

namespace mortise {

// A WebIDL BufferSource argument: the bytes of an ArrayBuffer or of the part
// of one that a view shows.  They belong to the caller and may change or go
// as soon as script runs again: copy what is needed later.
struct BufferSource {
  absl::Span<const uint8_t> bytes;
};

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_BUFFER_SOURCE_H_
