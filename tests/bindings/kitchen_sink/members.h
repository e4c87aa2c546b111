#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_MEMBERS_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_MEMBERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/any.h"
#include "core/base/big_int.h"
#include "core/base/buffer_source.h"
#include "core/base/dom_string.h"
#include "core/dom/exception_or.h"
#include "core/dom/promise_resolver.h"

namespace mortise {

// The parts that every class of the kitchen sink has alike.
#define KITCHEN_SINK_CLASS(Class, parent)                               \
  static constinit inline InterfaceInfo kInterfaceInfo{#Class, parent}; \
  const InterfaceInfo& interface_info() const override {                \
    return kInterfaceInfo;                                              \
  }                                                                     \
  static RefPtr<Class> Create() { return RefPtr<Class>(new Class); }

struct Options {
  int32_t count = 0;
};

inline DomString Latin1(std::string_view text) {
  return DomString::FromLatin1(text);
}

class Overloads final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Overloads, nullptr)

  static RefPtr<Overloads> Create(DomString label) {
    RefPtr<Overloads> object = Create();
    object->label_ = std::move(label);
    return object;
  }
  static ExceptionOr<RefPtr<Overloads>> Create(int32_t count,
                                               const DomString& label);

  DomString One(int32_t) { return Latin1("long"); }
  DomString One(const DomString&) { return Latin1("DOMString"); }
  DomString One(const std::vector<int32_t>& numbers);
  DomString One(Overloads&) { return Latin1("Overloads"); }
  DomString One(bool) { return Latin1("boolean"); }
  DomString Late(const DomString&, const std::vector<DomString>& list);
  DomString Late(const DomString&, const Options& options);
  DomString Late(const DomString&, int32_t, int32_t) {
    return Latin1("numbers");
  }
  DomString Count() { return Latin1("none"); }
  DomString Count(int32_t, std::optional<int32_t> b) {
    return Latin1(b ? "long long" : "long");
  }
  DomString Count(const DomString&, const std::vector<DomString>& rest);
  DomString Buffers(BufferSource bytes);
  DomString Buffers(const BigInt&) { return Latin1("bigint"); }
  DomString Buffers(const Options& options) {
    return Latin1(options.count == 0 ? "options" : "counted options");
  }
  static DomString Kind(const DomString&) { return Latin1("DOMString"); }
  static DomString Kind(double) { return Latin1("double"); }
  void Later(const DomString& text, PromiseResolver<DomString> resolver) {
    std::move(resolver)(text);
  }
  void Later(const ScriptHeld&, PromiseResolver<DomString> resolver) {
    std::move(resolver)(Latin1("object"));
  }
  const DomString& label() const { return label_; }

 private:
  DomString label_;
};

class Target final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Target, nullptr)
  const DomString& text() const { return text_; }
  void set_text(DomString text) { text_ = std::move(text); }

 private:
  DomString text_;
};

class Attributes final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Attributes, nullptr)

  static int32_t shared() { return shared_; }
  static void set_shared(int32_t shared) { shared_ = shared; }
  static DomString kind() { return Latin1("Attributes"); }
  static int32_t Add(int32_t a, int32_t b) { return a + b; }

  Target& target() { return *target_; }
  Target& other() { return *other_; }
  int32_t replaceable() const { return 1; }
  int32_t lenient_setter() const { return 2; }
  int32_t lenient_this() const { return lenient_this_; }
  void set_lenient_this(int32_t value) { lenient_this_ = value; }
  int32_t plain() const { return 3; }
  int32_t unscopable() const { return unscopable_; }
  void set_unscopable(int32_t value) { unscopable_ = value; }
  void AlsoUnscopable() {}
  DomString unforgeable() const { return Latin1("unforgeable"); }
  DomString UnforgeableOperation() { return Latin1("operation"); }
  RefPtr<Target> MakeTarget() { return Target::Create(); }
  bool default_() const { return default_value_; }
  void set_default(bool value) { default_value_ = value; }
  void Delete(int32_t, int32_t) {}

 private:
  static inline int32_t shared_ = 0;
  RefPtr<Target> target_ = Target::Create();
  RefPtr<Target> other_ = Target::Create();
  int32_t lenient_this_ = 4;
  int32_t unscopable_ = 5;
  bool default_value_ = false;
};

class Json : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Json, nullptr)
  int32_t number() const { return number_; }
  void set_number(int32_t number) { number_ = number; }
  std::vector<DomString> texts() const { return {Latin1("a"), Latin1("b")}; }
  Target& not_json() { return *not_json_; }

 private:
  int32_t number_ = 1;
  RefPtr<Target> not_json_ = Target::Create();
};

class DerivedJson final : public Json {
 public:
  KITCHEN_SINK_CLASS(DerivedJson, &Json::kInterfaceInfo)
  const DomString& extra() const { return extra_; }
  void set_extra(DomString extra) { extra_ = std::move(extra); }

 private:
  DomString extra_ = Latin1("more");
};

class OwnJson final : public Json {
 public:
  KITCHEN_SINK_CLASS(OwnJson, &Json::kInterfaceInfo)
  const DomString& hidden() const { return hidden_; }
  void set_hidden(DomString hidden) { hidden_ = std::move(hidden); }

 private:
  DomString hidden_;
};

class StringifierAttribute final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(StringifierAttribute, nullptr)
  const std::string& href() const { return href_; }
  void set_href(std::string href) { href_ = std::move(href); }

 private:
  std::string href_ = "about:blank";
};

class StringifierAlone final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(StringifierAlone, nullptr)
  DomString ToString() const { return Latin1("alone"); }
};

class StringifierUnforgeable final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(StringifierUnforgeable, nullptr)
  const DomString& name() const { return name_; }
  void set_name(DomString name) { name_ = std::move(name); }

 private:
  DomString name_ = Latin1("unforgeable");
};

// The namespace.
class Tools {
 public:
  static DomString version() { return Latin1("1.0"); }
  static int32_t Add(int32_t a, int32_t b) { return a + b; }
  static DomString Add(DomString a) { return a; }
  static void Later(int32_t value, PromiseResolver<int32_t> resolver) {
    std::move(resolver)(value);
  }
};

class Wrench final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Wrench, nullptr)
  int32_t size() const { return 13; }
};

class Matrix final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Matrix, nullptr)
};

class PictureElement final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(PictureElement, nullptr)
  static RefPtr<PictureElement> CreatePicture(std::optional<int32_t> width,
                                              std::optional<int32_t>) {
    RefPtr<PictureElement> picture = Create();
    picture->width_ = width.value_or(0);
    return picture;
  }
  int32_t width() const { return width_; }

 private:
  int32_t width_ = -1;
};

class Hidden final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Hidden, nullptr)
  DomString Name() const { return Latin1("hidden"); }
};

class HiddenMaker final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(HiddenMaker, nullptr)
  RefPtr<Hidden> Make() { return Hidden::Create(); }
};

class WorkerOnly final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(WorkerOnly, nullptr)
};

class SecureOnly final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(SecureOnly, nullptr)
};

class PartlyExposed final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(PartlyExposed, nullptr)
  int32_t everywhere() const { return 1; }
  int32_t in_workers() const { return 2; }
  int32_t InSecureContexts() { return 3; }
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_MEMBERS_H_
