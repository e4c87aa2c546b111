// The SHA1_ functions need no look-up of an algorithm by name and none of the
// library's start-up work, unlike what replaces them.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "core/net/accept_key.h"

#include <openssl/sha.h>

#include "absl/strings/escaping.h"
#include "core/base/strings.h"

namespace mortise::net {
namespace {

constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
constexpr size_t kNonceSize = 16;

std::string Base64(const uint8_t* bytes, size_t size) {
  return absl::Base64Escape(
      absl::string_view(reinterpret_cast<const char*>(bytes), size));
}

}  // namespace

std::string MakeWebSocketKey(RandomSource& random) {
  uint8_t nonce[kNonceSize];
  random.Fill(absl::MakeSpan(nonce));
  return Base64(nonce, sizeof(nonce));
}

bool IsWebSocketKey(std::string_view text) {
  std::string nonce;
  return text.size() == 24 && absl::Base64Unescape(ToAbsl(text), &nonce) &&
         nonce.size() == kNonceSize;
}

std::string ComputeWebSocketAccept(std::string_view key) {
  uint8_t digest[SHA_DIGEST_LENGTH];
  SHA_CTX context;
  SHA1_Init(&context);
  SHA1_Update(&context, key.data(), key.size());
  SHA1_Update(&context, kGuid.data(), kGuid.size());
  SHA1_Final(digest, &context);
  return Base64(digest, sizeof(digest));
}

}  // namespace mortise::net
