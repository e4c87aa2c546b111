#include "bindings/compiler/linker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/bindings/compiler/compile_text.h"

namespace mortise::idl {
namespace {

template <typename T>
std::vector<std::string> Names(const T& items) {
  std::vector<std::string> names;
  for (const auto* item : items) {
    names.emplace_back(item->name);
  }
  return names;
}

using testing::ElementsAre;

TEST(LinkerTest, Interfaces_AreInDependencyOrder) {
  LinkedText text(
      "[Exposed=*] interface C : B {};"
      "[Exposed=*] interface D {};"
      "[Exposed=*] interface B : A {};"
      "[Exposed=*] interface A {};");
  ASSERT_TRUE(text.ok()) << text.errors();
  EXPECT_THAT(Names(text->interfaces()), ElementsAre("A", "B", "C", "D"));
  EXPECT_EQ(text.GetInterface("C").depth, 2u);
  EXPECT_THAT(Names(text.GetInterface("A").children), ElementsAre("B"));
}

TEST(LinkerTest, Numbers_ARangeHoldsExactlyTheHeirs) {
  LinkedText text(
      "[Exposed=*] interface Z {};"
      "[Exposed=*] interface A {};"
      "[Exposed=*] interface C : A {};"
      "[Exposed=*] interface B : A {};"
      "[Exposed=*] interface D : B {};");
  ASSERT_TRUE(text.ok()) << text.errors();
  const auto ids = [&](std::string_view name) {
    const Interface& interface = text.GetInterface(name);
    return std::pair(interface.first_id, interface.last_id);
  };
  EXPECT_EQ(ids("A"), std::pair(1u, 4u));
  EXPECT_EQ(ids("B"), std::pair(2u, 3u));
  EXPECT_EQ(ids("D"), std::pair(3u, 3u));
  EXPECT_EQ(ids("C"), std::pair(4u, 4u));
  EXPECT_EQ(ids("Z"), std::pair(5u, 5u));
  for (const Interface* a : text->interfaces()) {
    for (const Interface* b : text->interfaces()) {
      bool inherits = false;
      for (const Interface* at = a; at != nullptr; at = at->parent) {
        inherits |= at == b;
      }
      EXPECT_EQ(a->IsA(*b), inherits) << a->name << " " << b->name;
    }
  }
}

TEST(LinkerTest, Members_OwnThenPartialsThenMixins) {
  LinkedText text(
      "partial interface A { attribute long b; };"
      "A includes M;"
      "partial interface mixin M { attribute long d; };"
      "[Exposed=*] interface A { attribute long a; };"
      "interface mixin M { attribute long c; };");
  ASSERT_TRUE(text.ok()) << text.errors();
  const Interface& a = text.GetInterface("A");
  EXPECT_THAT(Names(a.members), ElementsAre("a", "b", "c", "d"));
  EXPECT_EQ(a.attributes[2]->owner, &a);
  EXPECT_EQ(a.attributes[2]->declared_in->name.text, "M");
  ASSERT_EQ(a.mixins.size(), 1u);
}

TEST(LinkerTest, Mixin_IsCopiedToEachHost) {
  LinkedText text(
      "[Exposed=*] interface A {}; [Exposed=*] interface B {};"
      "interface mixin M { undefined f(); };"
      "A includes M; B includes M;");
  ASSERT_TRUE(text.ok()) << text.errors();
  const OverloadGroup* f = text.GetInterface("A").FindOperation("f");
  const OverloadGroup* g = text.GetInterface("B").FindOperation("f");
  ASSERT_NE(f, nullptr);
  ASSERT_NE(g, nullptr);
  EXPECT_NE(&f->first(), &g->first());
}

TEST(LinkerTest, MixinError_IsReportedOnceHoweverManyHosts) {
  EXPECT_THAT(BrokenRules("[Exposed=*] interface A {};"
                          "[Exposed=*] interface B {};"
                          "interface mixin M { attribute Foo x; attribute "
                          "sequence<long> y; };"
                          "A includes M; B includes M;"),
              testing::UnorderedElementsAre("unknown-type", "attribute-type"));
  // Nor do nobody's mixins escape.
  EXPECT_THAT(BrokenRules("interface mixin M { attribute Foo x; };"),
              ElementsAre("unknown-type"));
}

TEST(LinkerTest, DictionaryMembers_InheritedFirstThenLexicographical) {
  // The example of https://webidl.spec.whatwg.org/#idl-dictionaries.
  LinkedText text(
      "dictionary B : A { long b; long a; };"
      "dictionary A { long c; long g; };"
      "dictionary C : B { long e; long f; };"
      "partial dictionary A { long h; long d; };");
  ASSERT_TRUE(text.ok()) << text.errors();
  EXPECT_THAT(Names(text->dictionaries()), ElementsAre("A", "B", "C"));
  EXPECT_THAT(Names(text.GetDictionary("A").members),
              ElementsAre("c", "d", "g", "h"));
  EXPECT_THAT(Names(text.GetDictionary("B").members), ElementsAre("a", "b"));
  EXPECT_TRUE(text.GetDictionary("C").IsA(text.GetDictionary("A")));
  EXPECT_FALSE(text.GetDictionary("A").IsA(text.GetDictionary("C")));
}

TEST(LinkerTest, RequiredMembers_AreInherited) {
  LinkedText text(
      "dictionary B : A {}; dictionary A { required long a; };"
      "dictionary C { long c; };");
  ASSERT_TRUE(text.ok()) << text.errors();
  EXPECT_TRUE(text.GetDictionary("B").has_required_members);
  EXPECT_FALSE(text.GetDictionary("C").has_required_members);
}

TEST(LinkerTest, Operations_AreGroupedByNameAndKind) {
  LinkedText text(
      "[Exposed=*] interface A {"
      "  constructor(); constructor(long x);"
      "  undefined f(); static undefined f(); undefined g(); undefined f(long "
      "x);"
      "  getter any (DOMString n);"
      "};");
  ASSERT_TRUE(text.ok()) << text.errors();
  const Interface& a = text.GetInterface("A");
  EXPECT_THAT(Names(a.operations), ElementsAre("f", "g"));
  EXPECT_EQ(a.FindOperation("f")->operations.size(), 2u);
  EXPECT_THAT(Names(a.static_operations), ElementsAre("f"));
  ASSERT_NE(a.constructor, nullptr);
  EXPECT_EQ(a.constructor->operations.size(), 2u);
  EXPECT_TRUE(a.supports_named_properties());
  EXPECT_TRUE(a.is_legacy_platform_object());
}

// The example of https://webidl.spec.whatwg.org/#idl-overloading.
TEST(LinkerTest, EffectiveOverloadSet_IsThatOfTheStandard) {
  LinkedText text(
      "[Exposed=*] interface Node {}; [Exposed=*] interface Event {};"
      "[Exposed=*] interface A {"
      "  undefined f(DOMString a);"
      "  undefined f(Node a, DOMString b, double... c);"
      "  undefined f();"
      "  undefined f(Event a, DOMString b, optional DOMString c, double... d);"
      "};");
  ASSERT_TRUE(text.ok()) << text.errors();
  const OverloadGroup& group = *text.GetInterface("A").FindOperation("f");
  EXPECT_EQ(group.length, 0u);
  ASSERT_EQ(group.candidates.size(), 5u);
  const size_t sizes[] = {1, 1, 2, 2, 2};
  const int indices[] = {-1, -1, 0, 0, 0};
  for (size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(group.candidates[i].argument_count, i);
    EXPECT_EQ(group.candidates[i].entries.size(), sizes[i]) << i;
    EXPECT_EQ(group.candidates[i].distinguishing_argument_index, indices[i]);
  }
  const OverloadEntry& f2 = group.candidates[4].entries[0];
  EXPECT_EQ(f2.type(3)->kind(), TypeKind::kDouble);
  EXPECT_EQ(f2.optionality(3), OverloadEntry::Optionality::kVariadic);
  const OverloadEntry& f4 = group.candidates[3].entries[1];
  EXPECT_EQ(f4.optionality(2), OverloadEntry::Optionality::kOptional);
}

TEST(LinkerTest, Length_CountsRequiredArguments) {
  LinkedText text(
      "[Exposed=*] interface A {"
      "  undefined f(long a, optional long b); undefined g(long... a);"
      "  undefined h(long a, long b); undefined h(DOMString a);"
      "  undefined i(optional long a, long b);"
      "};");
  ASSERT_TRUE(text.ok()) << text.errors();
  const Interface& a = text.GetInterface("A");
  EXPECT_EQ(a.FindOperation("f")->length, 1u);
  EXPECT_EQ(a.FindOperation("g")->length, 0u);
  EXPECT_EQ(a.FindOperation("h")->length, 1u);
  EXPECT_EQ(a.FindOperation("i")->length, 2u);
}

std::vector<std::string> GlobalsOf(const Exposure& exposure) {
  return exposure.everywhere ? std::vector<std::string>{"*"}
                             : Names(exposure.globals);
}

TEST(LinkerTest, Exposure_FollowsGlobalNames) {
  LinkedText text(
      "[Exposed=Window, Global=Window] interface Window {};"
      "[Exposed=Worker, Global=(Worker,Shared)] interface SharedScope {};"
      "[Exposed=Worker, Global=(Worker,Dedicated)] interface DedicatedScope {};"
      "[Exposed=(Window,Worker)] interface A {"
      "  attribute long a; [Exposed=Dedicated] attribute long b;"
      "  [SecureContext] attribute long c;"
      "};"
      "[Exposed=Window] partial interface A { attribute long d; };"
      "[Exposed=Shared] interface mixin M { attribute long e; };"
      "A includes M;"
      "[Exposed=*] interface Everywhere {};"
      "Everywhere includes M;");
  ASSERT_TRUE(text.ok()) << text.errors();
  EXPECT_EQ(text->globals().size(), 3u);
  const Interface& a = text.GetInterface("A");
  EXPECT_THAT(GlobalsOf(*a.exposure),
              ElementsAre("DedicatedScope", "SharedScope", "Window"));
  EXPECT_EQ(a.attributes[0]->exposure, a.exposure);
  EXPECT_THAT(GlobalsOf(*a.attributes[1]->exposure),
              ElementsAre("DedicatedScope"));
  EXPECT_TRUE(a.attributes[2]->exposure->secure_context);
  EXPECT_THAT(GlobalsOf(*a.attributes[2]->exposure),
              ElementsAre("DedicatedScope", "SharedScope", "Window"));
  EXPECT_THAT(GlobalsOf(*a.attributes[3]->exposure), ElementsAre("Window"));
  EXPECT_THAT(GlobalsOf(*a.attributes[4]->exposure),
              ElementsAre("SharedScope"));
  const Interface& everywhere = text.GetInterface("Everywhere");
  EXPECT_THAT(GlobalsOf(*everywhere.exposure), ElementsAre("*"));
  EXPECT_THAT(GlobalsOf(*everywhere.attributes[0]->exposure),
              ElementsAre("SharedScope"));
}

TEST(LinkerTest, Exposure_WithoutGlobalInterfacesTakesTheNames) {
  LinkedText text("[Exposed=(Window,Worker)] interface A {};");
  ASSERT_TRUE(text.ok()) << text.errors();
  EXPECT_THAT(GlobalsOf(*text.GetInterface("A").exposure),
              ElementsAre("Window", "Worker"));
  EXPECT_EQ(text->globals()[0]->interface, nullptr);
}

TEST(LinkerTest, AttributeLinks_AreResolved) {
  LinkedText text(
      "[Exposed=*] interface A { readonly attribute long x; };"
      "[Exposed=*] interface B : A {};"
      "[Exposed=*] interface C : B { inherit attribute long x; };"
      "[Exposed=*] interface D { [PutForwards=x] readonly attribute C c; };");
  ASSERT_TRUE(text.ok()) << text.errors();
  const Attribute& x = *text.GetInterface("C").attributes[0];
  EXPECT_EQ(x.inherited_from, text.GetInterface("A").attributes[0]);
  EXPECT_EQ(text.GetInterface("D").attributes[0]->put_forwards, &x);
}

TEST(LinkerTest, SyntaxErrors_DoNotCascade) {
  // A definition is lost: its name may be meant by any unknown one.
  EXPECT_THAT(BrokenRules("interface { }; dictionary D { Lost x; };"),
              ElementsAre("syntax"));
  // A member is lost: it may have been the getter.
  EXPECT_THAT(BrokenRules("[Exposed=*] interface A { getter; iterable<long>; "
                          "};"),
              ElementsAre("syntax"));
  // What is whole is checked all the same.
  EXPECT_THAT(BrokenRules("interface { }; dictionary D { D x; };"),
              ElementsAre("syntax", "dictionary-cycle"));
}

TEST(LinkerTest, UnknownType_CountsItsUsesAndSuggests) {
  EXPECT_EQ(Messages("dictionary Point { };\n"
                     "callback C = Piont (Piont x, Piont y);\n"),
            "test.idl:2:14: error: unknown type 'Piont' (used in 2 more "
            "places) [unknown-type]\n"
            "    2 | callback C = Piont (Piont x, Piont y);\n"
            "      |              ^~~~~\n"
            "test.idl:1:12: note: did you mean 'Point'?\n"
            "    1 | dictionary Point { };\n"
            "      |            ^~~~~\n");
}

TEST(LinkerTest, Files_ReferToEachOther) {
  Compilation compilation;
  compilation.AddSource("b.idl", "[Exposed=*] interface B : A {};");
  compilation.AddSource("a.idl", "[Exposed=*] interface A {};",
                        SourceFile::Role::kImport);
  const Model* model = compilation.Link();
  ASSERT_NE(model, nullptr);
  EXPECT_TRUE(model->Find("B")->is_primary());
  EXPECT_FALSE(model->Find("A")->is_primary());
  EXPECT_EQ(model->Find("A")->file().path(), "a.idl");
}

}  // namespace
}  // namespace mortise::idl
