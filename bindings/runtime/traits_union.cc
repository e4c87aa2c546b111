#include "bindings/runtime/traits_union.h"

namespace mortise::bindings::internal {

void ThrowNoUnionMember(const Conversion& conversion) {
  conversion.ThrowTypeError("is of none of the union's types.");
}

}  // namespace mortise::bindings::internal
