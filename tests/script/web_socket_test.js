// WebSocket over a real connection: the order of events, close codes, messages
// (WebSockets sections 3.1 to 6).
'use strict';

{
  const server = scriptArgs[0];

  // Connects; resolves, once all listeners of the close event have run, with
  // what happened: the types of the events in order, and the close event.
  // `steps` are called with the socket.
  function run(path, steps = () => {}) {
    return new Promise((resolve) => {
      const socket = new WebSocket(`${server}${path}`);
      socket.binaryType = 'arraybuffer';
      const log = [];
      for (const type of ['open', 'message', 'error', 'close']) {
        socket.addEventListener(type, (event) => {
          log.push(type);
          if (type === 'close') setTimeout(resolve, 0, {socket, log, event});
        });
      }
      steps(socket);
    });
  }

  // Opens a connection to /echo, hands the socket to `steps`, and closes it.
  async function echo(steps) {
    const socket = new WebSocket(`${server}/echo`);
    await nextEvent(socket, 'open');
    await steps(socket);
    socket.close();
    await nextEvent(socket, 'close');
  }

  // Codes that a server sends arrive as they are.
  for (const code of [1000, 1001, 1002, 1003, 1007, 1008, 1011, 1014, 3000,
                      3999, 4000, 4001, 4999]) {
    asyncTest(`the server closes with ${code}`, async () => {
      const {log, event, socket} =
          await run(`/close?code=${code}&reason=so+it+is`);
      assertArrayEquals(log, ['open', 'close']);
      assertEquals(event.code, code);
      assertEquals(event.reason, 'so it is');
      assertEquals(event.wasClean, true);
      assertEquals(socket.readyState, WebSocket.CLOSED);
    });
  }

  // Outside of what endpoints should send, but not reserved on the wire.
  for (const code of [999, 1004, 1016, 2000, 2999, 5000, 65535]) {
    asyncTest(`the server closes with ${code}, which is not registered`,
              async () => {
      const {event} = await run(`/close?code=${code}`);
      assertEquals(event.code, code);
      assertEquals(event.wasClean, true);
      assertEquals(event.reason, '');
    });
  }

  // Must never be on the wire (RFC 6455 section 7.4.1).
  for (const code of [1006, 1015]) {
    asyncTest(`the server closes with ${code}, a protocol error`, async () => {
      const {log, event} = await run(`/close?code=${code}`);
      assertArrayEquals(log, ['open', 'error', 'close']);
      assertEquals(event.code, 1006);
      assertEquals(event.wasClean, false);
    });
  }

  asyncTest('the server closes without a code', async () => {
    const {log, event} = await run('/close');
    assertArrayEquals(log, ['open', 'close']);
    assertEquals(event.code, 1005);
    assertEquals(event.reason, '');
    assertEquals(event.wasClean, true);
  });

  asyncTest('the reason is UTF-8', async () => {
    const {event} = await run(
        `/close?code=4001&reason=${encodeURIComponent('d\xE9j\xE0 \u{1F600}')}`);
    assertEquals(event.reason, 'd\xE9j\xE0 \u{1F600}');
  });

  asyncTest('the server drops the connection', async () => {
    const {log, event} = await run('/drop');
    assertArrayEquals(log, ['open', 'close']);
    assertEquals(event.code, 1006);
    assertEquals(event.reason, '');
    assertEquals(event.wasClean, false);
  });

  asyncTest('the server resets the connection', async () => {
    const {log, event} = await run('/reset');
    assertArrayEquals(log.slice(-2), ['error', 'close']);
    assertEquals(event.code, 1006);
    assertEquals(event.wasClean, false);
  });

  for (const status of [200, 301, 401, 403, 404, 500]) {
    asyncTest(`the server refuses with ${status}`, async () => {
      const {log, event} = await run(`/refuse?status=${status}`);
      assertArrayEquals(log, ['error', 'close']);
      assertEquals(event.code, 1006);
      assertEquals(event.reason, '');
      assertEquals(event.wasClean, false);
    });
  }

  asyncTest('nobody listens', async () => {
    const socket = new WebSocket('ws://127.0.0.1:9/');
    assertEquals(socket.readyState, WebSocket.CONNECTING);
    const log = [];
    socket.onopen = () => log.push('open');
    socket.onerror = () => log.push('error');
    const event = await nextEvent(socket, 'close');
    assertArrayEquals(log, ['error']);
    assertEquals(event.code, 1006);
    assertEquals(event.wasClean, false);
  });

  asyncTest('no event comes before the script ends', async () => {
    const log = [];
    const socket = new WebSocket(`${server}/close?code=1000`);
    socket.onopen = () => log.push('open');
    socket.onclose = () => log.push('close');
    const end = performance.now() + 50;
    while (performance.now() < end) {}
    await undefined;
    assertArrayEquals(log, []);
    assertEquals(socket.readyState, WebSocket.CONNECTING);
    await nextEvent(socket, 'close');
    assertArrayEquals(log, ['open', 'close']);
  });

  asyncTest('readyState in the listeners', async () => {
    const states = [];
    const note = (socket) => states.push(socket.readyState);
    const {socket} = await run('/echo', (socket) => {
      note(socket);
      socket.onopen = () => {
        note(socket);
        socket.send('x');
      };
      socket.onmessage = () => {
        note(socket);
        socket.close();
        note(socket);
      };
      socket.onclose = () => note(socket);
    });
    assertArrayEquals(states, [0, 1, 1, 2, 3]);
    assertEquals(socket.readyState, 3);
  });

  asyncTest('readyState is CLOSED in the error listener', async () => {
    let state;
    await run('/refuse?status=404', (socket) => {
      socket.onerror = () => { state = socket.readyState; };
    });
    assertEquals(state, WebSocket.CLOSED);
  });

  asyncTest('each event is trusted, at the socket, and neither bubbles nor ' +
            'can be canceled', async () => {
    const events = [];
    const keep = (event) => {
      assertEquals(event.eventPhase, Event.AT_TARGET);
      assertEquals(event.currentTarget, event.target);
      assertArrayEquals(event.composedPath(), [event.target]);
      events.push(event);
    };
    const {socket} = await run('/echo', (socket) => {
      socket.onopen = (event) => {
        keep(event);
        socket.send('x');
      };
      socket.onmessage = (event) => {
        keep(event);
        socket.close();
      };
      socket.onclose = keep;
    });
    const {socket: refused} = await run('/refuse', (socket) => {
      socket.onerror = keep;
      socket.onclose = keep;
    });
    assertArrayEquals(events.map((e) => e.constructor),
                      [Event, MessageEvent, CloseEvent, Event, CloseEvent]);
    assertArrayEquals(events.map((e) => e.type),
                      ['open', 'message', 'close', 'error', 'close']);
    events.forEach((event, i) => {
      assertEquals(event.isTrusted, true);
      assertEquals(event.bubbles, false);
      assertEquals(event.cancelable, false);
      assertEquals(event.composed, false);
      assertEquals(event.target, i < 3 ? socket : refused);
      assertEquals(event.currentTarget, null);
      assertTrue(event.timeStamp > 0 && event.timeStamp <= performance.now());
    });
  });

  asyncTest('a trusted event that is dispatched again is not', async () => {
    const {event} = await run('/close?code=4001');
    const target = new EventTarget();
    assertEquals(event.isTrusted, true);
    target.dispatchEvent(event);
    assertEquals(event.isTrusted, false);
    assertEquals(event.target, target);
    assertEquals(event.code, 4001);
  });

  asyncTest('a script may dispatch events at a socket', async () => {
    await echo(async (socket) => {
      let seen;
      socket.onclose = (event) => { seen = event; };
      socket.dispatchEvent(new CloseEvent('close', {code: 77}));
      assertEquals(seen.code, 77);
      assertEquals(seen.isTrusted, false);
      assertEquals(socket.readyState, WebSocket.OPEN);
      socket.onclose = null;
    });
  });

  // The server answers with our code and no reason.
  for (const [args, code] of [
           [[], 1005], [[1000], 1000], [[1000, ''], 1000],
           [[3000, 'three'], 3000], [[4999, '\u20AC'], 4999],
           [[4001, 'x'.repeat(123)], 4001], [[4001, '\uD800'], 4001],
           [[undefined, 'without a code'], 1005]]) {
    asyncTest(`close(${args.map(describe)}) is answered alike`, async () => {
      const {log, event} = await run('/echo', (socket) => {
        socket.onopen = () => socket.close(...args);
      });
      assertArrayEquals(log, ['open', 'close']);
      assertEquals(event.code, code);
      assertEquals(event.reason, '');
      assertEquals(event.wasClean, true);
    });
  }

  asyncTest('close() while connecting fails the connection', async () => {
    const states = [];
    const {log, event} = await run('/echo', (socket) => {
      states.push(socket.readyState);
      socket.close(4001, 'never mind');
      states.push(socket.readyState);
      socket.onerror = () => states.push(socket.readyState);
    });
    assertArrayEquals(log, ['error', 'close']);
    assertArrayEquals(states, [0, 2, 3]);
    assertEquals(event.code, 1006);
    assertEquals(event.reason, '');
    assertEquals(event.wasClean, false);
  });

  asyncTest('close() again does nothing', async () => {
    const {log, event, socket} = await run('/echo', (socket) => {
      socket.onopen = () => {
        socket.close(4001, 'first');
        socket.close(4002, 'second');
      };
    });
    socket.close();
    assertArrayEquals(log, ['open', 'close']);
    assertEquals(event.code, 4001);
    await delay(5);
    assertArrayEquals(log, ['open', 'close']);
  });

  asyncTest('close() in the close listener does nothing', async () => {
    const {log} = await run('/close?code=1000', (socket) => {
      socket.onclose = () => socket.close(4001);
    });
    assertArrayEquals(log, ['open', 'close']);
  });

  asyncTest('messages sent before close() arrive', async () => {
    let got = 0;
    const socket = new WebSocket(`${server}/sink`);
    socket.onmessage = () => ++got;
    await nextEvent(socket, 'open');
    for (let i = 0; i < 100; ++i) socket.send('x'.repeat(1000));
    await waitUntil(() => got === 100, 'answers');
    socket.close(1000);
    assertEquals((await nextEvent(socket, 'close')).wasClean, true);
  });

  asyncTest('no message comes after close()', async () => {
    const {log} = await run('/echo', (socket) => {
      socket.onopen = () => {
        socket.send('x');
        socket.close();
      };
    });
    assertArrayEquals(log, ['open', 'close']);
  });

  const texts = {
    'empty': '', 'ASCII': 'hello', 'U+0000': 'a\0b', 'Latin-1': 'd\xE9j\xE0',
    'two bytes': '\u03B1\u05D0', 'three bytes': '\u65E5\u672C\u20AC',
    'four bytes': '\u{1F600}\u{10FFFF}', '125 bytes': 'x'.repeat(125),
    '126 bytes': 'x'.repeat(126), '65535 bytes': 'x'.repeat(65535),
    '65536 bytes': 'x'.repeat(65536), 'a million': '\xE9'.repeat(500000),
  };
  for (const [what, data] of Object.entries(texts)) {
    asyncTest(`a text comes back: ${what}`, () => echo(async (socket) => {
      socket.send(data);
      const event = await nextEvent(socket, 'message');
      assertTrue(event.data === data, 'same text');
      assertEquals(event.data, event.data);
      assertEquals(event.origin, server);
      assertEquals(event.lastEventId, '');
      assertEquals(event.source, null);
      assertArrayEquals(event.ports, []);
    }));
  }

  asyncTest('lone surrogates are replaced', () => echo(async (socket) => {
    socket.send('a\uD800b\uDC00');
    assertEquals((await nextEvent(socket, 'message')).data, 'a\uFFFDb\uFFFD');
  }));

  const content = Uint8Array.from({length: 300}, (_, i) => i & 255);
  const binaries = {
    'an ArrayBuffer': [content.buffer, content],
    'an empty ArrayBuffer': [new ArrayBuffer(0), []],
    'a Uint8Array': [content, content],
    'a part of a buffer': [content.subarray(10, 20), content.slice(10, 20)],
    'a small array': [new Uint8Array([1, 2, 3]), [1, 2, 3]],
    'a DataView': [new DataView(content.buffer, 5, 2), [5, 6]],
    'a Uint16Array': [new Uint16Array(content.buffer, 2, 2), [2, 3, 4, 5]],
    'a Float64Array': [new Float64Array([0]), [0, 0, 0, 0, 0, 0, 0, 0]],
    'a BigUint64Array': [new BigUint64Array([1n]), [1, 0, 0, 0, 0, 0, 0, 0]],
    'a Uint8ClampedArray': [new Uint8ClampedArray([300]), [255]],
    'a Blob': [new Blob(['abc']), [97, 98, 99]],
    'an empty Blob': [new Blob(), []],
  };
  for (const [what, [data, expected]] of Object.entries(binaries)) {
    asyncTest(`${what} comes back as an ArrayBuffer`,
              () => echo(async (socket) => {
      socket.binaryType = 'arraybuffer';
      socket.send(data);
      const event = await nextEvent(socket, 'message');
      assertEquals(event.data.constructor, ArrayBuffer);
      assertEquals(event.data, event.data);
      assertArrayEquals(new Uint8Array(event.data), [...expected]);
    }));
  }

  asyncTest('binary messages are blobs unless told otherwise',
            () => echo(async (socket) => {
    socket.send(new Uint8Array([104, 105]));
    const {data} = await nextEvent(socket, 'message');
    assertTrue(data instanceof Blob);
    assertEquals(data.size, 2);
    assertEquals(data.type, '');
    assertEquals(await data.text(), 'hi');
  }));

  asyncTest('binaryType counts when the event is fired',
            () => echo(async (socket) => {
    socket.binaryType = 'arraybuffer';
    socket.send(new Uint8Array(1));
    socket.send(new Uint8Array(2));
    const first = await nextEvent(socket, 'message');
    socket.binaryType = 'blob';
    const second = await nextEvent(socket, 'message');
    assertTrue(first.data instanceof ArrayBuffer);
    assertTrue(second.data instanceof Blob || second.data.byteLength === 2);
  }));

  asyncTest('what is sent is copied at once', () => echo(async (socket) => {
    socket.binaryType = 'arraybuffer';
    const view = new Uint8Array([1, 2, 3]);
    socket.send(view);
    view.fill(9);
    const {data} = await nextEvent(socket, 'message');
    assertArrayEquals(new Uint8Array(data), [1, 2, 3]);
  }));

  asyncTest('messages keep their order', () => echo(async (socket) => {
    const got = [];
    socket.onmessage = (event) => got.push(event.data);
    for (let i = 0; i < 500; ++i) socket.send(`${i}`);
    await waitUntil(() => got.length === 500, 'messages');
    assertTrue(got.every((text, i) => text === `${i}`));
  }));

  asyncTest('each message has a task of its own', () => echo(async (socket) => {
    const log = [];
    socket.onmessage = (event) => {
      log.push(event.data);
      queueMicrotask(() => log.push(`after ${event.data}`));
    };
    socket.send('1');
    socket.send('2');
    await waitUntil(() => log.length === 4, 'messages');
    assertArrayEquals(log, ['1', 'after 1', '2', 'after 2']);
  }));

  asyncTest('bufferedAmount grows with send() and falls later',
            () => echo(async (socket) => {
    assertEquals(socket.bufferedAmount, 0);
    socket.send('\u20AC');
    assertEquals(socket.bufferedAmount, 3);
    socket.send(new Uint8Array(1000));
    assertEquals(socket.bufferedAmount, 1003);
    await waitUntil(() => socket.bufferedAmount === 0, 'sent');
  }));

  asyncTest('bufferedAmount only grows after close()', async () => {
    const {socket} = await run('/echo', (socket) => {
      socket.onopen = () => {
        socket.close();
        socket.send('abc');
        assertEquals(socket.bufferedAmount, 3);
      };
    });
    socket.send('de');
    assertEquals(socket.bufferedAmount, 5);
    await delay(5);
    assertEquals(socket.bufferedAmount, 5);
  });

  asyncTest('the server chooses a subprotocol', async () => {
    const socket = new WebSocket(`${server}/subprotocol`, ['one', 'two']);
    assertEquals(socket.protocol, '');
    await nextEvent(socket, 'open');
    assertEquals(socket.protocol, 'one');
    socket.close();
    await nextEvent(socket, 'close');
    assertEquals(socket.protocol, 'one');
  });

  asyncTest('a server that chooses none of the protocols is refused',
            async () => {
    const socket = new WebSocket(`${server}/echo`, 'chat');
    const event = await nextEvent(socket, 'close');
    assertEquals(event.code, 1006);
    assertEquals(event.wasClean, false);
  });

  asyncTest('extensions tells what was agreed on', () => echo(async (socket) => {
    assertTrue(socket.extensions === '' ||
               socket.extensions.startsWith('permessage-deflate'),
               socket.extensions);
  }));

  asyncTest('a listener that throws does not disturb the socket', async () => {
    const outer = globalThis.onerror;
    const errors = [];
    globalThis.onerror = (message, source, line, column, error) => {
      errors.push(error);
      return true;
    };
    const {log, event} = await run('/close?code=4001', (socket) => {
      socket.onopen = () => { throw 'in open'; };
      socket.onclose = () => { throw 'in close'; };
    });
    await delay(1);
    globalThis.onerror = outer;
    assertArrayEquals(log, ['open', 'close']);
    assertEquals(event.code, 4001);
    assertArrayEquals(errors, ['in open', 'in close']);
  });

  asyncTest('once and removed listeners of a socket', async () => {
    let opens = 0, messages = 0;
    await run('/echo', (socket) => {
      const never = () => { ++messages; };
      socket.addEventListener('message', never);
      socket.addEventListener('open', () => {
        ++opens;
        socket.removeEventListener('message', never);
        socket.send('x');
      }, {once: true});
      socket.addEventListener('message', () => socket.close());
    });
    assertEquals(opens, 1);
    assertEquals(messages, 0);
  });

  asyncTest('many sockets at once', async () => {
    const runs = [];
    for (let i = 0; i < 50; ++i) runs.push(run(`/close?code=${4000 + i}`));
    const results = await Promise.all(runs);
    results.forEach(({event}, i) => assertEquals(event.code, 4000 + i));
  });

  asyncTest('a socket made in a close listener works', async () => {
    const {event} = await run('/close?code=4001');
    assertEquals(event.code, 4001);
    const second = await new Promise((resolve) => {
      const socket = new WebSocket(`${server}/close?code=4002`);
      socket.onclose = () => {
        const next = new WebSocket(`${server}/close?code=4003`);
        next.onclose = resolve;
      };
    });
    assertEquals(second.code, 4003);
  });

  asyncTest('an event keeps its attributes', async () => {
    const {event} = await run('/close?code=4001&reason=kept');
    await delay(20);
    for (let i = 0; i < 3; ++i) {
      assertEquals(event.code, 4001);
      assertEquals(event.reason, 'kept');
      assertEquals(event.wasClean, true);
    }
    assertArrayEquals(Reflect.ownKeys(event), ['isTrusted']);
    event.initEvent('other');
    assertEquals(event.isTrusted, false);
    assertEquals(event.code, 4001);
  });
}
