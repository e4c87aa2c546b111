#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_OBSERVABLE_ARRAYS_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_OBSERVABLE_ARRAYS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/any.h"
#include "core/dom/observable_array.h"
#include "tests/bindings/kitchen_sink/members.h"

namespace mortise {

class ArrayItem final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(ArrayItem, nullptr)
  static RefPtr<ArrayItem> Create(DomString name) {
    RefPtr<ArrayItem> item = Create();
    item->name_ = std::move(name);
    return item;
  }
  const DomString& name() const { return name_; }

 private:
  DomString name_;
};

class ObservableArrays final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(ObservableArrays, nullptr)
  using Mixed = std::optional<std::variant<RefPtr<ArrayItem>, int32_t>>;

  ObservableArray<DomString>& texts() { return texts_; }
  ObservableArray<RefPtr<ArrayItem>>& items() { return items_; }
  ObservableArray<uint8_t>& octets() { return octets_; }
  ObservableArray<Mixed>& mixed() { return mixed_; }
  ObservableArray<Any>& anything() { return anything_; }
  ObservableArray<int32_t>& fixed() { return fixed_; }

  DomString log() {
    DomString log = DomString::FromUtf8(log_);
    log_.clear();
    return log;
  }
  void AppendText(DomString text) { texts_.Append(std::move(text)); }
  void ReplaceTexts(std::vector<DomString> texts) {
    texts_.Assign(std::move(texts));
  }
  void TruncateTexts(uint32_t size) { texts_.Truncate(size); }
  std::vector<DomString> TextsInCpp() const { return texts_.items(); }

 private:
  ExceptionOr<void> DidSetText(const DomString& text, size_t index) {
    if (text == "bad") return Exception::RangeError("This text is bad.");
    log_ += "+" + text.ToUtf8() + "@" + std::to_string(index) + " ";
    return {};
  }
  ExceptionOr<void> WillDeleteText(const DomString& text, size_t index) {
    if (text == "kept") return Exception::RangeError("This text is kept.");
    log_ += "-" + text.ToUtf8() + "@" + std::to_string(index) + " ";
    return {};
  }

  ObservableArray<DomString> texts_{
      [this](const DomString& text, size_t i) { return DidSetText(text, i); },
      [this](const DomString& text, size_t i) {
        return WillDeleteText(text, i);
      }};
  ObservableArray<RefPtr<ArrayItem>> items_;
  ObservableArray<uint8_t> octets_;
  ObservableArray<Mixed> mixed_;
  ObservableArray<Any> anything_;
  ObservableArray<int32_t> fixed_;
  std::string log_;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_OBSERVABLE_ARRAYS_H_
