// The harness itself: what its assertions accept and refuse.
'use strict';

test('assertEquals uses SameValue', () => {
  assertEquals(NaN, NaN);
  assertThrows(AssertionError, () => assertEquals(0, -0));
  assertThrows(AssertionError, () => assertEquals('1', 1));
});

test('assertThrows wants exactly the type', () => {
  assertThrows(TypeError, () => null.x);
  assertThrows(AssertionError, () => assertThrows(Error, () => null.x));
  assertThrows(AssertionError, () => assertThrows(Error, () => {}));
});

test('assertArrayEquals compares element by element', () => {
  assertArrayEquals([1, NaN], [1, NaN]);
  assertThrows(AssertionError, () => assertArrayEquals([1], [1, 2]));
  assertThrows(AssertionError, () => assertArrayEquals([1, 3], [1, 2]));
});

test('assertProperty compares the fields named', () => {
  assertProperty({a: 1}, 'a', {value: 1, enumerable: true});
  assertThrows(AssertionError, () => assertProperty({}, 'a', {}));
  assertThrows(AssertionError,
               () => assertProperty({a: 1}, 'a', {enumerable: false}));
});

asyncTest('assertRejects wants a rejection', async () => {
  await assertRejects(RangeError, Promise.reject(new RangeError('x')));
  await assertRejects(AssertionError,
                      assertRejects(RangeError, Promise.resolve()));
});

asyncTest('a test can end by a call', (done) => {
  setTimeout(done, 1);
});
