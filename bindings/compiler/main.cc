#include <cstdio>
#include <string>
#include <vector>

#include "bindings/compiler/driver.h"

int main(int argc, char** argv) {
  std::string out;
  std::string err;
  const int code = mortise::idl::RunDriver(
      std::vector<std::string>(argv + 1, argv + argc), &out, &err);
  std::fwrite(out.data(), 1, out.size(), stdout);
  std::fwrite(err.data(), 1, err.size(), stderr);
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    std::perror("mortise-idl: cannot write to the standard output");
    return 1;
  }
  return code;
}
