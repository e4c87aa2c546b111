#ifndef MORTISE_CORE_BASE_INSTANCE_COUNTER_H_
#define MORTISE_CORE_BASE_INSTANCE_COUNTER_H_

#include <cstdint>

namespace mortise {

// Counts the live objects of the classes that derive from it, on this thread:
// `class Event : InstanceCounter<Event>`; Event::live_instances().  Embedders
// watch it for leaks; it costs an increment.
template <typename T>
class InstanceCounter {
 public:
  static int64_t live_instances() { return live_; }

 protected:
  InstanceCounter() { ++live_; }
  InstanceCounter(const InstanceCounter&) { ++live_; }
  InstanceCounter& operator=(const InstanceCounter&) = default;
  ~InstanceCounter() { --live_; }

 private:
  static inline thread_local int64_t live_ = 0;
};

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_INSTANCE_COUNTER_H_
