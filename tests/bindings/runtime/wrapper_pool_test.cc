#include "bindings/runtime/wrapper_pool.h"

#include <vector>

#include "core/base/instance_counter.h"
#include "core/dom/event.h"
#include "core/dom/event_target.h"
#include "tests/bindings/runtime/runtime_fixture.h"

namespace mortise::bindings {
namespace {

class WrapperPoolTest : public RuntimeTest {
 protected:
  WrapperPool& pool() { return data().wrappers(); }

  // Runs `steps` with the realm entered and handles of its own.
  template <typename Steps>
  void InRealm(Steps steps) {
    v8::HandleScope scope(isolate());
    v8::Context::Scope context_scope(main().context());
    steps(main().realm());
  }
  void Wrap(ScriptWrappable& object) {
    InRealm([&](Realm& realm) { realm.Wrap(object).ToLocalChecked(); });
  }
};

TEST_F(WrapperPoolTest, Wrap_GivesOneWrapperForAnObject) {
  const RefPtr<EventTarget> object = EventTarget::Create();
  InRealm([&](Realm& realm) {
    v8::Local<v8::Object> first = realm.Wrap(*object).ToLocalChecked();
    EXPECT_TRUE(realm.Wrap(*object).ToLocalChecked() == first);
    EXPECT_TRUE(object->wrapper_handle());
  });
  EXPECT_EQ(pool().live_wrappers(), 1u);
}

TEST_F(WrapperPoolTest, UnreachableWrapper_GoesWithAYoungCollection) {
  RefPtr<EventTarget> object = EventTarget::Create();
  Wrap(*object);
  CollectYoung();
  EXPECT_EQ(pool().live_wrappers(), 0u);
  EXPECT_EQ(object->wrapper_handle(), nullptr);
  // C++ has the object still; a new wrapper is made when one is needed.
  Wrap(*object);
  EXPECT_EQ(pool().live_wrappers(), 1u);
  object = nullptr;
  EXPECT_EQ(EventTarget::live_instances(), 1);
  CollectYoung();
  EXPECT_EQ(EventTarget::live_instances(), 0);
}

TEST_F(WrapperPoolTest, OldWrapper_StaysUntilAFullCollection) {
  Run("var t = new EventTarget()");
  for (int i = 0; i < 5; ++i) CollectYoung();
  EXPECT_EQ(pool().live_wrappers(), 1u);
  Run("t = null");
  CollectYoung();
  EXPECT_EQ(EventTarget::live_instances(), 1);
  CollectAll();
  EXPECT_EQ(EventTarget::live_instances(), 0);
  EXPECT_EQ(pool().live_wrappers(), 0u);
}

TEST_F(WrapperPoolTest, WrappersOfAllAges_AreReleasedOnce) {
  Run("var kept = [];");
  for (int round = 0; round < 20; ++round) {
    Run("for (let i = 0; i < 1000; ++i) {"
        "  const t = new EventTarget(); if (i % 3 === 0) kept.push(t); }"
        "kept = kept.filter((t, i) => i % 2);");
    if (round % 5 == 4) {
      CollectAll();
    } else {
      CollectYoung();
    }
    // Never fewer than a script can reach.
    EXPECT_GE(EventTarget::live_instances(), std::stoi(Run("kept.length")));
  }
  CollectAll();
  EXPECT_EQ(EventTarget::live_instances(), std::stoi(Run("kept.length")));
  EXPECT_EQ(pool().live_wrappers(),
            static_cast<size_t>(EventTarget::live_instances()));
  Run("kept = null");
  CollectAll();
  EXPECT_EQ(EventTarget::live_instances(), 0);
}

TEST_F(WrapperPoolTest, Pin_KeepsTheWrapper) {
  RefPtr<EventTarget> object = EventTarget::Create();
  InRealm([&](Realm& realm) {
    v8::Local<v8::Context> context = main().context();
    realm.Wrap(*object)
        .ToLocalChecked()
        ->Set(context, v8::String::NewFromUtf8Literal(isolate(), "mine"),
              v8::Integer::New(isolate(), 5))
        .Check();
  });
  ActivityPin pin(*object);
  object = nullptr;
  for (int i = 0; i < 3; ++i) {
    CollectYoung();
    CollectAll();
  }
  EXPECT_EQ(EventTarget::live_instances(), 1);
  EXPECT_EQ(pool().live_wrappers(), 1u);
  pin.Reset();
  CollectAll();
  EXPECT_EQ(EventTarget::live_instances(), 0);
}

TEST_F(WrapperPoolTest, PinBeforeTheWrapper_CountsToo) {
  const RefPtr<EventTarget> object = EventTarget::Create();
  ActivityPin pin(*object);
  Wrap(*object);
  CollectAll();
  EXPECT_EQ(pool().live_wrappers(), 1u);
  {
    ActivityPin second(*object);
    pin.Reset();
    CollectAll();
    EXPECT_EQ(pool().live_wrappers(), 1u);
  }
  CollectAll();
  EXPECT_EQ(pool().live_wrappers(), 0u);
}

TEST_F(WrapperPoolTest, Edge_KeepsItsValueUntilRemoved) {
  const RefPtr<EventTarget> object = EventTarget::Create();
  const ActivityPin pin(*object);
  v8::Global<v8::Object> values[3];
  uint32_t edges[3];
  Wrap(*object);
  auto* record = static_cast<WrapperRecord*>(object->wrapper_handle());
  InRealm([&](Realm&) {
    for (int i = 0; i < 3; ++i) {
      v8::Local<v8::Object> value = v8::Object::New(isolate());
      values[i].Reset(isolate(), value);
      values[i].SetWeak();
      edges[i] = record->AddEdge(main().context(), value);
    }
  });
  CollectAll();
  for (const v8::Global<v8::Object>& value : values) {
    EXPECT_FALSE(value.IsEmpty());
  }
  InRealm([&](Realm&) { record->RemoveEdge(main().context(), edges[1]); });
  CollectAll();
  EXPECT_FALSE(values[0].IsEmpty());
  EXPECT_TRUE(values[1].IsEmpty());
  EXPECT_FALSE(values[2].IsEmpty());
  InRealm([&](Realm&) {
    EXPECT_EQ(record->AddEdge(main().context(), v8::Object::New(isolate())),
              edges[1]);
  });
}

TEST_F(WrapperPoolTest, Reference_ReplacesTheOneBefore) {
  const RefPtr<Event> event = Event::Create(AtomString("x"));
  const ActivityPin pin(*event);
  const RefPtr<EventTarget> first = EventTarget::Create();
  const RefPtr<EventTarget> second = EventTarget::Create();
  Wrap(*event);
  Wrap(*first);
  event->wrapper_handle()->Reference(*first);
  CollectAll();
  EXPECT_TRUE(first->wrapper_handle());
  Wrap(*second);
  event->wrapper_handle()->Reference(*second);
  CollectAll();
  EXPECT_FALSE(first->wrapper_handle());
  EXPECT_TRUE(second->wrapper_handle());
}

// An embedder's class whose end sets off that of others.
class Chain final : public ScriptWrappable, public InstanceCounter<Chain> {
 public:
  explicit Chain(RefPtr<ScriptWrappable> next) : next_(std::move(next)) {}
  const InterfaceInfo& interface_info() const override {
    return EventTarget::kInterfaceInfo;
  }

 private:
  const RefPtr<ScriptWrappable> next_;
};

TEST_F(WrapperPoolTest, DestructorsMayReleaseOtherWrappedObjects) {
  RefPtr<ScriptWrappable> last;
  for (int i = 0; i < 500; ++i) {
    last = MakeRef<Chain>(std::move(last));
    Wrap(*last);
  }
  EXPECT_EQ(Chain::live_instances(), 500);
  last = nullptr;
  CollectAll();
  EXPECT_EQ(Chain::live_instances(), 0);
  EXPECT_EQ(pool().live_wrappers(), 0u);
}

TEST_F(WrapperPoolTest, EndOfTheIsolate_ReleasesWhatScriptsReach) {
  Run("var kept = [new EventTarget(), new CustomEvent('x', {detail: {}})];");
  RefPtr<EventTarget> mine = EventTarget::Create();
  Wrap(*mine);
  EndBindings();
  EXPECT_EQ(EventTarget::live_instances(), 1);
  EXPECT_EQ(Event::live_instances(), 0);
  EXPECT_EQ(mine->wrapper_handle(), nullptr);
}

}  // namespace
}  // namespace mortise::bindings
