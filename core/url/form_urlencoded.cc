#include "core/url/form_urlencoded.h"

#include <algorithm>
#include <cstddef>

#include "core/base/utf8.h"
#include "core/url/percent_encoding.h"

namespace mortise {
namespace {

// "+" to space, percent-decode, UTF-8 decode without BOM.
std::string DecodeComponent(std::string_view bytes) {
  std::string spaced(bytes);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  std::string decoded = PercentDecode(spaced);
  if (IsValidUtf8(decoded)) return decoded;
  return Utf16ToUtf8(Utf8ToUtf16(decoded));
}

// Percent-encodes with space as plus.
void AppendComponent(std::string_view text, std::string& out) {
  while (true) {
    const size_t space = text.find(' ');
    AppendPercentEncoded(text.substr(0, space), kFormUrlencodedPercentEncodeSet,
                         out);
    if (space == std::string_view::npos) return;
    out += '+';
    text.remove_prefix(space + 1);
  }
}

}  // namespace

FormUrlencodedList ParseFormUrlencoded(std::string_view input) {
  FormUrlencodedList tuples;
  while (!input.empty()) {
    const size_t end = std::min(input.find('&'), input.size());
    const std::string_view bytes = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    if (bytes.empty()) continue;
    const size_t equals = bytes.find('=');
    const std::string_view value = equals == std::string_view::npos
                                       ? std::string_view()
                                       : bytes.substr(equals + 1);
    tuples.emplace_back(DecodeComponent(bytes.substr(0, equals)),
                        DecodeComponent(value));
  }
  return tuples;
}

std::string SerializeFormUrlencoded(const FormUrlencodedList& tuples) {
  std::string out;
  for (const auto& [name, value] : tuples) {
    if (!out.empty()) out += '&';
    AppendComponent(name, out);
    out += '=';
    AppendComponent(value, out);
  }
  return out;
}

}  // namespace mortise
