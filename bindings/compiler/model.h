#ifndef MORTISE_BINDINGS_COMPILER_MODEL_H_
#define MORTISE_BINDINGS_COMPILER_MODEL_H_

#include <string_view>

#include "absl/types/span.h"
#include "bindings/compiler/definitions.h"
#include "bindings/compiler/exposure.h"
#include "bindings/compiler/members.h"
#include "bindings/compiler/text.h"
#include "bindings/compiler/type.h"

namespace mortise::idl {

// All definitions of the input, linked and checked. Frozen: the linker builds
// it once and hands it out const; everything in it is reached through pointers
// to const. It lives in the Compilation that made it.
class Model {
 public:
  Model() = default;
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  // In dependency order: parents before what inherits from them; otherwise by
  // the order of the files. Imports and built-ins are included: ask
  // Definition::is_primary().
  absl::Span<const Interface* const> interfaces() const { return interfaces_; }
  absl::Span<const Dictionary* const> dictionaries() const {
    return dictionaries_;
  }

  // In the order of the files.
  absl::Span<const Namespace* const> namespaces() const { return namespaces_; }
  absl::Span<const CallbackInterface* const> callback_interfaces() const {
    return callback_interfaces_;
  }
  absl::Span<const CallbackFunction* const> callback_functions() const {
    return callback_functions_;
  }
  absl::Span<const Enumeration* const> enumerations() const {
    return enumerations_;
  }
  absl::Span<const Typedef* const> typedefs() const { return typedefs_; }
  // All of the above, in the order of the files and of each file.
  absl::Span<const Definition* const> definitions() const {
    return definitions_;
  }

  // The files, whatever is in them; the last is the built-in one.
  absl::Span<const SourceFile* const> files() const { return files_; }

  // What constructs can be exposed to, by index.
  absl::Span<const Global* const> globals() const { return globals_; }

  // The definition of that name, or null.
  const Definition* Find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
  }

 private:
  friend class Linker;

  absl::Span<const Interface* const> interfaces_;
  absl::Span<const Dictionary* const> dictionaries_;
  absl::Span<const Namespace* const> namespaces_;
  absl::Span<const CallbackInterface* const> callback_interfaces_;
  absl::Span<const CallbackFunction* const> callback_functions_;
  absl::Span<const Enumeration* const> enumerations_;
  absl::Span<const Typedef* const> typedefs_;
  absl::Span<const Definition* const> definitions_;
  absl::Span<const SourceFile* const> files_;
  absl::Span<const Global* const> globals_;
  NameMap<const Definition*> by_name_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_MODEL_H_
