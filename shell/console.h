#ifndef MORTISE_SHELL_CONSOLE_H_
#define MORTISE_SHELL_CONSOLE_H_

#include <v8.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"

namespace mortise::shell {

// The Console standard's namespace object, and print().  Log, info and debug
// go to stdout; warnings, errors, failed assertions and traces to stderr.
class Console {
 public:
  Console() = default;
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  // Adds `console` and `print` to the global.  The console must outlive the
  // context.
  void Install(v8::Local<v8::Context> context);

 private:
  using Info = v8::FunctionCallbackInfo<v8::Value>;

  enum class Stream { kOutput, kError };

  static void Log(const Info& info);
  static void Warn(const Info& info);
  static void Assert(const Info& info);
  static void Clear(const Info& info);
  static void Trace(const Info& info);
  static void Dir(const Info& info);
  static void Table(const Info& info);
  static void Count(const Info& info);
  static void CountReset(const Info& info);
  static void Group(const Info& info);
  static void GroupEnd(const Info& info);
  static void Time(const Info& info);
  static void TimeLog(const Info& info);
  static void TimeEnd(const Info& info);
  static void Print(const Info& info);

  // The standard's Printer: the text's lines, indented by the groups.
  void Write(Stream stream, std::string_view text) const;
  // Prints the time that has passed since console.time(); false if `label` has
  // no timer.
  bool WriteElapsed(const Info& info, const std::string& label, int first_data);

  std::string indentation_;
  absl::flat_hash_map<std::string, uint64_t> counts_;
  absl::flat_hash_map<std::string, uint64_t> timers_;  // uv_hrtime() at start.
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_CONSOLE_H_
