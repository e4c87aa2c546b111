// The WebSocket interface (WebSockets section 3.1): its shape, the arguments of
// its constructor, close() and send(), and its initial attributes.
'use strict';

{
  const server = scriptArgs[0];

  // Sockets end with the test that made them.
  function open(...args) {
    const socket = new WebSocket(...args);
    socket.close();
    return socket;
  }

  // A socket that stays in CONNECTING while `steps` run.
  function connecting(steps) {
    const socket = new WebSocket(`${server}/echo`);
    try {
      assertEquals(socket.readyState, WebSocket.CONNECTING);
      steps(socket);
    } finally {
      socket.close();
    }
  }

  const constants = {CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3};
  for (const [name, value] of Object.entries(constants)) {
    test(`constant ${name}`, () => {
      for (const holder of [WebSocket, WebSocket.prototype]) {
        assertProperty(holder, name, {
          value, writable: false, enumerable: true, configurable: false,
        });
      }
    });
  }

  test('interface object', () => {
    assertProperty(globalThis, 'WebSocket', {
      writable: true, enumerable: false, configurable: true,
    });
    assertEquals(WebSocket.length, 1);
    assertEquals(WebSocket.name, 'WebSocket');
    assertEquals(Object.getPrototypeOf(WebSocket), EventTarget);
    assertEquals(Object.getPrototypeOf(WebSocket.prototype),
                 EventTarget.prototype);
    assertEquals(String(WebSocket.prototype), '[object WebSocket]');
    assertThrows(TypeError, () => WebSocket(server));
    assertThrows(TypeError, () => new WebSocket());
  });

  test('the prototype object has these properties', () => {
    assertArrayEquals(
        Object.getOwnPropertyNames(WebSocket.prototype).sort(),
        ['CLOSED', 'CLOSING', 'CONNECTING', 'OPEN', 'binaryType',
         'bufferedAmount', 'close', 'constructor', 'extensions', 'onclose',
         'onerror', 'onmessage', 'onopen', 'protocol', 'readyState', 'send',
         'url']);
    assertEquals(WebSocket.prototype.close.length, 0);
    assertEquals(WebSocket.prototype.send.length, 1);
  });

  for (const name of ['url', 'readyState', 'bufferedAmount', 'extensions',
                      'protocol']) {
    test(`${name} is a read-only accessor`, () => {
      assertProperty(WebSocket.prototype, name, {
        set: undefined, enumerable: true, configurable: true,
      });
      const {get} = Object.getOwnPropertyDescriptor(WebSocket.prototype, name);
      assertThrows(TypeError, () => get.call({}));
      assertThrows(TypeError, () => get.call(new EventTarget()));
    });
  }

  for (const name of ['onopen', 'onmessage', 'onerror', 'onclose',
                      'binaryType']) {
    test(`${name} is an accessor with a setter`, () => {
      const {get, set, enumerable, configurable} =
          Object.getOwnPropertyDescriptor(WebSocket.prototype, name);
      assertEquals(get.name, `get ${name}`);
      assertEquals(set.name, `set ${name}`);
      assertTrue(enumerable && configurable);
      assertThrows(TypeError, () => get.call({}));
      assertThrows(TypeError, () => set.call({}, null));
    });
  }

  test('a new socket', () => connecting((socket) => {
    assertEquals(socket.url, `${server}/echo`);
    assertEquals(socket.bufferedAmount, 0);
    assertEquals(socket.extensions, '');
    assertEquals(socket.protocol, '');
    assertEquals(socket.binaryType, 'blob');
    for (const name of ['onopen', 'onmessage', 'onerror', 'onclose']) {
      assertEquals(socket[name], null);
    }
    assertArrayEquals(Reflect.ownKeys(socket), []);
    assertEquals(String(socket), '[object WebSocket]');
  }));

  const invalidUrls = [
    '', 'x', '/echo', '?query', '#fragment', '//127.0.0.1/', 'ws:', 'ws://',
    'ws:///', 'wss://', 'http:', 'http://', 'ws://a b/', 'ws://[::1/',
    'ws://[::1::]/', 'ws://127.0.0.1:65536/', 'ws://127.0.0.1:-1/',
    'ws://127.0.0.1:port/', 'ws://256.0.0.1/', 'ws://1.2.3.4.5/',
    'ws://user@/', 'ws://%00/', 'ws://a<b/', 'ws://\uFFFD/', 'ftp://127.0.0.1/',
    'file:///x', 'mailto:a@b', 'about:blank', 'data:,x', 'javascript:0',
    'blob:ws://127.0.0.1/x', 'wsx://127.0.0.1/', null, undefined, 1, {},
  ];
  for (const url of invalidUrls) {
    test(`URL ${describe(url)} throws SyntaxError`, () => {
      const error = assertThrowsDOMException('SyntaxError',
                                             () => new WebSocket(url));
      assertEquals(error.code, 12);
    });
  }

  const port = new RegExp(':(\\d+)$').exec(server)[1];
  const urls = [
    [`ws://127.0.0.1:${port}`, `ws://127.0.0.1:${port}/`],
    [`WS://LOCALHOST:${port}/Path`, `ws://localhost:${port}/Path`],
    [`http://127.0.0.1:${port}/echo`, `ws://127.0.0.1:${port}/echo`],
    ['https://127.0.0.1:9/', 'wss://127.0.0.1:9/'],
    ['http://127.0.0.1:80/', 'ws://127.0.0.1/'],
    ['https://127.0.0.1:443/', 'wss://127.0.0.1/'],
    ['https://127.0.0.1:80/', 'wss://127.0.0.1:80/'],
    [`ws://127.1:${port}/a b?c d`, `ws://127.0.0.1:${port}/a%20b?c%20d`],
    [`ws://127.0.0.1:${port}/a/../b/./c`, `ws://127.0.0.1:${port}/b/c`],
    [`ws:127.0.0.1:${port}`, `ws://127.0.0.1:${port}/`],
    [`ws://127.0.0.1:${port}/#`, `ws://127.0.0.1:${port}/`],
    [`ws://127.0.0.1:${port}/?q#fragment`, `ws://127.0.0.1:${port}/?q`],
    [`ws:\\\\127.0.0.1:${port}\\x`, `ws://127.0.0.1:${port}/x`],
    [` \tws://127.0.0.1:${port}/\n`, `ws://127.0.0.1:${port}/`],
    [`ws://u:p@127.0.0.1:${port}/`, `ws://u:p@127.0.0.1:${port}/`],
    [`ws://127.0.0.1:${port}/\u{1F600}`,
     `ws://127.0.0.1:${port}/%F0%9F%98%80`],
    [`ws://127.0.0.1:${port}/\uD800`, `ws://127.0.0.1:${port}/%EF%BF%BD`],
    [`ws://[::1]:${port}/`, `ws://[::1]:${port}/`],
  ];
  for (const [url, expected] of urls) {
    test(`url of ${describe(url)}`, () => {
      assertEquals(open(url).url, expected);
    });
  }

  test('the URL is a USVString', () => {
    assertEquals(open({toString: () => `${server}/x`}).url, `${server}/x`);
    assertThrows(TypeError, () => new WebSocket(Symbol()));
  });

  const invalidProtocols = [
    '', 'a b', 'a,b', 'a\tb', 'a\r\n', 'a;b', 'a/b', 'a@b', 'a"b', '{}', '(a)',
    '\x7F', '\x00', '\xE9', '\u4E2D', '\uFF41', null + '\n', [''], ['a', ''],
    ['a', 'a'], ['a', 'b', 'a'], ['a b'], [[]], {},
  ];
  for (const protocols of invalidProtocols) {
    test(`protocols ${describe(protocols)} throw SyntaxError`, () => {
      assertThrowsDOMException(
          'SyntaxError', () => new WebSocket(`${server}/echo`, protocols));
    });
  }

  const validProtocols = [
    undefined, null, 'chat', 'a.b-c_d~', "!#$%&'*+^`|", [], ['a', 'b'],
    ['a', 'A'], new Set(['a', 'b']), [1, 2], 17, true,
    {*[Symbol.iterator]() { yield 'x'; }}, {toString: () => 'y'},
  ];
  validProtocols.forEach((protocols, i) => {
    test(`valid protocols ${i}`, () => {
      assertEquals(open(`${server}/echo`, protocols).protocol, '');
    });
  });

  test('protocols that cannot be converted throw TypeError', () => {
    for (const value of [Symbol(), [Symbol()], {[Symbol.iterator]: 1},
                         {[Symbol.iterator]: () => 1}, Object.create(null)]) {
      assertThrows(TypeError, () => new WebSocket(`${server}/echo`, value));
    }
  });

  test('arguments are converted before the URL is parsed', () => {
    assertThrows(TypeError, () => new WebSocket('nonsense', Symbol()));
    assertThrowsDOMException('SyntaxError', () => new WebSocket('ws:', 'a b'));
  });

  const badCodes = [0, 1, 999, 1001, 1002, 1003, 1004, 1005, 1006, 1015, 1016,
                    1999, 2000, 2999, 5000, 65535, 65536, 66536, -1, NaN, null,
                    'x', Infinity, -Infinity, 999.4, 2999.4, {}];
  for (const code of badCodes) {
    test(`close(${describe(code)}) throws InvalidAccessError`,
         () => connecting((socket) => {
      const error = assertThrowsDOMException('InvalidAccessError',
                                             () => socket.close(code));
      assertEquals(error.code, 15);
      assertEquals(socket.readyState, WebSocket.CONNECTING);
    }));
  }

  // [Clamp] unsigned short: to the nearest integer, ties to the even one.
  const goodCodes = [1000, 3000, 3999, 4000, 4001, 4999, '1000', '0xfa1',
                     999.6, 1000.4, 1000.5, 2999.5, 2999.7, 4999.4,
                     {valueOf: () => 4001}, [4001], new Date(4001)];
  goodCodes.forEach((code, i) => {
    test(`good code ${i} of close()`, () => connecting((socket) => {
      assertEquals(socket.close(code), undefined);
      assertEquals(socket.readyState, WebSocket.CLOSING);
    }));
  });

  test('close: codes that cannot be converted', () => connecting((socket) => {
    assertThrows(TypeError, () => socket.close(1000n));
    assertThrows(TypeError, () => socket.close(Symbol()));
    assertThrows(TypeError, () => socket.close(1000, Symbol()));
    const error = new Error('mine');
    assertEquals(assertThrows(
        Error, () => socket.close({valueOf() { throw error; }})), error);
    assertEquals(socket.readyState, WebSocket.CONNECTING);
  }));

  test('close: a missing code is no code', () => connecting((socket) => {
    socket.close(undefined, 'reason');
    assertEquals(socket.readyState, WebSocket.CLOSING);
  }));

  test('close: a reason has at most 123 bytes', () => connecting((socket) => {
    const tooLong = ['x'.repeat(124), '\xE9'.repeat(62), '\u20AC'.repeat(42),
                     '\u{1F600}'.repeat(31), '\uD800'.repeat(42)];
    for (const reason of tooLong) {
      assertThrowsDOMException('SyntaxError', () => socket.close(1000, reason));
      assertThrowsDOMException('SyntaxError',
                               () => socket.close(undefined, reason));
    }
    assertEquals(socket.readyState, WebSocket.CONNECTING);
    socket.close(1000, '\u20AC'.repeat(41));
  }));

  test('close: the code is checked before the reason',
       () => connecting((socket) => {
    assertThrowsDOMException('InvalidAccessError',
                             () => socket.close(1, 'x'.repeat(200)));
  }));

  test('close: arguments are checked even when closed', () => {
    const socket = open(`${server}/echo`);
    assertEquals(socket.readyState, WebSocket.CLOSING);
    assertThrowsDOMException('InvalidAccessError', () => socket.close(1));
    assertThrowsDOMException('SyntaxError',
                             () => socket.close(1000, 'x'.repeat(200)));
  });

  test('send throws while connecting', () => connecting((socket) => {
    for (const data of ['x', '', new ArrayBuffer(1), new Uint8Array(1),
                        new Blob(['x'])]) {
      const error = assertThrowsDOMException('InvalidStateError',
                                             () => socket.send(data));
      assertEquals(error.code, 11);
    }
    assertEquals(socket.bufferedAmount, 0);
  }));

  test('send converts first', () => connecting((socket) => {
    assertThrows(TypeError, () => socket.send());
    assertThrows(TypeError, () => socket.send(Symbol()));
    const error = new Error('mine');
    assertEquals(assertThrows(
        Error, () => socket.send({toString() { throw error; }})), error);
  }));

  if (typeof SharedArrayBuffer === 'function') {
    test('send takes no view of a SharedArrayBuffer', () => {
      const socket = open(`${server}/echo`);
      assertThrows(TypeError,
                   () => socket.send(new Uint8Array(new SharedArrayBuffer(4))));
    });
  }

  test('send: what is no buffer and no blob is text', () => {
    const socket = open(`${server}/echo`);
    const texts = [[12, 2], [null, 4], [undefined, 9], [true, 4], [[1, 2], 3],
                   [{}, 15], ['', 0], ['\u20AC', 3], ['\uD800', 3],
                   ['\u{1F600}', 4], [10n, 2]];
    let expected = 0;
    for (const [data, bytes] of texts) {
      socket.send(data);
      expected += bytes;
      assertEquals(socket.bufferedAmount, expected, describe(data));
    }
  });

  test('send: buffers count by their bytes', () => {
    const socket = open(`${server}/echo`);
    const buffer = new ArrayBuffer(16);
    socket.send(buffer);
    assertEquals(socket.bufferedAmount, 16);
    socket.send(new Uint16Array(buffer, 2, 3));
    assertEquals(socket.bufferedAmount, 22);
    socket.send(new DataView(buffer, 15));
    assertEquals(socket.bufferedAmount, 23);
    socket.send(new Blob(['abc', '\xE9']));
    assertEquals(socket.bufferedAmount, 28);
    socket.send(new Float64Array(0));
    assertEquals(socket.bufferedAmount, 28);
  });

  test('binaryType takes its two values and ignores others',
       () => connecting((socket) => {
    socket.binaryType = 'arraybuffer';
    assertEquals(socket.binaryType, 'arraybuffer');
    for (const value of ['ArrayBuffer', '', 'notype', null, undefined, 1]) {
      socket.binaryType = value;
      assertEquals(socket.binaryType, 'arraybuffer');
    }
    assertThrows(TypeError, () => { socket.binaryType = Symbol(); });
    socket.binaryType = {toString: () => 'blob'};
    assertEquals(socket.binaryType, 'blob');
  }));

  test('event handler attributes', () => connecting((socket) => {
    for (const name of ['onopen', 'onmessage', 'onerror', 'onclose']) {
      const handler = () => {};
      socket[name] = handler;
      assertEquals(socket[name], handler);
      const object = {};
      socket[name] = object;
      assertEquals(socket[name], object);
      for (const value of [1, 'f', undefined, Symbol(), true]) {
        socket[name] = handler;
        socket[name] = value;
        assertEquals(socket[name], null);
      }
    }
  }));

  test('classes can extend it', () => {
    class Mine extends WebSocket {
      constructor() { super(`${server}/echo`); }
      close(...args) { super.close(...args); this.closedBy = 'mine'; }
    }
    const socket = new Mine();
    assertEquals(socket.readyState, WebSocket.CONNECTING);
    socket.close();
    assertEquals(socket.closedBy, 'mine');
    assertTrue(socket instanceof WebSocket);
  });
}
