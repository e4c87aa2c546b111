#include "core/dom/dom_exception.h"

#include <gtest/gtest.h>

namespace mortise {
namespace {

TEST(DOMException, Create_AnyName_CodeFromTheTable) {
  struct Row {
    const char* name;
    uint16_t code;
  };
  const Row rows[] = {
      {"IndexSizeError", 1},
      {"HierarchyRequestError", 3},
      {"WrongDocumentError", 4},
      {"InvalidCharacterError", 5},
      {"NotFoundError", 8},
      {"InvalidStateError", 11},
      {"SyntaxError", 12},
      {"InvalidAccessError", 15},
      {"AbortError", 20},
      {"URLMismatchError", 21},
      {"QuotaExceededError", 22},
      {"TimeoutError", 23},
      {"InvalidNodeTypeError", 24},
      {"DataCloneError", 25},
      {"EncodingError", 0},
      {"NotAllowedError", 0},
      {"OptOutError", 0},
      {"Error", 0},
      {"", 0},
      {"syntaxerror", 0},
      {"ABORT_ERR", 0},
  };
  for (const Row& row : rows) {
    const RefPtr<DOMException> exception = DOMException::Create(
        DomString::FromUtf8("m"), DomString::FromUtf8(row.name));
    EXPECT_EQ(exception->code(), row.code) << row.name;
    EXPECT_TRUE(exception->name() == row.name);
    EXPECT_TRUE(exception->message() == "m");
  }
}

TEST(DOMException, Create_NameBeyondLatin1_HasNoCode) {
  EXPECT_EQ(DOMException::Create(DomString(), DomString::FromUtf16(u"\u4E2D"))
                ->code(),
            0);
}

}  // namespace
}  // namespace mortise
