#include "core/dom/callback.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace mortise {
namespace {

using Twice = Callback<int(int)>;

// A callback in C++ that writes down who keeps it.
class TwiceInCpp final : public Twice {
 public:
  explicit TwiceInCpp(std::string& log) : log_(log) {}

  void WasStored(ScriptWrappable&) override { log_ += "stored "; }
  void WasDropped(ScriptWrappable&) override { log_ += "dropped "; }
  ExceptionOr<int> Invoke(ScriptWrappable* receiver, int value) override {
    if (value < 0) return Exception::RangeError("Negative.");
    return receiver ? 0 : 2 * value;
  }
  void InvokeAndReport(ScriptWrappable* receiver, int value) override {
    log_ += "reported ";
  }

 private:
  std::string& log_;
};

class Handle final : public WrapperHandle {
 public:
  void SetStrong(bool) override {}
  void Reference(ScriptWrappable&) override {}
  void HoldValues() override {}
};

class Owner final : public ScriptWrappable {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"Owner", nullptr};
  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }
  void WrapperWasMade() override { callback.WrapperWasMade(); }

  CallbackMember<Twice> callback{*this};
};

TEST(Callback, Invoke_WithoutReceiver_PassesNull) {
  std::string log;
  RefPtr<Twice> callback = MakeRef<TwiceInCpp>(log);
  EXPECT_EQ(callback->Invoke(4).value(), 8);
  EXPECT_TRUE(callback->Invoke(-1).has_exception());
  EXPECT_EQ(callback->script_object(), nullptr);
}

TEST(CallbackMember, Set_WithAWrapper_StoresAndDrops) {
  std::string log;
  Handle handle;
  RefPtr<Owner> owner = MakeRef<Owner>();
  owner->set_wrapper_handle(&handle);
  owner->callback.Set(MakeRef<TwiceInCpp>(log));
  owner->callback.Set(MakeRef<TwiceInCpp>(log));
  owner->callback.Set(nullptr);
  EXPECT_EQ(log, "stored dropped stored dropped ");
  EXPECT_FALSE(owner->callback);
}

TEST(CallbackMember, Set_BeforeTheWrapper_StoresWhenThereIsOne) {
  std::string log;
  Handle handle;
  RefPtr<Owner> owner = MakeRef<Owner>();
  owner->callback.Set(MakeRef<TwiceInCpp>(log));
  EXPECT_EQ(log, "");
  EXPECT_TRUE(owner->awaits_wrapper());
  owner->set_wrapper_handle(&handle);
  owner->WrapperWasMade();
  owner->WrapperWasMade();
  EXPECT_EQ(log, "stored ");
}

}  // namespace
}  // namespace mortise
