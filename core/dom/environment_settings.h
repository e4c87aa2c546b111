#ifndef MORTISE_CORE_DOM_ENVIRONMENT_SETTINGS_H_
#define MORTISE_CORE_DOM_ENVIRONMENT_SETTINGS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace mortise {

class TaskRunner;

// What other rooms attach to an environment, one object a C++ class.
class EnvironmentSupplement {
 public:
  virtual ~EnvironmentSupplement();
};

// What objects need to know of the realm they live in: the part of HTML's
// environment settings object (section 8.1.3.2) that has a meaning without
// documents.  One a realm; it outlives none of the realm's tasks but may go
// before the realm's objects.
class EnvironmentSettings {
 public:
  EnvironmentSettings(const EnvironmentSettings&) = delete;
  EnvironmentSettings& operator=(const EnvironmentSettings&) = delete;
  virtual ~EnvironmentSettings();

  // The realm's event loop.
  virtual TaskRunner& task_runner() = 0;

  // When the realm came to be, on the clock of MonotonicNow(), nanoseconds.
  virtual int64_t time_origin() const = 0;

  // What relative URLs are resolved against, serialised; empty for none.
  virtual std::string api_base_url() const = 0;

  // The serialised origin that peers may be told; empty for none.
  virtual std::string origin() const = 0;

  // The supplement of class T, or null.
  template <typename T>
  T* Get() const {
    return static_cast<T*>(GetSupplement(&kKey<T>));
  }
  // Replaces the supplement of class T.
  template <typename T>
  void Set(std::unique_ptr<T> supplement) {
    SetSupplement(&kKey<T>, std::move(supplement));
  }

 protected:
  EnvironmentSettings();

  // Destroys all supplements, the last to come first.  For destructors of
  // derived classes whose members the supplements use.
  void ClearSupplements();

 private:
  template <typename T>
  static constexpr char kKey = 0;

  EnvironmentSupplement* GetSupplement(const void* key) const;
  void SetSupplement(const void* key,
                     std::unique_ptr<EnvironmentSupplement> supplement);

  std::vector<std::pair<const void*, std::unique_ptr<EnvironmentSupplement>>>
      supplements_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_ENVIRONMENT_SETTINGS_H_
