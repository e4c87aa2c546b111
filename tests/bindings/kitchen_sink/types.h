#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_TYPES_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_TYPES_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/any.h"
#include "core/base/big_int.h"
#include "core/dom/callback.h"
#include "core/dom/frozen_array.h"
#include "tests/bindings/kitchen_sink/observable_arrays.h"

namespace mortise {

class Types;
enum class Season { kSpring, kLateSummer, kEmpty, kWinter };

struct BaseOptions {
  int32_t zebra = 0;
  int32_t apple = 0;
};
struct MiddleOptions : BaseOptions {
  std::optional<DomString> monkey;
  Season season = Season::kSpring;
};
struct LeafOptions : MiddleOptions {
  DomString aardvark;
  std::optional<std::variant<int32_t, DomString>> either;
  std::vector<Season> seasons;
  std::optional<std::vector<std::pair<DomString, std::vector<int32_t>>>> table;
  std::optional<MiddleOptions> nested;
  RefPtr<ArrayItem> item;
  double number = 0;
  Any anything;
  std::optional<ScriptHeld> plain;
};

using ItemConstructor = Callback<RefPtr<ArrayItem>(const DomString&)>;
using Transform = Callback<std::vector<DomString>(
    const std::vector<DomString>&, const std::optional<LeafOptions>&)>;
using TypeVisitor = Callback<void()>;

class Types final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Types, nullptr)
  template <typename T>
  using List = std::vector<T>;
  template <typename K, typename V>
  using Record = std::vector<std::pair<K, V>>;
  using Either = std::optional<std::variant<int32_t, DomString>>;

  List<List<int32_t>> Nested(List<List<int32_t>> lists) { return lists; }
  Record<DomString, Record<std::string, bool>> Records(
      Record<DomString, Record<std::string, bool>> records) {
    return records;
  }
  List<Either> Nullables(List<Either> values) { return values; }
  List<RefPtr<ArrayItem>> Items(List<RefPtr<ArrayItem>> items) { return items; }
  Record<std::string, Season> Seasons(Record<std::string, Season> seasons) {
    return seasons;
  }
  List<ScriptHeld> Symbols(List<ScriptHeld> symbols) { return symbols; }
  List<BigInt> Bigints(List<BigInt> bigints) { return bigints; }
  List<ScriptHeld> Objects(List<ScriptHeld> objects) { return objects; }
  List<bool> Booleans(List<bool> booleans) { return booleans; }
  List<std::string> Bytes(List<std::string> bytes) { return bytes; }
  List<uint8_t> Clamped(List<uint8_t> values) { return values; }

  template <typename Variant>
  DomString Name(const Variant& value) {
    return Latin1(std::to_string(value.index()));
  }
  DomString Which(const std::variant<int32_t, bool, BigInt, DomString>& v) {
    return Name(v);
  }
  DomString WhichObject(const std::variant<RefPtr<ArrayItem>, List<int32_t>,
                                           LeafOptions, DomString>& v) {
    return Name(v);
  }
  DomString WhichCallable(
      const std::variant<RefPtr<mortise::Transform>, Season>& v) {
    return Name(v);
  }
  DomString WhichNullable(
      const std::optional<std::variant<RefPtr<ArrayItem>, double>>& v) {
    return v ? Name(*v) : Latin1("null");
  }
  DomString WhichNested(const std::variant<RefPtr<ArrayItem>, RefPtr<Types>,
                                           double, ScriptHeld>& v) {
    return Name(v);
  }
  DomString WhichRecord(
      const std::variant<Record<DomString, int32_t>, bool>& v) {
    return Name(v);
  }
  DomString WhichVisitor(
      const std::variant<RefPtr<TypeVisitor>, DomString>& v) {
    return Name(v);
  }

  DomString Describe(const LeafOptions& options);
  LeafOptions Make();
  MiddleOptions Middle(std::optional<MiddleOptions> options) {
    return options.value_or(MiddleOptions());
  }

  Season season() const { return season_; }
  void set_season(Season season) { season_ = season; }
  std::optional<Season> maybe_season() const { return maybe_season_; }
  void set_maybe_season(std::optional<Season> season) {
    maybe_season_ = season;
  }
  const Either& either() const { return either_; }
  void set_either(Either either) { either_ = std::move(either); }
  const BigInt& big() const { return big_; }
  void set_big(BigInt big) { big_ = std::move(big); }
  const ScriptHeld& mark() const { return mark_; }
  void set_mark(ScriptHeld mark) { mark_ = std::move(mark); }
  const ScriptHeld& plain() const { return plain_; }
  void set_plain(ScriptHeld plain) { plain_ = std::move(plain); }
  const Any& anything() const { return anything_; }
  void set_anything(Any anything) { anything_ = std::move(anything); }
  const RefPtr<mortise::Transform>& transform() const {
    return transform_.get();
  }
  void set_transform(RefPtr<mortise::Transform> transform) {
    transform_.Set(std::move(transform));
  }
  List<RefPtr<ArrayItem>> frozen_items() {
    return {ArrayItem::Create(Latin1("a")), ArrayItem::Create(Latin1("b"))};
  }
  const FrozenArray<RefPtr<ArrayItem>>& frozen() const { return frozen_; }
  void set_frozen(FrozenArray<RefPtr<ArrayItem>> frozen) {
    frozen_ = std::move(frozen);
  }
  const std::optional<FrozenArray<uint8_t>>& maybe_frozen() const {
    return maybe_frozen_;
  }
  void set_maybe_frozen(std::optional<FrozenArray<uint8_t>> frozen) {
    maybe_frozen_ = std::move(frozen);
  }
  void ReplaceFrozen() { frozen_ = frozen_items(); }
  static int32_t count() { return count_; }
  static void set_count(int32_t count) { count_ = count; }

  ExceptionOr<RefPtr<ArrayItem>> Construct(const RefPtr<ItemConstructor>& type,
                                           const DomString& name) {
    return type->Construct(name);
  }
  ExceptionOr<List<DomString>> CallTransform(const List<DomString>& texts) {
    if (!transform_) return Exception::RangeError("There is no transform.");
    return transform_->Invoke(texts, std::optional<LeafOptions>(Make()));
  }

 private:
  Season season_ = Season::kSpring;
  std::optional<Season> maybe_season_;
  Either either_;
  BigInt big_;
  ScriptHeld mark_;
  ScriptHeld plain_;
  Any anything_;
  CallbackMember<mortise::Transform> transform_{*this};
  FrozenArray<RefPtr<ArrayItem>> frozen_;
  std::optional<FrozenArray<uint8_t>> maybe_frozen_;
  static inline int32_t count_ = 0;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_TYPES_H_
