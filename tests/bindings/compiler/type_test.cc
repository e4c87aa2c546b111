#include "bindings/compiler/type.h"

#include <gtest/gtest.h>

#include "tests/bindings/compiler/compile_text.h"

namespace mortise::idl {
namespace {

TEST(TypeTest, FlattenedMemberTypes_AreThoseOfTheStandard) {
  LinkedText text(
      "[Exposed=*] interface Node {}; [Exposed=*] interface Event {};"
      "[Exposed=*] interface XMLHttpRequest {}; [Exposed=*] interface NodeList "
      "{};"
      "typedef (Node or (record<DOMString, long> or Event) or (XMLHttpRequest "
      "or DOMString)? or sequence<(sequence<double> or NodeList)>) T;");
  ASSERT_TRUE(text.ok()) << text.errors();
  const Type& type = text.TypeOf("T");
  EXPECT_EQ(type.parameters().size(), 4u);
  EXPECT_EQ(type.flattened_member_types().size(), 6u);
  EXPECT_TRUE(type.includes_nullable_type());
  EXPECT_FALSE(type.is_nullable());
  EXPECT_EQ(type.ToString(),
            "(Node or (record<DOMString, long> or Event) or (XMLHttpRequest or "
            "DOMString)? or sequence<(sequence<double> or NodeList)>)");
}

TEST(TypeTest, Types_AreInternedAndCanonical) {
  LinkedText text(
      "typedef [Clamp] octet A; typedef sequence<A?> B;"
      "typedef sequence<[Clamp] octet?> C; typedef [AllowShared] "
      "ArrayBufferView D;");
  ASSERT_TRUE(text.ok()) << text.errors();
  const Type& b = text.TypeOf("B");
  const Type& c = text.TypeOf("C");
  EXPECT_NE(&b, &c);
  EXPECT_EQ(b.canonical(), c.canonical());
  EXPECT_EQ(b.ToString(), "sequence<A?>");
  EXPECT_EQ(c.ToString(), "sequence<[Clamp] octet?>");
  EXPECT_TRUE(b.element()->clamp());
  EXPECT_TRUE(b.element()->is_nullable());
  EXPECT_FALSE(b.element()->non_nullable()->is_nullable());
  // An annotation of a union goes to its members.
  for (const Type* member : text.TypeOf("D").flattened_member_types()) {
    EXPECT_TRUE(member->allow_shared());
  }
}

}  // namespace
}  // namespace mortise::idl
