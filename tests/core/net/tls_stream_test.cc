#include "core/net/tls_stream.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/net/loop_context.h"
#include "core/net/tcp_listener.h"
#include "core/net/tcp_stream.h"
#include "core/net/tls_context.h"
#include "tests/core/net/raw_peer.h"
#include "tests/core/net/test_certificates.h"
#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

absl::Span<const uint8_t> Bytes(std::string_view text) {
  return absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(text.data()),
                             text.size());
}

// Hands on what arrives byte by byte, and takes `step` bytes a write.
class ChoppyStream final : public Stream, private Stream::Delegate {
 public:
  ChoppyStream(std::unique_ptr<Stream> lower, size_t step)
      : lower_(std::move(lower)), step_(step) {
    lower_->SetDelegate(this);
  }
  ~ChoppyStream() override {
    if (gone_) *gone_ = true;
  }

  void SetDelegate(Stream::Delegate* delegate) override { to_ = delegate; }
  void ResumeReading() override { lower_->ResumeReading(); }
  void PauseReading() override { lower_->PauseReading(); }
  size_t Write(absl::Span<const uint8_t> data) override {
    size_t done = 0;
    while (done < data.size()) {
      const auto piece = data.subspan(done, step_);
      const size_t written = lower_->Write(piece);
      done += written;
      if (written < piece.size()) break;
    }
    return done;
  }
  size_t queued_bytes() const override { return lower_->queued_bytes(); }
  void ShutdownWrite() override { lower_->ShutdownWrite(); }
  void Reset() override { lower_->Reset(); }
  void SetKeepsLoopAlive(bool alive) override {
    lower_->SetKeepsLoopAlive(alive);
  }
  std::string peer_name() const override { return lower_->peer_name(); }

 private:
  void OnStreamData(absl::Span<const uint8_t> data) override {
    bool gone = false;
    gone_ = &gone;
    for (size_t i = 0; i < data.size() && !gone; ++i) {
      to_->OnStreamData(data.subspan(i, 1));
    }
    if (!gone) gone_ = nullptr;
  }
  void OnStreamEnd() override { to_->OnStreamEnd(); }
  void OnStreamError(const absl::Status& error) override {
    to_->OnStreamError(error);
  }
  void OnStreamWritable() override { to_->OnStreamWritable(); }

  const std::unique_ptr<Stream> lower_;
  const size_t step_;
  Stream::Delegate* to_ = nullptr;
  bool* gone_ = nullptr;
};

// One end of a TLS connection and what it saw.
struct End final : Stream::Delegate {
  std::unique_ptr<TlsStream> stream;
  std::optional<absl::Status> handshake;
  std::string received;
  int ends = 0;
  std::optional<absl::Status> error;
  int writables = 0;
  std::function<void()> in_callback = [] {};

  bool ready() const { return handshake && handshake->ok(); }
  void OnStreamData(absl::Span<const uint8_t> data) override {
    received.append(reinterpret_cast<const char*>(data.data()), data.size());
    in_callback();
  }
  void OnStreamEnd() override {
    ++ends;
    in_callback();
  }
  void OnStreamError(const absl::Status& status) override {
    error = status;
    in_callback();
  }
  void OnStreamWritable() override {
    ++writables;
    in_callback();
  }
};

const TestIdentity& Root() {
  static const auto* root = new TestIdentity(
      MakeCertificate({.common_name = "root", .is_authority = true}, nullptr));
  return *root;
}

TestIdentity ServerIdentity(const std::string& names) {
  return MakeCertificate({.common_name = "server", .subject_alt_names = names},
                         &Root());
}

class TlsStreamTest : public ::testing::Test {
 protected:
  using Wrap =
      std::function<std::unique_ptr<Stream>(std::unique_ptr<TcpStream>)>;

  TlsStreamTest() { Serve({ServerIdentity("DNS:localhost,IP:127.0.0.1")}); }

  void Serve(const TestIdentity& identity, const std::string& roots = "") {
    server_context_ =
        TlsContext::CreateServer({.certificate_pem = identity.certificate_pem,
                                  .private_key_pem = identity.private_key_pem,
                                  .client_roots_pem = roots})
            .value();
  }

  void Trust(const TlsClientOptions& options) {
    client_context_ = TlsContext::CreateClient(options).value();
  }

