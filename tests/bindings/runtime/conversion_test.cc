// JavaScript values to IDL values and back, type by type (WebIDL section 3.2).

#include "bindings/runtime/conversion.h"

#include <cmath>
#include <cstdint>
#include <string>

#include "bindings/runtime/traits_any.h"
#include "bindings/runtime/traits_numbers.h"
#include "bindings/runtime/traits_strings.h"
#include "tests/bindings/runtime/conversion_fixture.h"

namespace mortise::bindings {
namespace {

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
