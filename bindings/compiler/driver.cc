#include "bindings/compiler/driver.h"

#include <algorithm>
#include <memory>
#include <set>

#include "bindings/compiler/command_line.h"
#include "bindings/compiler/compilation.h"
#include "bindings/compiler/docs_emitter.h"
#include "bindings/compiler/dts_emitter.h"
#include "bindings/compiler/dump_model.h"
#include "bindings/compiler/emit_cpp.h"
#include "bindings/compiler/extended_attribute_table.h"
#include "bindings/compiler/files.h"
#include "bindings/compiler/spelling.h"
#include "bindings/compiler/stub_emitter.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

constexpr int kSuccess = 0;
constexpr int kInputErrors = 1;
constexpr int kUsageError = 2;

class Driver {
 public:
  Driver(const CommandLine& command_line, std::string* out, std::string* err)
      : command_line_(command_line), out_(out), err_(err) {}

  int Run() {
    switch (command_line_.mode) {
      case CommandLine::Mode::kHelp:
        *out_ += HelpText();
        return kSuccess;
      case CommandLine::Mode::kListRules:
        ListRules();
        return kSuccess;
      case CommandLine::Mode::kListExtendedAttributes:
        ListExtendedAttributes();
        return kSuccess;
      case CommandLine::Mode::kSyntaxOnly:
        return CheckSyntax();
      default:
        return Compile();
    }
  }

 private:
  void ListRules() {
    for (const RuleInfo& info : AllRules()) {
      StrAppend(out_, info.name, info.can_be_allowed ? " (can be allowed)" : "",
                "\n    ", info.text, "\n");
      if (!info.section.empty()) {
        StrAppend(out_, "    https://webidl.spec.whatwg.org/#", info.section,
                  "\n");
      }
    }
  }

  void ListExtendedAttributes() {
    for (const ExtendedAttributeInfo& info : AllExtendedAttributes()) {
      StrAppend(out_, "[", info.name, "] (", info.standard, ")",
                info.status == ExtendedAttributeStatus::kImplemented
                    ? ""
                    : ": parsed, without effect",
                "\n    on ");
      std::string_view separator;
      for (uint32_t bit = 1; bit <= kOnType; bit <<= 1) {
        if ((info.places & bit) != 0) {
          StrAppend(out_, separator,
                    PlaceName(static_cast<ExtendedAttributePlace>(bit)));
          separator = ", ";
        }
      }
      *out_ += "\n    ";
      separator = {};
      for (unsigned form = 0; form < 32; ++form) {
        if ((info.forms >> form & 1) != 0) {
          StrAppend(out_, separator,
                    FormName(static_cast<ast::ExtendedAttributeForm>(form)));
          separator = ", or ";
        }
      }
      *out_ += "\n";
    }
  }

  bool AddFile(const std::string& path, SourceFile::Role role,
               Compilation* compilation) {
    std::string text;
    std::string why;
    if (!ReadFile(path, &text, &why)) {
      compilation->diagnostics().Report(
          Rule::kInput, {}, StrCat("cannot read ", path, ": ", why));
      return false;
    }
    compilation->AddSource(path, std::move(text), role);
    return true;
  }

  // Each file by itself; the others do not hear of its errors.
  int CheckSyntax() {
    int refused = 0;
    for (const std::string& path : command_line_.files) {
      Compilation compilation;
      AddFile(path, SourceFile::Role::kPrimary, &compilation);
      if (compilation.diagnostics().has_errors()) {
        ++refused;
        *err_ += compilation.diagnostics().Format(command_line_.max_errors);
      }
    }
    if (refused > 0) {
      StrAppend(err_, refused, " of ", command_line_.files.size(),
                command_line_.files.size() == 1 ? " file refused\n"
                                                : " files refused\n");
    }
    return refused == 0 ? kSuccess : kInputErrors;
  }

  int Compile() {
    const std::vector<std::unique_ptr<Emitter>> emitters = ChooseEmitters();
    if (emitters.empty() && command_line_.mode == CommandLine::Mode::kEmit) {
      return kUsageError;
    }
    Compilation compilation;
    Diagnostics& diagnostics = compilation.diagnostics();
    for (const Rule rule : command_line_.allowed) {
      diagnostics.Allow(rule);
    }
    // A file that cannot be read hides names, which is no error of the others.
    bool all_read = true;
    for (const std::string& path : command_line_.imports) {
      all_read &= AddFile(path, SourceFile::Role::kImport, &compilation);
    }
    for (const std::string& path : command_line_.files) {
      all_read &= AddFile(path, SourceFile::Role::kPrimary, &compilation);
    }
    const Model* model = all_read ? compilation.Link() : nullptr;
    std::vector<OutputFile> files;
    if (model != nullptr &&
        command_line_.mode == CommandLine::Mode::kDumpModel) {
      *out_ += DumpModel(*model);
    } else if (model != nullptr) {
      for (const auto& emitter : emitters) {
        emitter->Emit(*model, &diagnostics, &files);
      }
    }
    CheckPaths(files, &diagnostics);
    if (!diagnostics.has_errors()) {
      Write(files, &diagnostics);
    }
    *err_ += diagnostics.Format(command_line_.max_errors);
    if (diagnostics.has_errors()) {
      StrAppend(err_, diagnostics.error_count(),
                diagnostics.error_count() == 1 ? " error\n" : " errors\n");
      return kInputErrors;
    }
    return kSuccess;
  }

