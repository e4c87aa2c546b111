#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_INTERFACES_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_INTERFACES_H_

#include <cstdint>
#include <optional>
#include <utility>

#include "core/dom/callback.h"
#include "tests/bindings/kitchen_sink/members.h"

namespace mortise {

class Shelf final {
 public:
  static DomString label() { return Latin1("shelf"); }
  static DomString Take() { return Latin1("taken"); }
};

class Book final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Book, nullptr)
  DomString title() const { return Latin1("title"); }
};

class Ordered final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Ordered, nullptr)
  static RefPtr<Ordered> Create(int32_t) { return Create(); }
  static int32_t StaticOperation() { return 1; }
  static int32_t static_attribute() { return 2; }
  void Operation() {}
  int32_t regular() const { return 3; }
  DomString ToString() const { return Latin1("ordered"); }
  void UnscopableOperation() {}
  int32_t unscopable_attribute() const { return 4; }
};

class Conditional final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Conditional, nullptr)
  int32_t early() const { return 1; }
  void Operation() {}
  void SecureOperation() {}
  static int32_t SecureStatic() { return 2; }
  int32_t late() const { return 3; }
  void UnscopableOperation() {}
  DomString slot() const { return Latin1("slot"); }
  DomString ToString() const { return Latin1("conditional"); }
  std::optional<std::pair<DomString, int32_t>> PairAt(size_t) const {
    return std::nullopt;
  }
};

class Inner final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Inner, nullptr)
  const DomString& slotless() const { return text_; }
  void set_slotless(DomString text) { text_ = std::move(text); }

 private:
  DomString text_;
};

class Unforgeables : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Unforgeables, nullptr)
  int32_t always() const { return 1; }
  int32_t secure() const { return 2; }
  DomString SecureOperation() const { return Latin1("secure"); }
};

class DerivedUnforgeables final : public Unforgeables {
 public:
  KITCHEN_SINK_CLASS(DerivedUnforgeables, &Unforgeables::kInterfaceInfo)
  int32_t own() const { return own_; }
  void set_own(int32_t own) { own_ = own; }
  Inner& place() { return *place_; }

 private:
  int32_t own_ = 0;
  RefPtr<Inner> place_ = Inner::Create();
};

class Nameless final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Nameless, nullptr)
  DomString Name() const { return Latin1("nameless"); }
};

class NamelessMaker final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(NamelessMaker, nullptr)
  RefPtr<Nameless> Make() const { return Nameless::Create(); }
};

class Base : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Base, nullptr)
  static RefPtr<Base> Create(std::optional<int32_t>) { return Create(); }
  static DomString Kind() { return Latin1("base"); }
  int32_t plain() const { return 1; }
  DomString slot() const { return Latin1("slot"); }
  int32_t writable() const { return writable_; }
  void set_writable(int32_t value) { writable_ = value; }
  DomString Method() const { return Latin1("method"); }
  void Later(PromiseResolver<DomString> resolver) const {
    std::move(resolver)(Latin1("later"));
  }
  void later_attribute(PromiseResolver<DomString> resolver) const {
    std::move(resolver)(Latin1("later"));
  }
  int32_t replaceable() const { return 2; }
  Inner& forwards() { return *forwards_; }
  int32_t lenient_replaceable() const { return 3; }
  int32_t lenient() const { return 4; }

 private:
  int32_t writable_ = 0;
  RefPtr<Inner> forwards_ = Inner::Create();
};

class Derived final : public Base {
 public:
  KITCHEN_SINK_CLASS(Derived, &Base::kInterfaceInfo)
};

struct NoteInit {
  int32_t level = 0;
};

class Note final : public ScriptWrappable {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"Note", nullptr};

  static RefPtr<Note> Create(DomString type, NoteInit init) {
    return RefPtr<Note>(new Note(std::move(type), init.level));
  }
  const DomString& type() const { return type_; }
  int32_t level() const { return level_; }
  static int32_t count() { return 7; }
  static DomString Kind() { return Latin1("note"); }

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 private:
  Note(DomString type, int32_t level) : type_(std::move(type)), level_(level) {}

  const DomString type_;
  const int32_t level_;
};

class Print final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Print, nullptr)
  static RefPtr<Print> CreateEtching(std::optional<int32_t> width) {
    RefPtr<Print> print = Create();
    print->width_ = width.value_or(0);
    return print;
  }
  int32_t width() const { return width_; }

 private:
  int32_t width_ = 0;
};

enum class JsonKind { kRound, kSquare };

class JsonBase : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(JsonBase, nullptr)
  int32_t a() const { return 1; }
};

class JsonMiddle : public JsonBase {
 public:
  KITCHEN_SINK_CLASS(JsonMiddle, &JsonBase::kInterfaceInfo)
  int32_t b() const { return 2; }
};

class JsonTop final : public JsonMiddle {
 public:
  KITCHEN_SINK_CLASS(JsonTop, &JsonMiddle::kInterfaceInfo)
  int32_t c() const { return 3; }
  RefPtr<JsonBase> nested() const { return JsonBase::Create(); }
  JsonKind kind() const { return JsonKind::kSquare; }
  std::optional<int32_t> nothing() const { return std::nullopt; }
  Any not_json() const { return 5.0; }
  static int32_t not_regular() { return 6; }
  int32_t secure() const { return 7; }
};

class Speaker final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Speaker, nullptr)
  DomString own() const { return Latin1("o"); }
  DomString words() const { return Latin1("w"); }
};

class Parcel : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Parcel, nullptr)
};

class ExpressParcel final : public Parcel {
 public:
  KITCHEN_SINK_CLASS(ExpressParcel, &Parcel::kInterfaceInfo)
};

class PlainParcel final : public Parcel {
 public:
  KITCHEN_SINK_CLASS(PlainParcel, &Parcel::kInterfaceInfo)
};

using Sieve = Callback<uint16_t(const Any&)>;

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_INTERFACES_H_
