// What a fuzzer runs, once with each of its checked-in seeds.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "gtest/gtest.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

std::vector<std::string> SeedFiles() {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(MORTISE_FUZZ_SEEDS)) {
    files.push_back(entry.path().filename());
  }
  return files;
}

TEST(Seeds, AreThere) { EXPECT_FALSE(SeedFiles().empty()); }

class Seed : public testing::TestWithParam<std::string> {};

TEST_P(Seed, HasNoFinding) {
  std::ifstream file(std::string(MORTISE_FUZZ_SEEDS "/") + GetParam(),
                     std::ios::binary);
  const std::vector<uint8_t> bytes(std::istreambuf_iterator<char>(file), {});
  ASSERT_FALSE(bytes.empty());
  EXPECT_EQ(LLVMFuzzerTestOneInput(bytes.data(), bytes.size()), 0);
}

INSTANTIATE_TEST_SUITE_P(CheckedIn, Seed, testing::ValuesIn(SeedFiles()),
                         [](const auto& info) {
                           std::string name = info.param;
                           for (char& c : name) {
                             if (c == '.') c = '_';
                           }
                           return name;
                         });

}  // namespace
