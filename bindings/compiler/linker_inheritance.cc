#include <algorithm>

#include "bindings/compiler/linker_impl.h"

namespace mortise::idl {

// Pass 3.
void Linker::ResolveInheritance() {
  for (Interface* interface : interfaces_) {
    interface->parent =
        static_cast<const Interface*>(ResolveParent(*interface));
  }
  for (Dictionary* dictionary : dictionaries_) {
    dictionary->parent =
        static_cast<const Dictionary*>(ResolveParent(*dictionary));
  }
  BreakCycles(&interfaces_);
  BreakCycles(&dictionaries_);
  interfaces_ = InDependencyOrder(interfaces_);
  dictionaries_ = InDependencyOrder(dictionaries_);
  NumberInterfaces();
}

const Definition* Linker::ResolveParent(const Definition& child) {
  const ast::Identifier& target = child.parts[0]->target;
  if (target.text.empty()) {
    return nullptr;
  }
  const bool is_interface = child.kind == Definition::Kind::kInterface;
  const Entry* entry = FindEntry(target.text);
  if (entry == nullptr) {
    if (!lost_definitions_) {
      Diagnostic& error = Report(
          Rule::kInheritUnknown, target.range,
          StrCat("there is no ", is_interface ? "interface '" : "dictionary '",
                 target.text, "' to inherit from"));
      SuggestDefinition(target.text, &error);
    }
    return nullptr;
  }
  if (entry->definition == nullptr || entry->definition->kind != child.kind) {
    Report(Rule::kInheritWrongKind, target.range,
           StrCat(is_interface ? "an interface can only inherit from an "
                                 "interface, and '"
                               : "a dictionary can only inherit from a "
                                 "dictionary, and '",
                  target.text, "' is none"))
        .AddNote(entry->main->name.range,
                 StrCat("'", target.text, "' is defined here"));
    return nullptr;
  }
  return entry->definition;
}

// Reports each cycle once, and cuts it, so that later passes can climb.
template <typename T>
void Linker::BreakCycles(std::vector<T*>* definitions) {
  absl::flat_hash_map<const T*, const T*> reached_from;
  absl::flat_hash_map<const T*, T*> mutable_of;
  for (T* definition : *definitions) {
    mutable_of[definition] = definition;
  }
  for (T* start : *definitions) {
    const T* at = start;
    while (at != nullptr && reached_from.try_emplace(at, start).second) {
      if (at->parent != nullptr) {
        const auto found = reached_from.find(at->parent);
        if (found != reached_from.end() && found->second == start) {
          Diagnostic& error = Report(
              Rule::kInheritanceCycle, at->parts[0]->target.range,
              at->parent == at
                  ? StrCat("'", at->name, "' inherits from itself")
                  : StrCat("'", at->name, "' inherits from '", at->parent->name,
                           "', which inherits from it in turn"));
          for (const T* step = at->parent; step != at; step = step->parent) {
            error.AddNote(step->parts[0]->target.range,
                          StrCat("'", step->name, "' inherits from '",
                                 step->parent->name, "' here"));
            if (error.notes.size() == 8) {
              break;
            }
          }
          mutable_of[at]->parent = nullptr;
        }
      }
      at = at->parent;
    }
  }
}

// Ancestors first, otherwise in the given order. Sets the depths.
template <typename T>
std::vector<T*> Linker::InDependencyOrder(const std::vector<T*>& definitions) {
  absl::flat_hash_map<const T*, T*> pending;
  for (T* definition : definitions) {
    pending[definition] = definition;
  }
  std::vector<T*> ordered;
  ordered.reserve(definitions.size());
  std::vector<T*> chain;
  for (T* definition : definitions) {
    const T* at = definition;
    for (auto found = pending.find(at); at != nullptr && found != pending.end();
         found = pending.find(at)) {
      chain.push_back(found->second);
      pending.erase(found);
      at = at->parent;
    }
    for (; !chain.empty(); chain.pop_back()) {
      T* next = chain.back();
      next->depth = next->parent == nullptr ? 0 : next->parent->depth + 1;
      ordered.push_back(next);
    }
  }
  return ordered;
}

// Depth-first over the inheritance trees, siblings by name: the numbers do not
// depend on the order of the files.
void Linker::NumberInterfaces() {
  absl::flat_hash_map<const Interface*, std::vector<Interface*>> children;
  for (Interface* interface : interfaces_) {
    children[interface->parent].push_back(interface);
  }
  for (auto& [parent, list] : children) {
    std::sort(list.begin(), list.end(),
              [](const auto* a, const auto* b) { return a->name < b->name; });
  }
  struct Step {
    Interface* interface;
    size_t next_child;
  };
  uint32_t next_id = 0;
  std::vector<Step> stack;
  for (Interface* root : children[nullptr]) {
    stack.push_back({root, 0});
    while (!stack.empty()) {
      Step& step = stack.back();
      Interface* interface = step.interface;
      const auto found = children.find(interface);
      if (step.next_child == 0) {
        interface->first_id = ++next_id;
        if (found != children.end()) {
          const std::vector<const Interface*> list(found->second.begin(),
                                                   found->second.end());
          interface->children = arena_->Copy(list);
        }
      }
      if (found != children.end() && step.next_child < found->second.size()) {
        Interface* child = found->second[step.next_child++];
        stack.push_back({child, 0});
      } else {
        interface->last_id = next_id;
        stack.pop_back();
      }
    }
  }
}

}  // namespace mortise::idl