  // Both ends of a new connection; runs until both handshakes have ended.
  void Connect(const std::string& host, const Wrap& wrap = {}) {
    if (!client_context_) {
      Trust({.trust_system_roots = false,
             .extra_roots_pem = Root().certificate_pem});
    }
    std::unique_ptr<TcpStream> accepted;
    auto listener = TcpListener::Listen(
        &context_, *SocketAddress::Parse("127.0.0.1", 0),
        [&](std::unique_ptr<TcpStream> s) { accepted = std::move(s); });
    bool connected = false;
    auto tcp =
        TcpStream::Connect(&context_, (*listener)->address(),
                           [&](const absl::Status&) { connected = true; });
    ASSERT_TRUE(loop_.RunUntil([&] { return connected && accepted; }));
    const auto lower = [&](std::unique_ptr<TcpStream> s) {
      return wrap ? wrap(std::move(s)) : std::unique_ptr<Stream>(std::move(s));
    };
    client_ = std::make_unique<End>();
    server_ = std::make_unique<End>();
    Start(*client_, lower(*std::move(tcp)),
          client_context_->NewClientConnection(host, host + ":443"));
    SslPtr ssl = server_context_->NewServerConnection();
    if (prepare_server_) prepare_server_(ssl.get());
    Start(*server_, lower(std::move(accepted)), std::move(ssl));
    ASSERT_TRUE(loop_.RunUntil(
        [&] { return client_->handshake && server_->handshake; }));
  }

  void Start(End& end, std::unique_ptr<Stream> lower, SslPtr ssl) {
    end.stream =
        std::make_unique<TlsStream>(&context_, std::move(lower), std::move(ssl),
                                    [&end](const absl::Status& status) {
                                      end.handshake = status;
                                      end.stream->SetDelegate(&end);
                                      if (status.ok()) {
                                        end.stream->ResumeReading();
                                      } else {
                                        end.stream.reset();
                                      }
                                    });
  }

  std::string ClientFailure(const std::string& host) {
    Connect(host);
    return client_->handshake->ok()
               ? "connected"
               : std::string(client_->handshake->message());
  }

  TestLoop loop_;
  LoopContext context_{loop_.get()};
  std::unique_ptr<TlsContext> server_context_;
  std::unique_ptr<TlsContext> client_context_;
  std::function<void(SSL*)> prepare_server_;
  std::unique_ptr<End> client_;
  std::unique_ptr<End> server_;
};

TEST_F(TlsStreamTest, Handshake_ServersNewestVersion_AsTable) {
  const struct {
    int version;
    const char* expected;
  } kCases[] = {
      {TLS1_VERSION, "none"},
      {TLS1_1_VERSION, "none"},
      {TLS1_2_VERSION, "TLSv1.2"},
      {TLS1_3_VERSION, "TLSv1.3"},
  };
  for (const auto& c : kCases) {
    prepare_server_ = [&](SSL* ssl) {
      SSL_set_security_level(ssl, 0);
      SSL_set_min_proto_version(ssl, TLS1_VERSION);
      SSL_set_max_proto_version(ssl, c.version);
    };
    Connect("localhost");
    EXPECT_EQ(client_->handshake->ok() ? client_->stream->version() : "none",
              c.expected);
  }
}

// RFC 6066 section 3: names, and no addresses.
TEST_F(TlsStreamTest, Handshake_ServerName_IsSentForNames) {
  const struct {
    const char* host;
    const char* expected;
  } kCases[] = {{"localhost", "localhost"},
                {"localhost.", "localhost"},
                {"127.0.0.1", ""}};
  for (const auto& c : kCases) {
    SSL* server = nullptr;
    prepare_server_ = [&](SSL* ssl) { server = ssl; };
    Connect(c.host);
    ASSERT_TRUE(client_->ready()) << *client_->handshake;
    const char* name = SSL_get_servername(server, TLSEXT_NAMETYPE_host_name);
    EXPECT_STREQ(name ? name : "", c.expected);
  }
}

TEST_F(TlsStreamTest, Handshake_RightNames_Connects) {
  for (const char* host :
       {"localhost", "LOCALHOST", "localhost.", "127.0.0.1"}) {
    Connect(host);
    ASSERT_TRUE(client_->ready()) << host << *client_->handshake;
    EXPECT_EQ(client_->stream->version(), "TLSv1.3");
    EXPECT_EQ(client_->stream->Write(Bytes("ping")), 4u);
    ASSERT_TRUE(loop_.RunUntil([&] { return server_->received == "ping"; }));
  }
}

