#include "shell/console_format.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/shell/test_isolate.h"

namespace mortise::shell {
namespace {

class ConsoleFormatTest : public TestWithContext {
 protected:
  // `code` is an array of the arguments.
  std::string Format(std::string_view code) {
    auto array = Evaluate(code).As<v8::Array>();
    std::vector<v8::Local<v8::Value>> values;
    for (uint32_t i = 0; i < array->Length(); ++i) {
      values.push_back(array->Get(context(), i).ToLocalChecked());
    }
    return FormatForConsole(context(), values);
  }
};

TEST_F(ConsoleFormatTest, Arguments_FollowTheConsoleStandard) {
  const struct {
    std::string_view code;
    std::string_view expected;
  } kCases[] = {
      {"[]", ""},
      {"['a', 'b', 1]", "a b 1"},
      {"[1, 'a', ['a']]", "1 a [ 'a' ]"},
      {"['100%']", "100%"},
      {"['100%%']", "100%%"},
      {"['%s']", "%s"},
      {"['%s', 'x', 'y']", "x y"},
      {"['%s %s', 'x']", "x %s"},
      {"['%s', Symbol('y')]", "Symbol(y)"},
      {"['%s', {toString() { return 'own' }}]", "own"},
      {"['%s', {toString() { throw 1 }}]", "object"},
      {"['%d %i', '42.9px', -3.9]", "42 -3"},
      {"['%d', 'x']", "NaN"},
      {"['%d', Symbol()]", "NaN"},
      {"['%d', 9007199254740993n]", "9007199254740992"},
      {"['%f', ' 2.5e3z']", "2500"},
      {"['%f %f', '-Infinity', '.5.5']", "-Infinity 0.5"},
      {"['%f', '1e']", "1"},
      {"['%O', {a: 'b'}]", "{ a: 'b' }"},
      {"['%o', [1]]", "[ 1, [length]: 1 ]"},
      {"['%cred', 'color: red']", "red"},
      {"['%% %s', 1]", "% 1"},
      {"['%j %', 1]", "%j % 1"},
      {"[{}, '%s', 1]", "{} %s 1"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Format(c.code), c.expected) << c.code;
}

}  // namespace
}  // namespace mortise::shell
