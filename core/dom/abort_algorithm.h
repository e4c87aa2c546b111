#ifndef MORTISE_CORE_DOM_ABORT_ALGORITHM_H_
#define MORTISE_CORE_DOM_ABORT_ALGORITHM_H_

namespace mortise {

class AbortSignal;

// What is to happen when a signal is aborted: one of its abort algorithms
// (DOM section 3.2).  Owned by whoever waits; while it lives and the signal
// lives it is on the signal's list, once.  Neither keeps the other alive.
class AbortAlgorithm {
 public:
  AbortAlgorithm(const AbortAlgorithm&) = delete;
  AbortAlgorithm& operator=(const AbortAlgorithm&) = delete;
  // Takes it off the signal's list.
  virtual ~AbortAlgorithm();

  // The signal; null once it was aborted or is gone.
  AbortSignal* signal() const { return signal_; }

 protected:
  // Adds the algorithm to `signal`, which must not be aborted.
  explicit AbortAlgorithm(AbortSignal& signal);

  // Called once, when the signal is aborted and before its abort event.  May
  // destroy this object.
  virtual void Run() = 0;

 private:
  friend class AbortSignal;

  AbortSignal* signal_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_ABORT_ALGORITHM_H_
