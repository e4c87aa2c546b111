#ifndef MORTISE_BINDINGS_COMPILER_DIAGNOSTICS_H_
#define MORTISE_BINDINGS_COMPILER_DIAGNOSTICS_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "bindings/compiler/rules.h"
#include "bindings/compiler/source_file.h"

namespace mortise::idl {

// One thing to say about the input, with the places that explain it.
struct Diagnostic {
  enum class Severity : uint8_t { kError, kWarning };

  struct Note {
    SourceRange range;
    std::string message;
  };

  Severity severity = Severity::kError;
  Rule rule = Rule::kSyntax;
  // No file: the diagnostic is about the whole input.
  SourceRange range;
  std::string message;
  std::vector<Note> notes;

  // Adds "note: `message`" at `range` and returns this, for chaining.
  Diagnostic& AddNote(SourceRange at, std::string text);
};

// Collects what the stages of the compiler report, and prints it in the order
// of the files.
class Diagnostics {
 public:
  Diagnostics() = default;
  Diagnostics(const Diagnostics&) = delete;
  Diagnostics& operator=(const Diagnostics&) = delete;

  // Reports an error (a warning, if the rule is allowed). The reference is good
  // until the next call. The same message at the same place counts once: the
  // members of a mixin are looked at for each interface that includes it.
  Diagnostic& Report(Rule rule, SourceRange range, std::string message);

  // Breaches of `rule` are warnings from now on.
  void Allow(Rule rule) { allowed_.set(static_cast<size_t>(rule)); }

  size_t error_count() const { return error_count_; }
  bool has_errors() const { return error_count_ != 0; }
  // Whether more diagnostics are only counted: nobody would read them.
  bool is_full() const;
  const std::vector<Diagnostic>& all() const { return all_; }

  // The diagnostics as a person reads them on a terminal, sorted by place; at
  // most `limit` of them, then a line that counts the rest.
  std::string Format(size_t limit) const;

 private:
  std::vector<Diagnostic> all_;
  std::bitset<static_cast<size_t>(Rule::kCount)> allowed_;
  // Hashes of rule, place and message.
  absl::flat_hash_set<size_t> reported_;
  // Takes the notes of a diagnostic that is not kept.
  Diagnostic discarded_;
  size_t error_count_ = 0;
};

// The printed form of one diagnostic: "path:line:column: error: message
// [rule]", the source line and a caret under the place, then the notes
// likewise.
std::string FormatDiagnostic(const Diagnostic& diagnostic);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_DIAGNOSTICS_H_
