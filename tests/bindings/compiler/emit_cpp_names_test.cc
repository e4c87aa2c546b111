#include "bindings/compiler/emit_cpp_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bindings/compiler/emit_cpp.h"
#include "bindings/compiler/stub_emitter.h"
#include "tests/bindings/compiler/emit_text.h"

namespace mortise::idl {
namespace {

using testing::HasSubstr;

// The source file of the bindings.
std::string Cpp(std::string_view text) {
  const auto files = EmitText(CppEmitter(CppOptions()), text);
  return files.size() < 2 ? "" : files[1].contents;
}

TEST(EmitCppNamesTest, NamesThatBecomeOne_KeepFunctionsApart) {
  const std::string out =
      Cpp("[Exposed=*] interface A { attribute long margin-top; attribute long "
          "marginTop; attribute long margin_top; };");
  for (const std::string_view function :
       {"void AGetMarginTop(", "void AGetMarginTop_2(",
        "void AGetMarginTop_3("}) {
    const size_t found = out.find(function);
    ASSERT_NE(found, std::string::npos) << function;
    EXPECT_EQ(out.find(function, found + 1), std::string::npos) << function;
  }
}

TEST(EmitCppNamesTest, FunctionsOfEveryClass_AreNotHidden) {
  const std::string out = Cpp(
      "[Exposed=*] interface A { undefined release(); readonly attribute long "
      "interfaceInfo; undefined addRef(); readonly attribute long default; };");
  EXPECT_THAT(out, HasSubstr("object.Release_()"));
  EXPECT_THAT(out, HasSubstr("object.interface_info_()"));
  EXPECT_THAT(out, HasSubstr("object.AddRef_()"));
  EXPECT_THAT(out, HasSubstr("object.default_()"));
}

TEST(EmitCppNamesTest, CommonDefinitions_AreInHeadersOfTheRuntime) {
  constexpr std::string_view kText =
      "[Exposed=*] interface A { undefined f(Function g, VoidFunction h); };";
  EXPECT_THAT(Cpp(kText),
              HasSubstr("#include \"bindings/runtime/common_callbacks.h\""));
  const auto stub = EmitText(StubEmitter("A", CppOptions()), kText);
  ASSERT_FALSE(stub.empty());
  EXPECT_THAT(stub[0].contents, HasSubstr("#include \"core/dom/function.h\""));
}

}  // namespace
}  // namespace mortise::idl
