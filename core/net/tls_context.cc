#include "core/net/tls_context.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "core/base/check.h"
#include "core/base/strings.h"
#include "core/net/socket_address.h"

namespace mortise::net {

namespace {

// As ALPN writes them; "http/1.1" alone is kAlpn from the fourth byte on.
constexpr unsigned char kAlpnWithHttp2[] = {2,   'h', '2', 8,   'h', 't',
                                            't', 'p', '/', '1', '.', '1'};
constexpr absl::Span<const unsigned char> kAlpn =
    absl::MakeConstSpan(kAlpnWithHttp2).subspan(3);

struct BioDeleter {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
struct X509Deleter {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
struct KeyDeleter {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using BioPtr = std::unique_ptr<BIO, BioDeleter>;
using X509Ptr = std::unique_ptr<X509, X509Deleter>;

BioPtr ReadOnly(const std::string& text) {
  return BioPtr(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

X509Ptr NextCertificate(BIO* bio) {
  return X509Ptr(PEM_read_bio_X509(bio, nullptr, nullptr, nullptr));
}

absl::Status PemError(const char* what) {
  return absl::InvalidArgumentError(
      Concat(what, ": ", TlsContext::TakeError()));
}

int SelectAlpn(SSL*, const unsigned char** out, unsigned char* out_size,
               const unsigned char* offered, unsigned int offered_size, void*) {
  unsigned char* selected;
  if (SSL_select_next_proto(&selected, out_size, kAlpn.data(), kAlpn.size(),
                            offered, offered_size) != OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *out = selected;
  return SSL_TLSEXT_ERR_OK;
}

int RefuseName(int, X509_STORE_CTX* verification) {
  X509_STORE_CTX_set_error(verification, X509_V_ERR_HOSTNAME_MISMATCH);
  return 0;
}

// The slot of an SSL that holds the peer's name, a std::string.
int PeerIndex() {
  static const int index = SSL_get_ex_new_index(
      0, nullptr, nullptr, nullptr,
      [](void*, void* peer, CRYPTO_EX_DATA*, int, long, void*) {
        delete static_cast<std::string*>(peer);
      });
  return index;
}

}  // namespace

TlsContext::TlsContext(const SSL_METHOD* method)
    : context_(SSL_CTX_new(method)) {
  MORTISE_CHECK(context_ != nullptr);
  SSL_CTX* context = context_.get();
  SSL_CTX_set_app_data(context, this);
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  // An idle connection holds no record buffers; a write may be repeated from
  // other memory.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS |
                                SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
}

TlsContext::~TlsContext() = default;

absl::StatusOr<std::unique_ptr<TlsContext>> TlsContext::CreateClient(
    const TlsClientOptions& options) {
  auto result = absl::WrapUnique(new TlsContext(TLS_client_method()));
  SSL_CTX* context = result->context_.get();
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  if (options.trust_system_roots) {
    // Reads SSL_CERT_FILE and SSL_CERT_DIR.  Without any root every
    // verification fails, which says so by itself.
    SSL_CTX_set_default_verify_paths(context);
    ERR_clear_error();
  }
  if (auto status = result->Trust(options.extra_roots_pem); !status.ok()) {
    return status;
  }
  if (!options.certificate_pem.empty() || !options.private_key_pem.empty()) {
    if (auto status = result->UseIdentity(options.certificate_pem,
                                          options.private_key_pem);
        !status.ok()) {
      return status;
    }
  }
  SSL_CTX_set_session_cache_mode(
      context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_sess_set_new_cb(context, OnNewSession);
  return result;
}

absl::StatusOr<std::unique_ptr<TlsContext>> TlsContext::CreateServer(
    const TlsServerOptions& options) {
  auto result = absl::WrapUnique(new TlsContext(TLS_server_method()));
  SSL_CTX* context = result->context_.get();
  SSL_CTX_set_alpn_select_cb(context, SelectAlpn, nullptr);
  static constexpr unsigned char kSessionContext[] = "mortise";
  SSL_CTX_set_session_id_context(context, kSessionContext,
                                 sizeof(kSessionContext) - 1);
  if (auto status =
          result->UseIdentity(options.certificate_pem, options.private_key_pem);
      !status.ok()) {
    return status;
  }
  if (!options.client_roots_pem.empty()) {
    if (auto status = result->Trust(options.client_roots_pem); !status.ok()) {
      return status;
    }
    SSL_CTX_set_verify(
        context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  }
  return result;
}

absl::Status TlsContext::UseIdentity(const std::string& certificate_pem,
                                     const std::string& private_key_pem) {
  SSL_CTX* context = context_.get();
  const BioPtr chain = ReadOnly(certificate_pem);
  const X509Ptr leaf = NextCertificate(chain.get());
  if (!leaf || SSL_CTX_use_certificate(context, leaf.get()) != 1) {
    return PemError("certificate");
  }
  while (const X509Ptr next = NextCertificate(chain.get())) {
    if (SSL_CTX_add1_chain_cert(context, next.get()) != 1) {
      return PemError("certificate chain");
    }
  }
  ERR_clear_error();  // The end of the chain counts as an error.
  const BioPtr key_text = ReadOnly(private_key_pem);
  const std::unique_ptr<EVP_PKEY, KeyDeleter> key(
      PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr));
  if (!key || SSL_CTX_use_PrivateKey(context, key.get()) != 1) {
    return PemError("private key");
  }
  return absl::OkStatus();
}

absl::Status TlsContext::Trust(const std::string& roots_pem) {
  if (roots_pem.empty()) return absl::OkStatus();
  X509_STORE* store = SSL_CTX_get_cert_store(context_.get());
  const BioPtr roots = ReadOnly(roots_pem);
  bool any = false;
  while (const X509Ptr root = NextCertificate(roots.get())) {
    if (X509_STORE_add_cert(store, root.get()) != 1) {
      return PemError("trusted certificate");
    }
    any = true;
  }
  if (!any) return PemError("trusted certificates");
  ERR_clear_error();
  return absl::OkStatus();
}

SslPtr TlsContext::NewClientConnection(const std::string& host,
                                       const std::string& peer, TlsAlpn alpn) {
  SslPtr ssl(SSL_new(context_.get()));
  MORTISE_CHECK(ssl != nullptr);
  SSL_set_connect_state(ssl.get());
  const absl::Span<const unsigned char> protocols =
      alpn == TlsAlpn::kHttp2 ? absl::MakeConstSpan(kAlpnWithHttp2) : kAlpn;
  SSL_set_alpn_protos(ssl.get(), protocols.data(),
                      static_cast<unsigned int>(protocols.size()));
  X509_VERIFY_PARAM* verify = SSL_get0_param(ssl.get());
  if (SocketAddress::Parse(host, 0)) {
    X509_VERIFY_PARAM_set1_ip_asc(verify, host.c_str());
  } else {
    // RFC 6066 section 3: without the trailing dot.
    const std::string name =
        host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
    // RFC 9525 section 2: a common name is no name, as in browsers.
    X509_VERIFY_PARAM_set_hostflags(verify,
                                    X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS |
                                        X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    if (name.empty() || name.starts_with('.')) {
      // URLs may have such hosts, and no certificate is for them.  Of OpenSSL
      // the one would ask for no check, the other for any subdomain.
      SSL_set_verify(ssl.get(), SSL_VERIFY_PEER, RefuseName);
    } else {
      X509_VERIFY_PARAM_set1_host(verify, name.data(), name.size());
      SSL_set_tlsext_host_name(ssl.get(), name.c_str());
    }
  }
  SSL_set_ex_data(ssl.get(), PeerIndex(), new std::string(peer));
  if (const auto it = by_peer_.find(peer); it != by_peer_.end()) {
    SSL_set_session(ssl.get(), it->second->session.get());
    // A session is used once (RFC 8446 section C.4); the server gives another.
    sessions_.erase(it->second);
    by_peer_.erase(it);
  }
  return ssl;
}

SslPtr TlsContext::NewServerConnection() {
  SslPtr ssl(SSL_new(context_.get()));
  MORTISE_CHECK(ssl != nullptr);
  SSL_set_accept_state(ssl.get());
  return ssl;
}

// Returns 1 as it takes over the reference to `session`.
int TlsContext::OnNewSession(SSL* ssl, SSL_SESSION* session) {
  auto* self =
      static_cast<TlsContext*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
  const auto* peer =
      static_cast<const std::string*>(SSL_get_ex_data(ssl, PeerIndex()));
  if (const auto it = self->by_peer_.find(*peer); it != self->by_peer_.end()) {
    self->sessions_.erase(it->second);
    self->by_peer_.erase(it);
  }
  if (self->sessions_.size() >= kMaxSessions) {
    self->by_peer_.erase(self->sessions_.back().peer);
    self->sessions_.pop_back();
  }
  self->sessions_.push_front(
      {*peer, std::unique_ptr<SSL_SESSION, SslDeleter>(session)});
  self->by_peer_[*peer] = self->sessions_.begin();
  return 1;
}

std::string TlsContext::TakeError() {
  const unsigned long error = ERR_get_error();
  ERR_clear_error();
  if (error == 0) return "";
  const char* reason = ERR_reason_error_string(error);
  return reason ? reason : Concat("OpenSSL error ", error);
}

}  // namespace mortise::net
