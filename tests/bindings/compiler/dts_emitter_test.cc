#include "bindings/compiler/dts_emitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bindings/compiler/emit_text.h"

namespace mortise::idl {
namespace {

using testing::HasSubstr;

std::string Dts(std::string_view text) {
  const auto files = EmitText(DtsEmitter(), text);
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

TEST(DtsEmitterTest, CommonDefinitions_AreWrittenOut) {
  const std::string out =
      Dts("[Exposed=*] interface A { undefined f(VoidFunction x, optional "
          "VoidFunction? y, Function z); };");
  EXPECT_THAT(out, HasSubstr("  f(x: (() => void), y: (() => void) | null | "
                             "undefined, z: Function): void;\n"));
  EXPECT_THAT(out, testing::Not(HasSubstr("type VoidFunction")));
}

TEST(DtsEmitterTest, LegacyNames_AreWhereScriptsFindThem) {
  const std::string out =
      Dts("[Exposed=Window, LegacyWindowAlias=(B, C)] interface A {};"
          "[Exposed=Window] namespace N {};"
          "[Exposed=Window, LegacyNamespace=N] interface I {"
          "  constructor(); const long X = 1; };");
  EXPECT_THAT(out, HasSubstr("declare var B: typeof A;\n"
                             "declare var C: typeof A;\n"));
  EXPECT_THAT(out, HasSubstr("declare var N: {\n"
                             "  I: {\n"
                             "    prototype: I;\n"
                             "    new (): I;\n"
                             "    readonly X: 1;\n"
                             "  };\n"
                             "};\n"));
  EXPECT_THAT(out, testing::Not(HasSubstr("declare var I:")));
}

TEST(DtsEmitterTest, GlobalObject_HasItsMembersAsVariables) {
  constexpr std::string_view kBase =
      "[Exposed=G] interface B { readonly attribute long a; undefined f(); "
      "undefined g(); };";
  constexpr std::string_view kGlobal =
      "[Global=G, Exposed=G] interface G : B { attribute DOMString s; long "
      "f(long x); undefined delete(); const long X = 1; };";
  EXPECT_THAT(Dts(std::string(kBase) + std::string(kGlobal)),
              testing::EndsWith("\n"
                                "declare var s: string;\n"
                                "declare function f(x: number): number;\n"
                                "declare const X: 1;\n"
                                "declare const a: number;\n"
                                "declare function g(): void;\n"));
  EXPECT_THAT(Dts(std::string(kBase) + std::string(kGlobal) +
                  "[Global=H, Exposed=H] interface H {};"),
              testing::Not(HasSubstr("declare function")));
}

}  // namespace
}  // namespace mortise::idl
