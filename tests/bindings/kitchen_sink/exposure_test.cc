#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

constexpr char kWhatIsThere[] =
    "[typeof WorkerOnly, typeof SecureOnly, typeof Matrix, typeof OldMatrix, "
    "Object.keys(PartlyExposed.prototype), Object.keys(PartlyExposed)]"
    ".join(' ')";

TEST_F(KitchenSinkTest, Realm_WithoutScope_ExposesAll) {
  EXPECT_EQ(Run(kWhatIsThere),
            "function function function function "
            "everywhere,inWorkers,inSecureContexts,ISOLATED ISOLATED");
}

TEST_F(KitchenSinkTest, Window_InsecureAndNotIsolated_LacksTheRest) {
  KitchenSinkRealm window(isolate(), {{"Window"}, false, false});
  EXPECT_EQ(window.Run(kWhatIsThere),
            "undefined undefined function function everywhere ");
}

TEST_F(KitchenSinkTest, Worker_SecureAndIsolated_HasItsMembers) {
  KitchenSinkRealm worker(isolate(), {{"Worker", "DedicatedWorker"}});
  EXPECT_EQ(worker.Run(kWhatIsThere),
            "function function undefined undefined "
            "everywhere,inWorkers,inSecureContexts,ISOLATED ISOLATED");
}

TEST_F(KitchenSinkTest, ConditionalMembers_Work_AsOthersDo) {
  EXPECT_EQ(Run("const p = new PartlyExposed(); [p.inWorkers, "
                "p.inSecureContexts(), describe(PartlyExposed.prototype, "
                "'inWorkers'), describe(PartlyExposed, 'ISOLATED'), "
                "thrown(() => PartlyExposed.prototype.inWorkers)].join()"),
            "2,3,aec,-e-,TypeError");
}

TEST_F(KitchenSinkTest, Exception_OfAnotherRealmsFunction_IsOfThatRealm) {
  KitchenSinkRealm other(isolate());
  v8::HandleScope handles(isolate());
  main()
      .context()
      ->Global()
      ->Set(main().context(),
            v8::String::NewFromUtf8Literal(isolate(), "other"),
            other.context()->Global())
      .Check();
  other.context()->SetSecurityToken(main().context()->GetSecurityToken());
  EXPECT_EQ(Run("try { other.Overloads.prototype.one.call(new Overloads()); } "
                "catch (e) { (e instanceof other.TypeError) + ' ' + "
                "(e instanceof TypeError) }"),
            "true false");
}

}  // namespace
}  // namespace mortise::bindings
