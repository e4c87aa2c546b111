#include "bindings/compiler/type_table.h"

#include <algorithm>

#include "absl/hash/hash.h"

namespace mortise::idl {

size_t TypeTable::Hash::operator()(const Key& key) const {
  return absl::HashOf(key.kind, key.is_nullable, key.annotations,
                      key.definition, key.alias, key.parameters);
}

bool TypeTable::Equal::operator()(const Key& a, const Key& b) const {
  return a.kind == b.kind && a.is_nullable == b.is_nullable &&
         a.annotations == b.annotations && a.definition == b.definition &&
         a.alias == b.alias && a.parameters == b.parameters;
}

TypeTable::Key TypeTable::KeyOf(const Type& type) {
  return {type.kind_,       type.is_nullable_, type.annotations_,
          type.definition_, type.alias_,       type.parameters_};
}

const Type* TypeTable::Get(const Key& key) {
  const auto found = types_.find(key);
  if (found != types_.end()) {
    return *found;
  }
  uint32_t depth = 1;
  uint64_t size = 1;
  for (const Type* parameter : key.parameters) {
    depth = std::max(depth, parameter->depth_ + uint32_t{1});
    size += parameter->size_;
  }
  if (depth > kMaximumDepth || size > kMaximumSize) {
    return nullptr;
  }
  Type* type = arena_->New<Type>();
  type->kind_ = key.kind;
  type->is_nullable_ = key.is_nullable;
  type->annotations_ = key.annotations;
  type->definition_ = key.definition;
  type->alias_ = key.alias;
  type->parameters_ = arena_->Copy(key.parameters);
  type->depth_ = static_cast<uint16_t>(depth);
  type->size_ = static_cast<uint32_t>(size);
  types_.insert(type);

  type->canonical_ = type;
  const Type* canonical = Canonical(key);
  if (canonical != nullptr) {
    type->canonical_ = canonical;
  }
  type->non_nullable_ = key.is_nullable ? WithNullable(type, false) : type;
  Flatten(type);
  return type;
}

// The type without typedefs' names; null if it has none.
const Type* TypeTable::Canonical(const Key& key) {
  const bool has_alias =
      key.alias != nullptr ||
      std::any_of(key.parameters.begin(), key.parameters.end(),
                  [](const Type* t) { return t->canonical_ != t; });
  if (!has_alias) {
    return nullptr;
  }
  std::vector<const Type*> parameters;
  for (const Type* parameter : key.parameters) {
    parameters.push_back(parameter->canonical_);
  }
  Key canonical = key;
  canonical.alias = nullptr;
  canonical.parameters = parameters;
  return Get(canonical);
}

void TypeTable::Flatten(Type* type) {
  type->includes_nullable_type_ = type->is_nullable_;
  type->includes_undefined_ = type->kind_ == TypeKind::kUndefined;
  if (type->kind_ != TypeKind::kUnion) {
    return;
  }
  std::vector<const Type*> flattened;
  // A set, in the order of the members.
  const auto add = [&flattened](const Type* member) {
    if (std::none_of(flattened.begin(), flattened.end(), [&](const Type* t) {
          return t->canonical_ == member->canonical_;
        })) {
      flattened.push_back(member);
    }
  };
  for (const Type* member : type->parameters_) {
    type->includes_nullable_type_ |= member->includes_nullable_type_;
    type->includes_undefined_ |= member->includes_undefined_;
    if (member->kind_ == TypeKind::kUnion) {
      for (const Type* inner : member->flattened_) {
        add(inner);
      }
    } else {
      add(member->non_nullable_);
    }
  }
  type->flattened_ = arena_->Copy(flattened);
}

const Type* TypeTable::WithNullable(const Type* type, bool is_nullable) {
  Key key = KeyOf(*type);
  if (key.is_nullable == is_nullable) {
    return type;
  }
  key.is_nullable = is_nullable;
  if (type->alias_ != nullptr && type->is_nullable_) {
    // "T" stands for a nullable type; without "?" it is no longer "T".
    key.alias = nullptr;
  }
  return Get(key);
}

const Type* TypeTable::WithAnnotations(const Type* type, uint8_t annotations) {
  if ((type->annotations_ & annotations) == annotations) {
    return type;
  }
  Key key = KeyOf(*type);
  key.alias = nullptr;
  if (type->kind_ != TypeKind::kUnion) {
    key.annotations |= annotations;
    return Get(key);
  }
  std::vector<const Type*> members;
  for (const Type* member : type->parameters_) {
    members.push_back(WithAnnotations(member, annotations));
    if (members.back() == nullptr) {
      return nullptr;
    }
  }
  key.parameters = members;
  return Get(key);
}

const Type* TypeTable::WithAlias(const Type* type, const Typedef* alias) {
  Key key = KeyOf(*type);
  key.alias = alias;
  return Get(key);
}

}  // namespace mortise::idl
