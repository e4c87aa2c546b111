// HTML, section "Timers".
'use strict';

asyncTest('timers run in the order of their due times', (done) => {
  const order = [];
  setTimeout(() => order.push('20'), 20);
  setTimeout(() => order.push('first 0'), 0);
  setTimeout(() => order.push('second 0'), 0);
  setTimeout(() => order.push('5'), 5);
  setTimeout(() => {
    assertArrayEquals(order, ['first 0', 'second 0', '5', '20']);
    done();
  }, 40);
});

asyncTest('a timer never runs early', async () => {
  for (const wait of [1, 2, 3, 5, 8]) {
    const start = performance.now();
    await delay(wait);
    assertTrue(performance.now() - start >= wait, `${wait} ms`);
  }
});

asyncTest('arguments and this', (done) => {
  setTimeout(function(...args) {
    assertEquals(this, globalThis);
    assertArrayEquals(args, [1, 'two', null]);
    done();
  }, 0, 1, 'two', null);
});

asyncTest('a string handler is run as a script', async () => {
  setTimeout('var fromStringHandler = this === globalThis');
  await delay(5);
  assertTrue(globalThis.fromStringHandler);
});

asyncTest('an interval repeats until it is cleared, also by itself', (done) => {
  let count = 0;
  const id = setInterval(() => {
    if (++count < 3) return;
    clearTimeout(id);
    setTimeout(() => {
      assertEquals(count, 3);
      done();
    }, 20);
  }, 1);
});

asyncTest('a cleared timer does not run', async () => {
  const ids = [setTimeout(() => fail('ran'), 0), setInterval(() => fail('ran'))];
  ids.forEach(clearInterval);
  await delay(10);
});

test('clearing what is no timer does nothing', () => {
  for (const id of [undefined, null, 0, -1, 1e9, 'x', NaN]) clearTimeout(id);
  clearInterval();
});

test('ids are positive integers, each used once', () => {
  const ids = [setTimeout(() => {}), setInterval(() => {}), setTimeout(() => {})];
  ids.forEach(clearTimeout);
  for (const id of ids) assertTrue(Number.isInteger(id) && id > 0);
  assertEquals(new Set(ids).size, 3);
});

asyncTest('deeply nested timers wait four milliseconds', (done) => {
  const times = [];
  (function next() {
    times.push(performance.now());
    if (times.length < 12) {
      setTimeout(next, 0);
      return;
    }
    // Levels 0 to 5 are not clamped.
    for (let i = 8; i < times.length; ++i) {
      assertTrue(times[i] - times[i - 1] >= 4, `step ${i}`);
    }
    done();
  })();
});

asyncTest('timeouts are converted to long', async () => {
  const start = performance.now();
  await Promise.all([-1, NaN, Infinity, 2 ** 32, null, undefined, '1', {}].map(
      (timeout) => new Promise((resolve) => setTimeout(resolve, timeout))));
  assertTrue(performance.now() - start < 2000);
});

test('missing and wrong arguments throw', () => {
  assertThrows(TypeError, () => setTimeout());
  assertThrows(TypeError, () => setInterval());
  assertThrows(TypeError, () => queueMicrotask());
  assertThrows(TypeError, () => queueMicrotask({}));
  assertThrows(TypeError, () => setTimeout(Symbol()));
  assertThrows(TypeError, () => setTimeout(() => {}, 1n));
  assertThrows(TypeError, () => new setTimeout(() => {}));
});

test('the functions look like operations', () => {
  for (const [name, length] of [['setTimeout', 1], ['setInterval', 1],
                                ['clearTimeout', 0], ['clearInterval', 0],
                                ['queueMicrotask', 1]]) {
    assertProperty(globalThis, name,
                   {writable: true, enumerable: true, configurable: true});
    assertEquals(globalThis[name].name, name);
    assertEquals(globalThis[name].length, length);
  }
});

asyncTest('microtasks run after each task, before the next', (done) => {
  const order = [];
  setTimeout(() => {
    queueMicrotask(() => {
      order.push('microtask');
      queueMicrotask(() => order.push('nested microtask'));
    });
    Promise.resolve().then(() => order.push('promise'));
    order.push('task');
  });
  setTimeout(() => {
    assertArrayEquals(order,
                      ['task', 'microtask', 'promise', 'nested microtask']);
    done();
  });
});

asyncTest('an exception is reported, and other timers run', (done) => {
  const reported = [];
  onerror = (message, source, line, column, error) => {
    reported.push(error.message);
    assertTrue(message.endsWith('from a timer') ||
               message.endsWith('from a microtask'));
    assertTrue(source.endsWith('timers_test.js'));
    assertTrue(line > 0 && column > 0);
    return true;
  };
  setTimeout(() => { throw new Error('from a timer'); });
  setTimeout(() => queueMicrotask(() => { throw new Error('from a microtask'); }));
  setTimeout(() => {
    assertArrayEquals(reported, ['from a timer', 'from a microtask']);
    done();
  }, 10);
});

asyncTest('sockets get their turn between timers that are always due', async () => {
  const socket = new WebSocket(`${scriptArgs[0]}/echo`);
  await nextEvent(socket, 'open');
  let runs = 0;
  let id = setTimeout(function busy() {
    assertTrue(++runs < 200);
    id = setTimeout(busy);
    const end = performance.now() + 10;
    while (performance.now() < end);
    if (runs === 10) socket.send('x');
  });
  await nextEvent(socket, 'message');
  clearTimeout(id);
  socket.close();
  await nextEvent(socket, 'close');
});
