#include "core/net/permessage_deflate.h"

#include "absl/status/status.h"
#include "core/base/strings.h"

namespace mortise::net {
namespace {

// A window's size: 8 to 15, without leading zeros (RFC 7692 section 7.1.2).
std::optional<uint8_t> ParseWindowBits(std::string_view text) {
  if (text == "8") return 8;
  if (text == "9") return 9;
  if (text.size() == 2 && text[0] == '1' && text[1] >= '0' && text[1] <= '5') {
    return static_cast<uint8_t>(10 + (text[1] - '0'));
  }
  return std::nullopt;
}

// The parameters of an offer or a response, each at most once.
struct ParsedParameters {
  bool server_no_context_takeover = false;
  bool client_no_context_takeover = false;
  std::optional<uint8_t> server_max_window_bits;
  std::optional<uint8_t> client_max_window_bits;

  // Its value may be left out in an offer (section 7.1.2.2).
  bool has_client_max_window_bits = false;
};

absl::Status Malformed(const Extension::Parameter& parameter) {
  return absl::FailedPreconditionError(
      Concat("permessage-deflate: ", parameter.name,
             parameter.value ? " with a value that it must not have: "
                             : " without value",
             parameter.value.value_or("")));
}

absl::StatusOr<ParsedParameters> Parse(const Extension& extension) {
  ParsedParameters parsed;
  for (const Extension::Parameter& parameter : extension.parameters) {
    bool is_repeated;
    if (parameter.name == "server_no_context_takeover" ||
        parameter.name == "client_no_context_takeover") {
      if (parameter.value) return Malformed(parameter);
      bool& flag = parameter.name[0] == 's' ? parsed.server_no_context_takeover
                                            : parsed.client_no_context_takeover;
      is_repeated = flag;
      flag = true;
    } else if (parameter.name == "server_max_window_bits") {
      is_repeated = parsed.server_max_window_bits.has_value();
      parsed.server_max_window_bits =
          ParseWindowBits(parameter.value.value_or(""));
      if (!parsed.server_max_window_bits) return Malformed(parameter);
    } else if (parameter.name == "client_max_window_bits") {
      is_repeated = parsed.has_client_max_window_bits;
      parsed.has_client_max_window_bits = true;
      if (parameter.value) {
        parsed.client_max_window_bits = ParseWindowBits(*parameter.value);
        if (!parsed.client_max_window_bits) return Malformed(parameter);
      }
    } else {
      return absl::FailedPreconditionError(
          Concat("permessage-deflate: unknown parameter ", parameter.name));
    }
    if (is_repeated) {
      return absl::FailedPreconditionError(
          Concat("permessage-deflate: ", parameter.name, " more than once"));
    }
  }
  return parsed;
}

PermessageDeflateParameters Resolve(const ParsedParameters& parsed) {
  return {.server_no_context_takeover = parsed.server_no_context_takeover,
          .client_no_context_takeover = parsed.client_no_context_takeover,
          .server_max_window_bits = parsed.server_max_window_bits.value_or(15),
          .client_max_window_bits = parsed.client_max_window_bits.value_or(15)};
}

}  // namespace

absl::StatusOr<PermessageDeflateParameters> CheckPermessageDeflateResponse(
    const Extension& response) {
  absl::StatusOr<ParsedParameters> parsed = Parse(response);
  if (!parsed.ok()) return parsed.status();
  if (parsed->has_client_max_window_bits && !parsed->client_max_window_bits) {
    return absl::FailedPreconditionError(
        "permessage-deflate: client_max_window_bits without value");
  }
  return Resolve(*parsed);
}

std::optional<PermessageDeflateParameters> AcceptPermessageDeflateOffer(
    const Extension& offer) {
  const absl::StatusOr<ParsedParameters> parsed = Parse(offer);
  if (!parsed.ok()) return std::nullopt;
  return Resolve(*parsed);
}

std::string PermessageDeflateResponse(
    const PermessageDeflateParameters& parameters) {
  std::string response = "permessage-deflate";
  if (parameters.server_no_context_takeover) {
    response += "; server_no_context_takeover";
  }
  if (parameters.client_no_context_takeover) {
    response += "; client_no_context_takeover";
  }
  if (parameters.server_max_window_bits < 15) {
    AppendTo(response, "; server_max_window_bits=",
             int{parameters.server_max_window_bits});
  }
  if (parameters.client_max_window_bits < 15) {
    AppendTo(response, "; client_max_window_bits=",
             int{parameters.client_max_window_bits});
  }
  return response;
}

}  // namespace mortise::net
