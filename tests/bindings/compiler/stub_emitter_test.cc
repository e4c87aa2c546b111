#include "bindings/compiler/stub_emitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bindings/compiler/emit_text.h"

namespace mortise::idl {
namespace {

using testing::HasSubstr;

TEST(StubEmitterTest, Class_HasEveryMember) {
  const auto files = EmitText(
      StubEmitter("Bell", CppOptions()),
      "[Exposed=*] interface Bell : Thing {\n"
      "  [RaisesException] constructor(USVString name);\n"
      "  [RaisesException=Setter] attribute double loudVolume;\n"
      "  [CallWith=Environment] boolean ring(Thing at, optional octet times, "
      "optional Thing by, any... rest);\n"
      "  static undefined stop();\n"
      "};\n"
      "[Exposed=*] interface Thing {};\n");
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].path, "core/test.h");
  EXPECT_EQ(files[1].path, "core/test.cc");
  const std::string& header = files[0].contents;
  EXPECT_THAT(header, HasSubstr("class Bell final : public Thing {"));
  EXPECT_THAT(header, HasSubstr("static ExceptionOr<RefPtr<Bell>> "
                                "Create(std::string name);"));
  EXPECT_THAT(header, HasSubstr("  double loud_volume() const;\n"
                                "  ExceptionOr<void> set_loud_volume(double "
                                "value);\n"));
  EXPECT_THAT(header, HasSubstr("bool Ring(EnvironmentSettings& environment, "
                                "Thing& at, std::optional<uint8_t> times, "
                                "Thing* by, std::vector<Any> rest);"));
  EXPECT_THAT(header, HasSubstr("static void Stop();"));
  EXPECT_THAT(files[1].contents, HasSubstr("#include \"core/test.h\""));
}

TEST(StubEmitterTest, TypeWithoutCpp_IsAnError) {
  std::string errors;
  EmitText(StubEmitter("A", CppOptions()),
           "[Exposed=*] interface A { attribute bigint x; };", &errors);
  EXPECT_THAT(errors, HasSubstr("test.idl:1:44: error: there is no C++ type "
                                "for 'bigint' yet [not-emitted]"));
}

}  // namespace
}  // namespace mortise::idl
