#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_BUFFERS_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_BUFFERS_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/buffer_source.h"
#include "core/base/byte_buffer.h"
#include "tests/bindings/kitchen_sink/members.h"

namespace mortise {

struct BufferOptions {
  std::optional<BufferSource> source;
  std::vector<BufferSource> parts;
  std::optional<std::vector<std::pair<DomString, BufferSource>>> named;
};

class Buffers final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Buffers, nullptr)

  uint32_t ArrayBuffer(BufferSource buffer) { return Size(buffer); }
  uint32_t SharedArrayBuffer(BufferSource buffer) { return Size(buffer); }
  uint32_t DataView(BufferSource buffer) { return Size(buffer); }
  uint32_t Int8Array(BufferSource buffer) { return Size(buffer); }
  uint32_t Int16Array(BufferSource buffer) { return Size(buffer); }
  uint32_t Int32Array(BufferSource buffer) { return Size(buffer); }
  uint32_t Uint8Array(BufferSource buffer) { return Size(buffer); }
  uint32_t Uint16Array(BufferSource buffer) { return Size(buffer); }
  uint32_t Uint32Array(BufferSource buffer) { return Size(buffer); }
  uint32_t Uint8ClampedArray(BufferSource buffer) { return Size(buffer); }
  uint32_t BigInt64Array(BufferSource buffer) { return Size(buffer); }
  uint32_t BigUint64Array(BufferSource buffer) { return Size(buffer); }
  uint32_t Float16Array(BufferSource buffer) { return Size(buffer); }
  uint32_t Float32Array(BufferSource buffer) { return Size(buffer); }
  uint32_t Float64Array(BufferSource buffer) { return Size(buffer); }
  DomString TypeOf(BufferSource view) {
    return Latin1(std::to_string(static_cast<int>(view.type)) + "/" +
                  std::to_string(ElementSize(view.type)));
  }
  DomString TypeOfSource(BufferSource source) { return TypeOf(source); }

  uint32_t AllowShared(BufferSource buffer) { return Size(buffer); }
  uint32_t AllowResizable(BufferSource buffer) { return Size(buffer); }
  uint32_t AllowBoth(BufferSource buffer) { return Size(buffer); }

  BufferSource Fill(BufferSource view, uint8_t value) {
    absl::Span<uint8_t> bytes = view.writable_bytes();
    std::fill(bytes.begin(), bytes.end(), value);
    return view;
  }
  BufferSource SameSource(BufferSource source) { return source; }
  std::optional<BufferSource> MaybeSource(std::optional<BufferSource> source) {
    return source;
  }
  uint32_t Total(const BufferOptions& options) {
    uint32_t size = options.source ? Size(*options.source) : 0;
    for (const BufferSource& part : options.parts) size += Size(part);
    if (!options.named) return size;
    for (const auto& [name, buffer] : *options.named) size += Size(buffer);
    return size;
  }
  BufferOptions SameOptions(BufferOptions options) { return options; }
  uint32_t Variadic(const std::vector<BufferSource>& sources) {
    uint32_t size = 0;
    for (const BufferSource& source : sources) size += Size(source);
    return size;
  }
  DomString Overloaded(BufferSource buffer) { return TypeOf(buffer); }
  DomString Overloaded(const DomString& text) { return Latin1("DOMString"); }
  DomString Which(
      const std::variant<BufferSource, BufferSource, DomString>& value) {
    return Latin1(std::to_string(value.index()));
  }

 private:
  static uint32_t Size(const BufferSource& buffer) {
    return static_cast<uint32_t>(buffer.bytes.size());
  }
};

class BufferMaker final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(BufferMaker, nullptr)

  ByteBuffer ArrayBuffer() { return Eight(); }
  ByteBuffer SharedArrayBuffer() { return Eight(); }
  ByteBuffer DataView() { return Eight(); }
  ByteBuffer Int16Array() { return Eight(); }
  ByteBuffer Uint32Array() { return Eight(); }
  ByteBuffer Uint8ClampedArray() { return Eight(); }
  ByteBuffer BigUint64Array() { return Eight(); }
  ByteBuffer Float16Array() { return Eight(); }
  ByteBuffer Float64Array() { return Eight(); }
  ByteBuffer ArrayBufferView() { return Eight(); }
  ByteBuffer BufferSource() { return Eight(); }
  mortise::BufferSource CopyOfStatic() {
    static constexpr uint8_t kBytes[] = {1, 0, 2, 0};
    return {kBytes};
  }
  ByteBuffer EmptyBuffer() { return {}; }
  ByteBuffer kept() { return Eight(); }
  std::optional<mortise::BufferSource> nothing() { return std::nullopt; }
  std::vector<mortise::BufferSource> Several() {
    return {CopyOfStatic(), CopyOfStatic()};
  }

 private:
  static ByteBuffer Eight() {
    return ByteBuffer::CopyOf({{1, 2, 3, 4, 5, 6, 7, 8}});
  }
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_BUFFERS_H_
