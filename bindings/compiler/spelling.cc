#include "bindings/compiler/spelling.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"

namespace mortise::idl {
namespace {

// Names longer than this are not compared: the cost is quadratic.
constexpr size_t kLongestName = 80;

// The number of insertions, deletions, substitutions and swaps of neighbours
// that lead from `a` to `b`; anything above `bound` may come out as bound + 1.
size_t EditDistance(std::string_view a, std::string_view b, size_t bound) {
  const size_t difference =
      a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > bound) {
    return bound + 1;
  }
  std::vector<size_t> before(b.size() + 1);
  std::vector<size_t> previous(b.size() + 1);
  std::vector<size_t> current(b.size() + 1);
  std::iota(previous.begin(), previous.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    size_t best = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t substitution = previous[j - 1] + (a[i - 1] != b[j - 1]);
      current[j] =
          std::min({previous[j] + 1, current[j - 1] + 1, substitution});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
      best = std::min(best, current[j]);
    }
    if (best > bound) {
      return bound + 1;
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

bool EqualsIgnoreCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return absl::ascii_tolower(x) == absl::ascii_tolower(y);
  });
}

}  // namespace

std::string_view ClosestSpelling(
    std::string_view word, absl::Span<const std::string_view> candidates) {
  if (word.size() < 2 || word.size() > kLongestName) {
    return {};
  }
  size_t bound = std::max<size_t>(1, word.size() / 3);
  std::string_view closest;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > kLongestName || candidate == word) {
      continue;
    }
    if (EqualsIgnoreCase(candidate, word)) {
      return candidate;
    }
    const size_t distance = EditDistance(word, candidate, bound);
    if (distance <= bound && (closest.empty() || distance < bound)) {
      closest = candidate;
      bound = distance;
    }
  }
  return closest;
}

}  // namespace mortise::idl
