// A whole connection of a client's and a server's machine over a wire that
// breaks at each byte, in either direction and in every way, in virtual time.

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "core/base/strings.h"
#include "core/net/web_socket_protocol.h"
#include "gtest/gtest.h"

namespace mortise::net {
namespace {

enum class Fault {
  kNone,
  kSplit,     // The byte and what follows it come in a piece of their own.
  kDelay,     // They come 7 s later.
  kEnd,       // Both directions end there.
  kHalfEnd,   // This direction ends there; the other one goes on.
  kEndTwice,  // The end is told, and told again.
  kReset,
  kEndThenReset,
  kStall,  // Nothing more comes in this direction, and no end.
};

constexpr Fault kFaults[] = {
    Fault::kSplit,    Fault::kDelay, Fault::kEnd,          Fault::kHalfEnd,
    Fault::kEndTwice, Fault::kReset, Fault::kEndThenReset, Fault::kStall,
};

enum class Closer { kClient, kServer, kBoth };

struct Plan {
  Closer closer;
  bool deflate;
  Fault fault;
  bool to_client;  // Else to the server.
  size_t position;
};

// One end and what it was told.
class End final : public WebSocketProtocol::Delegate {
 public:
  std::unique_ptr<WebSocketProtocol> machine;
  End* other = nullptr;
  bool echoes = false;
  std::string events;
  int closed = 0;
  WebSocketCloseResult result;
  // Bytes put on the wire to this end, and what the wire does to them.
  size_t received = 0;
  bool stalled = false;
  bool ended = false;
  absl::Time resumes = absl::InfinitePast();

 private:
  void OnOpen(std::string_view, std::string_view) override {
    Note("open");
    if (!echoes) {
      machine->SendText("hello");
      machine->SendText(std::string(70, 'a') + "\u00e9");
      machine->Ping({});
    }
  }
  void OnMessage(WebSocketMessage& message) override {
    Note(Concat("message ", message.payload().size()));
    if (echoes) machine->SendText(message.text());
  }
  void OnClosing() override { Note("closing"); }
  void OnClosed(const WebSocketCloseResult& how) override {
    Note(Concat(how.failed ? "failed " : "", "closed ",
                static_cast<int>(how.code), how.was_clean ? " clean" : ""));
    ++closed;
    result = how;
  }
  void Note(const std::string& event) {
    EXPECT_EQ(closed, 0) << event << " after the end";
    events += events.empty() ? event : "; " + event;
  }
};

class Connection {
 public:
  explicit Connection(const Plan& plan) : plan_(plan) {
    WebSocketProtocolOptions options;
    options.accept_deflate = plan.deflate;
    options.min_compressed_size = 16;
    options.max_sent_frame_size = 40;
    options.ping_interval = absl::Seconds(30);
    ClientHandshakeRequest request;
    request.host = "localhost";
    request.offer_deflate = plan.deflate;
    client.machine =
        std::make_unique<WebSocketProtocol>(request, options, &client);
    server.machine = std::make_unique<WebSocketProtocol>(
        [](const ServerHandshakeRequest&) { return ServerHandshakeDecision(); },
        options, &server);
    server.echoes = true;
    client.other = &server;
    server.other = &client;
  }

  // Until both ends are closed; false if they never are.
  bool Run() {
    client.machine->Start(now);
    server.machine->Start(now);
    constexpr int kMaxSteps = 3000;
    for (int step = 0; step < kMaxSteps; ++step) {
      if (client.closed && server.closed) return true;
      MaybeClose();
      if (Move(client, server) | Move(server, client)) continue;
      const absl::Time next = std::min(
          {client.machine->next_deadline(), server.machine->next_deadline(),
           client.resumes > now ? client.resumes : absl::InfiniteFuture(),
           server.resumes > now ? server.resumes : absl::InfiniteFuture()});
      if (next == absl::InfiniteFuture()) return false;
      now = std::max(now, next);
      for (End* end : {&client, &server}) {
        if (end->machine->next_deadline() <= now) end->machine->AdvanceTo(now);
      }
    }
    return false;
  }

  // What is said to a machine after its end changes nothing.
  void CheckInert(End& end) {
    const std::string before = end.events;
    while (!end.machine->PendingOutput().empty()) {
      end.machine->ConsumeOutput(end.machine->PendingOutput().size());
    }
    const uint8_t bytes[] = {0x81, 0x00};
    EXPECT_EQ(end.machine->Receive(bytes, now), 2u);
    end.machine->ReceiveEnd(now);
    end.machine->ReceiveError("reset", now);
    end.machine->AdvanceTo(now + absl::Hours(1));
    EXPECT_FALSE(end.machine->SendText("late"));
    end.machine->Close(1000, "", now);
    end.machine->Fail(1002, "late");
    EXPECT_EQ(end.events, before);
    EXPECT_TRUE(end.machine->PendingOutput().empty());
    EXPECT_EQ(end.machine->next_deadline(), absl::InfiniteFuture());
  }

  absl::Time now = absl::FromUnixSeconds(1000);
  End client;
  End server;

 private:
  void MaybeClose() {
    const bool done = client.events.ends_with("message 72");
    if (!done || close_called_) return;
    close_called_ = true;
    if (plan_.closer != Closer::kServer) {
      client.machine->Close(4001, "bye", now);
    }
    if (plan_.closer != Closer::kClient) {
      server.machine->Close(4001, "bye", now);
    }
  }

