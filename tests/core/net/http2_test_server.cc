#include "tests/core/net/http2_test_server.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cstring>
#include <utility>

#include "tests/core/net/test_certificates.h"

namespace mortise::net {

namespace {

const TestIdentity& Identity() {
  static const auto* const identity = new TestIdentity(MakeCertificate(
      {.subject_alt_names = "DNS:localhost,IP:127.0.0.1"}, nullptr));
  return *identity;
}

int SelectHttp2(SSL*, const unsigned char** out, unsigned char* out_size,
                const unsigned char* offered, unsigned int offered_size,
                void*) {
  static constexpr unsigned char kProtocols[] = "\x02h2\x08http/1.1";
  unsigned char* selected;
  if (SSL_select_next_proto(&selected, out_size, kProtocols,
                            sizeof(kProtocols) - 1, offered,
                            offered_size) != OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *out = selected;
  return SSL_TLSEXT_ERR_OK;
}

}  // namespace

Http2TestServer::Connection::Connection(RawPeer tcp, SslPtr ssl,
                                        const Options& options)
    : tcp_(std::move(tcp)),
      ssl_(std::move(ssl)),
      http2_(options.peer),
      answers_(options.answers),
      is_http2_(!ssl_) {}

bool Http2TestServer::Connection::ready() const {
  return !ssl_ || SSL_is_init_finished(ssl_.get());
}

void Http2TestServer::Connection::Turn() {
  if (client_ended_) return;
  std::string bytes = tcp_.Receive();
  if (ssl_) {
    BIO_write(SSL_get_rbio(ssl_.get()), bytes.data(),
              static_cast<int>(bytes.size()));
    bytes.clear();
    char buffer[16 << 10];
    int size;
    while ((size = SSL_read(ssl_.get(), buffer, sizeof(buffer))) > 0) {
      bytes.append(buffer, static_cast<size_t>(size));
    }
    ERR_clear_error();
    FlushTls();
    const unsigned char* alpn = nullptr;
    unsigned int alpn_size = 0;
    SSL_get0_alpn_selected(ssl_.get(), &alpn, &alpn_size);
    is_http2_ = alpn_size == 2 && std::memcmp(alpn, "h2", 2) == 0;
  }
  if (is_http2_) {
    if (!bytes.empty()) http2_.Receive(bytes);
    if (answers_ && ready()) Send(http2_.TakeOutput());
  } else {
    received_ += bytes;
  }
  client_ended_ = tcp_.AtEnd() || tcp_.WasReset();
}

void Http2TestServer::Connection::Send(std::string_view bytes) {
  if (!ssl_) {
    tcp_.Send(bytes);
    return;
  }
  // Each call takes one record's worth.
  while (!bytes.empty()) {
    const int size =
        SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
    ERR_clear_error();
    FlushTls();
    if (size <= 0) return;
    bytes.remove_prefix(static_cast<size_t>(size));
  }
}

void Http2TestServer::Connection::End() {
  if (ssl_) {
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
    FlushTls();
  }
  EndTcp();
}

void Http2TestServer::Connection::Reset() {
  tcp_.Reset();
  client_ended_ = true;
}

void Http2TestServer::Connection::FlushTls() {
  char buffer[16 << 10];
  int size;
  while ((size = BIO_read(SSL_get_wbio(ssl_.get()), buffer, sizeof(buffer))) >
         0) {
    tcp_.Send({buffer, static_cast<size_t>(size)});
  }
}

Http2TestServer::Http2TestServer(const Options& options) : options_(options) {
  if (!options.secure) return;
  context_ =
      TlsContext::CreateServer({.certificate_pem = Identity().certificate_pem,
                                .private_key_pem = Identity().private_key_pem})
          .value();
}

Http2TestServer::~Http2TestServer() = default;

const std::string& Http2TestServer::RootsPem() {
  return Identity().certificate_pem;
}

void Http2TestServer::Turn() {
  while (listener_.HasConnection()) {
    RawPeer tcp = listener_.Accept();
    SslPtr ssl;
    if (context_) {
      ssl = context_->NewServerConnection();
      if (options_.speaks_http2) {
        SSL_CTX_set_alpn_select_cb(SSL_get_SSL_CTX(ssl.get()), SelectHttp2,
                                   nullptr);
      }
      SSL_set_bio(ssl.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
      SSL_set_accept_state(ssl.get());
    }
    connections_.push_back(
        std::make_unique<Connection>(std::move(tcp), std::move(ssl), options_));
  }
  for (const auto& connection : connections_) connection->Turn();
}

}  // namespace mortise::net
