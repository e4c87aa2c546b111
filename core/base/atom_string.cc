#include "core/base/atom_string.h"

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"

namespace mortise {
namespace internal {
namespace {

// Looks an atom up by its text in either form.
struct TextHash {
  using is_transparent = void;
  size_t operator()(const StringData* data) const {
    return data->is_8bit() ? absl::HashOf(data->view8())
                           : absl::HashOf(data->view16());
  }
  size_t operator()(std::string_view latin1) const {
    return absl::HashOf(latin1);
  }
};

struct TextEqual {
  using is_transparent = void;
  bool operator()(const StringData* a, const StringData* b) const {
    if (a->is_8bit() != b->is_8bit()) return false;
    return a->is_8bit() ? a->view8() == b->view8() : a->view16() == b->view16();
  }
  bool operator()(const StringData* a, std::string_view b) const {
    return a->is_8bit() && a->view8() == b;
  }
};

using Table = absl::flat_hash_set<const StringData*, TextHash, TextEqual>;

thread_local Table* table = nullptr;
thread_local bool thread_ends = false;

void DeleteTableIfUnused() {
  if (!table || !table->empty()) return;
  delete table;
  table = nullptr;
}

// Thread-local objects go in no order that we could choose: atoms in others
// may outlive this one, and the last of them then takes the table along.
struct ThreadEnd {
  ~ThreadEnd() {
    thread_ends = true;
    DeleteTableIfUnused();
  }
};

Table& ThisThreadsTable() {
  if (!table) {
    static thread_local ThreadEnd thread_end;
    table = new Table;
  }
  return *table;
}

}  // namespace

RefPtr<StringData> AtomTable::Intern(RefPtr<StringData> data) {
  if (!data || data->is_atom()) return data;
  auto [position, is_new] = ThisThreadsTable().insert(data.get());
  if (is_new) {
    data->is_atom_ = true;
    return data;
  }
  return RefPtr<StringData>(const_cast<StringData*>(*position));
}

RefPtr<StringData> AtomTable::Intern(std::string_view latin1) {
  if (latin1.empty()) return nullptr;
  Table& table = ThisThreadsTable();
  auto position = table.find(latin1);
  if (position != table.end()) {
    return RefPtr<StringData>(const_cast<StringData*>(*position));
  }
  RefPtr<StringData> data = StringData::Create(latin1);
  data->is_atom_ = true;
  table.insert(data.get());
  return data;
}

void AtomTable::Remove(const StringData* atom) {
  table->erase(atom);
  if (thread_ends) DeleteTableIfUnused();
}

size_t AtomTable::size() { return table ? table->size() : 0; }

}  // namespace internal

AtomString::AtomString(std::string_view latin1)
    : data_(internal::AtomTable::Intern(latin1)) {}

AtomString::AtomString(const DomString& string)
    : data_(internal::AtomTable::Intern(string.data_)) {}

}  // namespace mortise
