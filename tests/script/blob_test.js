// The Blob interface (File API section 3).
'use strict';

{
  const text = (blob) => blob.text();
  const bytes = async (blob) => [...new Uint8Array(await blob.arrayBuffer())];

  test('shape', () => {
    assertEquals(Blob.length, 0);
    assertThrows(TypeError, () => Blob());
    assertEquals(String(new Blob()), '[object Blob]');
    assertEquals(Object.getPrototypeOf(Blob.prototype), Object.prototype);
    for (const [name, length] of Object.entries(
             {slice: 0, text: 0, arrayBuffer: 0, bytes: 0})) {
      assertEquals(Blob.prototype[name].length, length, name);
    }
    for (const name of ['size', 'type']) {
      assertProperty(Blob.prototype, name, {
        set: undefined, enumerable: true, configurable: true,
      });
    }
  });

  test('an empty blob', () => {
    for (const blob of [new Blob(), new Blob(undefined), new Blob([]),
                        new Blob(undefined, null), new Blob([], {})]) {
      assertEquals(blob.size, 0);
      assertEquals(blob.type, '');
    }
  });

  asyncTest('parts are put together', async () => {
    const buffer = new Uint8Array([66, 67, 68, 69]).buffer;
    const blob = new Blob([
      'A', buffer, new Uint8Array(buffer, 1, 2), new DataView(buffer, 3),
      new Blob(['z', 'Z']), 12, null, {toString: () => '!'},
    ]);
    assertEquals(await text(blob), 'ABCDECDEzZ12null!');
    assertEquals(blob.size, 17);
  });

  asyncTest('strings become UTF-8', async () => {
    assertArrayEquals(await bytes(new Blob(['\xE9\uD800\u{1F600}'])),
                      [0xC3, 0xA9, 0xEF, 0xBF, 0xBD, 0xF0, 0x9F, 0x98, 0x80]);
  });

  asyncTest('any iterable object has parts', async () => {
    assertEquals(await text(new Blob(new Set(['a', 'b']))), 'ab');
    assertEquals(await text(new Blob(new Uint8Array([1, 23]))), '123');
    assertEquals(await text(new Blob(new String('xyz'))), 'xyz');
    function* parts() { yield 'p'; yield 'q'; }
    assertEquals(await text(new Blob(parts())), 'pq');
  });

  test('parts must be an iterable object', () => {
    for (const value of [null, 1, 'text', true, {}, new Date(), Symbol(),
                         () => {}, new Blob()]) {
      assertThrows(TypeError, () => new Blob(value), typeof value);
    }
    assertThrows(TypeError, () => new Blob([Symbol()]));
  });

  test('what an iterator throws comes through', () => {
    const error = new Error('mine');
    const iterable = {*[Symbol.iterator]() { throw error; }};
    assertEquals(assertThrows(Error, () => new Blob(iterable)), error);
  });

  asyncTest('parts are copied', async () => {
    const view = new Uint8Array([1, 2, 3]);
    const blob = new Blob([view]);
    view.fill(9);
    assertArrayEquals(await bytes(blob), [1, 2, 3]);
  });

  test('the type is kept in lower case if it is printable', () => {
    const type = (text) => new Blob([], {type: text}).type;
    assertEquals(type('text/plain'), 'text/plain');
    assertEquals(type('Text/PLAIN; Charset=A'), 'text/plain; charset=a');
    assertEquals(type('a\u007F'), '');
    assertEquals(type('a\n'), '');
    assertEquals(type('\xE9'), '');
    assertEquals(type('te(xt/plain'), 'te(xt/plain');
    assertEquals(type(undefined), '');
    assertEquals(type(null), 'null');
  });

  asyncTest('line endings', async () => {
    const convert = (endings) => text(
        new Blob(['a\r\nb\nc\rd', new Uint8Array([13, 10])], {endings}));
    assertEquals(await convert('transparent'), 'a\r\nb\nc\rd\r\n');
    assertEquals(await convert('native'), 'a\nb\nc\nd\r\n');
    for (const value of ['Native', '', null, 1]) {
      assertThrows(TypeError, () => new Blob([], {endings: value}));
    }
  });

  test('the options are read by name', () => {
    const log = [];
    new Blob([], new Proxy({}, {get: (t, name) => { log.push(name); }}));
    assertArrayEquals(log, ['endings', 'type']);
    assertThrows(TypeError, () => new Blob([], 'text/plain'));
  });

  const slices = [
    [[], 'abcdef'], [[2], 'cdef'], [[2, 4], 'cd'], [[-2], 'ef'],
    [[0, -2], 'abcd'], [[-4, -2], 'cd'], [[4, 2], ''], [[10], ''],
    [[-10], 'abcdef'], [[0, 100], 'abcdef'], [[undefined, 2], 'ab'],
    [[2, undefined], 'cdef'], [[null, 2], 'ab'], [[NaN, 2], 'ab'],
    [[1.5, 3], 'c'], [[0.5, 3], 'abc'], [[2.5, 3], 'c'], [[-Infinity, Infinity], 'abcdef'],
    [[2 ** 60], ''], [['2', '3'], 'c'],
  ];
  for (const [args, expected] of slices) {
    asyncTest(`slice(${args.map(String)})`, async () => {
      const slice = new Blob(['abc', 'def']).slice(...args);
      assertEquals(await text(slice), expected);
      assertEquals(slice.size, expected.length);
      assertTrue(slice instanceof Blob);
    });
  }

  test('slice has a type of its own', () => {
    const blob = new Blob(['x'], {type: 'text/plain'});
    assertEquals(blob.slice().type, '');
    assertEquals(blob.slice(0, 1, 'A/B').type, 'a/b');
    assertEquals(blob.slice(0, 1, '\x01').type, '');
    assertThrows(TypeError, () => blob.slice(1n));
  });

  asyncTest('a slice of a slice', async () => {
    const blob = new Blob(['abcdef']).slice(1, 5).slice(1, 3);
    assertEquals(await text(blob), 'cd');
  });

  asyncTest('text decodes UTF-8 with replacement, and skips a mark', async () => {
    const decode = (...list) => text(new Blob([new Uint8Array(list)]));
    assertEquals(await decode(0xC3, 0xA9), '\xE9');
    assertEquals(await decode(0xFF, 0x41), '\uFFFDA');
    assertEquals(await decode(0xE2, 0x82), '\uFFFD');
    assertEquals(await decode(0xED, 0xA0, 0x80), '\uFFFD\uFFFD\uFFFD');
    assertEquals(await decode(0xEF, 0xBB, 0xBF, 0x41), 'A');
    assertEquals(await decode(), '');
  });

  asyncTest('arrayBuffer and bytes give new objects each time', async () => {
    const blob = new Blob(['ab']);
    const buffer = await blob.arrayBuffer();
    assertTrue(buffer instanceof ArrayBuffer);
    assertNotEquals(buffer, await blob.arrayBuffer());
    const array = await blob.bytes();
    assertEquals(array.constructor, Uint8Array);
    assertArrayEquals(array, [97, 98]);
    array.fill(0);
    assertArrayEquals(await blob.bytes(), [97, 98]);
    assertEquals((await new Blob().arrayBuffer()).byteLength, 0);
  });

  asyncTest('methods with promises reject for a wrong receiver', async () => {
    for (const name of ['text', 'arrayBuffer', 'bytes']) {
      const method = Blob.prototype[name];
      const promise = method.call({});
      assertTrue(promise instanceof Promise, name);
      await assertRejects(TypeError, promise, name);
    }
    assertThrows(TypeError, () => Blob.prototype.slice.call({}));
  });
}
