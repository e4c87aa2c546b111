// The Event interface (DOM section 2.2) and CustomEvent (section 2.4).
'use strict';

{
  const getterOf = (object, name) =>
      Object.getOwnPropertyDescriptor(object, name).get;

  // Dispatches `event` at a new target; returns what `inspect` gave.
  function during(event, inspect) {
    const target = new EventTarget();
    let result;
    target.addEventListener(event.type, (e) => { result = inspect(e, target); });
    target.dispatchEvent(event);
    return result;
  }

  const constants = {
    NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3,
  };
  for (const [name, value] of Object.entries(constants)) {
    test(`constant ${name}`, () => {
      for (const holder of [Event, Event.prototype]) {
        assertProperty(holder, name, {
          value, writable: false, enumerable: true, configurable: false,
        });
        assertThrows(TypeError, () => { holder[name] = 9; });
      }
    });
  }

  test('interface object and prototype object', () => {
    assertEquals(Object.getPrototypeOf(Event), Function.prototype);
    assertEquals(Object.getPrototypeOf(Event.prototype), Object.prototype);
    assertEquals(Event.length, 1);
    assertEquals(Event.name, 'Event');
    assertEquals(String(new Event('x')), '[object Event]');
    assertThrows(TypeError, () => Event('x'));
    assertThrows(TypeError, () => new Event());
  });

  const readOnly = ['type', 'target', 'srcElement', 'currentTarget',
                    'eventPhase', 'bubbles', 'cancelable', 'defaultPrevented',
                    'composed', 'timeStamp'];
  for (const name of readOnly) {
    test(`${name} is read-only`, () => {
      assertProperty(Event.prototype, name, {
        set: undefined, enumerable: true, configurable: true,
      });
      const get = getterOf(Event.prototype, name);
      assertEquals(get.name, `get ${name}`);
      assertEquals(get.length, 0);
      const event = new Event('x');
      const before = event[name];
      Function('event', `event.${name} = 'other'`)(event);
      assertEquals(event[name], before);
      assertThrows(TypeError, () => { event[name] = 'other'; });
      assertThrows(TypeError, () => get.call({}));
      assertThrows(TypeError, () => get.call(Object.create(event)));
      assertThrows(TypeError, () => get.call(new Proxy(event, {})));
      assertThrows(TypeError, () => get.call(undefined));
    });
  }

  for (const name of ['cancelBubble', 'returnValue']) {
    test(`${name} has a setter`, () => {
      const {get, set} =
          Object.getOwnPropertyDescriptor(Event.prototype, name);
      assertEquals(get.name, `get ${name}`);
      assertEquals(set.name, `set ${name}`);
      assertEquals(set.length, 1);
      assertThrows(TypeError, () => set.call({}, true));
      // Without an argument it sets undefined.
      const event = new Event('x', {cancelable: true});
      assertEquals(set.call(event), undefined);
      assertEquals(event[name], false);
    });
  }

  const operations = {
    composedPath: 0, stopPropagation: 0, stopImmediatePropagation: 0,
    preventDefault: 0, initEvent: 1,
  };
  for (const [name, length] of Object.entries(operations)) {
    test(`operation ${name}`, () => {
      assertProperty(Event.prototype, name, {
        writable: true, enumerable: true, configurable: true,
      });
      const method = Event.prototype[name];
      assertEquals(method.name, name);
      assertEquals(method.length, length);
      assertThrows(TypeError, () => method.call({}, 'x'));
      assertThrows(TypeError, () => method.call(undefined, 'x'));
      assertThrows(TypeError, () => new method('x'));
    });
  }

  test('an event that was never dispatched', () => {
    const event = new Event('x');
    assertEquals(event.target, null);
    assertEquals(event.srcElement, null);
    assertEquals(event.currentTarget, null);
    assertEquals(event.eventPhase, 0);
    assertArrayEquals(event.composedPath(), []);
    assertEquals(event.defaultPrevented, false);
    assertEquals(event.returnValue, true);
    assertEquals(event.cancelBubble, false);
    assertEquals(event.isTrusted, false);
  });

  test('an event in its listener', () => {
    const event = new Event('x');
    during(event, (e, target) => {
      assertEquals(e, event);
      assertEquals(e.target, target);
      assertEquals(e.srcElement, target);
      assertEquals(e.currentTarget, target);
      assertEquals(e.eventPhase, Event.AT_TARGET);
      assertArrayEquals(e.composedPath(), [target]);
      assertNotEquals(e.composedPath(), e.composedPath());
    });
  });

  test('an event after its dispatch', () => {
    const event = new Event('x');
    const target = during(event, (e, t) => t);
    assertEquals(event.target, target);
    assertEquals(event.srcElement, target);
    assertEquals(event.currentTarget, null);
    assertEquals(event.eventPhase, Event.NONE);
    assertArrayEquals(event.composedPath(), []);
  });

  test('timeStamp is the time of creation, in milliseconds', () => {
    const before = performance.now();
    const event = new Event('x');
    const after = performance.now();
    assertTrue(event.timeStamp >= before - 1 && event.timeStamp <= after + 1,
               `${before} ${event.timeStamp} ${after}`);
    const stamp = event.timeStamp;
    const end = performance.now() + 3;
    while (performance.now() < end) {}
    assertEquals(event.timeStamp, stamp);
    event.initEvent('y');
    assertEquals(event.timeStamp, stamp);
    assertTrue(new Event('z').timeStamp > stamp);
  });

  test('EventInit is converted', () => {
    for (const name of ['bubbles', 'cancelable', 'composed']) {
      assertEquals(new Event('x', {[name]: true})[name], true);
      assertEquals(new Event('x', {[name]: 'false'})[name], true);
      assertEquals(new Event('x', {[name]: 0})[name], false);
      assertEquals(new Event('x', {[name]: undefined})[name], false);
      assertEquals(new Event('x')[name], false);
    }
    for (const value of [1, 'x', false, Symbol()]) {
      assertThrows(TypeError, () => new Event('x', value));
    }
    new Event('x', null);
    new Event('x', () => {});
  });

  test('EventInit is read in lexicographical order', () => {
    const log = [];
    new Event('x', new Proxy({}, {get: (t, name) => { log.push(name); }}));
    assertArrayEquals(log, ['bubbles', 'cancelable', 'composed']);
  });

  test('types of any length and alphabet come back the same', () => {
    for (const type of ['', 'x', 'CLOSE', 'd\xE9j\xE0', '\u65E5\u672C', '\0',
                        '\uD800', 'x'.repeat(33), 'y'.repeat(100000)]) {
      assertEquals(new Event(type).type, type);
    }
  });

  test('preventDefault needs a cancelable event', () => {
    const yes = new Event('x', {cancelable: true});
    yes.preventDefault();
    assertEquals(yes.defaultPrevented, true);
    assertEquals(yes.returnValue, false);
    const no = new Event('x');
    no.preventDefault();
    assertEquals(no.defaultPrevented, false);
    assertEquals(no.returnValue, true);
  });

  test('returnValue cancels, and never takes that back', () => {
    const event = new Event('x', {cancelable: true});
    event.returnValue = true;
    assertEquals(event.defaultPrevented, false);
    event.returnValue = 0;
    assertEquals(event.defaultPrevented, true);
    event.returnValue = true;
    assertEquals(event.returnValue, false);
    const firm = new Event('x');
    firm.returnValue = false;
    assertEquals(firm.returnValue, true);
  });

  test('cancelBubble stops propagation, and never takes that back', () => {
    const event = new Event('x');
    event.cancelBubble = false;
    assertEquals(event.cancelBubble, false);
    event.cancelBubble = 'yes';
    assertEquals(event.cancelBubble, true);
    event.cancelBubble = false;
    assertEquals(event.cancelBubble, true);
  });

  test('the stop methods set cancelBubble', () => {
    for (const name of ['stopPropagation', 'stopImmediatePropagation']) {
      const event = new Event('x');
      assertEquals(event[name](), undefined);
      assertEquals(event.cancelBubble, true, name);
    }
  });

  test('the flags of stopping end with the dispatch', () => {
    const event = new Event('x', {cancelable: true});
    during(event, (e) => {
      e.stopImmediatePropagation();
      e.preventDefault();
      assertEquals(e.cancelBubble, true);
    });
    assertEquals(event.cancelBubble, false);
    assertEquals(event.defaultPrevented, true);
  });

  test('initEvent begins anew', () => {
    const event = new Event('x', {cancelable: true, composed: true});
    during(event, (e) => e.preventDefault());
    event.stopPropagation();
    assertEquals(event.initEvent('y', true, false), undefined);
    assertEquals(event.type, 'y');
    assertEquals(event.bubbles, true);
    assertEquals(event.cancelable, false);
    assertEquals(event.composed, true);
    assertEquals(event.defaultPrevented, false);
    assertEquals(event.cancelBubble, false);
    assertEquals(event.target, null);
    assertEquals(event.isTrusted, false);
    event.initEvent('z');
    assertEquals(event.bubbles, false);
  });

  test('initEvent converts its arguments', () => {
    const event = new Event('x');
    assertThrows(TypeError, () => event.initEvent());
    assertThrows(TypeError, () => event.initEvent(Symbol()));
    event.initEvent(undefined, 1, 'x');
    assertEquals(event.type, 'undefined');
    assertEquals(event.bubbles, true);
    assertEquals(event.cancelable, true);
  });

  test('initEvent is ignored during the dispatch', () => {
    const event = new Event('x', {bubbles: true});
    during(event, (e) => {
      e.initEvent('y', false, true);
      assertEquals(e.type, 'x');
      assertEquals(e.bubbles, true);
      assertEquals(e.cancelable, false);
    });
    assertEquals(event.type, 'x');
  });

  test('an event can be dispatched again, elsewhere', () => {
    const event = new Event('x');
    const first = during(event, (e, target) => target);
    const second = during(event, (e, target) => target);
    assertNotEquals(first, second);
    assertEquals(event.target, second);
  });

  test('composedPath gives an array of its own', () => {
    const path = during(new Event('x'), (e) => {
      e.composedPath().push('mine');
      return e.composedPath();
    });
    assertTrue(Array.isArray(path));
    assertEquals(path.length, 1);
    assertEquals(Object.getPrototypeOf(path), Array.prototype);
  });

  test('CustomEvent has a detail', () => {
    assertEquals(Object.getPrototypeOf(CustomEvent), Event);
    assertEquals(CustomEvent.length, 1);
    assertEquals(new CustomEvent('x').detail, null);
    assertEquals(new CustomEvent('x', {}).detail, null);
    assertEquals(new CustomEvent('x', {detail: undefined}).detail, null);
    const values = [null, 0, -0, NaN, '', 'text', true, 1n, Symbol('s'), {}, [],
                    () => {}, 2 ** 40, '\uD800'];
    for (const detail of values) {
      const event = new CustomEvent('x', {detail});
      assertEquals(event.detail, detail);
      assertEquals(event.detail, detail);
    }
  });

  test('initCustomEvent replaces the detail', () => {
    const event = new CustomEvent('x', {detail: {}});
    const detail = {};
    assertEquals(CustomEvent.prototype.initCustomEvent.length, 1);
    event.initCustomEvent('y', true, true, detail);
    assertEquals(event.type, 'y');
    assertEquals(event.detail, detail);
    event.initCustomEvent('z');
    assertEquals(event.detail, null);
    event.initCustomEvent('z', false, false, undefined);
    assertEquals(event.detail, null);
    event.initEvent('w');
    assertEquals(event.type, 'w');
    assertEquals(event.detail, null);
    assertThrows(TypeError, () => event.initCustomEvent());
  });

  test('initCustomEvent is ignored during the dispatch', () => {
    const event = new CustomEvent('x', {detail: 1});
    during(event, (e) => e.initCustomEvent('y', true, true, 2));
    assertEquals(event.type, 'x');
    assertEquals(event.detail, 1);
  });
}
