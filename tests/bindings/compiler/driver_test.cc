#include "bindings/compiler/driver.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "bindings/compiler/extended_attribute_table.h"
#include "bindings/compiler/files.h"
#include "bindings/compiler/rules.h"

namespace mortise::idl {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// A directory of its own for each test, and the program run in it.
class DriverTest : public testing::Test {
 protected:
  DriverTest() {
    std::string path = testing::TempDir() + "mortise_idl_XXXXXX";
    directory_ = mkdtemp(path.data());
  }
  ~DriverTest() override { std::filesystem::remove_all(directory_); }

  std::string Path(const std::string& name) const {
    return directory_ + "/" + name;
  }
  std::string Write(const std::string& name, std::string_view text) {
    std::string error;
    EXPECT_TRUE(WriteFileIfChanged(Path(name), text, &error)) << error;
    return Path(name);
  }
  std::string Read(const std::string& name) {
    std::string text;
    std::string error;
    EXPECT_TRUE(ReadFile(Path(name), &text, &error)) << name << error;
    return text;
  }
  bool Exists(const std::string& name) {
    return std::filesystem::exists(Path(name));
  }
  int Run(const std::vector<std::string>& arguments) {
    out_.clear();
    err_.clear();
    return RunDriver(arguments, &out_, &err_);
  }

