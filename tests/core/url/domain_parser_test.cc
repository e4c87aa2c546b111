#include "core/url/domain_parser.h"

#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace mortise {
namespace {

using Error = ValidationError;

std::optional<std::string> Parse(std::string_view domain) {
  ValidationErrorLog log;
  std::optional<std::string> result = ParseDomain(domain, log);
  EXPECT_EQ(log.failure(),
            result ? std::nullopt : std::optional(Error::kDomainToAscii));
  return result;
}

struct Case {
  std::string_view domain;
  // nullopt: failure.
  std::optional<std::string> expected;
};

TEST(ParseDomain, AsciiWithoutALabel_IsLowercased) {
  const Case cases[] = {
      {"example.org", "example.org"},
      {"EXAMPLE.Org", "example.org"},
      {"localhost", "localhost"},
      {"a", "a"},
      {".", "."},
      {"a.", "a."},
      {".a", ".a"},
      {"a..b", "a..b"},
      {"-a-", "-a-"},
      {"ab--cd", "ab--cd"},
      {"a_b", "a_b"},
      {"a!$&'()*+,-.;=_`{}~\"", "a!$&'()*+,-.;=_`{}~\""},
      {"1.2.3.4", "1.2.3.4"},
      {"foxn--bar", "foxn--bar"},
      {std::string_view("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
       std::string(80, 'a')},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Parse(test.domain), test.expected) << test.domain;
  }
}

TEST(ParseDomain, ForbiddenDomainCodePoint_Fails) {
  for (int c = 0; c < 0x80; ++c) {
    const bool forbidden =
        c <= 0x20 || c == 0x7F ||
        std::string_view("#/:<>?@[\\]^|%").find(static_cast<char>(c)) !=
            std::string_view::npos;
    const std::string ascii = "a" + std::string(1, static_cast<char>(c)) + "b";
    EXPECT_EQ(Parse(ascii).has_value(), !forbidden) << c;
    EXPECT_EQ(Parse(ascii + ".\u00FC").has_value(), !forbidden) << c;
  }
}

TEST(ParseDomain, NonAscii_GoesThroughToAscii) {
  const Case cases[] = {
      {"b\u00FCcher.example", "xn--bcher-kva.example"},
      {"B\u00DCCHER.EXAMPLE", "xn--bcher-kva.example"},
      {"bu\u0308cher", "xn--bcher-kva"},
      {"fa\u00DF.example", "xn--fa-hia.example"},
      {"\u03B2\u03CC\u03BB\u03BF\u03C2", "xn--nxasmm1c"},
      {"\u2615.example", "xn--53h.example"},
      {"\u4F8B\u3048.\u30C6\u30B9\u30C8", "xn--r8jz45g.xn--zckzah"},
      // Mapped to ASCII.
      {"\uFF21\uFF22\uFF23", "abc"},
      {"a\u3002b", "a.b"},
      {"a\uFF0Eb", "a.b"},
      {"\u2460.\u2461", "1.2"},
      {"a\u00ADb", "ab"},
      {"\uFF58\uFF4E--fa-hia", "xn--fa-hia"},
      // Not checked: hyphens, lengths, STD3.
      {"-\u00FC-", "xn-----xka"},
      {"a..\u00FC", "a..xn--tda"},
      {"a_b.\u00FC", "a_b.xn--tda"},
      // Failures.
      {"\u00AD", std::nullopt},
      {"\uFFFD", std::nullopt},
      {"\u2100", std::nullopt},
      {"a\u0080", std::nullopt},
      {"\u0300a", std::nullopt},
      {"\u200D", std::nullopt},
      {"a\u200Cb", std::nullopt},
      {"\u05D0a", std::nullopt},
      {"a\uFF05b", std::nullopt},
      {"a\uFF03b", std::nullopt},
      {"a\u3000b", std::nullopt},
      {"xn--\u00FC", std::nullopt},
      {"\U000E0100", std::nullopt},
      {"\uFDD0", std::nullopt},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Parse(test.domain), test.expected) << test.domain;
  }
}

