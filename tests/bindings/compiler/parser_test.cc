#include "bindings/compiler/parser.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>

#include "bindings/compiler/arena.h"
#include "bindings/compiler/diagnostics.h"

namespace mortise::idl {
namespace {

// The tree of a text, and what was said about it.
struct Parsed {
  explicit Parsed(std::string_view text)
      : source("test.idl", std::string(text), SourceFile::Role::kPrimary, 0),
        file(ParseFile(source, &arena, &diagnostics)) {}

  SourceFile source;
  Arena arena;
  Diagnostics diagnostics;
  ast::File file;
};

std::string InInterface(std::string_view member) {
  return "interface A { " + std::string(member) + " };";
}

// Each production of the grammar, with its alternatives.
constexpr std::string_view kAccepted[] = {
    "",
    "// only a comment",
    "interface A {};",
    "interface A : B {};",
    "partial interface A { attribute long x; };",
    "interface mixin A { const long a = 1; undefined f(); stringifier; "
    "stringifier readonly attribute DOMString s; readonly attribute long x; "
    "attribute long y; };",
    "partial interface mixin A {};",
    "callback interface A { const long a = 1; undefined f(long x); };",
    "callback A = undefined (long x, optional long y = 1);",
    "namespace A { undefined f(); readonly attribute long x; const long y = 1; "
    "};",
    "partial namespace A {};",
    "dictionary A : B { long a; required long b; long c = 1; };",
    "partial dictionary A {};",
    "enum A { \"a\" };",
    "enum A { \"a\", \"b\", };",
    "enum A { \"\" };",
    "typedef long A;",
    "typedef [Clamp] long A;",
    "A includes B;",
    "[X] A includes B;",
    "interface _interface {};",
    "interface -foo {};",
    "interface a-b {};",
    "interface A { attribute long required; };",
    "interface A { undefined includes(); };",
    "interface A { attribute async x; };",
    "interface implements {};",
};

constexpr std::string_view kAcceptedMembers[] = {
    "const boolean x = true;",
    "const Foo x = -0x1F;",
    "const unrestricted double x = -Infinity;",
    "const float x = .5e-3;",
    "const double x = 1.;",
    "const bigint x = 0777;",
    "constructor();",
    "constructor(any... x);",
    "[A, B] constructor();",
    "attribute [X] long x;",
    "readonly attribute long x;",
    "inherit attribute long x;",
    "static attribute long x;",
    "static readonly attribute long x;",
    "static undefined f();",
    "stringifier;",
    "stringifier attribute DOMString x;",
    "getter long (unsigned long i);",
    "setter undefined set(DOMString n, long v);",
    "deleter undefined (DOMString n);",
    "undefined (long x);",
    "iterable<long>;",
    "iterable<[X] long, long>;",
    "async_iterable<long>;",
    "async_iterable<long, long>(optional long x);",
    "async_iterable<long>();",
    "maplike<long, [X] long>;",
    "readonly maplike<long, long>;",
    "setlike<long>;",
    "readonly setlike<long>;",
    // The types.
    "any f();",
    "undefined? f();",
    "unsigned long long f();",
    "unsigned short? f();",
    "long long f();",
    "unrestricted float f();",
    "(long or sequence<(A or B)?>)? f();",
    "([X] long or DOMString) f();",
    "Promise<undefined> f();",
    "Promise<(A or B)?> f();",
    "record<USVString, [X] long>? f();",
    "record<ByteString, any> f();",
    "async_sequence<long>? f();",
    "FrozenArray<long>? f();",
    "ObservableArray<long>? f();",
    "symbol f();",
    "object? f();",
    "Float16Array f();",
    "SharedArrayBuffer f();",
    "bigint f();",
    // Arguments.
    "undefined f(long attribute, long interface, long async, long mixin);",
    "undefined f(optional [X] long x, [Y] long... y);",
    "undefined f(optional any x = undefined);",
    "undefined f(optional any x = null, optional A y = {}, optional A z = []);",
    "undefined f(optional DOMString x = \"a\nb\");",
    "undefined f(optional double x = NaN);",
    // Extended attributes.
    "[X] undefined f();",
    "[X=y] undefined f();",
    "[X=\"y\"] undefined f();",
    "[X=1] undefined f();",
    "[X=-1.5] undefined f();",
    "[X=*] undefined f();",
    "[X=(a,b)] undefined f();",
    "[X=(\"a\",\"b\")] undefined f();",
    "[X=(1,2)] undefined f();",
    "[X=(1,2.5)] undefined f();",
    "[X(long y)] undefined f();",
    "[X=Y(optional long y = 1)] undefined f();",
    "[X=Y()] undefined f();",
    "[X, Y=z] undefined f();",
};

TEST(ParserTest, Accepted_HasNoErrors) {
  for (const std::string_view text : kAccepted) {
    EXPECT_EQ(Parsed(text).diagnostics.Format(9), "") << text;
  }
  for (const std::string_view member : kAcceptedMembers) {
    const std::string text = InInterface(member);
    const Parsed parsed(text);
    EXPECT_EQ(parsed.diagnostics.Format(9), "") << text;
    ASSERT_EQ(parsed.file.definitions.size(), 1u) << text;
    EXPECT_EQ(parsed.file.definitions[0]->members.size(), 1u) << text;
  }
}

// A text, and the place and beginning of its only error.
struct Refused {
  std::string_view text;
  std::string_view message;
};

constexpr Refused kRefused[] = {
    {"interface", "1:10: error: expected the name of the interface"},
    {"interface A", "1:12: error: expected '{'"},
    {"interface A {", "1:14: error: expected '}' to end 'A'"},
    {"interface A {}", "1:15: error: expected ';' after the '}' of 'A'"},
    {"interface A {}\ninterface B {};",
     "1:15: error: expected ';' after the '}' of 'A'"},
    {"interface A : {};", "1:15: error: expected the name of the inherited"},
    {"interface interface {};",
     "1:11: error: expected the name of the interface, found keyword"},
    {"partial interface A : B {};",
     "1:21: error: a partial interface cannot inherit"},
    {"interface mixin A : B {};", "1:19: error: an interface mixin cannot"},
    {"callback interface A : B {};",
     "1:22: error: a callback interface cannot"},
    {"partial callback A = long ();",
     "1:9: error: expected 'interface', 'dict"},
    {"partial interface A { constructor(); };",
     "1:23: error: a constructor cannot be a member of a partial interface"},
    {"interface mixin A { static attribute long x; };",
     "1:21: error: a static member cannot be a member of an interface mixin"},
    {"interface mixin A { getter long (DOMString x); };",
     "1:21: error: a special operation cannot"},
    {"interface mixin A { iterable<long>; };",
     "1:21: error: a declaration 'it"},
    {"interface mixin A { inherit attribute long x; };",
     "1:21: error: an attribute that inherits"},
    {"namespace A { attribute long x; };",
     "1:15: error: an attribute that is not 'readonly' cannot"},
    {"namespace A { stringifier; };", "1:15: error: 'stringifier' cannot"},
    {"callback interface A { attribute long x; };",
     "1:24: error: 'attribute' cannot be a member of a callback interface"},
    {"dictionary A { required long a = 1; };",
     "1:32: error: a required dictionary member cannot have a default"},
    {"dictionary A { long attribute; };",
     "1:21: error: expected the name of the dictionary member, found keyword"},
    {"enum A {};", "1:9: error: expected a string as a value"},
    {"enum A { a };", "1:10: error: expected a string"},
    {"enum A { \"a\" \"b\" };", "1:14: error: expected ',' or '}'"},
    {"typedef A;", "1:10: error: expected the name of the typedef, found ';'"},
    {"A implements B;", "1:1: error: expected a definition"},
    {"interfcae A {};", "1:1: error: expected a definition"},
    {"[X]", "1:4: error: expected a definition after the extended attributes"},
    {"[X] [Y] interface A {};", "1:5: error: a construct has one list of"},
    {"[] interface A {};", "1:2: error: expected the name of an extended"},
    {"[X=] interface A {};", "1:4: error: expected an identifier, a string"},
    {"[X=(a,1)] interface A {};", "1:7: error: expected values of one kind"},
    {"[X=()] interface A {};", "1:5: error: expected an identifier, a string"},
    {"[X y] interface A {};", "1:4: error: expected ',' or ']'"},
    {";", "1:1: error: stray ';' between definitions"},
    {"interface A {};;", "1:16: error: stray ';' between definitions"},
    {"interface A { attribute long x };",
     "1:32: error: expected ';' after the attribute, found '}'"},
    {"interface A { attribute long x\n};",
     "1:31: error: expected ';' after the attribute"},
    {"interface A { long x; };", "1:21: error: expected '(' after the name"},
    {"interface A { const DOMString x = 1; };",
     "1:21: error: the type of a constant must be a primitive type"},
    {"interface A { const long? x = 1; };",
     "1:25: error: the type of a constant cannot be nullable"},
    {"interface A { const long x = \"a\"; };",
     "1:30: error: expected a number"},
    {"interface A { const long x = null; };", "1:30: error: expected a number"},
    {"interface A { readonly undefined f(); };",
     "1:24: error: expected 'attribute', 'maplike' or 'setlike'"},
    {"interface A { stringifier DOMString f(); };",
     "1:27: error: expected 'attribute' or ';' after 'stringifier'"},
    {"interface A { inherit readonly attribute long x; };",
     "1:23: error: expected 'attribute'"},
    {"interface A { getter setter long (DOMString x); };",
     "1:22: error: expected a return type"},
    {"interface A { attribute long const; };",
     "1:30: error: expected the name of the attribute, found keyword"},
    {"interface A { maplike<long>; };", "1:27: error: expected ','"},
    {"interface A { setlike<long, long>; };", "1:27: error: expected '>'"},
    {"interface A { iterable<long>(long x); };", "1:29: error: expected ';'"},
    {"interface A { any? f(); };", "1:18: error: 'any' cannot be nullable"},
    {"interface A { Promise<any>? f(); };",
     "1:27: error: 'Promise<...>' cannot be nullable"},
    {"interface A { long?? f(); };", "1:20: error: a type cannot be nullable"},
    {"interface A { (long) f(); };", "1:20: error: expected 'or'"},
    {"interface A { (any or long) f(); };", "1:16: error: 'any' cannot be"},
    {"interface A { ([X] (A or B) or C) f(); };",
     "1:20: error: extended attributes cannot stand before a union"},
    {"interface A { record<long, long> f(); };",
     "1:22: error: expected 'DOMString', 'USVString' or 'ByteString'"},
    {"interface A { Promise<[X] long> f(); };", "1:23: error: expected a type"},
    {"interface A { unsigned double f(); };",
     "1:24: error: expected 'short' or 'long' after 'unsigned'"},
    {"interface A { unrestricted long f(); };",
     "1:28: error: expected 'float' or 'double' after 'unrestricted'"},
    {"interface A { sequence<long f(); };", "1:29: error: expected '>'"},
    {"interface A { undefined f(long x = 1); };",
     "1:34: error: only an optional argument can have a default"},
    {"interface A { undefined f(long... x = 1); };",
     "1:37: error: a variadic argument cannot have a default"},
    {"interface A { undefined f(optional long... x); };",
     "1:40: error: an argument cannot be both optional and variadic"},
    {"interface A { undefined f(long x,); };", "1:34: error: expected a type"},
    {"interface A { undefined f(long long); };",
     "1:36: error: expected the name of the argument"},
    {"interface A { undefined f(optional long x = [1]); };",
     "1:46: error: expected ']'"},
    {"interface A { undefined f(long or); };",
     "1:32: error: expected the name of the argument, found keyword 'or'"},
    {"interface A { attribute long x; } interface B {};",
     "1:35: error: expected ';' after the '}' of 'A', found keyword"},
    {"typedef long 1;",
     "1:14: error: expected the name of the typedef, found "
     "integer '1'"},
    {"/* never ends", "1:1: error: this comment has no closing '*/'"},
    {"enum A { \"b };", "1:10: error: this string has no closing '\"'"},
    {"interface A \xE4\xBD\xA0 {};", "1:13: error: expected '{'"},
};

TEST(ParserTest, Refused_HasOneErrorAtItsPlace) {
  for (const Refused& refused : kRefused) {
    const Parsed parsed(refused.text);
    const std::string messages = parsed.diagnostics.Format(9);
    const std::string expected = "test.idl:" + std::string(refused.message);
    EXPECT_EQ(messages.substr(0, expected.size()), expected) << refused.text;
    // An unterminated string swallows what closes the enumeration.
    if (refused.text.find("\"b };") == std::string_view::npos) {
      EXPECT_EQ(parsed.diagnostics.error_count(), 1u) << messages;
    }
  }
}

TEST(ParserTest, SeveralErrors_AreEachReportedOnce) {
  const Parsed parsed(R"(
interface A {
  attribute long;
  undefined good();
  undefined bad(;
  undefined fine();
};
dictionary D {
  long x
  long y;
};
typedef long;
enum E { "a" };
)");
  EXPECT_EQ(parsed.diagnostics.error_count(), 4u)
      << parsed.diagnostics.Format(9);
  ASSERT_EQ(parsed.file.definitions.size(), 3u);
  const ast::Definition& interface = *parsed.file.definitions[0];
  EXPECT_TRUE(interface.is_incomplete);
  ASSERT_EQ(interface.members.size(), 2u);
  EXPECT_EQ(interface.members[0]->name.text, "good");
  EXPECT_EQ(interface.members[1]->name.text, "fine");
  EXPECT_TRUE(parsed.file.lost_definitions);
}

TEST(ParserTest, ForgottenClosingBrace_NextDefinitionIsStillRead) {
  const Parsed parsed(
      "interface A {\n  attribute long x;\n\ninterface B {};\n");
  EXPECT_EQ(parsed.diagnostics.error_count(), 1u);
  ASSERT_EQ(parsed.file.definitions.size(), 2u);
  EXPECT_EQ(parsed.file.definitions[1]->name.text, "B");
}

TEST(ParserTest, Identifier_LosesOneUnderscoreAndKeepsItsPlace) {
  const Parsed parsed("interface _A { attribute long _const; };");
  const ast::Definition& definition = *parsed.file.definitions[0];
  EXPECT_EQ(definition.name.text, "A");
  EXPECT_EQ(definition.name.range.text(), "_A");
  EXPECT_EQ(definition.members[0]->name.text, "const");
}

TEST(ParserTest, Literal_IsEvaluated) {
  struct Case {
    std::string_view text;
    Literal::Kind kind;
    bool is_negative;
    uint64_t magnitude;
    double number;
    bool is_huge = false;
  };
  using Kind = Literal::Kind;
  const Case cases[] = {
      {"0", Kind::kInteger, false, 0, 0},
      {"-42", Kind::kInteger, true, 42, -42},
      {"0x1F", Kind::kInteger, false, 31, 31},
      {"-0X1f", Kind::kInteger, true, 31, -31},
      {"0777", Kind::kInteger, false, 511, 511},
      {"18446744073709551615", Kind::kInteger, false, UINT64_MAX,
       18446744073709551616.0},
      {"18446744073709551616", Kind::kInteger, false, 0, 18446744073709551616.0,
       true},
      // Halfway between two doubles, and a little more.
      {"0x100000000000008000000000000000", Kind::kInteger, false, 0, 0x1p116,
       true},
      {"0x100000000000008000000000000001", Kind::kInteger, false, 0,
       0x1.0000000000001p116, true},
      {"1.5e3", Kind::kDecimal, false, 0, 1500},
      {"-.5", Kind::kDecimal, true, 0, -.5},
      {"1e400", Kind::kDecimal, false, 0, HUGE_VAL},
      {"-Infinity", Kind::kInfinity, true, 0, -HUGE_VAL},
  };
  for (const Case& c : cases) {
    const Parsed parsed(
        "interface A { const double x = " + std::string(c.text) + "; };");
    ASSERT_EQ(parsed.diagnostics.error_count(), 0u) << c.text;
    const Literal& literal = *parsed.file.definitions[0]->members[0]->value;
    EXPECT_EQ(literal.kind, c.kind) << c.text;
    EXPECT_EQ(literal.is_negative, c.is_negative) << c.text;
    EXPECT_EQ(literal.magnitude, c.magnitude) << c.text;
    EXPECT_EQ(literal.number, c.number) << c.text;
    EXPECT_EQ(literal.is_huge, c.is_huge) << c.text;
    EXPECT_EQ(literal.spelling, c.text);
  }
}

}  // namespace
}  // namespace mortise::idl
