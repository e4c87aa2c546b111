#include "tests/bindings/kitchen_sink/members.h"

#include "absl/strings/str_cat.h"

namespace mortise {

ExceptionOr<RefPtr<Overloads>> Overloads::Create(int32_t count,
                                                 const DomString& label) {
  if (count < 0) return Exception::RangeError("The count is negative.");
  return Create(DomString::FromUtf8(absl::StrCat(count, label.ToUtf8())));
}

DomString Overloads::One(const std::vector<int32_t>& numbers) {
  return DomString::FromUtf8(absl::StrCat("sequence of ", numbers.size()));
}

DomString Overloads::Late(const DomString& first,
                          const std::vector<DomString>& list) {
  return DomString::FromUtf8(
      absl::StrCat(first.ToUtf8(), " list of ", list.size()));
}

DomString Overloads::Late(const DomString& first, const Options& options) {
  return DomString::FromUtf8(
      absl::StrCat(first.ToUtf8(), " options ", options.count));
}

DomString Overloads::Count(const DomString&,
                           const std::vector<DomString>& rest) {
  return DomString::FromUtf8(absl::StrCat("string and ", rest.size()));
}

DomString Overloads::Buffers(BufferSource bytes) {
  return DomString::FromUtf8(absl::StrCat(bytes.bytes.size(), " bytes"));
}

}  // namespace mortise
