#include "bindings/compiler/stub_emitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bindings/compiler/emit_text.h"

namespace mortise::idl {
namespace {

using testing::HasSubstr;

// Without line breaks: WrapLines() has tests of its own.
std::string Unwrapped(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n') {
      out += text[i];
      continue;
    }
    // A line that was broken goes on four columns further in.
    const size_t next = text.find_first_not_of(' ', i + 1);
    const size_t begin = text.rfind('\n', i == 0 ? 0 : i - 1);
    const size_t indent =
        text.find_first_not_of(' ', begin == std::string::npos ? 0 : begin + 1);
    const size_t column = indent - (begin == std::string::npos ? 0 : begin + 1);
    if (next != std::string::npos && next - i - 1 == column + 4) {
      if (text[i - 1] != '(') out += ' ';
      i = next - 1;
    } else {
      out += '\n';
    }
  }
  return out;
}

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
  const std::string header = Unwrapped(files[0].contents);
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

TEST(StubEmitterTest, Types_AreThoseOfTheDocumentation) {
  struct Case {
    std::string_view idl;
    std::string_view getter;
    std::string_view parameter;
  };
  constexpr Case kCases[] = {
      {"unsigned long", "uint32_t x() const", "uint32_t y"},
      {"DOMString?", "std::optional<DomString> x() const",
       "std::optional<DomString> y"},
      {"ByteString", "std::string x() const", "std::string y"},
      {"bigint", "BigInt x() const", "BigInt y"},
      {"object", "ScriptHeld x() const", "ScriptHeld y"},
      {"any", "Any x() const", "Any y"},
      {"I", "RefPtr<I> x() const", "I& y"},
      {"I?", "RefPtr<I> x() const", "I* y"},
      {"E", "E x() const", "E y"},
      {"C?", "RefPtr<C> x() const", "RefPtr<C> y"},
      {"Uint8Array", "ByteBuffer x() const", "BufferSource y"},
      {"ArrayBuffer?", "std::optional<BufferSource> x() const",
       "std::optional<BufferSource> y"},
      {"(long? or DOMString)",
       "std::optional<std::variant<int32_t, DomString>> x() const",
       "std::optional<std::variant<int32_t, DomString>> y"},
  };
  for (const Case& c : kCases) {
    const std::string idl(c.idl);
    const auto files = EmitText(
        StubEmitter("A", CppOptions()),
        "enum E { \"e\" }; callback C = undefined (); [Exposed=*] interface I "
        "{}; [Exposed=*] interface A { readonly attribute " +
            idl + " x; undefined f(" + idl + " y); };");
    ASSERT_EQ(files.size(), 2u) << c.idl;
    EXPECT_THAT(files[0].contents,
                HasSubstr("  " + std::string(c.getter) + ";\n"));
    EXPECT_THAT(files[0].contents,
                HasSubstr("  void F(" + std::string(c.parameter) + ");\n"));
  }
}

TEST(StubEmitterTest, All_IsOneHeaderAFile) {
  const auto some = EmitText(
      StubEmitter("*", CppOptions()),
      "[Exposed=*] interface A { undefined take(D d, optional C c);\n"
      "  Promise<undefined> later(); maplike<DOMString, long>; stringifier; };"
      "[Exposed=*] interface L { async_iterable<A>(optional long from); };"
      "dictionary D : B { required long x; E? e = null; sequence<A> list; };"
      "dictionary B {}; enum E { \"\", \"dark-blue\" };"
      "callback C = E (A a, DOMString b, optional long c, any... rest);"
      "[Exposed=*] namespace N { undefined f(); };");
  ASSERT_EQ(some.size(), 2u);
  const std::string header = Unwrapped(some[0].contents);
  EXPECT_THAT(header, HasSubstr("enum class E {\n  kEmpty,\n  kDarkBlue,\n};"));
  EXPECT_THAT(header,
              HasSubstr("using C = Callback<E(A&, const DomString&, "
                        "std::optional<int32_t>, const std::vector<Any>&)>;"));
  EXPECT_THAT(header,
              HasSubstr("struct D : B {\n"
                        "  std::optional<E> e;\n"
                        "  std::optional<std::vector<RefPtr<A>>> list;\n"
                        "  int32_t x{};\n"
                        "};"));
  EXPECT_THAT(header, HasSubstr("  void Take(D d, RefPtr<C> c);\n"
                                "  void Later(PromiseResolver<Undefined> "
                                "resolver);\n"
                                "  DomString ToString();\n"
                                "  MapEntries<DomString, int32_t>& "
                                "map_entries() { return map_entries_; }\n"));
  EXPECT_THAT(header, HasSubstr("std::unique_ptr<AsyncIterator<RefPtr<A>>> "
                                "AsyncIterate(std::optional<int32_t> from);"));
  EXPECT_THAT(header, HasSubstr("  static void F();\n"));
  EXPECT_THAT(header, HasSubstr("namespace mortise {\n\nclass A;\n"));
}

