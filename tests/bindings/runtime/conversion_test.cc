// JavaScript values to IDL values and back, type by type (WebIDL section 3.2).

#include "bindings/runtime/conversion.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <sstream>
#include <type_traits>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bindings/dom/v8_event.h"
#include "bindings/runtime/dictionary_reader.h"
#include "bindings/runtime/traits_any.h"
#include "bindings/runtime/traits_buffers.h"
#include "bindings/runtime/traits_compound.h"
#include "bindings/runtime/traits_enumeration.h"
#include "bindings/runtime/traits_interface.h"
#include "bindings/runtime/traits_numbers.h"
#include "bindings/runtime/traits_strings.h"
#include "bindings/runtime/traits_union.h"
#include "core/dom/event.h"
#include "tests/bindings/runtime/runtime_fixture.h"

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

namespace {

// A C++ value as text.
std::string Text(bool value) { return value ? "true" : "false"; }
std::string Text(const std::string& value) { return value; }
std::string Text(const DomString& value) {
  return absl::StrCat(value.length(), ":", value.ToUtf8());
}
std::string Text(Colour value) {
  return absl::StrCat("#", static_cast<int>(value));
}
std::string Text(const RefPtr<Event>& value) {
  return value ? absl::StrCat("Event ", value->type().string().ToUtf8())
               : "none";
}
std::string Text(const BufferSource& value) {
  std::string text = "bytes";
  for (uint8_t byte : value.bytes) absl::StrAppend(&text, " ", byte);
  return text;
}
std::string Text(const Options& value) {
  return absl::StrCat(value.count, " ",
                      value.flag ? Text(*value.flag) : "missing", " ",
                      value.label);
}
template <typename T>
requires std::is_arithmetic_v<T> std::string Text(T value) {
  std::ostringstream text;
  text.precision(std::numeric_limits<T>::max_digits10);
  text << +value;
  return text.str();
}
template <typename T>
std::string Text(const std::optional<T>& value) {
  return value ? Text(*value) : "none";
}
template <typename T>
std::string Text(const std::vector<T>& values) {
  std::string text = "[";
  for (const T& value : values) {
    absl::StrAppend(&text, text.size() > 1 ? " " : "", Text(value));
  }
  return text + "]";
}
template <typename... T>
std::string Text(const std::variant<T...>& value) {
  return absl::StrCat(
      value.index(), "=",
      std::visit([](const auto& member) { return Text(member); }, value));
}

struct Row {
  const char* code;
  std::string expected;  // "TypeError" stands for any message
};

class ConversionTest : public RuntimeTest {
 protected:
  // Converts the code's value; the result, or the exception, as text.
  template <typename Idl>
  std::string Convert(const char* code) {
    v8::HandleScope scope(isolate());
    v8::Local<v8::Context> context = main().context();
    v8::Context::Scope context_scope(context);
    v8::Local<v8::Value> value = main().Evaluate(absl::StrCat("(", code, ")"));
    v8::TryCatch try_catch(isolate());
    const Conversion conversion(isolate(), context, kMember);
    CppType<Idl> converted{};
    const bool done = IdlTraits<Idl>::ToCpp(conversion, value, converted);
    // An exception is pending exactly if the conversion failed.
    EXPECT_EQ(done, !try_catch.HasCaught()) << code;
    if (done) return Text(converted);
    const v8::String::Utf8Value text(isolate(), try_catch.Exception());
    last_exception_ = *text;
    return last_exception_.substr(0, last_exception_.find(':'));
  }

  template <typename Idl>
  void Check(std::initializer_list<Row> rows) {
    for (const Row& row : rows) {
      EXPECT_EQ(Convert<Idl>(row.code), row.expected) << row.code;
    }
  }

  // The value's way to JavaScript, as text.
  template <typename Idl, typename T>
  std::string ToScript(T&& value) {
    v8::HandleScope scope(isolate());
    v8::Local<v8::Context> context = main().context();
    v8::Context::Scope context_scope(context);
    const Conversion conversion(isolate(), context, kMember);
    v8::Local<v8::Value> script =
        IdlTraits<Idl>::ToV8(conversion, std::forward<T>(value))
            .ToLocalChecked();
    context->Global()
        ->Set(context, v8::String::NewFromUtf8Literal(isolate(), "value"),
              script)
        .Check();
    return main().Run(
        "typeof value + ' ' + (Object.is(value, -0) ? '-0' : "
        "JSON.stringify(value) ?? String(value))");
  }

