#include "bindings/compiler/docs_emitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bindings/compiler/emit_text.h"

namespace mortise::idl {
namespace {

using testing::HasSubstr;

TEST(DocsEmitterTest, Pages_AreWritten) {
  const auto files =
      EmitText(DocsEmitter(),
               "// Rings.\n"
               "[Exposed=(W,V)] interface Bell : Thing {\n"
               "  constructor();\n"
               "  const octet LOUD = 1;\n"
               "  // How loud.\n"
               "  readonly attribute double volume;\n"
               "  // Rings it.\n"
               "  boolean ring(optional unsigned long times = 1);\n"
               "};\n"
               "[Exposed=*] interface Thing {};\n"
               "dictionary Options { required long a; long b = 2; };\n"
               "// Sounds.\n"
               "enum Sound { \"ding\" };\n");
  ASSERT_EQ(files.size(), 4u);
  EXPECT_EQ(files[0].path, "index.md");
  EXPECT_THAT(files[0].contents, HasSubstr("| [Bell](Bell.md) | interface |"));
  EXPECT_THAT(files[0].contents, HasSubstr("## Sound\n\nSounds.\n"));
  EXPECT_EQ(files[1].path, "Bell.md");
  const std::string& bell = files[1].contents;
  EXPECT_THAT(bell, HasSubstr("# Bell\n\n*interface, defined in test.idl:2*\n\n"
                              "Rings.\n\nInherits from [Thing](Thing.md).\n\n"
                              "Exposed to V, W.\n"));
  EXPECT_THAT(bell,
              HasSubstr("### volume\n\n`double`, read only\n\nHow loud."));
  EXPECT_THAT(bell, HasSubstr("### ring(times?)\n\nRings it.\n\n- `times`: "
                              "`unsigned long`, `1` by default\n"
                              "- returns `boolean`\n"));
  EXPECT_THAT(bell, HasSubstr("| LOUD | `1` | `octet` |"));
  EXPECT_THAT(files[3].contents,
              HasSubstr("| a | `long` | *required* | [Options](Options.md) |"));
}

}  // namespace
}  // namespace mortise::idl
