#include "core/file/blob.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/dom/simple_environment.h"
#include "tests/core/base/manual_task_runner.h"

namespace mortise {
namespace {

BufferSource Source(std::string_view bytes) {
  return {absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(bytes.data()),
                              bytes.size())};
}

RefPtr<Blob> MakeBlob(std::string text, const char* type = "") {
  BlobPropertyBag options;
  options.type = DomString::FromUtf8(type);
  return Blob::Create(std::vector<BlobPart>{std::move(text)}, options);
}

std::string BytesOf(const Blob& blob) {
  const ByteBuffer bytes = blob.CopyBytes();
  EXPECT_EQ(bytes.size(), blob.size());
  return std::string(bytes.view());
}

TEST(Blob, Create_WithoutParts_IsEmpty) {
  const RefPtr<Blob> blob = Blob::Create(std::nullopt);
  EXPECT_EQ(blob->size(), 0u);
  EXPECT_TRUE(blob->type().empty());
  EXPECT_EQ(BytesOf(*Blob::Create(std::vector<BlobPart>{})), "");
}

TEST(Blob, Create_PartsOfAllKinds_AreJoined) {
  const RefPtr<Blob> inner = MakeBlob("blob");
  const RefPtr<Blob> blob = Blob::Create(
      std::vector<BlobPart>{Source("a"), std::string("b\xC3\xA9"), inner,
                            std::string(), inner, Source(""), Source("z")});
  EXPECT_EQ(BytesOf(*blob),
            "ab\xC3\xA9"
            "blobblobz");
}

TEST(Blob, Create_CopiesBufferSources) {
  std::string bytes = "before";
  const RefPtr<Blob> blob = Blob::Create(std::vector<BlobPart>{Source(bytes)});
  bytes = "after!";
  EXPECT_EQ(BytesOf(*blob), "before");
}

TEST(Blob, Type_Table) {
  struct Case {
    const char* type;
    const char* expected;
  };
  const Case cases[] = {
      {"", ""},
      {"text/plain", "text/plain"},
      {"Text/HTML;Charset=UTF-8", "text/html;charset=utf-8"},
      {"any text ~", "any text ~"},
      {"a\tb", ""},
      {"a\x7F", ""},
      {"a\xC3\xA9", ""},
      {"a\xE4\xB8\xAD", ""},
  };
  for (const Case& test : cases) {
    EXPECT_TRUE(MakeBlob("x", test.type)->type() == test.expected) << test.type;
    EXPECT_TRUE(
        MakeBlob("x")->Slice(0, 1, DomString::FromUtf8(test.type))->type() ==
        test.expected);
  }
}

TEST(Blob, Endings_Native_AreLineFeedsInStringsOnly) {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"a\r\nb\rc\nd", "a\nb\nc\nd"},
      {"\r", "\n"},
      {"\r\r\n\n", "\n\n\n"},
      {"\n\r", "\n\n"},
      {"none", "none"},
      {"", ""},
  };
  BlobPropertyBag native;
  native.endings = EndingType::kNative;
  for (const Case& test : cases) {
    const std::vector<BlobPart> parts = {std::string(test.text)};
    EXPECT_EQ(BytesOf(*Blob::Create(parts, native)), test.expected);
    EXPECT_EQ(BytesOf(*Blob::Create(parts)), test.text);
  }
  EXPECT_EQ(
      BytesOf(*Blob::Create(
          std::vector<BlobPart>{Source("\r\n"), MakeBlob("\r\n")}, native)),
      "\r\n\r\n");
  // Each string is converted by itself.
  EXPECT_EQ(
      BytesOf(*Blob::Create(
          std::vector<BlobPart>{std::string("\r"), std::string("\n")}, native)),
      "\n\n");
}

TEST(Blob, Slice_Table) {
  constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  struct Case {
    std::optional<int64_t> start, end;
    const char* expected;
  };
  const Case cases[] = {
      {std::nullopt, std::nullopt, "0123456789"},
      {0, std::nullopt, "0123456789"},
      {3, std::nullopt, "3456789"},
      {3, 5, "34"},
      {5, 3, ""},
      {-3, std::nullopt, "789"},
      {-3, -1, "78"},
      {0, -8, "01"},
      {std::nullopt, 2, "01"},
      {10, std::nullopt, ""},
      {100, 200, ""},
      {-100, 2, "01"},
      {kMin, kMax, "0123456789"},
      {kMax, kMin, ""},
      {kMin, kMin, ""},
  };
  // Of one piece, and of several.
  const RefPtr<Blob> blobs[] = {
      MakeBlob("0123456789"),
      Blob::Create(std::vector<BlobPart>{MakeBlob("012"), std::string("3"),
                                         MakeBlob("456"), MakeBlob(""),
                                         MakeBlob("789")})};
  for (const Case& test : cases) {
    for (const RefPtr<Blob>& blob : blobs) {
      EXPECT_EQ(BytesOf(*blob->Slice(test.start, test.end)), test.expected);
    }
  }
  EXPECT_EQ(BytesOf(*blobs[1]->Slice(1, 9)->Slice(1, -1)->Slice(2)), "4567");
}

TEST(Blob, SlicesAndJoins_ShareMemory) {
  const RefPtr<Blob> blob = MakeBlob(std::string(1 << 20, 'x'));
  const uint8_t* data = nullptr;
  blob->ForEachPiece(
      [&](absl::Span<const uint8_t> piece) { data = piece.data(); });
  std::vector<const uint8_t*> pieces;
  const RefPtr<Blob> joined =
      Blob::Create(std::vector<BlobPart>{blob->Slice(5), blob});
  joined->ForEachPiece(
      [&](absl::Span<const uint8_t> piece) { pieces.push_back(piece.data()); });
  EXPECT_EQ(pieces, (std::vector<const uint8_t*>{data + 5, data}));
}

TEST(Blob, Create_FromBuffer_TakesItOver) {
  ByteBuffer buffer(3);
  const uint8_t* const bytes = buffer.data();
  Blob::Create(std::move(buffer))
      ->ForEachPiece([&](absl::Span<const uint8_t> piece) {
        EXPECT_EQ(piece.data(), bytes);
      });
}

TEST(Blob, Reading_SettlesInATask) {
  ManualTaskRunner runner;
  SimpleEnvironment environment(&runner);
  std::string log;
  {
    const RefPtr<Blob> blob = MakeBlob("\xEF\xBB\xBFt\xFFx");
    blob->Text(environment, [&](ExceptionOr<std::string> text) {
      log += "text:" + text.value();
    });
    blob->ArrayBuffer(environment, [&](ExceptionOr<ByteBuffer> bytes) {
      log += " buffer:" + std::string(bytes.value().view());
    });
    blob->Bytes(environment, [&](ExceptionOr<ByteBuffer> bytes) {
      log += " bytes:" + std::to_string(bytes.value().size());
    });
  }
  EXPECT_EQ(log, "");
  runner.RunAll();
  EXPECT_EQ(log, "text:t\xEF\xBF\xBDx buffer:\xEF\xBB\xBFt\xFFx bytes:6");
  EXPECT_EQ(Blob::live_instances(), 0);
}

}  // namespace
}  // namespace mortise