  std::string directory_;
  std::string out_;
  std::string err_;
};

constexpr std::string_view kGood =
    "// Counts.\n"
    "[Exposed=*] interface Counter { constructor(optional unsigned long start "
    "= 0); readonly attribute unsigned long value; undefined increment(); };";

TEST_F(DriverTest, Check_GoodInputIsSilent) {
  EXPECT_EQ(Run({Write("a.idl", kGood), "--check"}), 0);
  EXPECT_EQ(out_ + err_, "");
}

TEST_F(DriverTest, Check_ErrorsAreCountedAndNothingIsWritten) {
  const std::string file = Write("a.idl", "typedef Foo A; typedef Bar B;");
  EXPECT_EQ(Run({file, "--emit=dts", "--out", Path("gen")}), 1);
  EXPECT_THAT(err_, HasSubstr("unknown type 'Foo'"));
  EXPECT_THAT(err_, HasSubstr("unknown type 'Bar'"));
  EXPECT_THAT(err_, HasSubstr("2 errors\n"));
  EXPECT_FALSE(Exists("gen"));
}

TEST_F(DriverTest, Emit_FilesAreWrittenOnlyIfChanged) {
  const std::string file = Write("a.idl", kGood);
  ASSERT_EQ(Run({file, "--emit=dts", "--out", Path("gen")}), 0) << err_;
  const std::string first = Read("gen/bindings.d.ts");
  struct stat before;
  struct stat after;
  const timespec old[2] = {{1, 0}, {1, 0}};
  ASSERT_EQ(utimensat(AT_FDCWD, Path("gen/bindings.d.ts").c_str(), old, 0), 0);
  stat(Path("gen/bindings.d.ts").c_str(), &before);
  ASSERT_EQ(Run({file, "--emit=dts", "--out", Path("gen")}), 0);
  stat(Path("gen/bindings.d.ts").c_str(), &after);
  EXPECT_EQ(before.st_mtime, after.st_mtime);
  EXPECT_EQ(before.st_ino, after.st_ino);
  EXPECT_EQ(Read("gen/bindings.d.ts"), first);
}

TEST_F(DriverTest, Emit_FileWithoutDefinitionsHasItsFilesToo) {
  const std::string counter = Write("counter.idl", kGood);
  const std::string mixin = Write(
      "mixin.idl", "interface mixin M { undefined m(); }; Counter includes M;");
  ASSERT_EQ(Run({counter, mixin, "--out", Path("gen"), "--idl-root", directory_,
                 "--generated-root", "b"}),
            0)
      << err_;
  for (const char* name :
       {"v8_counter.h", "v8_counter.cc", "v8_mixin.h", "v8_mixin.cc"}) {
    EXPECT_TRUE(Exists(std::string("gen/b/") + name)) << name;
  }
}

TEST_F(DriverTest, Emit_TwoFilesOfOneNameAreNotOneOutput) {
  const std::string one = Write("a/x.idl", kGood);
  const std::string two = Write("b/x.idl", "[Exposed=*] interface Two {};");
  EXPECT_EQ(Run({one, two, "--out", Path("gen")}), 1);
  EXPECT_THAT(err_, HasSubstr("two outputs would be bindings/v8_x.h"));
  EXPECT_FALSE(Exists("gen"));
  EXPECT_EQ(Run({one, two, "--out", Path("gen"), "--idl-root", directory_}), 0)
      << err_;
  EXPECT_TRUE(Exists("gen/bindings/a/v8_x.h"));
  EXPECT_TRUE(Exists("gen/bindings/b/v8_x.h"));
}

TEST_F(DriverTest, Emit_GuardIsAnIdentifierWhateverTheFilesName) {
  const std::string file = Write("my file+1.idl", kGood);
  ASSERT_EQ(Run({file, "--out", Path("gen")}), 0) << err_;
  EXPECT_THAT(Read("gen/bindings/v8_my file+1.h"),
              HasSubstr("#ifndef MORTISE_GEN_BINDINGS_V8_MY_FILE_1_H_\n"));
}

TEST_F(DriverTest, Registry_FunctionIsNamedByThePath) {
  const std::string file = Write("a.idl", kGood);
  ASSERT_EQ(Run({file, "--out", Path("gen"), "--registry-path",
                 "x/counter_bindings"}),
            0)
      << err_;
  EXPECT_THAT(Read("gen/x/counter_bindings.h"),
              HasSubstr("WrapperTypeInfo* const> CounterBindings();"));
  ASSERT_EQ(Run({file, "--out", Path("gen"), "--registry-path", "x/y",
                 "--registry-function", "Mine"}),
            0)
      << err_;
  EXPECT_THAT(Read("gen/x/y.cc"), HasSubstr(" Mine() {"));
}

TEST_F(DriverTest, Depfile_NamesAllThatWasRead) {
  const std::string file = Write("a b.idl", kGood);
  const std::string import = Write("c.idl", "dictionary D {};");
  const std::string response =
      Write("args", "--import " + import + "\n--emit=dts");
  ASSERT_EQ(
      Run({file, "@" + response, "--out", Path("gen"), "--depfile", Path("d")}),
      0)
      << err_;
  std::string escaped = file;
  escaped.replace(escaped.find(' '), 1, "\\ ");
  EXPECT_EQ(Read("d"), Path("gen/bindings.d.ts") + ": \\\n  " + escaped +
                           " \\\n  " + import + " \\\n  " + response + "\n");
}

TEST_F(DriverTest, ResponseFile_QuotesAndNestsAndEnds) {
  const std::string file = Write("a b.idl", kGood);
  const std::string inner = Write("inner", "\"" + file + "\"");
  const std::string outer = Write("outer", "@" + inner + " --check\n");
  EXPECT_EQ(Run({"@" + outer}), 0) << err_;
  const std::string ring = Path("ring");
  Write("ring", "@" + ring);
  EXPECT_EQ(Run({"@" + ring}), 2);
  EXPECT_EQ(err_, "mortise-idl: too many response files\n");
}

TEST_F(DriverTest, SyntaxOnly_EachFileByItself) {
  const std::string good = Write("good.idl", "typedef Foo A; interface A {};");
  const std::string bad = Write("bad.idl", "typedef;");
  EXPECT_EQ(Run({"--syntax-only", good}), 0);
  EXPECT_EQ(err_, "");
  EXPECT_EQ(Run({"--syntax-only", good, bad, good}), 1);
  EXPECT_THAT(err_, StartsWith(bad + ":1:8: error: "));
  EXPECT_THAT(err_, HasSubstr("1 of 3 files refused\n"));
}

TEST_F(DriverTest, Usage_IsExplained) {
  struct Case {
    std::vector<std::string> arguments;
    std::string_view message;
  };
  const Case cases[] = {
      {{}, "no input files; see --help"},
      {{"a.idl"}, "--out DIR is missing (--check only checks)"},
      {{"--chekc", "a.idl"}, "unknown option --chekc; did you mean --check?"},
      {{"--out"}, "--out needs a value"},
      {{"--check=1", "a.idl"}, "--check takes no value"},
      {{"--max-errors=x", "a.idl"}, "--max-errors: x is not a number"},
      {{"--allow=sameobject", "a.idl"},
       "--allow: there is no rule sameobject; did you mean same-object?"},
      {{"--allow=syntax", "a.idl"},
       "--allow: rule syntax cannot be allowed: the model would make no sense"},
      {{"@/nowhere"},
       "cannot read response file /nowhere: No such file or directory"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Run(c.arguments), 2);
    EXPECT_EQ(err_, "mortise-idl: " + std::string(c.message) + "\n");
  }
  EXPECT_EQ(Run({Write("a.idl", ""), "--emit=java", "--out", Path("gen")}), 2);
  EXPECT_THAT(err_, HasSubstr("there is no emitter 'java'; there are:\n  cpp"));
}

TEST_F(DriverTest, MissingFile_IsTheOnlyError) {
  EXPECT_EQ(Run({Write("a.idl", "typedef Foo A;"), Path("b.idl"), "--check"}),
            1);
  EXPECT_EQ(err_, "mortise-idl: error: cannot read " + Path("b.idl") +
                      ": No such file or directory [input]\n1 error\n");
}

TEST_F(DriverTest, Allow_MakesWarnings) {
  const std::string file =
      Write("a.idl",
            "[Exposed=*] interface A { [SameObject] readonly attribute any "
            "x; };");
  EXPECT_EQ(Run({file, "--check"}), 1);
  EXPECT_EQ(Run({file, "--check", "--allow=same-object"}), 0);
  EXPECT_THAT(err_, HasSubstr("warning: [SameObject] needs"));
}

TEST_F(DriverTest, Allow_MisplacedAnnotationStillCounts) {
  const std::string file =
      Write("a.idl", "dictionary D { [Clamp] required octet x; };");
  EXPECT_EQ(Run({file, "--dump-model", "--allow=extended-attribute-place"}), 0);
  EXPECT_THAT(out_, HasSubstr("\"idl\": \"[Clamp] octet\""));
}

TEST_F(DriverTest, MaxErrors_LimitsTheOutput) {
  const std::string file = Write("a.idl", "typedef A B; typedef C D;");
  EXPECT_EQ(Run({file, "--check", "--max-errors=1"}), 1);
  EXPECT_THAT(err_, HasSubstr("... and 1 more\n2 errors\n"));
}

TEST_F(DriverTest, DumpModel_IsJson) {
  const std::string file = Write(
      "a.idl",
      "enum E { \"a\\b\" }; [Exposed=(W,V), SecureContext] interface A : B { "
      "undefined f(optional E e = \"a\\b\"); undefined f(long x, long y); };"
      "[Exposed=*] interface B { const long X = 1; iterable<E, long>; };");
  ASSERT_EQ(Run({file, "--dump-model"}), 0) << err_;
  EXPECT_THAT(out_, HasSubstr("\"a\\\\b\""));
  EXPECT_THAT(out_, HasSubstr("\"secureContext\": true"));
  EXPECT_THAT(out_, HasSubstr("\"inherits\": \"B\""));
  EXPECT_EQ(std::count(out_.begin(), out_.end(), '{'),
            std::count(out_.begin(), out_.end(), '}'));
  const std::string first = out_;
  Run({file, "--dump-model"});
  EXPECT_EQ(out_, first);
}

TEST_F(DriverTest, Stub_UnknownInterfaceSuggests) {
  const std::string file = Write("a.idl", kGood);
  EXPECT_EQ(Run({file, "--stub", "Conuter", "--out", Path("gen")}), 1);
  EXPECT_THAT(err_, HasSubstr("there is no definition 'Conuter'; did you mean "
                              "'Counter'?"));
}

TEST_F(DriverTest, Stub_DoesNotWriteOverWhatIsThere) {
  const std::string file = Write("counter.idl", kGood);
  const std::vector<std::string> arguments = {file, "--stub", "Counter",
                                              "--out", Path("gen")};
  ASSERT_EQ(Run(arguments), 0) << err_;
  Write("gen/core/counter.h", "// Mine.");
  EXPECT_EQ(Run(arguments), 1);
  EXPECT_THAT(err_, HasSubstr("counter.h exists; --stub does not write over"));
  EXPECT_EQ(Read("gen/core/counter.h"), "// Mine.");
}

TEST_F(DriverTest, Depfile_NeedsATarget) {
  const std::string file = Write("a.idl", kGood);
  EXPECT_EQ(Run({file, "--check", "--depfile", Path("d")}), 1);
  EXPECT_THAT(err_, HasSubstr("--depfile: there is no output"));
  EXPECT_EQ(Run({file, "--check", "--depfile", Path("d"), "--depfile-target",
                 "stamp"}),
            0);
  EXPECT_EQ(Read("d"), "stamp: \\\n  " + file + "\n");
}

TEST_F(DriverTest, Help_AndListsNameEverything) {
  EXPECT_EQ(Run({"--help"}), 0);
  EXPECT_THAT(out_, HasSubstr("interface Counter"));
  EXPECT_EQ(Run({"--list-rules"}), 0);
  for (const RuleInfo& info : AllRules()) {
    EXPECT_THAT(out_, HasSubstr(std::string(info.name)));
  }
  EXPECT_EQ(Run({"--list-extended-attributes"}), 0);
  for (const ExtendedAttributeInfo& info : AllExtendedAttributes()) {
    EXPECT_THAT(out_, HasSubstr("[" + std::string(info.name) + "]"));
    EXPECT_EQ(FindExtendedAttribute(info.name), &info);
    EXPECT_NE(info.places, 0u);
    EXPECT_NE(info.forms, 0u);
  }
  EXPECT_EQ(FindExtendedAttribute("exposed"), nullptr);
}

TEST_F(DriverTest, HelpExample_Compiles) {
  ASSERT_EQ(Run({"--help"}), 0);
  const size_t begin = out_.find("    [Exposed=*]");
  const size_t end = out_.find("};", begin) + 2;
  const std::string file =
      Write("counter.idl", out_.substr(begin, end - begin));
  EXPECT_EQ(Run({file, "--check"}), 0) << err_;
}

}  // namespace
}  // namespace mortise::idl