  // What `from` has to say goes to `to`; whether anything happened.
  bool Move(End& from, End& to) {
    bool moved = false;
    while (!from.machine->PendingOutput().empty()) {
      const absl::Span<const uint8_t> output = from.machine->PendingOutput();
      std::vector<uint8_t> bytes(output.begin(), output.end());
      wire_[&to == &client].insert(wire_[&to == &client].end(), bytes.begin(),
                                   bytes.end());
      from.machine->ConsumeOutput(bytes.size());
      moved = true;
    }
    std::vector<uint8_t>& wire = wire_[&to == &client];
    if (to.closed || to.ended || to.stalled) {
      wire.clear();
    } else if (!wire.empty() && to.resumes <= now) {
      Deliver(to, wire);
      return true;
    }
    // A closed end has ended its direction.
    if (from.closed && wire.empty() && !to.stalled) moved |= Finish(to);
    return moved;
  }

  void Deliver(End& to, std::vector<uint8_t>& wire) {
    size_t size = wire.size();
    const bool is_place =
        plan_.to_client == (&to == &client) && plan_.fault != Fault::kNone &&
        to.received <= plan_.position && plan_.position - to.received < size;
    if (is_place) size = plan_.position - to.received;
    const std::vector<uint8_t> bytes(
        wire.begin(), wire.begin() + static_cast<ptrdiff_t>(size));
    wire.erase(wire.begin(), wire.begin() + static_cast<ptrdiff_t>(size));
    to.received += size;
    if (!bytes.empty()) {
      EXPECT_EQ(to.machine->Receive(bytes, now), size);
    }
    if (is_place) Break(to);
  }

  void Break(End& to) {
    const Fault fault = plan_.fault;
    plan_.fault = Fault::kNone;
    switch (fault) {
      case Fault::kNone:
      case Fault::kSplit:
        return;
      case Fault::kDelay:
        to.resumes = now + absl::Seconds(7);
        return;
      case Fault::kEnd:
        Finish(to);
        Finish(*to.other);
        return;
      case Fault::kHalfEnd:
        Finish(to);
        return;
      case Fault::kEndTwice:
        Finish(to);
        to.machine->ReceiveEnd(now);
        Finish(*to.other);
        return;
      case Fault::kReset:
        Reset(to);
        Reset(*to.other);
        return;
      case Fault::kEndThenReset:
        Finish(to);
        Reset(to);
        Reset(*to.other);
        return;
      case Fault::kStall:
        to.stalled = true;
        return;
    }
  }

  bool Finish(End& end) {
    if (std::exchange(end.ended, true)) return false;
    end.machine->ReceiveEnd(now);
    return true;
  }
  void Reset(End& end) {
    end.ended = true;
    end.machine->ReceiveError("reset by peer", now);
  }

  Plan plan_;
  bool close_called_ = false;
  std::vector<uint8_t> wire_[2];  // To the server, to the client.
};

constexpr char kWhole[] = "open; message 5; message 72; closed 4001 clean";
constexpr char kWholeClosing[] =
    "open; message 5; message 72; closing; closed 4001 clean";

void RunPlan(const Plan& plan, size_t& bytes) {
  Connection connection(plan);
  ASSERT_TRUE(connection.Run())
      << "no end; client: " << connection.client.events
      << "; server: " << connection.server.events;
  bytes =
      plan.to_client ? connection.client.received : connection.server.received;
  // The handshake's time-out, both time-outs of closing, three keep-alives.
  EXPECT_LT(connection.now - absl::FromUnixSeconds(1000), absl::Seconds(180));
  for (End* end : {&connection.client, &connection.server}) {
    EXPECT_EQ(end->closed, 1);
    if (!end->result.was_clean) {
      EXPECT_EQ(end->result.code, 1006);
      EXPECT_EQ(end->result.reason, "");
    }
    connection.CheckInert(*end);
  }
  const End& client = connection.client;
  if (!client.events.starts_with("open")) {
    EXPECT_EQ(client.events, "failed closed 1006");
  }
  if (plan.fault == Fault::kNone || plan.fault == Fault::kSplit) {
    EXPECT_EQ(client.events,
              plan.closer == Closer::kServer ? kWholeClosing : kWhole);
  }
}

TEST(FaultyWire, EveryFaultAtEveryByte_EndsOnceInTime) {
  size_t runs = 0;
  for (const Closer closer :
       {Closer::kClient, Closer::kServer, Closer::kBoth}) {
    for (const bool deflate : {false, true}) {
      for (const bool to_client : {false, true}) {
        size_t whole = 0;
        RunPlan({closer, deflate, Fault::kNone, to_client, 0}, whole);
        ASSERT_GT(whole, 150u);
        for (const Fault fault : kFaults) {
          for (size_t position = 0; position <= whole; ++position) {
            SCOPED_TRACE(Concat("closer ", static_cast<int>(closer),
                                ", deflate ", static_cast<int>(deflate),
                                ", fault ", static_cast<int>(fault),
                                ", to client ", static_cast<int>(to_client),
                                ", position ", position));
            size_t bytes;
            RunPlan({closer, deflate, fault, to_client, position}, bytes);
            if (HasFailure()) return;
            ++runs;
          }
        }
      }
    }
  }
  EXPECT_GT(runs, 20'000u);
}

}  // namespace
}  // namespace mortise::net
