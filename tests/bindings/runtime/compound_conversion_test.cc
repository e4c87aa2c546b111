// JavaScript values to IDL values that are made of others (WebIDL section 3.2).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bindings/dom/v8_event.h"
#include "bindings/runtime/dictionary_reader.h"
#include "bindings/runtime/traits_buffers.h"
#include "bindings/runtime/traits_compound.h"
#include "bindings/runtime/traits_enumeration.h"
#include "bindings/runtime/traits_interface.h"
#include "bindings/runtime/traits_numbers.h"
#include "bindings/runtime/traits_strings.h"
#include "bindings/runtime/traits_union.h"
#include "tests/bindings/runtime/conversion_fixture.h"

namespace mortise::bindings {

// A dictionary and an enumeration, as the compiler would write them.
struct Options {
  int32_t count = 7;
  std::string label;
  std::optional<bool> flag;
};

namespace {
constexpr const char* kOptionNames[] = {"count", "flag", "label"};
constinit const NameTable kOptions{kOptionNames};
constexpr const char* kColourNames[] = {"red", "dark-blue", ""};
}  // namespace

template <>
struct DictionaryMembers<Options> {
  static constexpr const char* kName = "Options";
  static bool Read(DictionaryReader& reader, Options& out) {
    return reader.Optional<IdlLong>(kOptions, 0, out.count) &&
           reader.Optional<IdlBoolean>(kOptions, 1, out.flag) &&
           reader.Required<IdlUSVString>(kOptions, 2, out.label);
  }
  static bool Write(DictionaryWriter& writer, const Options& value) {
    return writer.Member<IdlLong>(kOptions, 0, value.count) &&
           writer.Member<IdlBoolean>(kOptions, 1, value.flag) &&
           writer.Member<IdlUSVString>(kOptions, 2, value.label);
  }
};

enum class Colour : uint8_t { kRed, kDarkBlue, kEmpty };

template <>
struct EnumerationValues<Colour> {
  static constinit inline const NameTable kValues{kColourNames};
  static constexpr const char* kName = "Colour";
};

static std::string Text(Colour value) {
  return absl::StrCat("#", static_cast<int>(value));
}

static std::string Text(const Options& value) {
  return absl::StrCat(value.count, " ",
                      value.flag ? Text(*value.flag) : "missing", " ",
                      value.label);
}

namespace {

using CompoundConversionTest = ConversionTest;

TEST_F(CompoundConversionTest, Enumeration) {
  Check<IdlEnumeration<Colour>>({{"'red'", "#0"},
                                 {"'dark-blue'", "#1"},
                                 {"''", "#2"},
                                 {"['red']", "#0"},
                                 {"'Red'", "TypeError"},
                                 {"'red '", "TypeError"},
                                 {"null", "TypeError"},
                                 {"undefined", "TypeError"},
                                 {"Symbol()", "TypeError"}});
  Convert<IdlEnumeration<Colour>>("'green'");
  EXPECT_EQ(last_exception_,
            "TypeError: Failed to execute 'act' on 'Thing': The value "
            "('green') is not a value of the enumeration Colour.");
  EXPECT_EQ(ToScript<IdlEnumeration<Colour>>(Colour::kDarkBlue),
            "string \"dark-blue\"");
}

TEST_F(CompoundConversionTest, Nullable) {
  Check<IdlNullable<IdlLong>>(
      {{"null", "none"}, {"undefined", "none"}, {"0", "0"}, {"'5'", "5"}});
  Check<IdlNullable<IdlUSVString>>({{"null", "none"}, {"'null'", "null"}});
}

TEST_F(CompoundConversionTest, Sequence) {
  Check<IdlSequence<IdlLong>>(
      {{"[]", "[]"},
       {"[1, '2', 3.9]", "[1 2 3]"},
       {"[1,,2]", "[1 0 2]"},
       {"new Set([4, 5])", "[4 5]"},
       {"(function*() { yield 1; yield 2; return 3; })()", "[1 2]"},
       {"new String('12')", "[1 2]"},
       {"'12'", "TypeError"},
       {"null", "TypeError"},
       {"undefined", "TypeError"},
       {"1", "TypeError"},
       {"{}", "TypeError"},
       {"{length: 1, 0: 1}", "TypeError"},
       {"{[Symbol.iterator]: null}", "TypeError"},
       {"{[Symbol.iterator]: 1}", "TypeError"},
       {"{[Symbol.iterator]: () => 1}", "TypeError"},
       {"{[Symbol.iterator]: () => ({})}", "TypeError"},
       {"{[Symbol.iterator]: () => ({next: () => 1})}", "TypeError"},
       {"{[Symbol.iterator]: () => ({next: () => ({done: 1})})}", "[]"},
       {"{get [Symbol.iterator]() { throw new RangeError('x'); }}",
        "RangeError"},
       {"{*[Symbol.iterator]() { yield 1; throw new RangeError('x'); }}",
        "RangeError"},
       {"[1n]", "TypeError"}});
  Check<IdlSequence<IdlBoolean>>({{"[1, 0]", "[true false]"}});
  Check<IdlSequence<IdlSequence<IdlOctet>>>(
      {{"[[1], [], [2, 3]]", "[[1] [] [2 3]]"}});
  EXPECT_EQ(ToScript<IdlSequence<IdlLong>>(std::vector<int32_t>{1, -2}),
            "object [1,-2]");
}

TEST_F(CompoundConversionTest, Sequence_AChangedPrototypeCountsForInputOnly) {
  Run("Array.prototype[Symbol.iterator] = function*() { yield 42; }");
  Check<IdlSequence<IdlLong>>({{"[1, 2]", "[42]"}});
  Run("Object.defineProperty(Array.prototype, 0, {set() { throw 1; }})");
  EXPECT_EQ(ToScript<IdlSequence<IdlLong>>(std::vector<int32_t>{1, 2}),
            "object [1,2]");
}

TEST_F(CompoundConversionTest, FrozenArray_IsFrozen) {
  EXPECT_EQ(ToScript<IdlFrozenArray<IdlLong>>(std::vector<int32_t>{1}),
            "object [1]");
  EXPECT_EQ(Run("Object.isFrozen(value) && Array.isArray(value)"), "true");
}

TEST_F(CompoundConversionTest, Dictionary) {
  Check<IdlDictionary<Options>>(
      {{"{label: 'l'}", "7 missing l"},
       {"{label: 1, count: '5', flag: 0}", "5 false 1"},
       {"{label: 'l', count: undefined, flag: undefined}", "7 missing l"},
       {"{label: 'l', count: null}", "0 missing l"},
       {"Object.create({label: 'inherited'})", "7 missing inherited"},
       {"Object.assign(() => {}, {label: 'f'})", "7 missing f"},
       {"{}", "TypeError"},
       {"null", "TypeError"},
       {"undefined", "TypeError"},
       {"{label: undefined}", "TypeError"},
       {"1", "TypeError"},
       {"'x'", "TypeError"},
       {"{label: Symbol()}", "TypeError"},
       {"{get count() { throw new RangeError('x'); }}", "RangeError"}});
  Convert<IdlDictionary<Options>>("{}");
  EXPECT_EQ(last_exception_,
            "TypeError: Failed to execute 'act' on 'Thing': The value lacks "
            "the required member 'label' of Options.");
  EXPECT_EQ(ToScript<IdlDictionary<Options>>(Options{1, "l", true}),
            "object {\"count\":1,\"flag\":true,\"label\":\"l\"}");
  EXPECT_EQ(ToScript<IdlDictionary<Options>>(Options{1, "l", {}}),
            "object {\"count\":1,\"label\":\"l\"}");
}

TEST_F(CompoundConversionTest, Interface) {
  Check<IdlInterface<Event>>(
      {{"new Event('x')", "Event x"},
       {"new CloseEvent('y')", "Event y"},
       {"new (class extends Event {})('z')", "Event z"},
       {"Object.setPrototypeOf(new Event('n'), null)", "Event n"},
       {"null", "TypeError"},
       {"{}", "TypeError"},
       {"Event.prototype", "TypeError"},
       {"Object.create(new Event('x'))", "TypeError"},
       {"new Proxy(new Event('x'), {})", "TypeError"},
       {"new EventTarget()", "TypeError"}});
  Check<IdlNullable<IdlInterface<Event>>>(
      {{"null", "none"}, {"undefined", "none"}, {"0", "TypeError"}});
}

TEST_F(CompoundConversionTest, Buffers) {
  Check<IdlArrayBuffer>({{"new Uint8Array([1, 2]).buffer", "bytes 1 2"},
                         {"new ArrayBuffer(0)", "bytes"},
                         {"new Uint8Array(1)", "TypeError"},
                         {"new SharedArrayBuffer(1)", "TypeError"},
                         {"[]", "TypeError"}});
  Check<IdlBufferSource>(
      {{"new Uint8Array([1, 2]).buffer", "bytes 1 2"},
       {"new Uint8Array([1, 2, 3, 4]).subarray(1, 3)", "bytes 2 3"},
       {"new Uint16Array([258])", "bytes 2 1"},
       {"new DataView(new Uint8Array([5, 6]).buffer, 1)", "bytes 6"},
       {"new Uint8Array(0)", "bytes"},
       {"new Uint8Array(new SharedArrayBuffer(1))", "TypeError"},
       {"{}", "TypeError"}});
  Check<IdlUint8Array>({{"new Uint8Array([9])", "bytes 9"},
                        {"new Int8Array([9])", "TypeError"},
                        {"new Uint8ClampedArray([9])", "TypeError"}});
}

TEST_F(CompoundConversionTest, Union_OfNumberAndString) {
  using Number = IdlUnion<IdlLong, IdlUSVString>;
  Check<Number>({{"1", "0=1"},
                 {"1.5", "0=1"},
                 {"'1'", "1=1"},
                 {"true", "1=true"},
                 {"null", "1=null"},
                 {"{}", "1=[object Object]"},
                 {"1n", "1=1"},
                 {"Symbol()", "TypeError"}});
}

TEST_F(CompoundConversionTest, Union_OfBooleanAndString) {
  using Flag = IdlUnion<IdlBoolean, IdlUSVString>;
  Check<Flag>({{"false", "0=false"}, {"0", "1=0"}, {"''", "1="}});
}

TEST_F(CompoundConversionTest, Union_OfDictionaryAndBoolean) {
  using Union = IdlUnion<IdlDictionary<Options>, IdlBoolean>;
  Check<Union>({{"true", "1=true"},
                {"'x'", "1=true"},
                {"{label: 'l'}", "0=7 missing l"},
                {"{}", "TypeError"},
                {"null", "TypeError"}});
}

TEST_F(CompoundConversionTest, Union_OfSequenceAndString) {
  using Names = IdlUnion<IdlUSVString, IdlSequence<IdlUSVString>>;
  Check<Names>({{"'ab'", "0=ab"},
                {"['a', 'b']", "1=[a b]"},
                {"new String('ab')", "1=[a b]"},
                {"{toString: () => 's'}", "0=s"},
                {"{[Symbol.iterator]: undefined, toString: () => 's'}", "0=s"},
                {"{[Symbol.iterator]: 1}", "TypeError"}});
}

TEST_F(CompoundConversionTest, Union_OfPlatformObjects) {
  using Data = IdlUnion<IdlBufferSource, IdlInterface<Event>, IdlUSVString>;
  Check<Data>({{"new Uint8Array([1])", "0=bytes 1"},
               {"new ArrayBuffer(1)", "0=bytes 0"},
               {"new Event('x')", "1=Event x"},
               {"'text'", "2=text"},
               {"[1, 2]", "2=1,2"},
               {"Object.create(new Uint8Array(1))", "TypeError"}});
}

}  // namespace
}  // namespace mortise::bindings
