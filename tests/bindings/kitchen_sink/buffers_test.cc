#include <string>

#include "tests/bindings/kitchen_sink/kitchen_sink_fixture.h"

namespace mortise::bindings {
namespace {

// `b` is a Buffers, `m` a BufferMaker.
constexpr ScriptCase kBuffers[] = {
    {"EachClassTakesItsOwnAlone",
     "const classes = [ArrayBuffer, SharedArrayBuffer, DataView, Int8Array, "
     "Int16Array, Int32Array, Uint8Array, Uint16Array, Uint32Array, "
     "Uint8ClampedArray, BigInt64Array, BigUint64Array, Float32Array, "
     "Float64Array]; "
     "const make = (c) => c === ArrayBuffer || c === SharedArrayBuffer ? "
     "new c(8) : new c(new ArrayBuffer(8)); const wrong = []; "
     "for (const c of classes) for (const d of classes) { "
     "const name = c.name[0].toLowerCase() + c.name.slice(1); let size; "
     "try { size = b[name](make(d)); } catch (e) { size = e.constructor.name; }"
     "if (size !== (c === d ? 8 : 'TypeError')) wrong.push(c.name + d.name); } "
     "wrong.join()",
     ""},
    {"NoClassTakesOthers",
     "[thrown(() => b.arrayBuffer({})), thrown(() => b.uint8Array([1])), "
     "thrown(() => b.dataView(null)), thrown(() => b.float16Array(5)), "
     "thrown(() => b.typeOf(new ArrayBuffer(1))), "
     "thrown(() => b.typeOfSource('text'))].join()",
     "TypeError,TypeError,TypeError,TypeError,TypeError,TypeError"},
    {"Message", "try { b.uint8Array(5); } catch (e) { e.message }",
     "Failed to execute 'uint8Array' on 'Buffers': parameter 1 is not of type "
     "'Uint8Array'."},
    {"TypeOfViews",
     "[DataView, Int8Array, Int16Array, Int32Array, Uint8Array, Uint16Array, "
     "Uint32Array, Uint8ClampedArray, BigInt64Array, BigUint64Array, "
     "Float32Array, Float64Array].map((c) => b.typeOf(new c("
     "new ArrayBuffer(8)))).join()",
     "2/1,3/1,4/2,5/4,6/1,7/2,8/4,9/1,10/8,11/8,13/4,14/8"},
    {"TypeOfSources",
     "[b.typeOfSource(new ArrayBuffer(1)), b.typeOfSource(new Int8Array(1))]"
     ".join()",
     "0/1,3/1"},
    {"OffsetAndLength",
     "[b.uint8Array(new Uint8Array(new ArrayBuffer(9), 3, 4)), "
     "b.uint8Array(new Uint8Array(0)), b.dataView(new DataView("
     "new ArrayBuffer(9), 9))].join()",
     "4,0,0"},
    {"Shared",
     "const s = new Uint8Array(new SharedArrayBuffer(3)); "
     "[b.allowShared(s), thrown(() => b.uint8Array(s)), "
     "thrown(() => b.typeOfSource(s)), thrown(() => b.typeOfSource(s.buffer)), "
     "b.typeOf(s), thrown(() => b.arrayBuffer(s.buffer)), "
     "b.allowBoth(new DataView(s.buffer))].join()",
     "3,TypeError,TypeError,TypeError,6/1,TypeError,3"},
    {"Resizable", "b.allowResizable(new ArrayBuffer(5))", "5"},
    {"WritesAndReturnsTheSame",
     "const v = new Uint16Array(new ArrayBuffer(6), 2, 1); "
     "const w = b.fill(v, 1); [w === v, v[0], new Uint8Array(v.buffer)].join()",
     "true,257,0,0,1,1,0,0"},
    {"WritesIntoASmallView",
     "const v = new Uint8Array(3); b.fill(v, 7) === v && v.join()", "7,7,7"},
    {"SameSource",
     "const a = new ArrayBuffer(1); const v = new DataView(a); "
     "[b.sameSource(a) === a, b.sameSource(v) === v, b.maybeSource(v) === v, "
     "b.maybeSource(null) === null].join()",
     "true,true,true,true"},
    {"Dictionary",
     "b.total({source: new ArrayBuffer(1), parts: [new Uint8Array(2), "
     "new Uint8Array(3)], named: {x: new ArrayBuffer(4)}})",
     "10"},
    {"DictionaryOfOthers",
     "[thrown(() => b.total({parts: [new Int8Array(2)]})), "
     "thrown(() => b.total({named: {x: 5}}))].join()",
     "TypeError,TypeError"},
    {"DictionaryBack",
     "const o = {source: new ArrayBuffer(1), parts: [new Uint8Array(2)], "
     "named: {x: new ArrayBuffer(4)}}; const p = b.sameOptions(o); "
     "[p.source === o.source, p.parts[0] === o.parts[0], "
     "p.named.x === o.named.x].join()",
     "true,true,true"},
    {"Variadic", "b.variadic(new ArrayBuffer(1), new Int8Array(2))", "3"},
    {"Overloads",
     "[b.overloaded(new Uint8Array(1)), b.overloaded(new DataView("
     "new ArrayBuffer(1))), b.overloaded(new ArrayBuffer(1)), "
     "b.overloaded(new Int8Array(1)), b.overloaded('x')].join()",
     "6/1,2/1,0/1,DOMString,DOMString"},
    {"Union",
     "[b.which(new ArrayBuffer(1)), b.which(new Int8Array(1)), "
     "b.which(new Uint8Array(1))].join()",
     "0,1,2"},
    {"Detached",
     "const a = new ArrayBuffer(8); const v = new Uint8Array(a); "
     "detach(a); [b.arrayBuffer(a), b.uint8Array(v)].join()",
     "0,0"},
    {"MadeClasses",
     "['arrayBuffer', 'sharedArrayBuffer', 'dataView', 'int16Array', "
     "'uint32Array', 'uint8ClampedArray', 'bigUint64Array', 'float64Array', "
     "'arrayBufferView', 'bufferSource'].map((n) => { const o = m[n](); "
     "return o.constructor.name + (o.length ?? o.byteLength); }).join()",
     "ArrayBuffer8,SharedArrayBuffer8,DataView8,Int16Array4,Uint32Array2,"
     "Uint8ClampedArray8,BigUint64Array1,Float64Array1,Uint8Array8,"
     "ArrayBuffer8"},
    {"MadeContents",
     "[new Uint8Array(m.sharedArrayBuffer()).join(''), "
     "m.int16Array()[0], m.bigUint64Array()[0]].join()",
     "12345678,513,578437695752307201"},
    {"MadeFloat16",
     "typeof Float16Array == 'undefined' ? thrown(() => m.float16Array()) : "
     "m.float16Array().length == 4 && 'TypeError'",
     "TypeError"},
    {"MadeCopies",
     "const x = m.copyOfStatic(); x[0] = 9; [x.constructor.name, "
     "m.copyOfStatic().join('/')].join()",
     "Uint16Array,1/2"},
    {"MadeEmpty", "m.emptyBuffer().byteLength", "0"},
    {"MadeOnce", "m.kept === m.kept && m.kept.byteLength", "8"},
    {"MadeNull", "m.nothing", "null"},
    {"MadeSequence", "m.several().map((x) => x.join('/')).join()",
     "1/0/2/0,1/0/2/0"},
};

using Buffer = KitchenSinkTest;

TEST_P(Buffer, Code_Runs_LikeTheStandard) {
  {
    v8::HandleScope handles(isolate());
    v8::Local<v8::Context> context = main().context();
    v8::Context::Scope scope(context);
    ASSERT_TRUE(context->Global()
                    ->Set(context,
                          v8::String::NewFromUtf8Literal(isolate(), "detach"),
                          v8::Function::New(
                              context,
                              [](const v8::FunctionCallbackInfo<v8::Value>& i) {
                                i[0].As<v8::ArrayBuffer>()->Detach();
                              })
                              .ToLocalChecked())
                    .FromJust());
  }
  Run("var b = new Buffers(), m = new BufferMaker();");
  EXPECT_EQ(Run(GetParam().code), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Rows, Buffer, testing::ValuesIn(kBuffers),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mortise::bindings
