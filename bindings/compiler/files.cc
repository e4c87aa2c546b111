#include "bindings/compiler/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

bool Fail(std::string* error) {
  *error = std::strerror(errno);
  return false;
}

// A file descriptor, closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) {
      close(fd_);
    }
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  const int fd_;
};

}  // namespace

bool ReadFile(const std::string& path, std::string* text, std::string* error) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status;
  if (file.get() < 0 || fstat(file.get(), &status) != 0) {
    return Fail(error);
  }
  // The size is only a guess: pipes have none, and files grow.
  size_t size = 0;
  text->resize(S_ISREG(status.st_mode) ? static_cast<size_t>(status.st_size) + 1
                                       : 65536);
  while (true) {
    const ssize_t count =
        read(file.get(), text->data() + size, text->size() - size);
    if (count < 0) {
      if (errno == EINTR) {
        continue;
      }
      return Fail(error);
    }
    if (count == 0) {
      text->resize(size);
      return true;
    }
    size += static_cast<size_t>(count);
    if (size == text->size()) {
      text->resize(2 * size);
    }
  }
}

bool WriteFileIfChanged(const std::string& path, std::string_view contents,
                        std::string* error) {
  std::string present;
  if (ReadFile(path, &present, error) && present == contents) {
    return true;
  }
  const std::filesystem::path directory =
      std::filesystem::path(path).parent_path();
  std::error_code code;
  if (!directory.empty()) {
    std::filesystem::create_directories(directory, code);
    if (code) {
      *error = code.message();
      return false;
    }
  }
  const std::string temporary = StrCat(path, ".", getpid(), ".tmp");
  {
    const Descriptor file(open(temporary.c_str(),
                               O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (file.get() < 0) {
      return Fail(error);
    }
    std::string_view rest = contents;
    while (!rest.empty()) {
      const ssize_t count = write(file.get(), rest.data(), rest.size());
      if (count < 0) {
        if (errno == EINTR) {
          continue;
        }
        Fail(error);
        unlink(temporary.c_str());
        return false;
      }
      rest.remove_prefix(static_cast<size_t>(count));
    }
  }
  if (std::rename(temporary.c_str(), path.c_str()) != 0) {
    Fail(error);
    unlink(temporary.c_str());
    return false;
  }
  return true;
}

std::string MakeDepfile(std::string_view target,
                        absl::Span<const std::string> sources) {
  std::string out;
  const auto append = [&out](std::string_view path) {
    for (const char c : path) {
      if (c == '$') {
        out += '$';
      } else if (c == ' ' || c == '#' || c == '\\') {
        out += '\\';
      }
      out += c;
    }
  };
  append(target);
  out += ':';
  for (const std::string& source : sources) {
    out += " \\\n  ";
    append(source);
  }
  out += '\n';
  return out;
}

}  // namespace mortise::idl
