#include "bindings/runtime/dictionary_reader.h"

#include "absl/strings/str_cat.h"

namespace mortise::bindings {

bool DictionaryReader::Open(v8::Local<v8::Value> value) {
  if (value->IsObject()) {
    object_ = value.As<v8::Object>();
    read_by_script_ = conversion_.script_read_members();
    return true;
  }
  if (value->IsNullOrUndefined()) return true;
  conversion_.ThrowTypeError(
      absl::StrCat("is not of type '", dictionary_, "'."));
  return false;
}

void DictionaryReader::ThrowMissing(const NameTable& names,
                                    size_t position) const {
  conversion_.ThrowTypeError(absl::StrCat("lacks the required member '",
                                          names.names[position], "' of ",
                                          dictionary_, "."));
}

}  // namespace mortise::bindings
