#ifndef MORTISE_CORE_NET_TLS_CONTEXT_H_
#define MORTISE_CORE_NET_TLS_CONTEXT_H_

#include <openssl/ssl.h>

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"

namespace mortise::net {

// Whom a client trusts, and who it is.
struct TlsClientOptions {
  // Trusts the system's certificate authorities.  The environment variables
  // SSL_CERT_FILE and SSL_CERT_DIR take their place if set.
  bool trust_system_roots = true;

  // Further trusted certificates, in PEM.
  std::string extra_roots_pem = "";

  // The client's certificate chain and private key, in PEM; empty for none.
  std::string certificate_pem = "";
  std::string private_key_pem = "";
};

// Who a server is.
struct TlsServerOptions {
  // Certificate chain and private key, in PEM.
  std::string certificate_pem = "";
  std::string private_key_pem = "";

  // Wants a certificate of the client that one of these (PEM) signed; empty:
  // wants none.
  std::string client_roots_pem = "";
};

// The protocols that a client offers by ALPN.
enum class TlsAlpn : uint8_t {
  kHttp1,  // http/1.1
  kHttp2,  // h2 and http/1.1
};

struct SslDeleter {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
};
using SslPtr = std::unique_ptr<SSL, SslDeleter>;

// What the TLS connections of one side share: trust, certificates, and a
// client's sessions for resumption.  TLS 1.2 and 1.3, no renegotiation; a
// server speaks http/1.1.  Must outlive its connections; belongs to one thread.
class TlsContext {
 public:
  // Client sessions that are kept for resumption.
  static constexpr size_t kMaxSessions = 256;

  // InvalidArgument where PEM text cannot be read, with OpenSSL's reason.
  static absl::StatusOr<std::unique_ptr<TlsContext>> CreateClient(
      const TlsClientOptions& options);
  static absl::StatusOr<std::unique_ptr<TlsContext>> CreateServer(
      const TlsServerOptions& options);

  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;
  ~TlsContext();

  // A client's side of a new connection.  `host` as a URL serialises it, IPv6
  // without brackets: the server's certificate must be for it.  `peer` tells
  // servers apart for session resumption, "example.com:443".
  SslPtr NewClientConnection(const std::string& host, const std::string& peer,
                             TlsAlpn alpn = TlsAlpn::kHttp1);

  // A server's side of a new connection.
  SslPtr NewServerConnection();

  // Takes the oldest error from OpenSSL's queue and empties it; "" if there
  // is none.
  static std::string TakeError();

 private:
  struct Session {
    std::string peer;
    std::unique_ptr<SSL_SESSION, SslDeleter> session;
  };

  explicit TlsContext(const SSL_METHOD* method);

  absl::Status UseIdentity(const std::string& certificate_pem,
                           const std::string& private_key_pem);
  absl::Status Trust(const std::string& roots_pem);
  static int OnNewSession(SSL* ssl, SSL_SESSION* session);

  const std::unique_ptr<SSL_CTX, SslDeleter> context_;
  // The youngest first, one a peer.
  std::list<Session> sessions_;
  absl::flat_hash_map<std::string, std::list<Session>::iterator> by_peer_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_TLS_CONTEXT_H_
