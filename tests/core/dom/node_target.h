#ifndef MORTISE_TESTS_CORE_DOM_NODE_TARGET_H_
#define MORTISE_TESTS_CORE_DOM_NODE_TARGET_H_

#include <string>
#include <utility>

#include "core/dom/event_target.h"

namespace mortise {

// A target with a name and a parent, as a node of a tree has them.
class NodeTarget final : public EventTarget {
 public:
  static RefPtr<NodeTarget> Create(std::string name,
                                   RefPtr<NodeTarget> parent = nullptr) {
    return RefPtr<NodeTarget>(
        new NodeTarget(std::move(name), std::move(parent)));
  }

  const std::string& name() const { return name_; }
  EventTarget* GetTheParent(Event&) override { return parent_.get(); }
  void set_parent(RefPtr<NodeTarget> parent) { parent_ = std::move(parent); }

  static const std::string& NameOf(EventTarget* target) {
    return static_cast<NodeTarget*>(target)->name();
  }

 private:
  NodeTarget(std::string name, RefPtr<NodeTarget> parent)
      : name_(std::move(name)), parent_(std::move(parent)) {}

  const std::string name_;
  RefPtr<NodeTarget> parent_;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_CORE_DOM_NODE_TARGET_H_