TEST_F(TlsStreamTest, Handshake_WrongCertificate_TellsWhy) {
  const std::string start = "TLS handshake: certificate verify failed: ";
  EXPECT_EQ(ClientFailure("example.com"), start + "hostname mismatch");
  EXPECT_EQ(ClientFailure("127.0.0.2"), start + "IP address mismatch");
  EXPECT_EQ(ClientFailure("::1"), start + "IP address mismatch");
  EXPECT_TRUE(absl::IsPermissionDenied(*client_->handshake));

  Serve(MakeCertificate(
      {.subject_alt_names = "DNS:localhost", .from = -7200, .to = -3600},
      &Root()));
  EXPECT_EQ(ClientFailure("localhost"), start + "certificate has expired");
  Serve(MakeCertificate(
      {.subject_alt_names = "DNS:localhost", .from = 3600, .to = 7200},
      &Root()));
  EXPECT_EQ(ClientFailure("localhost"), start + "certificate is not yet valid");
  Serve(MakeCertificate({.subject_alt_names = "DNS:localhost"}, nullptr));
  EXPECT_EQ(ClientFailure("localhost"), start + "self-signed certificate");
  // A common name is no name (RFC 9525), nor is a partial wildcard.
  Serve(MakeCertificate({.common_name = "localhost"}, &Root()));
  EXPECT_EQ(ClientFailure("localhost"), start + "hostname mismatch");
  Serve(ServerIdentity("DNS:l*.example.com"));
  EXPECT_EQ(ClientFailure("lx.example.com"), start + "hostname mismatch");
  Serve(ServerIdentity("DNS:*.example.com"));
  EXPECT_EQ(ClientFailure("lx.example.com"), "connected");
  EXPECT_EQ(ClientFailure("a.b.example.com"), start + "hostname mismatch");
  // Hosts that URLs may have and no certificate is for.
  for (const char* host : {".", "..", ".example.com", ".com", ".com."}) {
    EXPECT_EQ(ClientFailure(host), start + "hostname mismatch") << host;
  }
}

TEST_F(TlsStreamTest, Handshake_UnknownAuthority_Fails) {
  Trust({.trust_system_roots = true});
  EXPECT_EQ(ClientFailure("localhost"),
            "TLS handshake: certificate verify failed: "
            "unable to get local issuer certificate");
}

TEST_F(TlsStreamTest, Handshake_ClientCertificate_IsAskedForAndChecked) {
  Serve(ServerIdentity("DNS:localhost"), Root().certificate_pem);
  Connect("localhost");
  EXPECT_EQ(server_->handshake->message(),
            "TLS handshake: peer did not return a certificate");
  const TestIdentity me = MakeCertificate({.common_name = "me"}, &Root());
  Trust({.trust_system_roots = false,
         .extra_roots_pem = Root().certificate_pem,
         .certificate_pem = me.certificate_pem,
         .private_key_pem = me.private_key_pem});
  Connect("localhost");
  EXPECT_TRUE(client_->ready() && server_->ready());
}

TEST_F(TlsStreamTest, Handshake_SecondTime_ResumesTheSessionOfThatHost) {
  for (const bool resumed : {false, true, true}) {
    Connect("localhost");
    ASSERT_TRUE(client_->ready());
    EXPECT_EQ(client_->stream->resumed(), resumed);
    // The session comes after the handshake.
    EXPECT_EQ(server_->stream->Write(Bytes("x")), 1u);
    ASSERT_TRUE(loop_.RunUntil([&] { return client_->received == "x"; }));
  }
  Connect("127.0.0.1");
  EXPECT_FALSE(client_->stream->resumed());
}

