#include "core/file/blob.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "core/base/task_runner.h"
#include "core/base/utf8.h"
#include "core/dom/environment_settings.h"

namespace mortise {
namespace {

// File API section 3.1, constructor step 3, and slice() step 3.
DomString NormalizeType(const DomString& type) {
  if (type.empty() || !type.is_8bit()) return DomString();
  std::string lower(type.view8());
  for (char& c : lower) {
    if (c < 0x20 || c > 0x7E) return DomString();
    c = absl::ascii_tolower(static_cast<unsigned char>(c));
  }
  return DomString::FromLatin1(lower);
}

// To convert line endings to native (File API section 3.1); ours are LF.
void AppendWithNativeLineEndings(std::string_view text, ByteBuffer& out) {
  while (!text.empty()) {
    const size_t cr = text.find('\r');
    out.Append(text.substr(0, cr));
    if (cr == std::string_view::npos) return;
    out.Append("\n");
    text.remove_prefix(cr + 1);
    if (!text.empty() && text.front() == '\n') text.remove_prefix(1);
  }
}

// UTF-8 decode (Encoding section 6).
std::string Utf8Decode(std::string_view bytes) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  if (IsValidUtf8(bytes)) return std::string(bytes);
  return Utf16ToUtf8(Utf8ToUtf16(bytes));
}

// A place that slice()'s caller counts from the start or, if it is negative,
// from the end.
uint64_t ClampPosition(int64_t position, uint64_t size) {
  if (position >= 0) return std::min(static_cast<uint64_t>(position), size);
  // In unsigned arithmetic, where -INT64_MIN has a value.
  const uint64_t from_end = uint64_t{0} - static_cast<uint64_t>(position);
  return from_end < size ? size - from_end : 0;
}

}  // namespace

RefPtr<Blob> Blob::Create(const std::optional<std::vector<BlobPart>>& parts,
                          const BlobPropertyBag& options) {
  std::vector<Piece> pieces;
  ByteBuffer bytes;  // Neighbouring parts that are not blobs.
  if (parts) {
    for (const BlobPart& part : *parts) {
      if (const auto* source = std::get_if<BufferSource>(&part)) {
        bytes.Append(source->bytes);
      } else if (const auto* blob = std::get_if<RefPtr<Blob>>(&part)) {
        AppendPiece(pieces, std::exchange(bytes, ByteBuffer()));
        pieces.insert(pieces.end(), (*blob)->pieces_.begin(),
                      (*blob)->pieces_.end());
      } else if (options.endings == EndingType::kNative) {
        AppendWithNativeLineEndings(std::get<std::string>(part), bytes);
      } else {
        bytes.Append(std::get<std::string>(part));
      }
    }
  }
  AppendPiece(pieces, std::move(bytes));
  return RefPtr<Blob>(new Blob(std::move(pieces), NormalizeType(options.type)));
}

RefPtr<Blob> Blob::Create(ByteBuffer bytes, DomString type) {
  std::vector<Piece> pieces;
  AppendPiece(pieces, std::move(bytes));
  return RefPtr<Blob>(new Blob(std::move(pieces), std::move(type)));
}

Blob::Blob(std::vector<Piece> pieces, DomString type)
    : pieces_(std::move(pieces)),
      size_([this] {
        uint64_t size = 0;
        for (const Piece& piece : pieces_) size += piece.size;
        return size;
      }()),
      type_(std::move(type)) {}

Blob::~Blob() = default;

void Blob::AppendPiece(std::vector<Piece>& pieces, ByteBuffer bytes) {
  const size_t size = bytes.size();
  if (size == 0) return;
  pieces.push_back({MakeRef<Storage>(std::move(bytes)), 0, size});
}

RefPtr<Blob> Blob::Slice(std::optional<int64_t> start,
                         std::optional<int64_t> end,
                         const std::optional<DomString>& content_type) const {
  const uint64_t first = ClampPosition(start.value_or(0), size_);
  const uint64_t last = end ? ClampPosition(*end, size_) : size_;
  std::vector<Piece> pieces;
  uint64_t position = 0;  // Of the piece within this blob.
  for (const Piece& piece : pieces_) {
    const uint64_t from = std::max(first, position);
    const uint64_t to = std::min(last, position + piece.size);
    if (from < to) {
      pieces.push_back({piece.storage,
                        piece.offset + static_cast<size_t>(from - position),
                        static_cast<size_t>(to - from)});
    }
    position += piece.size;
  }
  return RefPtr<Blob>(
      new Blob(std::move(pieces),
               content_type ? NormalizeType(*content_type) : DomString()));
}

void Blob::Text(EnvironmentSettings& environment,
                PromiseResolver<std::string> resolver) {
  environment.task_runner().PostTask(
      [blob = RefPtr<Blob>(this), resolver = std::move(resolver)]() mutable {
        std::move(resolver)(Utf8Decode(blob->CopyBytes().view()));
      });
}

void Blob::ArrayBuffer(EnvironmentSettings& environment,
                       PromiseResolver<ByteBuffer> resolver) {
  environment.task_runner().PostTask(
      [blob = RefPtr<Blob>(this), resolver = std::move(resolver)]() mutable {
        std::move(resolver)(blob->CopyBytes());
      });
}

void Blob::Bytes(EnvironmentSettings& environment,
                 PromiseResolver<ByteBuffer> resolver) {
  ArrayBuffer(environment, std::move(resolver));
}

void Blob::ForEachPiece(
    absl::FunctionRef<void(absl::Span<const uint8_t>)> visit) const {
  for (const Piece& piece : pieces_) {
    visit(piece.storage->bytes.span().subspan(piece.offset, piece.size));
  }
}

ByteBuffer Blob::CopyBytes() const {
  ByteBuffer bytes;
  bytes.Reserve(static_cast<size_t>(size_));
  ForEachPiece(
      [&bytes](absl::Span<const uint8_t> piece) { bytes.Append(piece); });
  return bytes;
}

}  // namespace mortise
