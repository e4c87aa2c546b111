// Options: --v8-options=--expose-gc
// The flags that the `gc` configuration sets do what they say: a weak reference
// is cleared soon after its last use, without a call of gc().  In the other
// configurations gc() stands in for them.
'use strict';

asyncTest('a collection comes with the turns of the loop', async () => {
  const reference = (() => new WeakRef({}))();
  for (let i = 0; i < 3; ++i) {
    // WeakRef keeps its target until the job ends.
    await delay(1);
    gc();
  }
  assertEquals(reference.deref(), undefined);
});
