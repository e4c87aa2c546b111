#ifndef MORTISE_CORE_BASE_BIG_INT_H_
#define MORTISE_CORE_BASE_BIG_INT_H_

#include <cstdint>
#include <vector>

namespace mortise {

// A WebIDL `bigint`: an integer of any size, as sign and magnitude.
struct BigInt {
  static BigInt FromInt64(int64_t value) {
    const auto bits = static_cast<uint64_t>(value);
    return {value < 0,
            value == 0 ? std::vector<uint64_t>()
                       : std::vector<uint64_t>{value < 0 ? ~bits + 1 : bits}};
  }
  static BigInt FromUint64(uint64_t value) {
    return {false, value == 0 ? std::vector<uint64_t>()
                              : std::vector<uint64_t>{value}};
  }

  friend bool operator==(const BigInt&, const BigInt&) = default;

  bool is_negative = false;
  // The magnitude, its least significant 64 bits first; no zeros at the end,
  // and empty for 0.
  std::vector<uint64_t> words;
};

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_BIG_INT_H_
