#ifndef MORTISE_BINDINGS_COMPILER_COMMAND_LINE_H_
#define MORTISE_BINDINGS_COMPILER_COMMAND_LINE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bindings/compiler/emit_cpp.h"
#include "bindings/compiler/rules.h"

namespace mortise::idl {

// What the program was asked to do.
struct CommandLine {
  enum class Mode : uint8_t {
    kEmit,
    kCheck,
    kSyntaxOnly,
    kDumpModel,
    kStub,
    kHelp,
    kListRules,
    kListExtendedAttributes,
  };

  Mode mode = Mode::kEmit;
  std::vector<std::string> files;
  std::vector<std::string> imports;
  // The response files that were read, for the depfile.
  std::vector<std::string> response_files;
  std::string out;
  std::vector<std::string> emitters = {"cpp"};
  // --stub: the interface.
  std::string stub;
  std::string depfile;
  std::string depfile_target;
  size_t max_errors = 100;
  std::vector<Rule> allowed;
  CppOptions cpp;
};

// Reads `arguments` (without the program's name) into `command_line`. False,
// and what is wrong in `error`, if they make no sense.
bool ParseCommandLine(const std::vector<std::string>& arguments,
                      CommandLine* command_line, std::string* error);

// The text of --help.
std::string_view HelpText();

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_COMMAND_LINE_H_
