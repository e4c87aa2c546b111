#ifndef MORTISE_TESTS_BINDINGS_COMPILER_EMIT_TEXT_H_
#define MORTISE_TESTS_BINDINGS_COMPILER_EMIT_TEXT_H_

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "bindings/compiler/emitter.h"
#include "tests/bindings/compiler/compile_text.h"

namespace mortise::idl {

// What `emitter` makes of `text`, which must be without errors. What it cannot
// emit goes to `errors`, if that is not null.
inline std::vector<OutputFile> EmitText(const Emitter& emitter,
                                        std::string_view text,
                                        std::string* errors = nullptr) {
  LinkedText linked(text);
  EXPECT_TRUE(linked.ok()) << linked.errors();
  std::vector<OutputFile> files;
  Diagnostics diagnostics;
  if (linked.ok()) {
    emitter.Emit(*linked, &diagnostics, &files);
  }
  if (errors != nullptr) {
    *errors = diagnostics.Format(9);
  }
  return files;
}

}  // namespace mortise::idl

#endif  // MORTISE_TESTS_BINDINGS_COMPILER_EMIT_TEXT_H_
