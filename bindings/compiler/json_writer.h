#ifndef MORTISE_BINDINGS_COMPILER_JSON_WRITER_H_
#define MORTISE_BINDINGS_COMPILER_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::idl {

// Writes JSON with two spaces of indentation. Keys come out in the order of the
// calls; the caller sees to it that objects and arrays are closed.
class JsonWriter {
 public:
  void BeginObject() { Open('{'); }
  void EndObject() { Close('}'); }
  void BeginArray() { Open('['); }
  void EndArray() { Close(']'); }

  // The key of the value that follows, within an object.
  void Key(std::string_view key);

  void String(std::string_view value);
  void Number(int64_t value);
  void Boolean(bool value);
  void Null();

  // Key and value.
  void Member(std::string_view key, std::string_view value) {
    Key(key);
    String(value);
  }
  // A flag is written only if it is set.
  void Flag(std::string_view key, bool value) {
    if (value) {
      Key(key);
      Boolean(true);
    }
  }

  // The text so far, with a newline at the end.
  std::string Take();

 private:
  void Open(char bracket);
  void Close(char bracket);
  void BeginValue();
  void Indent();
  void AppendQuoted(std::string_view text);

  std::string out_;
  // For each open bracket, whether it is still empty.
  std::vector<bool> empty_;
  bool after_key_ = false;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_JSON_WRITER_H_
