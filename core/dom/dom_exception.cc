#include "core/dom/dom_exception.h"

#include <utility>

namespace mortise {

RefPtr<DOMException> DOMException::Create(DomString message, DomString name) {
  const uint16_t code = name.is_8bit() ? LegacyCodeOf(name.view8()) : 0;
  return RefPtr<DOMException>(
      new DOMException(std::move(message), std::move(name), code));
}

RefPtr<DOMException> DOMException::Create(DOMExceptionName name,
                                          DomString message) {
  return Create(std::move(message), DomString::FromLatin1(ToString(name)));
}

DOMException::DOMException(DomString message, DomString name, uint16_t code)
    : name_(std::move(name)), message_(std::move(message)), code_(code) {}

DOMException::~DOMException() = default;

}  // namespace mortise
