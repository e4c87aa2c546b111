#include "shell/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace mortise::shell {
namespace {

using Arguments = std::vector<std::string_view>;
using testing::ElementsAre;

constexpr auto kFile = ScriptArgument::Kind::kFile;
constexpr auto kCode = ScriptArgument::Kind::kCode;

TEST(ParseOptions, ScriptsAndCode_KeepTheirOrder) {
  auto options = ParseOptions(Arguments{"a.js", "-e", "--b", "c.js"});
  ASSERT_TRUE(options.ok());
  EXPECT_EQ(options->action, Options::Action::kRun);
  EXPECT_THAT(options->scripts, ElementsAre(ScriptArgument{kFile, "a.js"},
                                            ScriptArgument{kCode, "--b"},
                                            ScriptArgument{kFile, "c.js"}));
}

TEST(ParseOptions, AfterTwoDashes_BelongToTheScripts) {
  auto options = ParseOptions(Arguments{"a.js", "--", "--help", "--", "x"});
  ASSERT_TRUE(options.ok());
  EXPECT_EQ(options->action, Options::Action::kRun);
  EXPECT_THAT(options->script_arguments, ElementsAre("--help", "--", "x"));
}

TEST(ParseOptions, V8Options_AreSplitAndAddUp) {
  auto options = ParseOptions(
      Arguments{"--v8-options=--a,--b=1  --c", "--v8-options=--d", "x.js"});
  ASSERT_TRUE(options.ok());
  EXPECT_THAT(options->v8_flags, ElementsAre("--a", "--b=1", "--c", "--d"));
}

TEST(ParseOptions, HelpAndVersion_NeedNoScript) {
  for (std::string_view flag : {"-h", "--help"}) {
    EXPECT_EQ(ParseOptions(Arguments{flag})->action, Options::Action::kHelp);
  }
  for (std::string_view flag : {"-v", "--version"}) {
    EXPECT_EQ(ParseOptions(Arguments{flag})->action, Options::Action::kVersion);
  }
}

TEST(ParseOptions, Switches_AreOffByDefaultAndSetOnlyTheirOwn) {
  const struct {
    std::string_view name;
    bool Options::*value;
  } kSwitches[] = {
      {"--gc-each-turn", &Options::gc_each_turn},
      {"--http2", &Options::http2},
      {"--proxy-from-environment", &Options::proxy_from_environment},
      {"--strict-close-codes", &Options::strict_close_codes},
      {"--trace-net", &Options::trace_net},
  };
  for (const auto& given : kSwitches) {
    const auto with = ParseOptions(Arguments{given.name, "a.js"});
    ASSERT_TRUE(with.ok()) << given.name;
    for (const auto& other : kSwitches) {
      EXPECT_FALSE((*ParseOptions(Arguments{"a.js"})).*other.value);
      EXPECT_EQ((*with).*other.value, other.name == given.name)
          << given.name << " " << other.name;
    }
  }
}

TEST(ParseOptions, MaxFrameSize_IsUnlimitedByDefault) {
  EXPECT_EQ(ParseOptions(Arguments{"a.js"})->max_frame_size, UINT64_MAX);
  EXPECT_EQ(
      ParseOptions(Arguments{"--max-frame-size=125", "a.js"})->max_frame_size,
      125u);
}

TEST(ParseOptions, Mistakes_AreNamed) {
  const struct {
    Arguments arguments;
    std::string_view message;
  } kCases[] = {
      {{}, "no script to run"},
      {{"--", "a.js"}, "no script to run"},
      {{"--nonsense", "a.js"}, "unknown option: --nonsense"},
      {{"-"}, "unknown option: -"},
      {{"-e"}, "-e needs the code to run after it"},
      {{"--v8-options=expose-gc", "a.js"}, "not an option of V8: expose-gc"},
      {{"--max-frame-size=", "a.js"}, "not a size of frames: "},
      {{"--max-frame-size=0", "a.js"}, "not a size of frames: 0"},
      {{"--max-frame-size=-1", "a.js"}, "not a size of frames: -1"},
      {{"--max-frame-size=1k", "a.js"}, "not a size of frames: 1k"},
      {{"--max-frame-size=18446744073709551616", "a.js"},
       "not a size of frames: 18446744073709551616"},
  };
  for (const auto& c : kCases) {
    auto options = ParseOptions(c.arguments);
    ASSERT_FALSE(options.ok());
    EXPECT_EQ(std::string(options.status().message()), c.message);
  }
}

TEST(HelpText, NamesEveryOption) {
  for (std::string_view option :
       {"-e ", "--help", "--version", "--v8-options=", "--gc-each-turn",
        "--http2", "--proxy-from-environment", "--strict-close-codes",
        "--trace-net", "--max-frame-size="}) {
    EXPECT_NE(HelpText().find(option), std::string_view::npos) << option;
  }
}

}  // namespace
}  // namespace mortise::shell
