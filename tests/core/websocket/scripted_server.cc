#include "tests/core/websocket/scripted_server.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include "tests/core/net/test_certificates.h"

namespace mortise {
namespace {

const net::TestIdentity& Root() {
  static const auto* const root = new net::TestIdentity(net::MakeCertificate(
      {.common_name = "root", .is_authority = true}, nullptr));
  return *root;
}

const net::TestIdentity& Server() {
  static const auto* const server = new net::TestIdentity(net::MakeCertificate(
      {.common_name = "server", .subject_alt_names = "IP:127.0.0.1"}, &Root()));
  return *server;
}

}  // namespace

ScriptedServer::ScriptedServer(bool secure) {
  if (!secure) return;
  context_ = net::TlsContext::CreateServer(
                 {.certificate_pem = Server().certificate_pem,
                  .private_key_pem = Server().private_key_pem})
                 .value();
  ssl_ = context_->NewServerConnection();
  SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_accept_state(ssl_.get());
}

ScriptedServer::~ScriptedServer() = default;

const std::string& ScriptedServer::RootsPem() { return Root().certificate_pem; }

void ScriptedServer::Turn() {
  if (!peer_) {
    if (!listener_.HasConnection()) return;
    peer_ = listener_.Accept();
  }
  if (client_ended_) return;
  const std::string bytes = peer_->Receive();
  if (!ssl_) {
    received_ += bytes;
  } else if (!bytes.empty()) {
    BIO_write(SSL_get_rbio(ssl_.get()), bytes.data(),
              static_cast<int>(bytes.size()));
    char buffer[16 << 10];
    int size;
    while ((size = SSL_read(ssl_.get(), buffer, sizeof(buffer))) > 0) {
      received_.append(buffer, static_cast<size_t>(size));
    }
    ERR_clear_error();
    FlushTls();
  }
  client_ended_ = peer_->AtEnd() || peer_->WasReset();
}

bool ScriptedServer::ready() const {
  return connected() && (!ssl_ || SSL_is_init_finished(ssl_.get()));
}

void ScriptedServer::Send(std::string_view bytes) {
  if (!ssl_) {
    peer_->Send(bytes);
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

void ScriptedServer::End() {
  if (ssl_) {
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
    FlushTls();
  }
  EndTcp();
}

void ScriptedServer::Reset() {
  peer_->Reset();
  client_ended_ = true;
}

void ScriptedServer::FlushTls() {
  char buffer[16 << 10];
  int size;
  while ((size = BIO_read(SSL_get_wbio(ssl_.get()), buffer, sizeof(buffer))) >
         0) {
    peer_->Send({buffer, static_cast<size_t>(size)});
  }
}

}  // namespace mortise
