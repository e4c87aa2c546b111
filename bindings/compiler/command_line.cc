#include "bindings/compiler/command_line.h"

#include <charconv>
#include <deque>

#include "bindings/compiler/files.h"
#include "bindings/compiler/spelling.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

// Response files may name response files; a ring of them must end.
constexpr int kMaximumResponseFiles = 100;

// The words of a response file: separated by white space, where "..." keeps a
// word together and \ takes the next character as it is.
std::vector<std::string> SplitWords(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  bool in_quotes = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      in_quotes = !in_quotes;
      in_word = true;
    } else if (c == '\\' && i + 1 < text.size()) {
      word += text[++i];
      in_word = true;
    } else if (!in_quotes &&
               (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
      if (in_word) {
        words.push_back(std::move(word));
      }
      word.clear();
      in_word = false;
    } else {
      word += c;
      in_word = true;
    }
  }
  if (in_word) {
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<std::string> SplitAtCommas(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const size_t comma = text.find(',');
    parts.emplace_back(text.substr(0, comma));
    if (comma == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(comma + 1);
  }
}

class CommandLineParser {
 public:
  CommandLineParser(CommandLine* out, std::string* error)
      : out_(out), error_(error) {}

  bool Parse(const std::vector<std::string>& arguments) {
    words_.assign(arguments.begin(), arguments.end());
    while (!words_.empty()) {
      const std::string word = Next();
      if (word.size() > 1 && word[0] == '@') {
        if (!Expand(word.substr(1))) {
          return false;
        }
      } else if (word.size() > 1 && word[0] == '-') {
        if (!ParseOption(word)) {
          return false;
        }
      } else {
        out_->files.push_back(word);
      }
    }
    return IsComplete();
  }

 private:
  struct Option {
    std::string_view name;
    // One of these is set: a flag chooses a mode, others take a value.
    CommandLine::Mode mode = CommandLine::Mode::kEmit;
    std::string* value = nullptr;
    std::vector<std::string>* values = nullptr;
  };

  bool Fail(std::string message) {
    *error_ = std::move(message);
    return false;
  }

  std::string Next() {
    std::string word = std::move(words_.front());
    words_.pop_front();
    return word;
  }

  bool Expand(const std::string& path) {
    if (out_->response_files.size() == kMaximumResponseFiles) {
      return Fail("too many response files");
    }
    std::string text;
    std::string why;
    if (!ReadFile(path, &text, &why)) {
      return Fail(StrCat("cannot read response file ", path, ": ", why));
    }
    out_->response_files.push_back(path);
    const std::vector<std::string> words = SplitWords(text);
    words_.insert(words_.begin(), words.begin(), words.end());
    return true;
  }

  bool ParseOption(const std::string& word) {
    using Mode = CommandLine::Mode;
    std::string name = word;
    std::string value;
    bool has_value = false;
    const size_t equals = word.find('=');
    if (equals != std::string::npos) {
      name = word.substr(0, equals);
      value = word.substr(equals + 1);
      has_value = true;
    }
    std::string emitters;
    std::string allowed;
    std::string max_errors;
    CppOptions& cpp = out_->cpp;
    const Option options[] = {
        {"--help", Mode::kHelp},
        {"-h", Mode::kHelp},
        {"--check", Mode::kCheck},
        {"--syntax-only", Mode::kSyntaxOnly},
        {"--dump-model", Mode::kDumpModel},
        {"--list-rules", Mode::kListRules},
        {"--list-extended-attributes", Mode::kListExtendedAttributes},
        {"--out", Mode::kEmit, &out_->out},
        {"--import", Mode::kEmit, nullptr, &out_->imports},
        {"--emit", Mode::kEmit, &emitters},
        {"--stub", Mode::kStub, &out_->stub},
        {"--depfile", Mode::kEmit, &out_->depfile},
        {"--depfile-target", Mode::kEmit, &out_->depfile_target},
        {"--allow", Mode::kEmit, &allowed},
        {"--max-errors", Mode::kEmit, &max_errors},
        {"--idl-root", Mode::kEmit, &cpp.idl_root},
        {"--implementation-root", Mode::kEmit, &cpp.implementation_root},
        {"--implementation-namespace", Mode::kEmit,
         &cpp.implementation_namespace},
        {"--generated-root", Mode::kEmit, &cpp.generated_root},
        {"--registry-path", Mode::kEmit, &cpp.registry_path},
        {"--registry-function", Mode::kEmit, &cpp.registry_function},
    };
    std::vector<std::string_view> names;
    for (const Option& option : options) {
      names.push_back(option.name);
      if (option.name != name) {
        continue;
      }
      const bool takes_value =
          option.value != nullptr || option.values != nullptr;
      if (!takes_value && has_value) {
        return Fail(StrCat(name, " takes no value"));
      }
      if (takes_value && !has_value) {
        if (words_.empty()) {
          return Fail(StrCat(name, " needs a value"));
        }
        value = Next();
      }
      if (option.value != nullptr) {
        *option.value = value;
      } else if (option.values != nullptr) {
        option.values->push_back(value);
      }
      if (option.mode != Mode::kEmit) {
        out_->mode = option.mode;
      }
      if (!emitters.empty()) {
        out_->emitters = SplitAtCommas(emitters);
      }
      return (allowed.empty() || Allow(allowed)) &&
             (max_errors.empty() || SetMaximum(max_errors));
    }
    const std::string_view meant = ClosestSpelling(name, names);
    return Fail(meant.empty() ? StrCat("unknown option ", name)
                              : StrCat("unknown option ", name,
                                       "; did you mean ", meant, "?"));
  }

  bool Allow(std::string_view list) {
    for (const std::string& name : SplitAtCommas(list)) {
      std::vector<std::string_view> names;
      const RuleInfo* found = nullptr;
      for (const RuleInfo& info : AllRules()) {
        if (info.can_be_allowed) {
          names.push_back(info.name);
        }
        if (info.name == name) {
          found = &info;
        }
      }
      if (found == nullptr) {
        const std::string_view meant = ClosestSpelling(name, names);
        return Fail(StrCat("--allow: there is no rule ", name,
                           meant.empty() ? "" : "; did you mean ", meant,
                           meant.empty() ? "" : "?"));
      }
      if (!found->can_be_allowed) {
        return Fail(StrCat("--allow: rule ", name,
                           " cannot be allowed: the model would make no "
                           "sense"));
      }
      out_->allowed.push_back(found->rule);
    }
    return true;
  }

  bool SetMaximum(std::string_view text) {
    const auto result = std::from_chars(text.data(), text.data() + text.size(),
                                        out_->max_errors);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size()) {
      return Fail(StrCat("--max-errors: ", text, " is not a number"));
    }
    return true;
  }

  bool IsComplete() {
    using Mode = CommandLine::Mode;
    const Mode mode = out_->mode;
    if (mode == Mode::kHelp || mode == Mode::kListRules ||
        mode == Mode::kListExtendedAttributes) {
      return true;
    }
    if (out_->files.empty()) {
      return Fail("no input files; see --help");
    }
    if ((mode == Mode::kEmit || mode == Mode::kStub) && out_->out.empty()) {
      return Fail("--out DIR is missing (--check only checks)");
    }
    return true;
  }

  CommandLine* const out_;
  std::string* const error_;
  std::deque<std::string> words_;
};

}  // namespace

