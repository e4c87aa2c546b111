#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bindings/compiler/doc_comment.h"
#include "bindings/compiler/docs_emitter.h"
#include "bindings/compiler/dts_emitter.h"
#include "bindings/compiler/stub_emitter.h"
#include "tests/bindings/compiler/compile_text.h"

namespace mortise::idl {
namespace {

using testing::HasSubstr;

std::vector<OutputFile> Emit(const Emitter& emitter, std::string_view text,
                             std::string* errors = nullptr) {
  LinkedText linked(text);
  EXPECT_TRUE(linked.ok()) << linked.errors();
  std::vector<OutputFile> files;
  Diagnostics diagnostics;
  if (linked.ok()) {
    emitter.Emit(*linked, &diagnostics, &files);
  }
  if (errors != nullptr) {
    *errors = diagnostics.Format(9);
  }
  return files;
}

std::string Dts(std::string_view text) {
  const auto files = Emit(DtsEmitter(), text);
  return files.empty() ? "" : files[0].contents;
}

TEST(DtsEmitterTest, Types_HaveTheirCounterparts) {
  struct Case {
    std::string_view idl;
    std::string_view read;
    std::string_view written;
  };
  constexpr Case kCases[] = {
      {"any", "any", "any"},
      {"boolean", "boolean", "boolean"},
      {"unsigned long long", "number", "number"},
      {"bigint", "bigint", "bigint"},
      {"DOMString?", "string | null", "string | null"},
      {"Uint8Array", "Uint8Array", "Uint8Array"},
      {"sequence<long?>", "(number | null)[]", "Iterable<number | null>"},
      {"record<USVString, long>", "Record<string, number>",
       "Record<string, number>"},
      {"(long or sequence<DOMString>)", "number | string[]",
       "number | Iterable<string>"},
      {"E", "E", "E"},
  };
  for (const Case& c : kCases) {
    const std::string idl(c.idl);
    const std::string out =
        Dts("enum E { \"e\" }; [Exposed=*] interface A { " + idl +
            " f(optional " + idl + " x, " + idl + "... y); };");
    const std::string read(c.read);
    const std::string written(c.written);
    const bool is_simple = written.find(' ') == std::string::npos;
    EXPECT_THAT(out, HasSubstr("  f(x?: " + written + ", ...y: " +
                               (is_simple ? written : "(" + written + ")") +
                               "[]): " + read + ";\n"));
  }
}

TEST(DtsEmitterTest, Interface_BecomesInterfaceAndVariable) {
  EXPECT_THAT(Dts("// Counts.\n"
                  "[Exposed=*] interface A : B { constructor(long x); const "
                  "octet X = 0x10; static undefined s(); attribute "
                  "[LegacyNullToEmptyString] DOMString t; stringifier; "
                  "Promise<undefined> f(long _default); };"
                  "[Exposed=*] interface B { readonly attribute long t; };"),
              HasSubstr("/**\n"
                        " * Counts.\n"
                        " */\n"
                        "interface A extends Omit<B, \"t\"> {\n"
                        "  readonly X: 16;\n"
                        "  get t(): string;\n"
                        "  set t(value: string | null);\n"
                        "  f(default_: number): Promise<void>;\n"
                        "  toString(): string;\n"
                        "}\n"
                        "declare var A: {\n"
                        "  prototype: A;\n"
                        "  new (x: number): A;\n"
                        "  readonly X: 16;\n"
                        "  s(): void;\n"
                        "};\n"));
}

TEST(DtsEmitterTest, Others_AreDeclared) {
  const std::string out = Dts(
      "dictionary D : E { required long a; DOMString b; }; dictionary E {};"
      "callback C = boolean (long x, optional DOMString y);"
      "callback interface L { undefined handle(long x); };"
      "enum N { \"a\", \"b-c\" };"
      "[Exposed=*] namespace S { undefined f(); readonly attribute long x; };"
      "[Exposed=*, LegacyNoInterfaceObject] interface H {};"
      "[Exposed=*] interface M { maplike<DOMString, long>; };");
  EXPECT_THAT(out, HasSubstr("interface D extends E {\n"
                             "  a: number;\n"
                             "  b?: string;\n"
                             "}\n"));
  EXPECT_THAT(out, HasSubstr("type C = (x: number, y?: string) => boolean;\n"));
  EXPECT_THAT(out, HasSubstr("type L = ((x: number) => void) | {\n"
                             "  handle(x: number): void;\n"
                             "};\n"));
  EXPECT_THAT(out, HasSubstr("type N = \"a\" | \"b-c\";\n"));
  EXPECT_THAT(out, HasSubstr("declare var S: {\n"
                             "  f(): void;\n"
                             "  readonly x: number;\n"
                             "};\n"));
  EXPECT_THAT(out, testing::Not(HasSubstr("declare var H")));
  EXPECT_THAT(out, HasSubstr("  get(key: string): number | undefined;\n"));
  EXPECT_THAT(out, HasSubstr("  set(key: string, value: number): this;\n"));
}

TEST(DocCommentTest, Comment_StandsDirectlyAbove) {
  struct Case {
    std::string_view text;
    std::vector<std::string> lines;
  };
  const Case cases[] = {
      {"typedef long A;", {}},
      {"// one\n// two\ntypedef long A;", {"one", "two"}},
      {"/* one */\ntypedef long A;", {"one"}},
      {"/**\n * one\n *\n * two\n */\ntypedef long A;", {"one", "", "two"}},
      {"// far\n\ntypedef long A;", {}},
      {"// of B\ntypedef long B; typedef long A;", {}},
      {"typedef long B; // of B\ntypedef long A;", {}},
  };
  for (const Case& c : cases) {
    LinkedText linked(c.text);
    ASSERT_TRUE(linked.ok());
    EXPECT_EQ(DocComment(linked->Find("A")->declaration), c.lines) << c.text;
  }
}

TEST(DocsEmitterTest, Pages_AreWritten) {
  const auto files =
      Emit(DocsEmitter(),
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
                              "Exposed to W, V.\n"));
  EXPECT_THAT(bell,
              HasSubstr("### volume\n\n`double`, read only\n\nHow loud."));
  EXPECT_THAT(bell, HasSubstr("### ring(times?)\n\nRings it.\n\n- `times`: "
                              "`unsigned long`, `1` by default\n"
                              "- returns `boolean`\n"));
  EXPECT_THAT(bell, HasSubstr("| LOUD | `1` | `octet` |"));
  EXPECT_THAT(files[3].contents,
              HasSubstr("| a | `long` | *required* | [Options](Options.md) |"));
}

TEST(StubEmitterTest, Class_HasEveryMember) {
  const auto files = Emit(
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
  Emit(StubEmitter("A", CppOptions()),
       "[Exposed=*] interface A { attribute bigint x; };", &errors);
  EXPECT_THAT(errors, HasSubstr("test.idl:1:44: error: there is no C++ type "
                                "for 'bigint' yet [not-emitted]"));
}

}  // namespace
}  // namespace mortise::idl