  std::string last_exception_;

 private:
  static constexpr MemberContext kMember{"Thing", "act",
                                         MemberKind::kOperation};
};

TEST_F(ConversionTest, Boolean) {
  Check<IdlBoolean>({{"true", "true"},
                     {"0", "false"},
                     {"''", "false"},
                     {"'false'", "true"},
                     {"null", "false"},
                     {"undefined", "false"},
                     {"NaN", "false"},
                     {"0n", "false"},
                     {"[]", "true"},
                     {"Symbol()", "true"}});
}

TEST_F(ConversionTest, SmallIntegers_Modulo) {
  Check<IdlByte>({{"127", "127"},
                  {"128", "-128"},
                  {"255", "-1"},
                  {"256", "0"},
                  {"-129", "127"},
                  {"1e20", "0"},
                  {"-0.9", "0"}});
  Check<IdlOctet>({{"255", "255"},
                   {"256", "0"},
                   {"-1", "255"},
                   {"3.99", "3"},
                   {"2 ** 53 - 1", "255"}});
  Check<IdlShort>({{"32767", "32767"},
                   {"32768", "-32768"},
                   {"65535", "-1"},
                   {"-32769", "32767"}});
  Check<IdlUnsignedShort>(
      {{"65535", "65535"},
       {"65536", "0"},
       {"-1", "65535"},
       {"65536 + 1000", "1000"},
       {"1e20", "0"},
       {"NaN", "0"},
       {"Infinity", "0"},
       {"-Infinity", "0"},
       {"'1000'", "1000"},
       {"' 0x10 '", "16"},
       {"null", "0"},
       {"undefined", "0"},
       {"true", "1"},
       {"[[7]]", "7"},
       {"({valueOf() { return 8; }})", "8"},
       {"1n", "TypeError"},
       {"Symbol()", "TypeError"},
       {"({valueOf() { throw new RangeError('x'); }})", "RangeError"}});
}

TEST_F(ConversionTest, LargeIntegers_Modulo) {
  Check<IdlLong>({{"2147483647", "2147483647"},
                  {"2147483648", "-2147483648"},
                  {"4294967295", "-1"},
                  {"4294967296", "0"},
                  {"-2147483649", "2147483647"},
                  {"1e300", "0"}});
  Check<IdlUnsignedLong>({{"4294967295", "4294967295"},
                          {"4294967296", "0"},
                          {"-1", "4294967295"},
                          {"-4294967297", "4294967295"}});
  Check<IdlLongLong>({{"2 ** 53", "9007199254740992"},
                      {"2 ** 63", "-9223372036854775808"},
                      {"-(2 ** 63)", "-9223372036854775808"},
                      {"2 ** 64", "0"},
                      {"2 ** 64 + 2 ** 12", "4096"},
                      {"-1", "-1"},
                      {"-(2 ** 64) - 4096", "-4096"}});
  Check<IdlUnsignedLongLong>({{"-1", "18446744073709551615"},
                              {"2 ** 63", "9223372036854775808"},
                              {"2 ** 64", "0"},
                              {"-(2 ** 63)", "9223372036854775808"}});
}

TEST_F(ConversionTest, Integers_Clamp) {
  Check<IdlClamp<IdlOctet>>({{"-1", "0"},
                             {"256", "255"},
                             {"254.5", "254"},
                             {"255.5", "255"},
                             {"0.5", "0"},
                             {"1.5", "2"},
                             {"2.5", "2"},
                             {"2.500001", "3"},
                             {"0.49999999999999994", "0"},
                             {"-0.5", "0"},
                             {"NaN", "0"},
                             {"Infinity", "255"},
                             {"-Infinity", "0"},
                             {"'7.5'", "8"},
                             {"1n", "TypeError"}});
  Check<IdlClamp<IdlByte>>(
      {{"-128.5", "-128"}, {"-1.5", "-2"}, {"-2.5", "-2"}, {"500", "127"}});
  Check<IdlClamp<IdlUnsignedShort>>(
      {{"65536", "65535"}, {"999.5", "1000"}, {"1000.5", "1000"}, {"-1", "0"}});
  Check<IdlClamp<IdlLong>>(
      {{"2 ** 31", "2147483647"}, {"-(2 ** 31) - 1", "-2147483648"}});
  Check<IdlClamp<IdlLongLong>>(
      {{"2 ** 60", "9007199254740991"}, {"-(2 ** 60)", "-9007199254740991"}});
  Check<IdlClamp<IdlUnsignedLongLong>>({{"2 ** 60", "9007199254740991"},
                                        {"-5", "0"},
                                        {"Infinity", "9007199254740991"}});
}

TEST_F(ConversionTest, Integers_EnforceRange) {
  Check<IdlEnforceRange<IdlOctet>>({{"255", "255"},
                                    {"255.9", "255"},
                                    {"-0.9", "0"},
                                    {"256", "TypeError"},
                                    {"-1", "TypeError"},
                                    {"NaN", "TypeError"},
                                    {"Infinity", "TypeError"},
                                    {"undefined", "TypeError"},
                                    {"null", "0"},
                                    {"'12'", "12"}});
  Check<IdlEnforceRange<IdlByte>>(
      {{"-128.9", "-128"}, {"-129", "TypeError"}, {"128", "TypeError"}});
  Check<IdlEnforceRange<IdlUnsignedLong>>(
      {{"4294967295", "4294967295"}, {"4294967296", "TypeError"}});
  Check<IdlEnforceRange<IdlLongLong>>({{"2 ** 53 - 1", "9007199254740991"},
                                       {"2 ** 53", "TypeError"},
                                       {"-(2 ** 53) + 1", "-9007199254740991"},
                                       {"-(2 ** 53)", "TypeError"}});
  Check<IdlEnforceRange<IdlUnsignedLongLong>>(
      {{"2 ** 53 - 1", "9007199254740991"},
       {"2 ** 53", "TypeError"},
       {"-1", "TypeError"}});
}

TEST_F(ConversionTest, Floats) {
  Check<IdlDouble>({{"1.5", "1.5"},
                    {"-0", "-0"},
                    {"'2'", "2"},
                    {"NaN", "TypeError"},
                    {"Infinity", "TypeError"},
                    {"undefined", "TypeError"},
                    {"null", "0"},
                    {"1n", "TypeError"}});
  Check<IdlUnrestrictedDouble>({{"NaN", "nan"},
                                {"-Infinity", "-inf"},
                                {"undefined", "nan"},
                                {"Symbol()", "TypeError"}});
  Check<IdlFloat>({{"0.5", "0.5"},
                   {"0.1", "0.100000001"},
                   {"3.4028234663852886e38", "3.40282347e+38"},
                   // Rounds down to the largest float.
                   {"3.4028235677973362e38", "3.40282347e+38"},
                   // Halfway to 2^128, and beyond.
                   {"3.4028235677973366e38", "TypeError"},
                   {"1e39", "TypeError"},
                   {"NaN", "TypeError"}});
  Check<IdlUnrestrictedFloat>({{"1e39", "inf"},
                               {"-1e39", "-inf"},
                               {"3.4028235677973366e38", "inf"},
                               {"1e-50", "0"},
                               {"-1e-50", "-0"},
                               {"NaN", "nan"}});
}

TEST_F(ConversionTest, Strings) {
  Check<IdlDOMString>({{"'abc'", "3:abc"},
                       {"''", "0:"},
                       {"null", "4:null"},
                       {"undefined", "9:undefined"},
                       {"1.5", "3:1.5"},
                       {"'\\xE9'", "1:\xC3\xA9"},
                       {"'\\u{1F600}'", "2:\xF0\x9F\x98\x80"},
                       {"'a\\0b'", std::string("3:a\0b", 5)},
                       {"({toString: () => 'x'})", "1:x"},
                       {"Symbol()", "TypeError"},
                       {"Object.create(null)", "TypeError"}});
  Check<IdlUSVString>({{"'abc'", "abc"},
                       {"'\\xE9'", "\xC3\xA9"},
                       {"'\\uD800'", "\xEF\xBF\xBD"},
                       {"'a\\uDC00\\uD800b'",
                        "a\xEF\xBF\xBD\xEF\xBF\xBD"
                        "b"},
                       {"'\\uD83D\\uDE00'", "\xF0\x9F\x98\x80"},
                       {"1n", "1"},
                       {"Symbol()", "TypeError"}});
  Check<IdlByteString>({{"'abc'", "abc"},
                        {"'\\xFF'", "\xFF"},
                        {"'\\u0100'", "TypeError"},
                        {"'\\uD800'", "TypeError"},
                        {"null", "null"}});
}

TEST_F(ConversionTest, Strings_LongAndShortAndAgain) {
  for (int length : {0, 1, 31, 32, 33, 255, 256, 257, 100'000}) {
    for (const char* unit : {"x", "\\xE9", "\\u65E5"}) {
      const std::string code =
          absl::StrCat("'", unit, "'.repeat(", length, ")");
      const std::string first = Convert<IdlDOMString>(code.c_str());
      EXPECT_EQ(first.substr(0, first.find(':')), absl::StrCat(length));
      EXPECT_EQ(Convert<IdlDOMString>(code.c_str()), first);
    }
  }
}

TEST_F(ConversionTest, Enumeration) {
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

TEST_F(ConversionTest, Nullable) {
  Check<IdlNullable<IdlLong>>(
      {{"null", "none"}, {"undefined", "none"}, {"0", "0"}, {"'5'", "5"}});
  Check<IdlNullable<IdlUSVString>>({{"null", "none"}, {"'null'", "null"}});
}

TEST_F(ConversionTest, Sequence) {
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

TEST_F(ConversionTest, Sequence_AChangedPrototypeCountsForInputOnly) {
  Run("Array.prototype[Symbol.iterator] = function*() { yield 42; }");
  Check<IdlSequence<IdlLong>>({{"[1, 2]", "[42]"}});
  Run("Object.defineProperty(Array.prototype, 0, {set() { throw 1; }})");
  EXPECT_EQ(ToScript<IdlSequence<IdlLong>>(std::vector<int32_t>{1, 2}),
            "object [1,2]");
}

TEST_F(ConversionTest, FrozenArray_IsFrozen) {
  EXPECT_EQ(ToScript<IdlFrozenArray<IdlLong>>(std::vector<int32_t>{1}),
            "object [1]");
  EXPECT_EQ(Run("Object.isFrozen(value) && Array.isArray(value)"), "true");
}

TEST_F(ConversionTest, Dictionary) {
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

TEST_F(ConversionTest, Interface) {
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

TEST_F(ConversionTest, Buffers) {
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

TEST_F(ConversionTest, Union_OfNumberAndString) {
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

TEST_F(ConversionTest, Union_OfBooleanAndString) {
  using Flag = IdlUnion<IdlBoolean, IdlUSVString>;
  Check<Flag>({{"false", "0=false"}, {"0", "1=0"}, {"''", "1="}});
}

TEST_F(ConversionTest, Union_OfDictionaryAndBoolean) {
  using Union = IdlUnion<IdlDictionary<Options>, IdlBoolean>;
  Check<Union>({{"true", "1=true"},
                {"'x'", "1=true"},
                {"{label: 'l'}", "0=7 missing l"},
                {"{}", "TypeError"},
                {"null", "TypeError"}});
}

TEST_F(ConversionTest, Union_OfSequenceAndString) {
  using Names = IdlUnion<IdlUSVString, IdlSequence<IdlUSVString>>;
  Check<Names>({{"'ab'", "0=ab"},
                {"['a', 'b']", "1=[a b]"},
                {"new String('ab')", "1=[a b]"},
                {"{toString: () => 's'}", "0=s"},
                {"{[Symbol.iterator]: undefined, toString: () => 's'}", "0=s"},
                {"{[Symbol.iterator]: 1}", "TypeError"}});
}

TEST_F(ConversionTest, Union_OfPlatformObjects) {
  using Data = IdlUnion<IdlBufferSource, IdlInterface<Event>, IdlUSVString>;
  Check<Data>({{"new Uint8Array([1])", "0=bytes 1"},
               {"new ArrayBuffer(1)", "0=bytes 0"},
               {"new Event('x')", "1=Event x"},
               {"'text'", "2=text"},
               {"[1, 2]", "2=1,2"},
               {"Object.create(new Uint8Array(1))", "TypeError"}});
}

TEST_F(ConversionTest, Numbers_ToScript) {
  EXPECT_EQ(ToScript<IdlByte>(int8_t{-1}), "number -1");
  EXPECT_EQ(ToScript<IdlUnsignedShort>(uint16_t{65535}), "number 65535");
  EXPECT_EQ(ToScript<IdlUnsignedLong>(4294967295u), "number 4294967295");
  EXPECT_EQ(ToScript<IdlUnsignedLongLong>(uint64_t{1} << 53),
            "number 9007199254740992");
  EXPECT_EQ(ToScript<IdlUnrestrictedDouble>(-0.0), "number -0");
  EXPECT_EQ(ToScript<IdlUnrestrictedDouble>(std::nan("")), "number null");
  EXPECT_EQ(ToScript<IdlBoolean>(true), "boolean true");
}

TEST_F(ConversionTest, Strings_ToScript) {
  EXPECT_EQ(ToScript<IdlUSVString>("\xC3\xA9\xF0\x9F\x98\x80"),
            "string \"\xC3\xA9\xF0\x9F\x98\x80\"");
  EXPECT_EQ(ToScript<IdlByteString>("\xE9"), "string \"\xC3\xA9\"");
  EXPECT_EQ(ToScript<IdlDOMString>(DomString::FromUtf16(u"\xD800")),
            "string \"\\ud800\"");
  EXPECT_EQ(ToScript<IdlDOMString>(DomString()), "string \"\"");
}

TEST_F(ConversionTest, Any_ComesBackTheSame) {
  v8::HandleScope scope(isolate());
  v8::Local<v8::Context> context = main().context();
  v8::Context::Scope context_scope(context);
  static constexpr MemberContext kMember{"Thing", "act",
                                         MemberKind::kOperation};
  const Conversion conversion(isolate(), context, kMember);
  for (const char* code : {"undefined", "null", "true", "-0", "NaN", "'x'",
                           "1n", "Symbol.iterator", "globalThis", "[]"}) {
    v8::Local<v8::Value> value = main().Evaluate(code);
    Any any;
    ASSERT_TRUE(IdlTraits<IdlAny>::ToCpp(conversion, value, any));
    v8::Local<v8::Value> back =
        IdlTraits<IdlAny>::ToV8(conversion, any).ToLocalChecked();
    EXPECT_TRUE(back->SameValue(value)) << code;
  }
}

TEST_F(ConversionTest, Message_NamesTheSubject) {
  v8::HandleScope scope(isolate());
  v8::Local<v8::Context> context = main().context();
  v8::Context::Scope context_scope(context);
  const auto message = [&](MemberKind kind, int argument, const char* name) {
    const MemberContext member{"Thing", "part", kind};
    const Conversion conversion(isolate(), context, member);
    v8::TryCatch try_catch(isolate());
    if (name) {
      const Conversion::InSubject subject(conversion, "Init", name);
      conversion.ThrowTypeError("is wrong.");
    } else {
      const Conversion::InSubject subject(conversion, argument);
      conversion.ThrowTypeError("is wrong.");
    }
    return std::string(
        *v8::String::Utf8Value(isolate(), try_catch.Exception()));
  };
  EXPECT_EQ(message(MemberKind::kConstructor, 0, nullptr),
            "TypeError: Failed to construct 'Thing': parameter 1 is wrong.");
  EXPECT_EQ(message(MemberKind::kOperation, 1, nullptr),
            "TypeError: Failed to execute 'part' on 'Thing': parameter 2 is "
            "wrong.");
  EXPECT_EQ(message(MemberKind::kSetter, 0, nullptr),
            "TypeError: Failed to set the 'part' property on 'Thing': "
            "parameter 1 is wrong.");
  EXPECT_EQ(message(MemberKind::kConstructor, 0, "size"),
            "TypeError: Failed to construct 'Thing': member 'size' of Init is "
            "wrong.");
}

}  // namespace
}  // namespace mortise::bindings
