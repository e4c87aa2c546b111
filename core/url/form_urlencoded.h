#ifndef MORTISE_CORE_URL_FORM_URLENCODED_H_
#define MORTISE_CORE_URL_FORM_URLENCODED_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mortise {

// Name-value tuples in order; both are UTF-8.
using FormUrlencodedList = std::vector<std::pair<std::string, std::string>>;

// The application/x-www-form-urlencoded parser (URL Standard section 5.1).
// Takes any bytes; ill-formed UTF-8 becomes U+FFFD.  A leading "?" is not
// removed.
FormUrlencodedList ParseFormUrlencoded(std::string_view input);

// The application/x-www-form-urlencoded serializer (section 5.2), in UTF-8.
std::string SerializeFormUrlencoded(const FormUrlencodedList& tuples);

}  // namespace mortise

#endif  // MORTISE_CORE_URL_FORM_URLENCODED_H_
