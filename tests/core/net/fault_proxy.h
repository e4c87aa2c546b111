#ifndef MORTISE_TESTS_CORE_NET_FAULT_PROXY_H_
#define MORTISE_TESTS_CORE_NET_FAULT_PROXY_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace mortise::net {

// What a FaultProxy does to one connection.
struct FaultPlan {
  enum class Kind {
    kNone,
    kSplit,         // Waits 2 ms before it hands on that byte.
    kEnd,           // FIN to both ends.
    kHalfEnd,       // FIN in this direction; the other one goes on.
    kEndThenReset,  // FIN in this direction, and 2 ms later RST to both ends.
    kReset,         // RST to both ends.
    kStall,         // Nothing more in this direction, not even an end.
  };

  Kind kind = Kind::kNone;
  bool to_client = false;  // The direction; else to the server.
  // Comes when the byte of that number is to be handed on, from 0.
  size_t position = 0;
};

// A TCP proxy, on a thread of its own, in front of a server on 127.0.0.1, that
// breaks connections.  It listens on every loopback address: the connection to
// AddressOf(i) is treated by the plan of number i.
class FaultProxy {
 public:
  explicit FaultProxy(uint16_t server_port);
  FaultProxy(const FaultProxy&) = delete;
  FaultProxy& operator=(const FaultProxy&) = delete;
  // Cuts what is left.
  ~FaultProxy();

  // "127.1.0.1" for 0; up to 199.
  static std::string AddressOf(size_t i);

  uint16_t port() const { return port_; }

  // From here on; no connection may be under way.
  void SetPlans(std::vector<FaultPlan> plans);

  // Bytes that connection `i` of these plans has handed on, when it is over.
  size_t BytesOf(size_t i, bool to_client) const;

  // Connections accepted and not over.
  size_t connection_count() const;

 private:
  struct Shared;
  class Worker;

  Shared* const shared_;
  uint16_t port_;
  int stop_[2];  // A pipe; its end tells the thread to end.
  std::thread thread_;
};

}  // namespace mortise::net

#endif  // MORTISE_TESTS_CORE_NET_FAULT_PROXY_H_