TEST(ParseDomain, IllFormedUtf8_Fails) {
  for (std::string_view domain :
       {"\xFF", "a\xC3", "\xE2\x82.example", "\xED\xA0\x80", "\xC0\x80",
        "\xF5\x80\x80\x80"}) {
    EXPECT_EQ(Parse(domain), std::nullopt);
  }
}

TEST(ParseDomain, ALabel_MustBeValid) {
  const Case cases[] = {
      {"xn--bcher-kva.example", "xn--bcher-kva.example"},
      {"XN--BCHER-KVA.example", "xn--bcher-kva.example"},
      {"www.Xn--Fa-Hia.de", "www.xn--fa-hia.de"},
      {"xn--53h", "xn--53h"},
      {"xn--", std::nullopt},
      {"xn--.example", std::nullopt},
      {"a.xn--", std::nullopt},
      {"xn---", std::nullopt},
      {"xn--ascii-", std::nullopt},
      {"xn--a", std::nullopt},
      {"xn--a-ecp", std::nullopt},
      {"xn--8i7caa", std::nullopt},
      {"xn--99999999", std::nullopt},
      {"xn--bcher-kva!", std::nullopt},
      {"xn--1ug", std::nullopt},
      {"xn--xn--a--gua", std::nullopt},
      {"xn--xn---epa", std::nullopt},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Parse(test.domain), test.expected) << test.domain;
  }
}

TEST(ParseDomain, LongLabels_AreNotCutOff) {
  std::string domain;
  for (int i = 0; i < 100; ++i) domain += "\u00FC.";
  std::string expected;
  for (int i = 0; i < 100; ++i) expected += "xn--tda.";
  EXPECT_EQ(Parse(domain), expected);
}

TEST(ParseDomain, HugeInput_Returns) {
  EXPECT_EQ(Parse(std::string(1 << 20, 'a')), std::string(1 << 20, 'a'));
  EXPECT_EQ(Parse(std::string(size_t{1} << 25, '\xFF')), std::nullopt);
  std::string labels;
  for (int i = 0; i < 500'000; ++i) labels += "\u00FC.";
  EXPECT_EQ(Parse(labels), std::nullopt);
}

TEST(ParseDomain, NotStrictlyValid_IsReported) {
  struct ReportCase {
    std::string_view domain;
    bool reported;
  };
  const ReportCase cases[] = {
      {"example.org", false},
      {"EXAMPLE.org", false},
      {"b\u00FCcher", false},
      {"xn--bcher-kva", false},
      {"-a", true},
      {"a-", true},
      {"ab--c", true},
      {"a_b", true},
      {"a..b", true},
      {"a b", true},
      {"xn--a", true},
      {"a!b.\u00FC", true},
      {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
       true},
  };
  for (const ReportCase& test : cases) {
    ValidationErrors errors;
    ValidationErrorLog log(&errors);
    ParseDomain(test.domain, log);
    EXPECT_EQ(errors,
              ValidationErrors(test.reported ? 1 : 0, Error::kDomainToAscii))
        << test.domain;
  }
}

TEST(DomainToAscii, Strict_RefusesWhatDnsRefuses) {
  EXPECT_EQ(DomainToAscii("Example.ORG", true), "example.org");
  EXPECT_EQ(DomainToAscii("b\u00FCcher", true), "xn--bcher-kva");
  EXPECT_EQ(DomainToAscii("a_b", true), std::nullopt);
  EXPECT_EQ(DomainToAscii("a_b", false), "a_b");
  EXPECT_EQ(DomainToAscii("-a", true), std::nullopt);
  EXPECT_EQ(DomainToAscii("-a", false), "-a");
  EXPECT_EQ(DomainToAscii(std::string(64, 'a'), true), std::nullopt);
  EXPECT_EQ(DomainToAscii(std::string(64, 'a'), false), std::string(64, 'a'));
}

TEST(ParseDomain, ManyThreads_ShareTheProcessor) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      for (int j = 0; j < 200; ++j) {
        EXPECT_EQ(Parse("b\u00FCcher"), "xn--bcher-kva");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace mortise
