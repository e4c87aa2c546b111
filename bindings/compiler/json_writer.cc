#include "bindings/compiler/json_writer.h"

#include <utility>

#include "bindings/compiler/text.h"

namespace mortise::idl {

void JsonWriter::Key(std::string_view key) {
  BeginValue();
  AppendQuoted(key);
  out_ += ": ";
  after_key_ = true;
}

void JsonWriter::String(std::string_view value) {
  BeginValue();
  AppendQuoted(value);
}

void JsonWriter::Number(int64_t value) {
  BeginValue();
  StrAppend(&out_, value);
}

void JsonWriter::Boolean(bool value) {
  BeginValue();
  out_ += value ? "true" : "false";
}

void JsonWriter::Null() {
  BeginValue();
  out_ += "null";
}

std::string JsonWriter::Take() {
  out_ += '\n';
  return std::move(out_);
}

void JsonWriter::Open(char bracket) {
  BeginValue();
  out_ += bracket;
  empty_.push_back(true);
}

void JsonWriter::Close(char bracket) {
  const bool was_empty = empty_.back();
  empty_.pop_back();
  if (!was_empty) {
    Indent();
  }
  out_ += bracket;
}

void JsonWriter::BeginValue() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (empty_.empty()) {
    return;
  }
  if (!empty_.back()) {
    out_ += ',';
  }
  empty_.back() = false;
  Indent();
}

void JsonWriter::Indent() {
  out_ += '\n';
  out_.append(2 * empty_.size(), ' ');
}

// The text is UTF-8: the lexer let nothing else through.
void JsonWriter::AppendQuoted(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out_ += '"';
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (c == '\n') {
      out_ += "\\n";
    } else if (byte < 0x20) {
      StrAppend(&out_, "\\u00", kHex.substr(byte >> 4, 1),
                kHex.substr(byte & 15, 1));
    } else {
      out_ += c;
    }
  }
  out_ += '"';
}

}  // namespace mortise::idl