TEST_F(TlsStreamTest, Data_ByteByByte_ArrivesWhole) {
  for (const size_t step : {1, 2, 7, 100}) {
    Connect("localhost", [step](std::unique_ptr<TcpStream> tcp) {
      return std::make_unique<ChoppyStream>(std::move(tcp), step);
    });
    ASSERT_TRUE(client_->ready() && server_->ready());
    const std::string data(50'000, 'd');
    EXPECT_EQ(client_->stream->Write(Bytes(data)), data.size());
    ASSERT_TRUE(loop_.RunUntil(
        [&] { return server_->received.size() == data.size(); }));
    client_->stream->ShutdownWrite();
    ASSERT_TRUE(loop_.RunUntil([&] { return server_->ends > 0; }));
    EXPECT_EQ(server_->received, data);
    EXPECT_EQ(server_->ends, 1);
  }
}

TEST_F(TlsStreamTest, Data_MoreThanFits_WaitsForTheReader) {
  Connect("localhost");
  server_->stream->PauseReading();
  std::string data(16 << 20, '\0');
  for (size_t i = 0; i < data.size(); ++i) {
    data[i] = static_cast<char>(i * 131 + (i >> 11));
  }
  size_t written = client_->stream->Write(Bytes(data));
  ASSERT_LT(written, data.size());
  EXPECT_LE(client_->stream->queued_bytes(), 256u << 10);
  EXPECT_EQ(client_->stream->Write(Bytes("x")), 0u);
  client_->in_callback = [&] {
    written += client_->stream->Write(Bytes(data).subspan(written));
  };
  loop_.RunFor(absl::Milliseconds(10));
  EXPECT_EQ(server_->received, "");
  // Stops and goes on with each piece.
  int pauses = 0;
  server_->in_callback = [&] {
    ++pauses;
    server_->stream->PauseReading();
    server_->stream->ResumeReading();
  };
  server_->stream->ResumeReading();
  ASSERT_TRUE(
      loop_.RunUntil([&] { return server_->received.size() == data.size(); }));
  EXPECT_TRUE(server_->received == data);
  EXPECT_GT(pauses, 10);
}

TEST_F(TlsStreamTest, End_WithAndWithoutCloseNotify_IsAnEnd) {
  for (const bool orderly : {true, false}) {
    Connect("localhost");
    EXPECT_EQ(client_->stream->Write(Bytes("last")), 4u);
    if (orderly) client_->stream->ShutdownWrite();
    client_->stream.reset();
    ASSERT_TRUE(loop_.RunUntil([&] { return server_->ends > 0; }));
    EXPECT_EQ(server_->received, "last");
    EXPECT_FALSE(server_->error);
  }
}

TEST_F(TlsStreamTest, End_WhileTheReaderPauses_ComesWhenItResumes) {
  Connect("localhost");
  server_->in_callback = [&] { server_->stream->PauseReading(); };
  EXPECT_EQ(client_->stream->Write(Bytes("last")), 4u);
  client_->stream->ShutdownWrite();  // In one piece with the data.
  ASSERT_TRUE(loop_.RunUntil([&] { return !server_->received.empty(); }));
  loop_.RunFor(absl::Milliseconds(5));
  EXPECT_EQ(server_->received, "last");
  EXPECT_EQ(server_->ends, 0);
  server_->stream->ResumeReading();
  ASSERT_TRUE(loop_.RunUntil([&] { return server_->ends > 0; }));
  loop_.RunFor(absl::Milliseconds(5));
  EXPECT_EQ(server_->ends, 1);
  EXPECT_FALSE(server_->error);
}

TEST_F(TlsStreamTest, Reset_IsAnError) {
  Connect("localhost");
  client_->stream->Reset();
  ASSERT_TRUE(loop_.RunUntil([&] { return server_->error.has_value(); }));
  EXPECT_EQ(server_->error->message(), "connection: connection reset by peer");
  EXPECT_EQ(server_->ends, 0);
}

TEST_F(TlsStreamTest, Handshake_PeerIsNoTls_FailsWithTheReason) {
  const struct {
    const char* answer;
    const char* expected;
  } kCases[] = {
      {"HTTP/1.1 400 Bad Request\r\n\r\n",
       "TLS handshake: wrong version number"},
      {"", "TLS handshake: the peer ended the connection"},
      {"\x15\x03\x03\x00\x02\x02\x28",
       "TLS handshake: sslv3 alert handshake failure"},
  };
  Trust({});
  for (const auto& c : kCases) {
    RawListener listener;
    bool connected = false;
    auto tcp = TcpStream::Connect(
        &context_, *SocketAddress::Parse("127.0.0.1", listener.port()),
        [&](const absl::Status&) { connected = true; });
    ASSERT_TRUE(loop_.RunUntil([&] { return connected; }));
    RawPeer peer = listener.Accept();
    peer.Send(*c.answer
                  ? std::string_view(c.answer,
                                     c.answer[0] == 0x15 ? 7 : strlen(c.answer))
                  : std::string_view());
    peer.ShutdownWrite();
    End end;
    Start(end, *std::move(tcp), client_context_->NewClientConnection("x", "x"));
    ASSERT_TRUE(loop_.RunUntil([&] { return end.handshake.has_value(); }));
    EXPECT_EQ(end.handshake->message(), c.expected);
  }
}

TEST_F(TlsStreamTest, Data_Corrupted_IsAnError) {
  // A proxy that turns one bit, after the handshake.
  RawListener listener;
  Trust(
      {.trust_system_roots = false, .extra_roots_pem = Root().certificate_pem});
  std::unique_ptr<TcpStream> accepted;
  auto server_listener = TcpListener::Listen(
      &context_, *SocketAddress::Parse("127.0.0.1", 0),
      [&](std::unique_ptr<TcpStream> s) { accepted = std::move(s); });
  RawPeer to_server = RawPeer::ConnectTo((*server_listener)->address().port());
  bool connected = false;
  auto tcp = TcpStream::Connect(
      &context_, *SocketAddress::Parse("127.0.0.1", listener.port()),
      [&](const absl::Status&) { connected = true; });
  ASSERT_TRUE(loop_.RunUntil([&] { return connected && accepted; }));
  RawPeer to_client = listener.Accept();
  End client, server;
  Start(client, *std::move(tcp),
        client_context_->NewClientConnection("localhost", "x"));
  Start(server, std::move(accepted), server_context_->NewServerConnection());
  bool corrupt = false;
  const auto relay = [&] {
    to_server.Send(to_client.Receive());
    std::string back = to_server.Receive();
    if (corrupt && !back.empty()) back.back() ^= 1;
    to_client.Send(back);
  };
  ASSERT_TRUE(loop_.RunUntil([&] {
    relay();
    return client.ready() && server.ready();
  }));
  loop_.RunFor(absl::Milliseconds(5));
  relay();
  loop_.RunFor(absl::Milliseconds(5));
  corrupt = true;
  EXPECT_EQ(server.stream->Write(Bytes("secret")), 6u);
  ASSERT_TRUE(loop_.RunUntil([&] {
    relay();
    return client.error.has_value();
  }));
  EXPECT_EQ(client.received, "");
  EXPECT_EQ(client.error->message(),
            "TLS: decryption failed or bad record mac");
}

TEST_F(TlsStreamTest, Destroyed_InEachCallback_IsSafe) {
  const std::function<void()> kActions[] = {
      [&] { (void)server_->stream->Write(Bytes("data")); },
      [&] { (void)server_->stream->Write(Bytes(std::string(200'000, 'x'))); },
      [&] { server_->stream->ShutdownWrite(); },
      [&] { server_->stream.reset(); },
      [&] { server_->stream->Reset(); },
  };
  for (const auto& action : kActions) {
    Connect("localhost");
    client_->in_callback = [&] { client_->stream.reset(); };
    action();
    ASSERT_TRUE(loop_.RunUntil([&] { return !client_->stream; }));
  }
}

TEST_F(TlsStreamTest, Destroyed_InTheHandshakeCallback_IsSafe) {
  for (const char* host : {"localhost", "wrong.example"}) {
    Connect(host);
    End end;
    RawListener listener;
    auto tcp = TcpStream::Connect(
        &context_, *SocketAddress::Parse("127.0.0.1", listener.port()),
        [](const absl::Status&) {});
    loop_.RunFor(absl::Milliseconds(5));
    end.stream = std::make_unique<TlsStream>(
        &context_, *std::move(tcp),
        client_context_->NewClientConnection(host, host),
        [&end](const absl::Status&) { end.stream.reset(); });
    listener.Accept().Send("no TLS at all");
    ASSERT_TRUE(loop_.RunUntil([&] { return !end.stream; }));
  }
}

TEST(TlsContextTest, Create_BadPem_IsAnError) {
  const TestIdentity a = MakeCertificate({}, nullptr);
  const TestIdentity b = MakeCertificate({}, nullptr);
  EXPECT_FALSE(TlsContext::CreateServer({}).ok());
  EXPECT_FALSE(TlsContext::CreateServer({.certificate_pem = "no PEM",
                                         .private_key_pem = a.private_key_pem})
                   .ok());
  EXPECT_FALSE(TlsContext::CreateServer({.certificate_pem = a.certificate_pem,
                                         .private_key_pem = b.private_key_pem})
                   .ok());
  EXPECT_FALSE(TlsContext::CreateClient({.extra_roots_pem = "no PEM"}).ok());
  EXPECT_FALSE(
      TlsContext::CreateClient({.certificate_pem = a.certificate_pem}).ok());
  EXPECT_TRUE(
      TlsContext::CreateClient({.extra_roots_pem = a.certificate_pem}).ok());
}

}  // namespace
}  // namespace mortise::net