bool ParseCommandLine(const std::vector<std::string>& arguments,
                      CommandLine* command_line, std::string* error) {
  return CommandLineParser(command_line, error).Parse(arguments);
}

std::string_view HelpText() {
  return R"(mortise-idl: compiles WebIDL into bindings between C++ and JavaScript.

  mortise-idl FILES... --out DIR       write V8 bindings for C++ classes
  mortise-idl FILES... --check         parse, link and check; write nothing
  mortise-idl --syntax-only FILES...   check the grammar, each file by itself
  mortise-idl FILES... --emit=dts --out DIR    TypeScript declarations
  mortise-idl FILES... --emit=docs --out DIR   a reference page an interface
  mortise-idl FILES... --stub NAME --out DIR   begin the C++ side of NAME
  mortise-idl FILES... --dump-model    the checked model, as JSON

All files are compiled together: partials, mixins and types of one file are
known in the others, in any order.

A first interface, counter.idl:

    [Exposed=*]
    interface Counter {
      constructor(optional unsigned long start = 0);
      readonly attribute unsigned long value;
      undefined increment();
    };

  mortise-idl counter.idl --check                the IDL is right
  mortise-idl counter.idl --stub Counter --out . the C++ class to fill in
  mortise-idl counter.idl --out gen              the bindings to build with it

In a GN build, this does the last step and compiles the result:

    import("//build/webidl_bindings.gni")
    webidl_bindings("counter_bindings") {
      sources = [ "counter.idl" ]
    }

The program then calls realm.Expose(bindings::CounterBindings()), and scripts
find Counter. docs/tutorial.md goes through it.

Output
  --out DIR           Where the files go. A file is written only if it changes,
                      and none is if there is any error.
  --emit LIST         cpp (the default), dts, docs; several with commas.
  --import FILE       A file whose definitions are only referred to: nothing is
                      written for it. May be repeated.
  --stub NAME         Begin the C++ side of an interface, namespace, dictionary,
                      enumeration or callback, where the bindings look for it;
                      of all definitions with '*'. Never writes over a file.
  --depfile FILE      Write what was read, as a rule for make and ninja.
  --depfile-target T  The target of that rule; the first output by default.
  @FILE               Read more arguments from FILE.

Places in the C++ bindings
  --idl-root DIR                  Cut off the front of IDL files' paths [idl].
  --implementation-root DIR       Where the C++ classes' headers are [core].
  --implementation-namespace NS   The C++ classes' namespace [mortise].
  --generated-root DIR            Where generated headers are, below the output
                                  directory [bindings].
  --registry-path PATH            Also write a list of all interfaces there.
  --registry-function NAME        The function that returns it [by the path:
                                  CounterBindings of x/counter_bindings].

Errors
  --max-errors N      Print at most N messages [100].
  --allow RULE        Make breaches of RULE warnings. The rule stands in brackets
                      behind each message. Rules without which the model makes
                      no sense cannot be allowed.
  --list-rules        All rules, with their section of the standard.
  --list-extended-attributes
                      All extended attributes: where they may stand, and whether
                      they have an effect.

[Exposed] and global objects: where no interface is marked [Global], the names in
[Exposed] stand for globals of the embedder and are taken as they are.

The exit code is 0 if all is well, 1 if the IDL has errors, 2 if the command line
has. The language: https://webidl.spec.whatwg.org/
)";
}

}  // namespace mortise::idl
