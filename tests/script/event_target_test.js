// EventTarget and the dispatch of events (DOM sections 2.7 to 2.9).
'use strict';

{
  // A target and a function that dispatches a new event of type "x" at it.
  function makeTarget(init) {
    const target = new EventTarget();
    return [target, () => target.dispatchEvent(new Event('x', init))];
  }

  test('interface object', () => {
    assertEquals(EventTarget.length, 0);
    assertEquals(EventTarget.name, 'EventTarget');
    assertEquals(String(new EventTarget()), '[object EventTarget]');
    assertArrayEquals(Reflect.ownKeys(new EventTarget()), []);
    assertThrows(TypeError, () => EventTarget());
    class Mine extends EventTarget {}
    assertTrue(new Mine() instanceof EventTarget);
  });

  const lengths = {
    addEventListener: 2, removeEventListener: 2, dispatchEvent: 1,
  };
  for (const [name, length] of Object.entries(lengths)) {
    test(`operation ${name}`, () => {
      assertProperty(EventTarget.prototype, name, {
        writable: true, enumerable: true, configurable: true,
      });
      const method = EventTarget.prototype[name];
      assertEquals(method.name, name);
      assertEquals(method.length, length);
      assertThrows(TypeError, () => method.call({}, new Event('x'), null));
      for (let n = 0; n < length; ++n) {
        assertThrows(TypeError, () => new EventTarget()[name](
            ...Array(n).fill('x')), `${n} arguments`);
      }
    });
  }

  test('dispatchEvent returns whether nobody canceled', () => {
    const [target] = makeTarget();
    assertEquals(target.dispatchEvent(new Event('x')), true);
    target.addEventListener('x', (e) => e.preventDefault());
    assertEquals(target.dispatchEvent(new Event('x')), true);
    assertEquals(target.dispatchEvent(new Event('x', {cancelable: true})),
                 false);
    const canceled = new Event('other', {cancelable: true});
    canceled.preventDefault();
    assertEquals(target.dispatchEvent(canceled), false);
  });

  test('dispatchEvent takes events only', () => {
    const target = new EventTarget();
    const others = [null, undefined, {}, 'x', Object.create(new Event('x')),
                    new Proxy(new Event('x'), {}), target];
    for (const value of others) {
      assertThrows(TypeError, () => target.dispatchEvent(value));
    }
  });

  test('an event that is being dispatched cannot be dispatched', () => {
    const [target, dispatch] = makeTarget();
    let inner;
    target.addEventListener('x', (e) => {
      inner = assertThrowsDOMException(
          'InvalidStateError', () => new EventTarget().dispatchEvent(e));
    });
    dispatch();
    assertEquals(inner.code, 11);
  });

  test('an event may be dispatched again from a listener of another', () => {
    const target = new EventTarget();
    const log = [];
    target.addEventListener('x', () => {
      log.push('x');
      target.dispatchEvent(new Event('y'));
      log.push('after');
    });
    target.addEventListener('y', (e) => log.push(e.type));
    target.dispatchEvent(new Event('x'));
    assertArrayEquals(log, ['x', 'y', 'after']);
  });

  test('listeners run in the order in which they were added', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    for (let i = 0; i < 5; ++i) target.addEventListener('x', () => log.push(i));
    dispatch();
    assertArrayEquals(log, [0, 1, 2, 3, 4]);
  });

  test('capturing listeners come first at the target, too', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    target.addEventListener('x', (e) => log.push(`bubble ${e.eventPhase}`));
    target.addEventListener('x', (e) => log.push(`capture ${e.eventPhase}`),
                            true);
    dispatch();
    assertArrayEquals(log, ['capture 2', 'bubble 2']);
  });

  test('this and the argument of a listener', () => {
    const [target, dispatch] = makeTarget();
    let seen;
    target.addEventListener('x', function(...args) { seen = [this, ...args]; });
    dispatch();
    assertEquals(seen.length, 2);
    assertEquals(seen[0], target);
    assertEquals(seen[1].type, 'x');
  });

  test('a listener is added once for each type and capture', () => {
    const [target, dispatch] = makeTarget();
    let calls = 0;
    const listener = () => ++calls;
    target.addEventListener('x', listener);
    target.addEventListener('x', listener);
    target.addEventListener('x', listener, {passive: true, once: true});
    target.addEventListener('x', listener, true);
    target.addEventListener('x', listener, {capture: true});
    dispatch();
    assertEquals(calls, 2);
    // The first one's options counted: not once.
    dispatch();
    assertEquals(calls, 4);
  });

  test('a duplicate keeps its first place', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    const a = () => log.push('a'), b = () => log.push('b');
    target.addEventListener('x', a);
    target.addEventListener('x', b);
    target.addEventListener('x', a);
    dispatch();
    assertArrayEquals(log, ['a', 'b']);
    target.removeEventListener('x', a);
    target.addEventListener('x', a);
    dispatch();
    assertArrayEquals(log, ['a', 'b', 'b', 'a']);
  });

  test('types are compared exactly', () => {
    const target = new EventTarget();
    const log = [];
    for (const type of ['x', 'X', ' x', '', '\uD800', '\u65E5', 'undefined']) {
      target.addEventListener(type, (e) => log.push(e.type));
    }
    for (const type of ['x', 'X', '', '\uD800', '\u65E5', 'xx']) {
      target.dispatchEvent(new Event(type));
    }
    assertArrayEquals(log, ['x', 'X', '', '\uD800', '\u65E5']);
  });

  test('null and undefined are no listeners, and no errors', () => {
    const [target, dispatch] = makeTarget();
    assertEquals(target.addEventListener('x', null), undefined);
    assertEquals(target.addEventListener('x', undefined), undefined);
    assertEquals(target.removeEventListener('x', null), undefined);
    assertEquals(target.removeEventListener('x', undefined), undefined);
    assertEquals(dispatch(), true);
  });

  test('other primitives throw', () => {
    const target = new EventTarget();
    for (const value of [1, 'f', true, Symbol(), 1n]) {
      assertThrows(TypeError, () => target.addEventListener('x', value));
      assertThrows(TypeError, () => target.removeEventListener('x', value));
    }
  });

  test('options are converted even with a null callback', () => {
    const target = new EventTarget();
    const error = new Error('mine');
    const options = {get capture() { throw error; }};
    assertEquals(
        assertThrows(Error, () => target.addEventListener('x', null, options)),
        error);
    assertThrows(Error, () => target.removeEventListener('x', null, options));
  });

  test('options are read base first, then by name', () => {
    const read = (method) => {
      const log = [];
      new EventTarget()[method](
          'x', () => {},
          new Proxy({}, {get: (t, name) => { log.push(name); }}));
      return log;
    };
    assertArrayEquals(read('addEventListener'),
                      ['capture', 'once', 'passive', 'signal']);
    assertArrayEquals(read('removeEventListener'), ['capture']);
  });

  test('what is no object is a boolean: capture', () => {
    for (const options of [true, 1, 'false', Symbol(), 1n]) {
      const [target, dispatch] = makeTarget();
      let calls = 0;
      const listener = () => ++calls;
      target.addEventListener('x', listener, options);
      target.removeEventListener('x', listener);
      dispatch();
      target.removeEventListener('x', listener, true);
      dispatch();
      assertEquals(calls, 1, typeof options);
    }
    for (const options of [false, 0, '', NaN, null, undefined]) {
      const [target, dispatch] = makeTarget();
      let calls = 0;
      const listener = () => ++calls;
      target.addEventListener('x', listener, options);
      target.removeEventListener('x', listener, options);
      dispatch();
      assertEquals(calls, 0);
    }
  });

  test('functions and arrays are dictionaries of options', () => {
    const [target, dispatch] = makeTarget();
    let calls = 0;
    const options = Object.assign(() => {}, {once: true});
    target.addEventListener('x', () => ++calls, options);
    dispatch();
    dispatch();
    assertEquals(calls, 1);
  });

  test('once: the listener is gone before it runs', () => {
    const [target, dispatch] = makeTarget();
    let calls = 0;
    target.addEventListener('x', () => {
      if (++calls === 1) dispatch();
    }, {once: true});
    dispatch();
    assertEquals(calls, 1);
  });

  test('once: a listener may add itself again', () => {
    const [target, dispatch] = makeTarget();
    let calls = 0;
    const listener = () => {
      ++calls;
      target.addEventListener('x', listener, {once: true});
    };
    listener();
    dispatch();
    dispatch();
    assertEquals(calls, 3);
  });

  test('passive: preventDefault does nothing', () => {
    const [target] = makeTarget();
    const event = new Event('x', {cancelable: true});
    const listener = (e) => {
      e.preventDefault();
      e.returnValue = false;
      assertEquals(e.defaultPrevented, false);
    };
    target.addEventListener('x', listener, {passive: true});
    assertEquals(target.dispatchEvent(event), true);
    // Only while that listener runs.
    target.addEventListener('x', (e) => e.preventDefault());
    assertEquals(target.dispatchEvent(event), false);
  });

  test('passive: false is like none', () => {
    const [target] = makeTarget();
    target.addEventListener('x', (e) => e.preventDefault(), {passive: false});
    assertEquals(target.dispatchEvent(new Event('x', {cancelable: true})),
                 false);
  });

  test('passive is not part of a listener\'s identity', () => {
    const [target, dispatch] = makeTarget();
    let calls = 0;
    const listener = () => ++calls;
    target.addEventListener('x', listener, {passive: true, once: true});
    target.removeEventListener('x', listener, {passive: false});
    dispatch();
    assertEquals(calls, 0);
  });

  test('signal: abort removes the listener', () => {
    const [target, dispatch] = makeTarget();
    const controller = new AbortController();
    let calls = 0;
    target.addEventListener('x', () => ++calls, {signal: controller.signal});
    dispatch();
    controller.abort();
    dispatch();
    assertEquals(calls, 1);
  });

  test('signal: an aborted one adds nothing', () => {
    const [target, dispatch] = makeTarget();
    let calls = 0;
    target.addEventListener('x', () => ++calls, {signal: AbortSignal.abort()});
    dispatch();
    assertEquals(calls, 0);
  });

  test('signal: abort during the dispatch takes effect at once', () => {
    const [target, dispatch] = makeTarget();
    const controller = new AbortController();
    let calls = 0;
    target.addEventListener('x', () => controller.abort());
    target.addEventListener('x', () => ++calls, {signal: controller.signal});
    dispatch();
    assertEquals(calls, 0);
  });

  test('signal: must be an AbortSignal', () => {
    const target = new EventTarget();
    for (const signal of [null, {}, 1, 'x', new AbortController()]) {
      assertThrows(TypeError,
                   () => target.addEventListener('x', () => {}, {signal}));
    }
    target.addEventListener('x', () => {}, {signal: undefined});
  });

  test('handleEvent is looked up at each call', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    const listener = {};
    target.addEventListener('x', listener);
    listener.handleEvent = function(e) { log.push(['first', this, e.type]); };
    dispatch();
    listener.handleEvent = function() { log.push(['second', this]); };
    dispatch();
    assertEquals(log.length, 2);
    assertArrayEquals(log[0], ['first', listener, 'x']);
    assertArrayEquals(log[1], ['second', listener]);
  });

  test('handleEvent may be a getter, read once for each call', () => {
    const [target, dispatch] = makeTarget();
    let reads = 0, calls = 0;
    target.addEventListener('x', {
      get handleEvent() {
        ++reads;
        return () => ++calls;
      },
    });
    assertEquals(reads, 0);
    dispatch();
    dispatch();
    assertEquals(reads, 2);
    assertEquals(calls, 2);
  });

  test('a function\'s own handleEvent is not asked for', () => {
    const [target, dispatch] = makeTarget();
    let calls = 0;
    const listener = () => ++calls;
    Object.defineProperty(listener, 'handleEvent',
                          {get() { fail('it was read'); }});
    target.addEventListener('x', listener);
    dispatch();
    assertEquals(calls, 1);
  });

  test('handleEvent that is no function is reported', () => {
    for (const value of [undefined, null, 1, 'f', {}, []]) {
      const [target, dispatch] = makeTarget();
      let calls = 0;
      target.addEventListener('x', {handleEvent: value});
      target.addEventListener('x', () => ++calls);
      const errors = reported(dispatch);
      assertEquals(errors.length, 1);
      assertEquals(errors[0].constructor, TypeError);
      assertEquals(calls, 1);
    }
  });

  test('what a getter of handleEvent throws is reported', () => {
    const [target, dispatch] = makeTarget();
    const error = new Error('mine');
    target.addEventListener('x', {get handleEvent() { throw error; }});
    assertArrayEquals(reported(dispatch), [error]);
  });

  test('exceptions are reported and the dispatch goes on', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    const first = new Error('first');
    target.addEventListener('x', () => { throw first; });
    target.addEventListener('x', () => log.push('second'));
    target.addEventListener('x', () => { throw 'third'; });
    target.addEventListener('x', () => log.push('fourth'));
    let result;
    const errors = reported(() => { result = dispatch(); });
    assertEquals(result, true);
    assertArrayEquals(log, ['second', 'fourth']);
    assertArrayEquals(errors, [first, 'third']);
  });

  test('a listener that throws has still been a once listener', () => {
    const [target, dispatch] = makeTarget();
    target.addEventListener('x', () => { throw 1; }, {once: true});
    assertArrayEquals(reported(dispatch), [1]);
    assertArrayEquals(reported(dispatch), []);
  });

  test('a listener that throws has still prevented', () => {
    const [target, dispatch] = makeTarget({cancelable: true});
    target.addEventListener('x', (e) => {
      e.preventDefault();
      throw 1;
    });
    let result;
    reported(() => { result = dispatch(); });
    assertEquals(result, false);
  });

  test('a listener removed while dispatching does not run', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    const third = () => log.push(3);
    target.addEventListener('x', () => {
      log.push(1);
      target.removeEventListener('x', third);
    });
    target.addEventListener('x', () => log.push(2));
    target.addEventListener('x', third);
    dispatch();
    assertArrayEquals(log, [1, 2]);
  });

  test('a listener may remove itself and those before it', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    const first = () => log.push(1);
    const second = () => {
      log.push(2);
      target.removeEventListener('x', first);
      target.removeEventListener('x', second);
    };
    target.addEventListener('x', first);
    target.addEventListener('x', second);
    target.addEventListener('x', () => log.push(3));
    dispatch();
    dispatch();
    assertArrayEquals(log, [1, 2, 3, 3]);
  });

  test('a listener removed and added again waits for the next event', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    const second = () => log.push(2);
    target.addEventListener('x', () => {
      target.removeEventListener('x', second);
      target.addEventListener('x', second);
    }, {once: true});
    target.addEventListener('x', second);
    dispatch();
    assertArrayEquals(log, []);
    dispatch();
    assertArrayEquals(log, [2]);
  });

  test('a listener added while dispatching waits for the next event', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    target.addEventListener('x', () => {
      target.addEventListener('x', () => log.push('late'));
    }, {once: true});
    dispatch();
    assertArrayEquals(log, []);
    dispatch();
    assertArrayEquals(log, ['late']);
  });

  test('a bubbling listener added while capturing runs', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    target.addEventListener('x', () => {
      target.addEventListener('x', () => log.push('bubbling'));
    }, {capture: true, once: true});
    dispatch();
    assertArrayEquals(log, ['bubbling']);
  });

  test('many listeners added from listeners do no harm', () => {
    const [target, dispatch] = makeTarget();
    let calls = 0;
    target.addEventListener('x', () => {
      for (let i = 0; i < 200; ++i) target.addEventListener('x', () => ++calls);
    }, {once: true});
    dispatch();
    assertEquals(calls, 0);
    dispatch();
    assertEquals(calls, 200);
  });

  test('stopPropagation lets the target\'s other listeners run', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    target.addEventListener('x', (e) => {
      log.push(1);
      e.stopPropagation();
    });
    target.addEventListener('x', () => log.push(2));
    dispatch();
    assertArrayEquals(log, [1, 2]);
  });

  test('stopPropagation while capturing keeps bubbling listeners out', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    target.addEventListener('x', (e) => e.stopPropagation(), true);
    target.addEventListener('x', () => log.push('capture'), true);
    target.addEventListener('x', () => log.push('bubble'));
    dispatch();
    assertArrayEquals(log, ['capture']);
  });

  test('stopImmediatePropagation stops at once', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    target.addEventListener('x', (e) => {
      log.push(1);
      e.stopImmediatePropagation();
    });
    target.addEventListener('x', () => log.push(2));
    dispatch();
    assertArrayEquals(log, [1]);
  });

  test('an event stopped beforehand reaches nobody', () => {
    const target = new EventTarget();
    const log = [];
    target.addEventListener('x', () => log.push(1));
    const event = new Event('x');
    event.stopPropagation();
    assertEquals(target.dispatchEvent(event), true);
    assertArrayEquals(log, []);
    target.dispatchEvent(event);
    assertArrayEquals(log, [1]);
  });

  test('dispatchEvent makes events untrusted', () => {
    const [target, dispatch] = makeTarget();
    let trusted;
    target.addEventListener('x', (e) => { trusted = e.isTrusted; });
    dispatch();
    assertEquals(trusted, false);
  });

  test('microtasks wait for the script that dispatches', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    target.addEventListener('x', () => {
      queueMicrotask(() => log.push('microtask'));
      log.push(1);
    });
    target.addEventListener('x', () => log.push(2));
    dispatch();
    assertArrayEquals(log, [1, 2]);
  });

  test('a proxy and a bound function are callbacks like others', () => {
    const [target, dispatch] = makeTarget();
    const log = [];
    target.addEventListener('x', new Proxy(() => log.push('proxy'), {}));
    target.addEventListener('x', ((name) => log.push(name)).bind(null, 'bound'));
    target.addEventListener('x', new Proxy(
        {handleEvent() { log.push('object'); }}, {}));
    dispatch();
    assertArrayEquals(log, ['proxy', 'bound', 'object']);
  });

  test('a listener shared by targets is removed from one only', () => {
    const targets = [new EventTarget(), new EventTarget()];
    let calls = 0;
    const listener = () => ++calls;
    for (const target of targets) target.addEventListener('x', listener);
    targets[0].removeEventListener('x', listener);
    for (const target of targets) target.dispatchEvent(new Event('x'));
    assertEquals(calls, 1);
  });
}
