#ifndef MORTISE_CORE_FILE_BLOB_H_
#define MORTISE_CORE_FILE_BLOB_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "core/base/buffer_source.h"
#include "core/base/byte_buffer.h"
#include "core/base/dom_string.h"
#include "core/base/instance_counter.h"
#include "core/base/script_wrappable.h"
#include "core/dom/promise_resolver.h"
#include "core/file/blob_property_bag.h"

namespace mortise {

class Blob;
class EnvironmentSettings;

// The BlobPart typedef (File API section 3.1).
using BlobPart = std::variant<BufferSource, RefPtr<Blob>, std::string>;

// The Blob interface (File API section 3), without streams: immutable bytes.
// Blobs made of other blobs share their memory.
class Blob final : public ScriptWrappable, public InstanceCounter<Blob> {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"Blob", nullptr};

  // The constructor steps.
  static RefPtr<Blob> Create(const std::optional<std::vector<BlobPart>>& parts,
                             const BlobPropertyBag& options = {});
  // A blob that takes over `bytes`; `type` must be fit for type().
  static RefPtr<Blob> Create(ByteBuffer bytes, DomString type = {});

  uint64_t size() const { return size_; }  // bytes
  // A MIME type in lower case, or empty.
  const DomString& type() const { return type_; }

  // Bytes from `start` to before `end`; negative counts from the end.
  RefPtr<Blob> Slice(
      std::optional<int64_t> start = std::nullopt,
      std::optional<int64_t> end = std::nullopt,
      const std::optional<DomString>& content_type = std::nullopt) const;

  // UTF-8; ill-formed pieces become U+FFFD, a leading BOM goes.
  void Text(EnvironmentSettings& environment,
            PromiseResolver<std::string> resolver);
  void ArrayBuffer(EnvironmentSettings& environment,
                   PromiseResolver<ByteBuffer> resolver);
  void Bytes(EnvironmentSettings& environment,
             PromiseResolver<ByteBuffer> resolver);

  // Reads the bytes at once, piece by piece, without a copy.
  void ForEachPiece(
      absl::FunctionRef<void(absl::Span<const uint8_t>)> visit) const;
  // A copy of all bytes.
  ByteBuffer CopyBytes() const;

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 private:
  // Memory that blobs have in common.
  struct Storage final : RefCounted<Storage> {
    explicit Storage(ByteBuffer bytes) : bytes(std::move(bytes)) {}
    const ByteBuffer bytes;
  };
  struct Piece {
    RefPtr<const Storage> storage;
    size_t offset;
    size_t size;  // Not zero.
  };

  Blob(std::vector<Piece> pieces, DomString type);
  ~Blob() override;

  static void AppendPiece(std::vector<Piece>& pieces, ByteBuffer bytes);

  const std::vector<Piece> pieces_;
  const uint64_t size_;
  const DomString type_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_FILE_BLOB_H_
