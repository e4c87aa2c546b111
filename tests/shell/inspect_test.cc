#include "shell/inspect.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/shell/test_isolate.h"

namespace mortise::shell {
namespace {

class InspectTest : public TestWithContext {
 protected:
  std::string Show(std::string_view code, const InspectOptions& options = {}) {
    return Inspect(context(), Evaluate(code), options);
  }
};

TEST_F(InspectTest, Values_LookLikeTheirLiterals) {
  const struct {
    std::string_view code;
    std::string_view expected;
  } kCases[] = {
      {"undefined", "undefined"},
      {"null", "null"},
      {"-0", "-0"},
      {"1e21", "1e+21"},
      {"12n", "12n"},
      {"'a\\n'", "'a\\n'"},
      {"Symbol('s')", "Symbol(s)"},
      {"[1,,3,,,]", "[ 1, <1 empty item>, 3, <2 empty items> ]"},
      {"Object.assign([1], {x: 2})", "[ 1, x: 2 ]"},
      {"({a: 1, 'b-c': [{}]})", "{ a: 1, 'b-c': [ {} ] }"},
      {"({[Symbol.iterator]: 1})", "{ [Symbol(Symbol.iterator)]: 1 }"},
      {"Object.create(null)", "[Object: null prototype] {}"},
      {"new (class A { x = 1; #y = 2 })", "A { x: 1 }"},
      {"new (class B extends Array {})(2)", "B(2) [ <2 empty items> ]"},
      {"({get a() {}, set a(v) {}, get b() {}, set c(v) {}})",
       "{ a: [Getter/Setter], b: [Getter], c: [Setter] }"},
      {"(class A {})", "[class A]"},
      {"class C {}; (class D extends C { static s = 1 })",
       "[class D extends C] { s: 1 }"},
      {"(function f() {})", "[Function: f]"},
      {"(() => {})", "[Function (anonymous)]"},
      {"(async () => {})", "[AsyncFunction (anonymous)]"},
      {"(async function* g() {})", "[AsyncGeneratorFunction: g]"},
      {"new Map([[1, {a: 2}]])", "Map(1) { 1 => { a: 2 } }"},
      {"new Set('ab')", "Set(2) { 'a', 'b' }"},
      {"new Map([[1, 2]]).entries()", "[Map Iterator] { 1 => 2 }"},
      {"new Set([7]).values()", "[Set Iterator] { 7 }"},
      {"new WeakMap", "WeakMap { <items unknown> }"},
      {"new Uint8Array([1, 2])", "Uint8Array(2) [ 1, 2 ]"},
      {"new BigInt64Array(1)", "BigInt64Array(1) [ 0n ]"},
      {"new Uint8Array([1, 255]).buffer",
       "ArrayBuffer { bytes: <01 ff>, byteLength: 2 }"},
      {"new Date(0)", "1970-01-01T00:00:00.000Z"},
      {"new Date(-1)", "1969-12-31T23:59:59.999Z"},
      {"new Date(8.64e15)", "+275760-09-13T00:00:00.000Z"},
      {"new Date(-8.64e15)", "-271821-04-20T00:00:00.000Z"},
      {"new Date(NaN)", "Invalid Date"},
      {"/a\\/b/giu", "/a\\/b/giu"},
      {"Promise.resolve(1)", "Promise { 1 }"},
      {"new Promise(() => {})", "Promise { <pending> }"},
      {"const r = Promise.reject(1); r.catch(() => {}); r",
       "Promise { <rejected> 1 }"},
      {"new Proxy({a: 1}, {get() { throw 1 }, ownKeys() { throw 2 }})",
       "{ a: 1 }"},
      {"const p = Proxy.revocable({}, {}); p.revoke(); p.proxy",
       "<Revoked Proxy>"},
      {"[new String('s'), Object(1n), Object(true), Object(Symbol())]",
       "[ [String: 's'], [BigInt: 1n], [Boolean: true], [Symbol: Symbol()] ]"},
      {"(function() { return arguments })(1, 'x')", "[Arguments] [ 1, 'x' ]"},
      {"Math", "Object [Math] {}"},
      {"const e = new Error('m'); e.stack = 'Error: m\\n    at x'; e",
       "Error: m\n    at x"},
      {"const w = new Error('m'); w.stack = 'E'; w.code = 1; w",
       "E { code: 1 }"},
      {"const o = new Error('m', {cause: 1}); o.stack = 'E'; o",
       "E { [cause]: 1 }"},
  };
  for (const auto& c : kCases) {
    // A block keeps each case's names to itself.
    EXPECT_EQ(Show("{" + std::string(c.code) + "}"), c.expected) << c.code;
  }
}

TEST_F(InspectTest, ObjectInItself_IsNumbered) {
  EXPECT_EQ(Show("const a = {}; a.self = a; a"),
            "<ref *1> { self: [Circular *1] }");
  EXPECT_EQ(Show("const m = new Map; m.set(m, {m}); m"),
            "<ref *1> Map(1) { [Circular *1] => { m: [Circular *1] } }");
  // Met twice, but not inside itself.
  EXPECT_EQ(Show("const shared = {}; [shared, shared]"), "[ {}, {} ]");
}

TEST_F(InspectTest, Depth_EndsTheWalk) {
  EXPECT_EQ(Show("({a: {b: {c: {}}}})", {.depth = 1}),
            "{ a: { b: [Object] } }");
  EXPECT_EQ(Show("[[new Map]]", {.depth = 1}), "[ [ [Map] ] ]");
}

TEST_F(InspectTest, HiddenProperties_AreShownOnRequest) {
  EXPECT_EQ(Show("Object.defineProperty({}, 'h', {value: 1})"), "{}");
  EXPECT_EQ(
      Show("Object.defineProperty({}, 'h', {value: 1})", {.show_hidden = true}),
      "{ [h]: 1 }");
}

TEST_F(InspectTest, BigThings_AreCut) {
  EXPECT_NE(Show("Array(101).fill(0)").find("... 1 more item\n]"),
            std::string::npos);
  EXPECT_EQ(Show("const sparse = []; sparse[4e9] = 1; sparse").size() < 100,
            true);
  EXPECT_NE(Show("new Set(Array(300).keys())").find("... 200 more items"),
            std::string::npos);
  EXPECT_NE(Show("new ArrayBuffer(60)").find("... 10 more>"),
            std::string::npos);
  // As deep as the options allow, and then some.
  EXPECT_LT(Show("let deep = {}; for (let i = 0; i < 1e5; ++i) deep = {deep};"
                 "deep",
                 {.depth = 1'000'000'000})
                .size(),
            1'000'000u);
}

TEST_F(InspectTest, HostileObjects_RunNoScript) {
  Evaluate("var ran = false; function run() { ran = true; throw 1; }");
  for (std::string_view code : {
           "({get constructor() { run() }, get [Symbol.toStringTag]() { run() "
           "}})",
           "({toString: run, valueOf: run, toJSON: run, inspect: run})",
           "Object.setPrototypeOf({}, new Proxy({}, {get: run, has: run, "
           "getOwnPropertyDescriptor: run, getPrototypeOf: run}))",
           "Object.defineProperty([], 0, {get: run, enumerable: true})",
           "Object.defineProperty(new Map, 'size', {get: run})",
           "Object.assign(new Date(0), {toISOString: run, toJSON: run})",
           "Object.defineProperty(/x/, 'flags', {get: run})",
       }) {
    Show(code);
    EXPECT_FALSE(Evaluate("ran")->IsTrue()) << code;
  }
}

}  // namespace
}  // namespace mortise::shell
