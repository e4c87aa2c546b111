// Event handler IDL attributes (HTML section 8.1.8).
'use strict';

{
  // On the one target that needs no network.
  const makeHandled = () => {
    const {signal} = new AbortController();
    return [signal, () => signal.dispatchEvent(
        new Event('abort', {cancelable: true}))];
  };

  test('an event handler is null at first and what was set later', () => {
    const [target] = makeHandled();
    assertEquals(target.onabort, null);
    const handler = () => {};
    target.onabort = handler;
    assertEquals(target.onabort, handler);
    target.onabort = null;
    assertEquals(target.onabort, null);
  });

  test('an event handler that is no object is null', () => {
    const [target, dispatch] = makeHandled();
    for (const value of [undefined, 1, 'f', true, Symbol(), 1n]) {
      target.onabort = () => { fail('it still runs'); };
      target.onabort = value;
      assertEquals(target.onabort, null, typeof value);
      assertEquals(dispatch(), true);
    }
  });

  test('an event handler may be an object that cannot be called', () => {
    const [target, dispatch] = makeHandled();
    for (const value of [{}, [], {handleEvent() { fail('called'); }}]) {
      target.onabort = value;
      assertEquals(target.onabort, value);
      assertEquals(dispatch(), true);
    }
  });

  test('this and the argument of an event handler', () => {
    const [target, dispatch] = makeHandled();
    let seen;
    target.onabort = function(...args) { seen = [this, ...args]; };
    dispatch();
    assertEquals(seen.length, 2);
    assertEquals(seen[0], target);
    assertEquals(seen[1].type, 'abort');
  });

  test('an event handler cancels by returning false, and false only', () => {
    const [target, dispatch] = makeHandled();
    for (const value of [undefined, null, 0, '', NaN, true, 'false', {}]) {
      target.onabort = () => value;
      assertEquals(dispatch(), true, String(value));
    }
    target.onabort = () => false;
    assertEquals(dispatch(), false);
  });

  test('a listener cannot cancel by returning false', () => {
    const [target, dispatch] = makeHandled();
    target.addEventListener('abort', () => false);
    assertEquals(dispatch(), true);
  });

  test('an event handler keeps its place when it is replaced', () => {
    const [target, dispatch] = makeHandled();
    const log = [];
    target.addEventListener('abort', () => log.push(1));
    target.onabort = () => log.push('old');
    target.addEventListener('abort', () => log.push(3));
    target.onabort = () => log.push('new');
    dispatch();
    assertArrayEquals(log, [1, 'new', 3]);
  });

  test('an event handler set to null loses its place', () => {
    const [target, dispatch] = makeHandled();
    const log = [];
    target.onabort = () => log.push('handler');
    target.addEventListener('abort', () => log.push('listener'));
    target.onabort = null;
    dispatch();
    assertArrayEquals(log, ['listener']);
    target.onabort = () => log.push('handler');
    dispatch();
    assertArrayEquals(log, ['listener', 'listener', 'handler']);
  });

  test('an object that cannot be called keeps the handler\'s place', () => {
    const [target, dispatch] = makeHandled();
    const log = [];
    target.onabort = {};
    target.addEventListener('abort', () => log.push('listener'));
    target.onabort = () => log.push('handler');
    dispatch();
    assertArrayEquals(log, ['handler', 'listener']);
  });

  test('handler and listener may be the same function', () => {
    const [target, dispatch] = makeHandled();
    let calls = 0;
    const f = () => { ++calls; };
    target.onabort = f;
    target.addEventListener('abort', f);
    dispatch();
    assertEquals(calls, 2);
    target.removeEventListener('abort', f);
    dispatch();
    assertEquals(calls, 3);
    assertEquals(target.onabort, f);
  });

  test('a handler that throws is reported', () => {
    const [target, dispatch] = makeHandled();
    const error = new Error('mine');
    let calls = 0;
    target.onabort = () => { throw error; };
    target.addEventListener('abort', () => ++calls);
    assertArrayEquals(reported(dispatch), [error]);
    assertEquals(calls, 1);
  });

  test('a handler may replace itself while it runs', () => {
    const [target, dispatch] = makeHandled();
    const log = [];
    target.onabort = () => {
      log.push('old');
      target.onabort = () => log.push('new');
    };
    dispatch();
    dispatch();
    assertArrayEquals(log, ['old', 'new']);
  });
}
