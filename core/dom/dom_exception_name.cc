#include "core/dom/dom_exception_name.h"

#include <cstddef>
#include <iterator>

namespace mortise {
namespace {

struct NameAndCode {
  std::string_view name;
  uint16_t code;
};

constexpr NameAndCode kNames[] = {
    {"IndexSizeError", 1},
    {"HierarchyRequestError", 3},
    {"WrongDocumentError", 4},
    {"InvalidCharacterError", 5},
    {"NoModificationAllowedError", 7},
    {"NotFoundError", 8},
    {"NotSupportedError", 9},
    {"InUseAttributeError", 10},
    {"InvalidStateError", 11},
    {"SyntaxError", 12},
    {"InvalidModificationError", 13},
    {"NamespaceError", 14},
    {"InvalidAccessError", 15},
    {"TypeMismatchError", 17},
    {"SecurityError", 18},
    {"NetworkError", 19},
    {"AbortError", 20},
    {"URLMismatchError", 21},
    {"QuotaExceededError", 22},
    {"TimeoutError", 23},
    {"InvalidNodeTypeError", 24},
    {"DataCloneError", 25},
    {"EncodingError", 0},
    {"NotReadableError", 0},
    {"UnknownError", 0},
    {"ConstraintError", 0},
    {"DataError", 0},
    {"TransactionInactiveError", 0},
    {"ReadOnlyError", 0},
    {"VersionError", 0},
    {"OperationError", 0},
    {"NotAllowedError", 0},
    {"OptOutError", 0},
};
static_assert(std::size(kNames) ==
              static_cast<size_t>(DOMExceptionName::kOptOutError) + 1);

}  // namespace

std::string_view ToString(DOMExceptionName name) {
  return kNames[static_cast<size_t>(name)].name;
}

uint16_t LegacyCodeOf(std::string_view name) {
  for (const NameAndCode& entry : kNames) {
    if (entry.name == name) return entry.code;
  }
  return 0;
}

}  // namespace mortise
