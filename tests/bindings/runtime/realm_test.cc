#include "bindings/runtime/realm.h"

#include <string>
#include <vector>

#include "core/dom/dom_exception.h"
#include "core/dom/event.h"
#include "core/dom/event_dispatch.h"
#include "core/dom/event_target.h"
#include "tests/bindings/runtime/runtime_fixture.h"

namespace mortise::bindings {
namespace {

// A second realm, whose global is `other` in the first one.
class RealmTest : public RuntimeTest {
 protected:
  RealmTest() : other_(std::make_unique<TestRealm>(isolate())) {
    v8::HandleScope scope(isolate());
    v8::Local<v8::Context> context = main().context();
    v8::Context::Scope context_scope(context);
    // Scripts of one realm may reach the other.
    context->SetSecurityToken(v8::True(isolate()));
    other_->context()->SetSecurityToken(v8::True(isolate()));
    context->Global()
        ->Set(context, v8::String::NewFromUtf8Literal(isolate(), "other"),
              other_->context()->Global())
        .Check();
  }

  TestRealm& other() { return *other_; }
  void DestroyOther() { other_.reset(); }

 private:
  std::unique_ptr<TestRealm> other_;
};

TEST_F(RealmTest, EachRealmHasItsOwnInterfaceObjects) {
  EXPECT_EQ(Run("[other.CloseEvent !== CloseEvent,"
                " other.CloseEvent.prototype !== CloseEvent.prototype,"
                " Object.getPrototypeOf(other.CloseEvent) === other.Event,"
                " Object.getPrototypeOf(other.DOMException.prototype) ==="
                "   other.Error.prototype].join()"),
            "true,true,true,true");
}

TEST_F(RealmTest, BrandsAreTheSameInAllRealms) {
  EXPECT_EQ(Run("const get = (w, n) => Object.getOwnPropertyDescriptor("
                "  w.CloseEvent.prototype, n).get;"
                "const mine = new CloseEvent('x', {code: 1});"
                "const theirs = new other.CloseEvent('y', {code: 2});"
                "[get(other, 'code').call(mine), get(globalThis, 'code')"
                " .call(theirs), mine instanceof other.CloseEvent].join()"),
            "1,2,false");
  EXPECT_EQ(Run("let ran = 0; const t = new other.EventTarget();"
                "t.addEventListener('x', (e) => { ran += e === mine; });"
                "t.dispatchEvent(mine); ran"),
            "1");
}

TEST_F(RealmTest, ExceptionsAreOfTheFunctionsRealm) {
  EXPECT_EQ(Run("const thrown = (f) => { try { f() } catch (e) { return e } };"
                "const code = Object.getOwnPropertyDescriptor("
                "  other.CloseEvent.prototype, 'code').get;"
                "[thrown(() => code.call({})) instanceof other.TypeError,"
                " thrown(() => new other.CloseEvent()) instanceof"
                "   other.TypeError,"
                " thrown(() => new other.WebSocket('ws:')) instanceof"
                "   other.DOMException].join()"),
            "true,true,true");
}

TEST_F(RealmTest, NewObjectsAreOfTheOperationsRealm) {
  EXPECT_EQ(Run("[other.AbortSignal.abort() instanceof other.AbortSignal,"
                " new other.AbortController().signal instanceof"
                "   other.AbortSignal,"
                " Object.getPrototypeOf(new other.Event('x').composedPath())"
                "   === other.Array.prototype,"
                " Object.getPrototypeOf(new other.Blob().text()) ==="
                "   other.Promise.prototype].join()"),
            "true,true,true,true");
}

TEST_F(RealmTest, WrongReceiverOfAPromiseOperation_Rejects) {
  EXPECT_EQ(Run("var rejected = '';"
                "Blob.prototype.text.call({}).catch("
                "    (e) => { rejected = e.name; }); 1"),
            "1");
  EXPECT_EQ(Run("rejected"), "TypeError");
}

TEST_F(RealmTest, AListenersExceptionIsReportedInItsRealm) {
  std::vector<std::string> reports;
  const auto reporter = [&](const char* name) {
    return [&reports, name, this](v8::Local<v8::Value> exception,
                                  v8::Local<v8::Message>) {
      reports.push_back(std::string(name) + " " +
                        *v8::String::Utf8Value(isolate(), exception));
    };
  };
  main().realm().set_exception_reporter(reporter("main"));
  other().realm().set_exception_reporter(reporter("other"));
  Run("const t = new EventTarget();"
      "t.addEventListener('x', () => { throw 1; });"
      "t.addEventListener('x', other.Function('throw 2'));"
      "t.dispatchEvent(new Event('x'));");
  EXPECT_EQ(reports, (std::vector<std::string>{"main 1", "other 2"}));
}

TEST_F(RealmTest, ListenersOfARealmThatIsGone_DoNotRun) {
  Run("var log = []; var t = new EventTarget();"
      "other.log = log; "
      "t.addEventListener('x', other.Function('log.push(\"other\")'));"
      "t.addEventListener('x', () => log.push('main'));");
  other().EndRealm();
  EXPECT_EQ(Run("t.dispatchEvent(new Event('x')); log.join()"), "main");
}

TEST_F(RealmTest, ObjectsOutliveTheirRealm) {
  Run("var theirs = new other.CloseEvent('x', {code: 4001});"
      "var target = new other.EventTarget(); target.mine = 5;");
  DestroyOther();
  CollectAll();
  EXPECT_EQ(Run("const code = Object.getOwnPropertyDescriptor("
                "  CloseEvent.prototype, 'code').get;"
                "[code.call(theirs), target.mine].join()"),
            "4001,5");
}

TEST_F(RealmTest, ContextOfARealmThatIsGone_IsCollected) {
  v8::Global<v8::Context> weak;
  {
    v8::HandleScope scope(isolate());
    weak.Reset(isolate(), other().context());
    weak.SetWeak();
  }
  other().Run(
      "var t = new EventTarget();"
      "t.addEventListener('x', () => t); new CloseEvent('x').code;");
  Run("delete globalThis.other");
  DestroyOther();
  CollectAll();
  EXPECT_TRUE(weak.IsEmpty());
  EXPECT_EQ(EventTarget::live_instances(), 0);
}

TEST_F(RealmTest, ManyRealms_LeaveNothing) {
  size_t first = 0;
  for (int i = 0; i < 30; ++i) {
    {
      TestRealm realm(isolate());
      realm.Run(
          "var t = new EventTarget(); t.addEventListener('x', () => t);"
          "t.dispatchEvent(new CustomEvent('x', {detail: t}));");
    }
    CollectAll();
    v8::HeapStatistics heap;
    isolate()->GetHeapStatistics(&heap);
    if (i == 9) first = heap.used_heap_size();
    if (i == 29) {
      EXPECT_LT(heap.used_heap_size(), first + 100'000);
      EXPECT_EQ(heap.number_of_detached_contexts(), 0u);
    }
  }
  EXPECT_EQ(EventTarget::live_instances(), 0);
}

TEST_F(RealmTest, FromOrNull_KnowsWhoHasARealm) {
  v8::HandleScope scope(isolate());
  EXPECT_EQ(Realm::FromOrNull(main().context()), &main().realm());
  EXPECT_EQ(Realm::FromOrNull(v8::Context::New(isolate())), nullptr);
  other().EndRealm();
  EXPECT_EQ(Realm::FromOrNull(other().context()), nullptr);
}

TEST_F(RealmTest, CppEvents_ReachListenersOfEachRealm) {
  Run("var log = []; other.log = log;");
  RefPtr<EventTarget> target = EventTarget::Create();
  {
    v8::HandleScope scope(isolate());
    v8::Local<v8::Context> context = main().context();
    v8::Context::Scope context_scope(context);
    context->Global()
        ->Set(context, v8::String::NewFromUtf8Literal(isolate(), "t"),
              main().realm().Wrap(*target).ToLocalChecked())
        .Check();
  }
  Run("t.addEventListener('x', other.Function('e',"
      "    'log.push(e.isTrusted, e.target === this)'));");
  // With no context entered, as from the event loop.
  FireEvent(*target, AtomString("x"));
  EXPECT_EQ(Run("log.join()"), "true,true");
}

}  // namespace
}  // namespace mortise::bindings
