#include "core/dom/environment_settings.h"

namespace mortise {

EnvironmentSupplement::~EnvironmentSupplement() = default;

EnvironmentSettings::EnvironmentSettings() = default;

EnvironmentSettings::~EnvironmentSettings() { ClearSupplements(); }

void EnvironmentSettings::ClearSupplements() {
  while (!supplements_.empty()) {
    // Gone from the list first, since its destructor may ask for others.
    std::unique_ptr<EnvironmentSupplement> last =
        std::move(supplements_.back().second);
    supplements_.pop_back();
  }
}

EnvironmentSupplement* EnvironmentSettings::GetSupplement(
    const void* key) const {
  for (const auto& [its_key, supplement] : supplements_) {
    if (its_key == key) return supplement.get();
  }
  return nullptr;
}

void EnvironmentSettings::SetSupplement(
    const void* key, std::unique_ptr<EnvironmentSupplement> supplement) {
  for (auto& [its_key, its_supplement] : supplements_) {
    if (its_key == key) {
      its_supplement.swap(supplement);
      return;
    }
  }
  supplements_.emplace_back(key, std::move(supplement));
}

}  // namespace mortise
