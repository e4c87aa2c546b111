// AbortController and AbortSignal (DOM section 3).
'use strict';

{
  test('interface objects', () => {
    assertEquals(AbortController.length, 0);
    assertThrows(TypeError, () => AbortController());
    assertThrows(TypeError, () => new AbortSignal());
    assertThrows(TypeError, () => AbortSignal());
    assertEquals(Object.getPrototypeOf(AbortSignal), EventTarget);
    assertEquals(String(new AbortController()), '[object AbortController]');
    assertEquals(String(new AbortController().signal), '[object AbortSignal]');
    const lengths = {abort: 0, timeout: 1, any: 1};
    for (const [name, length] of Object.entries(lengths)) {
      assertProperty(AbortSignal, name, {
        writable: true, enumerable: true, configurable: true,
      });
      assertEquals(AbortSignal[name].length, length, name);
      assertEquals(AbortSignal[name].name, name);
    }
    assertEquals(AbortController.prototype.abort.length, 0);
    assertEquals(AbortSignal.prototype.throwIfAborted.length, 0);
  });

  test('signal is the same object each time', () => {
    const controller = new AbortController();
    assertEquals(controller.signal, controller.signal);
    assertNotEquals(controller.signal, new AbortController().signal);
    assertProperty(AbortController.prototype, 'signal', {set: undefined});
  });

  test('a signal at first', () => {
    const {signal} = new AbortController();
    assertEquals(signal.aborted, false);
    assertEquals(signal.reason, undefined);
    assertEquals(signal.onabort, null);
    assertEquals(signal.throwIfAborted(), undefined);
  });

  test('abort without a reason makes an AbortError', () => {
    const controller = new AbortController();
    assertEquals(controller.abort(), undefined);
    const {reason} = controller.signal;
    assertEquals(controller.signal.aborted, true);
    assertTrue(reason instanceof DOMException);
    assertEquals(reason.name, 'AbortError');
    assertEquals(reason.code, 20);
    assertEquals(controller.signal.reason, reason);
    assertEquals(
        assertThrowsDOMException(
            'AbortError', () => controller.signal.throwIfAborted()),
        reason);
  });

  test('abort(undefined) is abort()', () => {
    const controller = new AbortController();
    controller.abort(undefined);
    assertEquals(controller.signal.reason.name, 'AbortError');
  });

  test('any value is a reason', () => {
    for (const reason of [null, 0, '', false, NaN, Symbol('s'), 1n, {}, []]) {
      const controller = new AbortController();
      controller.abort(reason);
      assertEquals(controller.signal.reason, reason);
      let caught;
      try {
        controller.signal.throwIfAborted();
      } catch (error) {
        caught = {error};
      }
      assertEquals(caught.error, reason);
      assertEquals(AbortSignal.abort(reason).reason, reason);
    }
  });

  test('only the first abort counts', () => {
    const controller = new AbortController();
    let calls = 0;
    controller.signal.onabort = () => ++calls;
    controller.abort(1);
    controller.abort(2);
    assertEquals(controller.signal.reason, 1);
    assertEquals(calls, 1);
  });

  test('the abort event is trusted and neither bubbles nor can be canceled',
       () => {
    const controller = new AbortController();
    let seen;
    controller.signal.addEventListener('abort', (event) => {
      seen = event;
      assertEquals(controller.signal.aborted, true);
      assertEquals(event.eventPhase, Event.AT_TARGET);
    });
    controller.abort();
    assertEquals(seen.constructor, Event);
    assertEquals(seen.isTrusted, true);
    assertEquals(seen.bubbles, false);
    assertEquals(seen.cancelable, false);
    assertEquals(seen.target, controller.signal);
  });

  test('abort in the abort event does nothing', () => {
    const controller = new AbortController();
    let calls = 0;
    controller.signal.onabort = () => {
      ++calls;
      controller.abort();
    };
    controller.abort();
    assertEquals(calls, 1);
  });

  test('AbortSignal.abort() is aborted from the start', () => {
    const signal = AbortSignal.abort();
    assertEquals(signal.aborted, true);
    assertEquals(signal.reason.name, 'AbortError');
    assertNotEquals(AbortSignal.abort(), signal);
  });

  test('any: aborts with the first of its sources', () => {
    const controllers = [new AbortController(), new AbortController()];
    const signal = AbortSignal.any(controllers.map((c) => c.signal));
    assertEquals(signal.aborted, false);
    let calls = 0;
    signal.onabort = () => ++calls;
    controllers[1].abort('second');
    controllers[0].abort('first');
    assertEquals(signal.aborted, true);
    assertEquals(signal.reason, 'second');
    assertEquals(calls, 1);
  });

  test('any: with an aborted source it is aborted at once', () => {
    const reason = {};
    const signal = AbortSignal.any(
        [new AbortController().signal, AbortSignal.abort(reason),
         AbortSignal.abort('later')]);
    assertEquals(signal.aborted, true);
    assertEquals(signal.reason, reason);
  });

  test('any: without sources it is never aborted', () => {
    const signal = AbortSignal.any([]);
    assertEquals(signal.aborted, false);
    assertEquals(signal.reason, undefined);
  });

  test('any: dependent signals depend on the original sources', () => {
    const controller = new AbortController();
    const log = [];
    const inner = AbortSignal.any([controller.signal]);
    const outer = AbortSignal.any([inner]);
    outer.onabort = () => log.push('outer');
    inner.onabort = () => log.push('inner');
    controller.signal.onabort = () => log.push(
        `source ${inner.aborted} ${outer.aborted}`);
    controller.abort('r');
    // All are aborted before the first event is fired.
    assertArrayEquals(log, ['source true true', 'inner', 'outer']);
    assertEquals(outer.reason, 'r');
  });

  test('any: takes iterables of signals only', () => {
    assertThrows(TypeError, () => AbortSignal.any());
    assertThrows(TypeError, () => AbortSignal.any(null));
    assertThrows(TypeError, () => AbortSignal.any([1]));
    assertThrows(TypeError, () => AbortSignal.any(AbortSignal.abort()));
    assertEquals(AbortSignal.any(new Set([AbortSignal.abort(3)])).reason, 3);
  });

  asyncTest('timeout aborts with a TimeoutError', async () => {
    const signal = AbortSignal.timeout(5);
    assertEquals(signal.aborted, false);
    const event = await nextEvent(signal, 'abort');
    assertEquals(event.isTrusted, true);
    assertEquals(signal.aborted, true);
    assertTrue(signal.reason instanceof DOMException);
    assertEquals(signal.reason.name, 'TimeoutError');
    assertEquals(signal.reason.code, 23);
  });

  asyncTest('timeouts end in the order of their length', async () => {
    const log = [];
    const late = AbortSignal.timeout(30);
    const early = AbortSignal.timeout(1);
    early.onabort = () => log.push('early');
    late.onabort = () => log.push('late');
    await nextEvent(late, 'abort');
    assertArrayEquals(log, ['early', 'late']);
  });

  asyncTest('timeout reaches signals that depend on it', async () => {
    const signal = AbortSignal.any(
        [new AbortController().signal, AbortSignal.timeout(1)]);
    await nextEvent(signal, 'abort');
    assertEquals(signal.reason.name, 'TimeoutError');
  });

  test('timeout enforces the range of its argument', () => {
    assertThrows(TypeError, () => AbortSignal.timeout());
    for (const value of [-1, NaN, Infinity, -Infinity, 2 ** 53, 'x', {},
                         undefined]) {
      assertThrows(TypeError, () => AbortSignal.timeout(value), String(value));
    }
    assertThrows(TypeError, () => AbortSignal.timeout(1n));
    assertThrows(TypeError, () => AbortSignal.timeout(Symbol()));
  });

  test('statics do not look at their receiver', () => {
    assertEquals(AbortSignal.abort.call(undefined, 5).reason, 5);
    assertEquals(AbortSignal.abort.call({}, 6).reason, 6);
  });

  test('members check their receivers', () => {
    const {get} = Object.getOwnPropertyDescriptor(AbortSignal.prototype,
                                                  'aborted');
    for (const receiver of [undefined, {}, new EventTarget(),
                            Object.create(AbortSignal.abort())]) {
      assertThrows(TypeError, () => get.call(receiver));
      assertThrows(TypeError,
                   () => AbortSignal.prototype.throwIfAborted.call(receiver));
      assertThrows(TypeError,
                   () => AbortController.prototype.abort.call(receiver));
    }
  });
}
