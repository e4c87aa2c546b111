#ifndef MORTISE_BINDINGS_COMPILER_ARENA_H_
#define MORTISE_BINDINGS_COMPILER_ARENA_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/types/span.h"

namespace mortise::idl {

// Owns the nodes of syntax trees and models. Nothing is freed on its own, and
// no destructor is run: nodes refer to each other freely and die together.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  template <typename T, typename... Arguments>
  T* New(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (Allocate(sizeof(T), alignof(T)))
        T{std::forward<Arguments>(arguments)...};
  }

  // A copy of `items` that lives as long as the arena.
  template <typename T>
  absl::Span<T> Copy(absl::Span<const T> items) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (items.empty()) {
      return {};
    }
    T* copy = static_cast<T*>(Allocate(sizeof(T) * items.size(), alignof(T)));
    std::uninitialized_copy(items.begin(), items.end(), copy);
    return absl::Span<T>(copy, items.size());
  }

  template <typename T>
  absl::Span<T> Copy(const std::vector<T>& items) {
    return Copy(absl::Span<const T>(items));
  }

  std::string_view Copy(std::string_view text) {
    if (text.empty()) {
      return {};
    }
    char* copy = static_cast<char*>(Allocate(text.size(), 1));
    std::memcpy(copy, text.data(), text.size());
    return std::string_view(copy, text.size());
  }

 private:
  static constexpr size_t kBlockSize = 64 * 1024;

  void* Allocate(size_t size, size_t alignment) {
    uintptr_t at = (next_ + alignment - 1) & ~(uintptr_t{alignment} - 1);
    if (at + size > end_) {
      const size_t block =
          size + alignment > kBlockSize ? size + alignment : kBlockSize;
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block));
      next_ = reinterpret_cast<uintptr_t>(blocks_.back().get());
      end_ = next_ + block;
      at = (next_ + alignment - 1) & ~(uintptr_t{alignment} - 1);
    }
    next_ = at + size;
    return reinterpret_cast<void*>(at);
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  uintptr_t next_ = 0;
  uintptr_t end_ = 0;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_ARENA_H_
