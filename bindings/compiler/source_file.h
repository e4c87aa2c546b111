#ifndef MORTISE_BINDINGS_COMPILER_SOURCE_FILE_H_
#define MORTISE_BINDINGS_COMPILER_SOURCE_FILE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::idl {

// A place in a source file as a person counts it: both from 1, the column in
// code points.
struct LineColumn {
  uint32_t line = 1;
  uint32_t column = 1;
};

// One input text and its path. Everything the compiler builds refers to this
// text by string_view, so a SourceFile outlives the syntax tree and the model.
class SourceFile {
 public:
  enum class Role {
    kPrimary,  // Named on the command line; output is written for it.
    kImport,   // Only referred to; its output belongs to somebody else.
    kBuiltIn,  // The standard's common definitions, unless an input has them.
  };

  // `index` is the file's place in the order of the command line.
  SourceFile(std::string path, std::string text, Role role, uint32_t index);

  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;

  std::string_view path() const { return path_; }
  std::string_view text() const { return text_; }
  Role role() const { return role_; }
  uint32_t index() const { return index_; }

  // The place of the byte at `offset` (at most the text's size).
  LineColumn Locate(uint32_t offset) const;

  // The text of a line, counted from 1, without its terminator.
  std::string_view Line(uint32_t line) const;

 private:
  const std::vector<uint32_t>& LineStarts() const;

  const std::string path_;
  const std::string text_;
  const Role role_;
  const uint32_t index_;
  // Filled when the first place is asked for: a run without errors needs none.
  mutable std::vector<uint32_t> line_starts_;
  // The last place that was asked for.
  struct Located {
    uint32_t line_start = 0;
    uint32_t offset = 0;
    uint32_t column = 1;
  };
  mutable Located located_;
};

// A run of bytes [begin, end) of one file; `file` is null for "nowhere".
struct SourceRange {
  const SourceFile* file = nullptr;
  uint32_t begin = 0;
  uint32_t end = 0;

  std::string_view text() const {
    return file == nullptr ? std::string_view()
                           : file->text().substr(begin, end - begin);
  }
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_SOURCE_FILE_H_
