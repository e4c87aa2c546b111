#ifndef MORTISE_CORE_DOM_DOM_EXCEPTION_NAME_H_
#define MORTISE_CORE_DOM_DOM_EXCEPTION_NAME_H_

#include <cstdint>
#include <string_view>

namespace mortise {

// The error names table of WebIDL section 2.8.1, in its order, deprecated ones
// included.
enum class DOMExceptionName : uint8_t {
  kIndexSizeError,
  kHierarchyRequestError,
  kWrongDocumentError,
  kInvalidCharacterError,
  kNoModificationAllowedError,
  kNotFoundError,
  kNotSupportedError,
  kInUseAttributeError,
  kInvalidStateError,
  kSyntaxError,
  kInvalidModificationError,
  kNamespaceError,
  kInvalidAccessError,
  kTypeMismatchError,
  kSecurityError,
  kNetworkError,
  kAbortError,
  kURLMismatchError,
  kQuotaExceededError,
  kTimeoutError,
  kInvalidNodeTypeError,
  kDataCloneError,
  kEncodingError,
  kNotReadableError,
  kUnknownError,
  kConstraintError,
  kDataError,
  kTransactionInactiveError,
  kReadOnlyError,
  kVersionError,
  kOperationError,
  kNotAllowedError,
  kOptOutError,
};

// "IndexSizeError" and so on.
std::string_view ToString(DOMExceptionName name);

// The legacy code of the table's third column, 1 to 25; 0 for a name that has
// none or that the table does not know.
uint16_t LegacyCodeOf(std::string_view name);

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_DOM_EXCEPTION_NAME_H_
