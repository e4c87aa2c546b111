#ifndef MORTISE_TESTS_BINDINGS_COMPILER_COMPILE_TEXT_H_
#define MORTISE_TESTS_BINDINGS_COMPILER_COMPILE_TEXT_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bindings/compiler/compilation.h"

namespace mortise::idl {

// A compilation of `text`, as file test.idl, linked.
inline std::unique_ptr<Compilation> CompileText(std::string_view text) {
  auto compilation = std::make_unique<Compilation>();
  compilation->AddSource("test.idl", std::string(text));
  compilation->Link();
  return compilation;
}

// The names of the rules that `text` breaks, in the order of the reports.
inline std::vector<std::string> BrokenRules(std::string_view text) {
  std::vector<std::string> rules;
  const auto compilation = CompileText(text);
  for (const Diagnostic& diagnostic : compilation->diagnostics().all()) {
    rules.emplace_back(InfoOf(diagnostic.rule).name);
  }
  return rules;
}

// What is printed about `text`.
inline std::string Messages(std::string_view text) {
  return CompileText(text)->diagnostics().Format(1000);
}

// A model that must be without errors, and what it lives in.
class LinkedText {
 public:
  explicit LinkedText(std::string_view text) {
    compilation_.AddSource("test.idl", std::string(text));
    model_ = compilation_.Link();
  }
  // The errors, for the message of a failed assertion.
  std::string errors() const { return compilation_.diagnostics().Format(100); }
  bool ok() const { return model_ != nullptr; }
  const Model& operator*() const { return *model_; }
  const Model* operator->() const { return model_; }

  const Interface& GetInterface(std::string_view name) const {
    return static_cast<const Interface&>(*model_->Find(name));
  }
  const Dictionary& GetDictionary(std::string_view name) const {
    return static_cast<const Dictionary&>(*model_->Find(name));
  }
  const Type& TypeOf(std::string_view name) const {
    return *static_cast<const Typedef&>(*model_->Find(name)).type;
  }

 private:
  Compilation compilation_;
  const Model* model_ = nullptr;
};

}  // namespace mortise::idl

#endif  // MORTISE_TESTS_BINDINGS_COMPILER_COMPILE_TEXT_H_