  std::vector<std::unique_ptr<Emitter>> ChooseEmitters() {
    std::vector<std::unique_ptr<Emitter>> chosen;
    if (command_line_.mode == CommandLine::Mode::kStub) {
      chosen.push_back(
          std::make_unique<StubEmitter>(command_line_.stub, command_line_.cpp));
      return chosen;
    }
    if (command_line_.mode != CommandLine::Mode::kEmit) {
      return chosen;
    }
    for (const std::string& name : command_line_.emitters) {
      std::vector<std::unique_ptr<Emitter>> all;
      all.push_back(std::make_unique<CppEmitter>(command_line_.cpp));
      all.push_back(std::make_unique<DtsEmitter>());
      all.push_back(std::make_unique<DocsEmitter>());
      const auto found = std::find_if(
          all.begin(), all.end(),
          [&](const auto& emitter) { return emitter->name() == name; });
      if (found == all.end()) {
        StrAppend(err_, "mortise-idl: --emit: there is no emitter '", name,
                  "'; there are:\n");
        for (const auto& emitter : all) {
          StrAppend(err_, "  ", emitter->name(), ": ", emitter->summary(),
                    "\n");
        }
        return {};
      }
      chosen.push_back(std::move(*found));
    }
    return chosen;
  }

  // One output must not take the place of another.
  static void CheckPaths(const std::vector<OutputFile>& files,
                         Diagnostics* diagnostics) {
    std::set<std::string_view> paths;
    for (const OutputFile& file : files) {
      if (!paths.insert(file.path).second) {
        diagnostics->Report(
            Rule::kInput, {},
            StrCat("two outputs would be ", file.path,
                   "; the paths of the IDL files below --idl-root name them"));
      }
    }
  }

  void Write(const std::vector<OutputFile>& files, Diagnostics* diagnostics) {
    std::string why;
    for (const OutputFile& file : files) {
      const std::string path = StrCat(command_line_.out, "/", file.path);
      // What was begun by --stub has been worked on since.
      std::string present;
      if (command_line_.mode == CommandLine::Mode::kStub &&
          ReadFile(path, &present, &why)) {
        diagnostics->Report(
            Rule::kInput, {},
            StrCat(path, " exists; --stub does not write over it"));
        continue;
      }
      if (!WriteFileIfChanged(path, file.contents, &why)) {
        diagnostics->Report(Rule::kInput, {},
                            StrCat("cannot write ", path, ": ", why));
      }
    }
    if (command_line_.depfile.empty()) {
      return;
    }
    std::string target = command_line_.depfile_target;
    if (target.empty() && !files.empty()) {
      target = StrCat(command_line_.out, "/", files[0].path);
    }
    if (target.empty()) {
      diagnostics->Report(
          Rule::kInput, {},
          "--depfile: there is no output; --depfile-target names one");
      return;
    }
    std::vector<std::string> sources = command_line_.files;
    sources.insert(sources.end(), command_line_.imports.begin(),
                   command_line_.imports.end());
    sources.insert(sources.end(), command_line_.response_files.begin(),
                   command_line_.response_files.end());
    if (!WriteFileIfChanged(command_line_.depfile, MakeDepfile(target, sources),
                            &why)) {
      diagnostics->Report(
          Rule::kInput, {},
          StrCat("cannot write ", command_line_.depfile, ": ", why));
    }
  }

  const CommandLine& command_line_;
  std::string* const out_;
  std::string* const err_;
};

}  // namespace

int RunDriver(const std::vector<std::string>& arguments, std::string* out,
              std::string* err) {
  CommandLine command_line;
  std::string error;
  if (!ParseCommandLine(arguments, &command_line, &error)) {
    StrAppend(err, "mortise-idl: ", error, "\n");
    return kUsageError;
  }
  return Driver(command_line, out, err).Run();
}

}  // namespace mortise::idl