TEST(StubEmitterTest, FrozenArray_HasAnIdentityUnlessItIsInASlot) {
  const auto files = EmitText(
      StubEmitter("A", CppOptions()),
      "[Exposed=*] interface A { readonly attribute FrozenArray<long> x; "
      "[StoreInSlot] readonly attribute FrozenArray<long> y; };");
  EXPECT_THAT(files[0].contents,
              HasSubstr("  FrozenArray<int32_t> x() const;\n"
                        "  std::vector<int32_t> y() const;\n"));
}

TEST(StubEmitterTest, InterfaceAlone_HasWhatTheBindingsLookForBesideIt) {
  const auto files = EmitText(
      StubEmitter("B", CppOptions()),
      "callback C = undefined (D d); dictionary D { E e; }; enum E { \"a\" };"
      "[Exposed=*] interface A { undefined f(C c); };"
      "[Exposed=*] interface B : A { attribute C c; };"
      "[Exposed=*] interface Other {};");
  ASSERT_EQ(files.size(), 2u);
  const std::string& header = files[0].contents;
  size_t at = 0;
  for (const std::string_view part :
       {"enum class E", "using C = Callback<", "struct D {",
        "class A :", "class B final : public A"}) {
    at = header.find(part, at);
    EXPECT_NE(at, std::string::npos) << part;
  }
  EXPECT_THAT(header, HasSubstr("#include \"core/dom/callback.h\""));
  EXPECT_THAT(header, testing::Not(HasSubstr("Other")));
}

TEST(StubEmitterTest, InheritedGetter_IsTheBaseClasss) {
  const auto files =
      EmitText(StubEmitter("B", CppOptions()),
               "[Exposed=*] interface A { readonly attribute long x; };"
               "[Exposed=*] interface B : A { inherit attribute long x; };");
  ASSERT_EQ(files.size(), 2u);
  EXPECT_THAT(files[1].contents, HasSubstr("int32_t A::x() const"));
  EXPECT_THAT(files[1].contents, testing::Not(HasSubstr("B::x()")));
  EXPECT_THAT(files[0].contents, HasSubstr("void set_x(int32_t value);"));
}

TEST(StubEmitterTest, MethodThatHidesAType_NamesTheTypeInFull) {
  const auto files =
      EmitText(StubEmitter("A", CppOptions()),
               "[Exposed=*] interface A { B b(); any _any(B b); };"
               "[Exposed=*, ImplementedAs=\"x::B\"] interface B {};");
  EXPECT_THAT(files[0].contents,
              HasSubstr("  RefPtr<::mortise::x::B> B();\n"
                        "  ::mortise::Any Any(::mortise::x::B& b);\n"));
}

TEST(StubEmitterTest, UnknownName_IsAnError) {
  std::string errors;
  EmitText(StubEmitter("Conuter", CppOptions()),
           "[Exposed=*] interface Counter {};", &errors);
  EXPECT_THAT(errors,
              HasSubstr("there is no definition 'Conuter'; did you mean "
                        "'Counter'?"));
}

}  // namespace
}  // namespace mortise::idl
