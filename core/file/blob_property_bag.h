#ifndef MORTISE_CORE_FILE_BLOB_PROPERTY_BAG_H_
#define MORTISE_CORE_FILE_BLOB_PROPERTY_BAG_H_

#include <cstdint>

#include "core/base/dom_string.h"

namespace mortise {

// The EndingType enumeration (File API section 3.1), in its order.
enum class EndingType : uint8_t { kTransparent, kNative };

// The BlobPropertyBag dictionary (File API section 3.1).
struct BlobPropertyBag {
  DomString type;
  EndingType endings = EndingType::kTransparent;
};

}  // namespace mortise

#endif  // MORTISE_CORE_FILE_BLOB_PROPERTY_BAG_H_
