#ifndef MORTISE_CORE_BASE_INTERFACE_INFO_H_
#define MORTISE_CORE_BASE_INTERFACE_INFO_H_

#include <atomic>

namespace mortise {

// Names the WebIDL interface that a C++ class implements.  One static object
// an interface:
//
//   static constinit inline InterfaceInfo kInterfaceInfo{
//       "CloseEvent", &Event::kInterfaceInfo};
struct InterfaceInfo {
  constexpr InterfaceInfo(const char* name, const InterfaceInfo* parent)
      : name(name), parent(parent) {}

  const char* const name;             // the interface's identifier
  const InterfaceInfo* const parent;  // the inherited interface, or null

  // What the bindings know of this interface; null in a program without
  // them.  The same for all threads and script engines' instances.
  mutable std::atomic<const void*> binding{nullptr};
};

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_INTERFACE_INFO_H_
