// The CloseEvent interface: shape, receivers, conversions, dictionary reading
// (WebSockets section 6, WebIDL sections 3.2, 3.3 and 3.7).
'use strict';

{
  const attributes = ['wasClean', 'code', 'reason'];
  const getter = (name, holder = CloseEvent.prototype) =>
      Object.getOwnPropertyDescriptor(holder, name).get;
  const codeOf = (code) => new CloseEvent('close', {code}).code;
  const reasonOf = (reason) => new CloseEvent('close', {reason}).reason;

  // An object that notes what is read from it; values are thunks.
  function recorder(log, members) {
    const object = {};
    for (const [name, make] of Object.entries(members)) {
      Object.defineProperty(object, name, {
        get() {
          log.push(`get ${name}`);
          return make();
        },
      });
    }
    return object;
  }

  test('the interface object is a hidden, replaceable global', () => {
    assertProperty(globalThis, 'CloseEvent', {
      value: CloseEvent, writable: true, enumerable: false, configurable: true,
    });
    assertEquals(typeof CloseEvent, 'function');
    assertEquals(Object.getPrototypeOf(CloseEvent), Event);
  });

  test('the interface object has length and name', () => {
    assertProperty(CloseEvent, 'length', {
      value: 1, writable: false, enumerable: false, configurable: true,
    });
    assertProperty(CloseEvent, 'name', {
      value: 'CloseEvent', writable: false, enumerable: false,
      configurable: true,
    });
  });

  test('the prototype property cannot be changed', () => {
    assertProperty(CloseEvent, 'prototype', {
      writable: false, enumerable: false, configurable: false,
    });
  });

  test('the prototype object has a constructor and a tag', () => {
    assertEquals(Object.getPrototypeOf(CloseEvent.prototype), Event.prototype);
    assertProperty(CloseEvent.prototype, 'constructor', {
      value: CloseEvent, writable: true, enumerable: false, configurable: true,
    });
    assertProperty(CloseEvent.prototype, Symbol.toStringTag, {
      value: 'CloseEvent', writable: false, enumerable: false,
      configurable: true,
    });
    assertEquals(String(CloseEvent.prototype), '[object CloseEvent]');
  });

  test('the prototype object has no other properties', () => {
    assertArrayEquals(Object.getOwnPropertyNames(CloseEvent.prototype).sort(),
                      ['code', 'constructor', 'reason', 'wasClean']);
    assertArrayEquals(Object.getOwnPropertySymbols(CloseEvent.prototype),
                      [Symbol.toStringTag]);
    assertArrayEquals(Object.keys(CloseEvent.prototype), attributes);
  });

  for (const name of attributes) {
    test(`${name} is an enumerable, configurable accessor without setter`,
         () => {
      assertProperty(CloseEvent.prototype, name, {
        set: undefined, enumerable: true, configurable: true,
      });
    });

    test(`${name}'s getter is a plain built-in function`, () => {
      const get = getter(name);
      assertEquals(typeof get, 'function');
      assertProperty(get, 'name', {
        value: `get ${name}`, writable: false, enumerable: false,
        configurable: true,
      });
      assertProperty(get, 'length', {
        value: 0, writable: false, enumerable: false, configurable: true,
      });
      assertEquals(Object.getPrototypeOf(get), Function.prototype);
      assertFalse(Object.hasOwn(get, 'prototype'), 'prototype');
      assertThrows(TypeError, () => new get());
      assertTrue(Function.prototype.toString.call(get).includes('[native code]'));
    });

    test(`assigning to ${name} is ignored, or throws in strict code`, () => {
      const event = new CloseEvent('close', {code: 7, reason: 'r'});
      const before = event[name];
      Function('event', `event.${name} = 5`)(event);
      assertEquals(event[name], before);
      assertThrows(TypeError, () => { event[name] = 5; });
      assertFalse(Reflect.set(event, name, 5));
      assertFalse(Object.hasOwn(event, name));
      assertEquals(event[name], before);
    });

    test(`${name} checks its receiver`, () => {
      const get = getter(name);
      const event = new CloseEvent('close');
      const others = {
        'undefined': undefined,
        'null': null,
        'a number': 1,
        'a string': 'close',
        'a boolean': true,
        'a BigInt': 1n,
        'a symbol': Symbol.iterator,
        'a plain object': {},
        'an array': [],
        'a function': () => {},
        'the global object': globalThis,
        'the prototype object': CloseEvent.prototype,
        'the interface object': CloseEvent,
        'an Event': new Event('close'),
        'a MessageEvent': new MessageEvent('message'),
        'an EventTarget': new EventTarget(),
        'what inherits from an event': Object.create(event),
        'a proxy of an event': new Proxy(event, {}),
        'a proxy of a proxy': new Proxy(new Proxy(event, {}), {}),
        'an object of the same shape': {isTrusted: false, code: 1},
      };
      for (const [what, receiver] of Object.entries(others)) {
        assertThrows(TypeError, () => get.call(receiver), what);
      }
      assertThrows(TypeError, () => (0, get)(), 'a bare call');
      assertThrows(TypeError, () => CloseEvent.prototype[name]);
      assertThrows(TypeError, () => Object.create(event)[name]);
      assertThrows(TypeError, () => Reflect.get(event, name, {}));
    });
  }

  test('the receiver alone decides whose value is read', () => {
    const event = new CloseEvent('close', {code: 4001});
    assertEquals(getter('code').call(event), 4001);
    assertEquals(Reflect.get({__proto__: CloseEvent.prototype}, 'code', event),
                 4001);
    Object.setPrototypeOf(event, null);
    assertEquals(event.code, undefined);
    assertEquals(getter('code').call(event), 4001);
  });

  test('receivers are checked in optimised code, too', () => {
    const read = (object) => object.code;
    const event = new CloseEvent('close', {code: 12});
    let sum = 0;
    for (let i = 0; i < 20000; ++i) sum += read(event);
    assertEquals(sum, 240000);
    assertThrows(TypeError, () => read(Object.create(event)));
    assertThrows(TypeError, () => read(new Proxy(event, {})));
    assertEquals(read({code: 5}), 5);
    assertEquals(read(event), 12);
  });

  test('members of the prototype can be deleted and shadowed', () => {
    const descriptor =
        Object.getOwnPropertyDescriptor(CloseEvent.prototype, 'code');
    const event = new CloseEvent('close', {code: 9});
    Object.defineProperty(event, 'code', {value: 'own', configurable: true});
    assertEquals(event.code, 'own');
    delete event.code;
    assertEquals(event.code, 9);
    assertTrue(delete CloseEvent.prototype.code);
    assertEquals(event.code, undefined);
    Object.defineProperty(CloseEvent.prototype, 'code', descriptor);
    assertEquals(event.code, 9);
  });

  test('defaults are those of CloseEventInit', () => {
    for (const event of [new CloseEvent('x'), new CloseEvent('x', undefined),
                         new CloseEvent('x', null), new CloseEvent('x', {})]) {
      assertEquals(event.type, 'x');
      assertEquals(event.wasClean, false);
      assertEquals(event.code, 0);
      assertEquals(event.reason, '');
      assertEquals(event.bubbles, false);
      assertEquals(event.cancelable, false);
      assertEquals(event.composed, false);
      assertEquals(event.isTrusted, false);
      assertEquals(event.target, null);
    }
  });

  test('all members of the dictionary arrive', () => {
    const event = new CloseEvent('y', {
      wasClean: true, code: 4001, reason: 'done', bubbles: true,
      cancelable: true, composed: true,
    });
    assertEquals(event.wasClean, true);
    assertEquals(event.code, 4001);
    assertEquals(event.reason, 'done');
    assertEquals(event.bubbles, true);
    assertEquals(event.cancelable, true);
    assertEquals(event.composed, true);
  });

  // unsigned short: ToNumber, truncate, modulo 2^16 (WebIDL section 3.2.4.9).
  const conversions = [
    ['0', 0, 0], ['-0', -0, 0], ['1', 1, 1], ['1000', 1000, 1000],
    ['1005', 1005, 1005], ['1006', 1006, 1006], ['4999', 4999, 4999],
    ['65535', 65535, 65535], ['65536', 65536, 0],
    ['65536 + 1000', 65536 + 1000, 1000],
    ['-1', -1, 65535], ['-65536', -65536, 0], ['-65537', -65537, 65535],
    ['-1000', -1000, 64536], ['0.9', 0.9, 0], ['-0.9', -0.9, 0],
    ['1000.9', 1000.9, 1000], ['-1.5', -1.5, 65535],
    ['NaN', NaN, 0], ['Infinity', Infinity, 0], ['-Infinity', -Infinity, 0],
    ['2**31', 2 ** 31, 0], ['2**31 + 5', 2 ** 31 + 5, 5],
    ['2**32 - 1', 2 ** 32 - 1, 65535], ['2**53', 2 ** 53, 0],
    ['2**53 - 1', 2 ** 53 - 1, 65535], ['2**63', 2 ** 63, 0],
    ['2**64 + 4096', 2 ** 64 + 4096, 4096], ['1e20', 1e20, 0],
    ['123456789012345', 123456789012345, 57209],
    ['Number.MAX_VALUE', Number.MAX_VALUE, 0],
    ['Number.MIN_VALUE', Number.MIN_VALUE, 0],
    ['true', true, 1], ['false', false, 0], ['null', null, 0],
    ['undefined', undefined, 0],
    ['"1000"', '1000', 1000], ['" 1000\\n"', ' 1000\n', 1000],
    ['"0x3e8"', '0x3e8', 1000], ['"1e3"', '1e3', 1000], ['""', '', 0],
    ['"-1"', '-1', 65535], ['"abc"', 'abc', 0], ['"1000n"', '1000n', 0],
    ['[]', [], 0], ['[1000]', [1000], 1000], ['[1, 2]', [1, 2], 0],
    ['{}', {}, 0], ['a function', () => {}, 0],
    ['a Date', new Date(4001), 4001],
    ['a Number object', new Number(4001), 4001],
    ['a String object', new String('4001'), 4001],
    ['valueOf', {valueOf: () => 4001}, 4001],
    ['toString', {toString: () => '4001'}, 4001],
    ['valueOf that gives a string', {valueOf: () => '4001'}, 4001],
    ['valueOf before toString',
     {valueOf: () => 1, toString: () => '2'}, 1],
    ['valueOf that gives an object',
     {valueOf: () => ({}), toString: () => '4001'}, 4001],
    ['Symbol.toPrimitive', {[Symbol.toPrimitive]: () => 4001}, 4001],
  ];
  for (const [text, value, expected] of conversions) {
    test(`code: ${text} becomes ${expected}`, () => {
      assertEquals(codeOf(value), expected);
    });
  }

  test('1e20 modulo 2^16 is exact', () => {
    assertEquals(codeOf(1e20), Number(BigInt(1e20) % 65536n));
    assertEquals(codeOf(-1e20), Number(BigInt.asUintN(16, BigInt(-1e20))));
    assertEquals(codeOf(123456789012345),
                 Number(123456789012345n % 65536n));
  });

  const refusals = {
    'a BigInt': 1000n,
    'a BigInt object': Object(1000n),
    'a Symbol': Symbol('1000'),
    'a Symbol object': Object(Symbol('1000')),
    'an object without a primitive value': Object.create(null),
    'valueOf that gives a BigInt': {valueOf: () => 1n},
    'Symbol.toPrimitive that gives an object':
        {[Symbol.toPrimitive]: () => ({})},
    'Symbol.toPrimitive that is no function': {[Symbol.toPrimitive]: 1},
  };
  for (const [what, value] of Object.entries(refusals)) {
    test(`code: ${what} throws TypeError`, () => {
      assertThrows(TypeError, () => codeOf(value));
    });
  }

  test('code: the hint of the conversion is "number"', () => {
    let hint;
    codeOf({[Symbol.toPrimitive](h) { hint = h; return 1; }});
    assertEquals(hint, 'number');
  });

  test('code: what valueOf throws comes through', () => {
    const error = new RangeError('mine');
    try {
      codeOf({valueOf() { throw error; }});
    } catch (caught) {
      assertEquals(caught, error);
      return;
    }
    fail('nothing was thrown');
  });

  const pair = '\u{1F600}';
  const reasons = [
    ['a string', 'going away', 'going away'],
    ['an empty string', '', ''],
    ['undefined', undefined, ''],
    ['null', null, 'null'],
    ['a number', 1.5, '1.5'],
    ['a BigInt', 10n, '10'],
    ['an array', [1, 2], '1,2'],
    ['an object', {toString: () => 'text'}, 'text'],
    ['Latin-1', 'd\xE9j\xE0 vu', 'd\xE9j\xE0 vu'],
    ['U+0000', 'a\0b', 'a\0b'],
    ['the basic plane', '\u65E5\u672C', '\u65E5\u672C'],
    ['a surrogate pair', pair, pair],
    ['a lone lead surrogate', 'a\uD83Db', 'a\uFFFDb'],
    ['a lone trail surrogate', 'a\uDE00b', 'a\uFFFDb'],
    ['a lead surrogate at the end', 'a\uD83D', 'a\uFFFD'],
    ['surrogates in the wrong order', '\uDE00\uD83D', '\uFFFD\uFFFD'],
    ['a lead surrogate before a pair', `\uD83D${pair}`, `\uFFFD${pair}`],
    ['U+FFFD itself', '\uFFFD', '\uFFFD'],
    ['noncharacters', '\uFFFE\uFFFF', '\uFFFE\uFFFF'],
    ['a long string', 'x'.repeat(100000), 'x'.repeat(100000)],
    ['a concatenation', ['ab'.repeat(50), '\u00FF'].join('-'),
     `${'ab'.repeat(50)}-\u00FF`],
  ];
  for (const [what, value, expected] of reasons) {
    test(`reason: ${what}`, () => assertEquals(reasonOf(value), expected));
  }

  test('reason: a Symbol throws TypeError', () => {
    assertThrows(TypeError, () => reasonOf(Symbol('x')));
  });

  test('wasClean is converted as a boolean', () => {
    const wasClean = (value) =>
        new CloseEvent('x', {wasClean: value}).wasClean;
    for (const value of [true, 1, -1, 'false', {}, [], Symbol(), 1n, Infinity]) {
      assertEquals(wasClean(value), true, typeof value);
    }
    for (const value of [false, 0, -0, NaN, '', null, undefined, 0n]) {
      assertEquals(wasClean(value), false, typeof value);
    }
  });

  test('type is a DOMString: lone surrogates stay', () => {
    assertEquals(new CloseEvent('\uD800').type, '\uD800');
    assertEquals(new CloseEvent(undefined).type, 'undefined');
    assertEquals(new CloseEvent(null).type, 'null');
    assertEquals(new CloseEvent(7).type, '7');
    assertThrows(TypeError, () => new CloseEvent(Symbol()));
  });

  test('type is required', () => {
    assertThrows(TypeError, () => new CloseEvent());
  });

  test('the dictionary must be an object, null or undefined', () => {
    for (const value of [1, 'x', true, Symbol(), 1n]) {
      assertThrows(TypeError, () => new CloseEvent('x', value), typeof value);
    }
    const init = () => {};
    init.code = 12;
    assertEquals(new CloseEvent('x', init).code, 12);
    assertEquals(new CloseEvent('x', Object.assign([], {code: 13})).code, 13);
    assertEquals(new CloseEvent('x', new Proxy({code: 14}, {})).code, 14);
    assertEquals(new CloseEvent('x', Object.create({code: 15})).code, 15);
    // An event has the members of its own dictionary.
    assertEquals(new CloseEvent('x', new CloseEvent('y', {code: 16})).code, 16);
  });

  test('inherited members are read first, then by name', () => {
    const log = [];
    const init = recorder(log, {
      wasClean: () => true, reason: () => 'r', composed: () => true,
      code: () => 1, cancelable: () => true, bubbles: () => true,
      unknown: () => 1,
    });
    new CloseEvent('x', init);
    assertArrayEquals(log, ['get bubbles', 'get cancelable', 'get composed',
                            'get code', 'get reason', 'get wasClean']);
  });

  test('each member is converted before the next is read', () => {
    const log = [];
    const init = recorder(log, {
      code: () => ({valueOf() { log.push('convert code'); return 1; }}),
      reason: () => ({toString() { log.push('convert reason'); return ''; }}),
      wasClean: () => true,
    });
    new CloseEvent({toString() { log.push('convert type'); return 'x'; }}, init);
    assertArrayEquals(log, ['convert type', 'get code', 'convert code',
                            'get reason', 'convert reason', 'get wasClean']);
  });

  test('only Get is asked of the dictionary', () => {
    const log = [];
    const traps = new Proxy({}, {
      get: (target, name) => (...args) => {
        log.push(`${name} ${String(args[1])}`);
        return Reflect[name](...args);
      },
    });
    new CloseEvent('x', new Proxy({}, traps));
    assertArrayEquals(log, ['get bubbles', 'get cancelable', 'get composed',
                            'get code', 'get reason', 'get wasClean']);
  });

  for (const name of ['bubbles', 'cancelable', 'composed', 'code', 'reason',
                      'wasClean']) {
    test(`a getter of ${name} that throws ends the reading`, () => {
      const order = ['bubbles', 'cancelable', 'composed', 'code', 'reason',
                     'wasClean'];
      const log = [];
      const error = new Error('mine');
      const members = {};
      for (const member of order) members[member] = () => undefined;
      members[name] = () => { throw error; };
      const thrown = assertThrows(
          Error, () => new CloseEvent('x', recorder(log, members)));
      assertEquals(thrown, error);
      assertArrayEquals(
          log, order.slice(0, order.indexOf(name) + 1).map((m) => `get ${m}`));
    });
  }

  test('the type is converted before the dictionary is looked at', () => {
    const log = [];
    assertThrows(TypeError, () => new CloseEvent(
        Symbol(), recorder(log, {bubbles: () => true})));
    assertArrayEquals(log, []);
    assertThrows(RangeError, () => new CloseEvent(
        {toString() { throw new RangeError(); }}, 1));
  });

  test('further arguments are ignored', () => {
    assertEquals(new CloseEvent('x', {code: 1}, {code: 2}).code, 1);
  });

  test('new is required', () => {
    assertThrows(TypeError, () => CloseEvent('x'));
    assertThrows(TypeError, () => CloseEvent.call({}, 'x'));
    assertThrows(TypeError,
                 () => CloseEvent.call(new CloseEvent('x'), 'x'));
    assertThrows(TypeError, () => Reflect.apply(CloseEvent, undefined, ['x']));
  });

  test('classes can extend it', () => {
    class Mine extends CloseEvent {
      #secret = 5;
      constructor(code) { super('mine', {code}); }
      get secret() { return this.#secret; }
      get code() { return super.code + 1; }
    }
    const event = new Mine(4000);
    assertTrue(event instanceof Mine);
    assertTrue(event instanceof CloseEvent);
    assertTrue(event instanceof Event);
    assertEquals(Object.getPrototypeOf(event), Mine.prototype);
    assertEquals(event.secret, 5);
    assertEquals(event.code, 4001);
    assertEquals(getter('code').call(event), 4000);
    assertEquals(String(event), '[object CloseEvent]');
  });

  test('new.target gives the prototype', () => {
    function NewTarget() {}
    const event = Reflect.construct(CloseEvent, ['x', {code: 3}], NewTarget);
    assertEquals(Object.getPrototypeOf(event), NewTarget.prototype);
    assertFalse(event instanceof CloseEvent);
    assertEquals(getter('code').call(event), 3);
  });

  test('isTrusted is an own, unforgeable accessor', () => {
    const event = new CloseEvent('x');
    assertProperty(event, 'isTrusted', {
      set: undefined, enumerable: true, configurable: false,
    });
    const get = getter('isTrusted', event);
    assertEquals(get.name, 'get isTrusted');
    assertEquals(get.length, 0);
    assertEquals(get, getter('isTrusted', new CloseEvent('y')));
    assertEquals(get, getter('isTrusted', new Event('y')));
    assertFalse('isTrusted' in CloseEvent.prototype);
    assertFalse('isTrusted' in Event.prototype);
    assertFalse(Reflect.deleteProperty(event, 'isTrusted'));
    assertFalse(Reflect.defineProperty(event, 'isTrusted', {value: true}));
    assertThrows(TypeError, () => { event.isTrusted = true; });
    assertEquals(event.isTrusted, false);
    assertThrows(TypeError, () => get.call({}));
    assertThrows(TypeError, () => Object.create(event).isTrusted);
  });

  test('isTrusted is all that an event has of its own', () => {
    const event = new CloseEvent('x', {code: 1, reason: 'r'});
    const check = () => {
      assertArrayEquals(Reflect.ownKeys(event), ['isTrusted']);
      assertArrayEquals(Object.keys(event), ['isTrusted']);
      assertArrayEquals(Object.getOwnPropertySymbols(event), []);
      assertEquals(JSON.stringify(event), '{"isTrusted":false}');
      assertEquals(JSON.stringify({...event}), '{"isTrusted":false}');
      assertArrayEquals(
          Object.keys(Object.getOwnPropertyDescriptors(event)), ['isTrusted']);
    };
    check();
    // The same once the attributes have been read.
    assertEquals(event.code + event.reason + event.wasClean, '1rfalse');
    check();
  });

  test('for-in finds the attributes of the whole chain', () => {
    const names = [];
    for (const name in new CloseEvent('x')) names.push(name);
    for (const name of ['isTrusted', ...attributes, 'type', 'target',
                        'preventDefault', 'NONE']) {
      assertTrue(names.includes(name), name);
    }
    assertFalse(names.includes('constructor'));
  });

  test('reading through a proxy runs no trap but its own', () => {
    const log = [];
    const traps = new Proxy({}, {
      get: (target, name) => (...args) => {
        log.push(name);
        return Reflect[name](...args);
      },
    });
    const event = new CloseEvent('x', {code: 4});
    const proxy = new Proxy(event, traps);
    assertThrows(TypeError, () => getter('code').call(proxy));
    assertArrayEquals(log, []);
    assertThrows(TypeError, () => proxy.code);
    assertArrayEquals(log, ['get']);
    const forgiving = new Proxy(event, {get: (t, name) => Reflect.get(t, name)});
    assertEquals(forgiving.code, 4);
  });

  test('a proxy on the prototype chain sees nothing of the slots', () => {
    const log = [];
    const event = new CloseEvent('x', {code: 4});
    Object.setPrototypeOf(event, new Proxy(CloseEvent.prototype, {
      get(target, name, receiver) {
        log.push(name);
        return Reflect.get(target, name, receiver);
      },
    }));
    assertEquals(event.code, 4);
    assertEquals(event.code, 4);
    assertArrayEquals(log, ['code', 'code']);
  });

  test('a frozen event can be read', () => {
    const event = Object.freeze(new CloseEvent('x', {code: 4, reason: 'r'}));
    for (let i = 0; i < 2; ++i) {
      assertEquals(event.code, 4);
      assertEquals(event.reason, 'r');
      assertEquals(event.wasClean, false);
    }
    assertTrue(Object.isFrozen(event));
  });

  test('properties of its own do not disturb an event', () => {
    const event = new CloseEvent('x', {code: 4});
    for (let i = 0; i < 2000; ++i) event[`p${i}`] = i;
    assertEquals(event.code, 4);
    for (let i = 0; i < 2000; ++i) delete event[`p${i}`];
    assertEquals(event.code, 4);
    assertEquals(event.reason, '');
  });

  test('initEvent leaves the attributes of CloseEvent alone', () => {
    const event = new CloseEvent('x', {code: 4, reason: 'r', wasClean: true});
    event.initEvent('y', true, true);
    assertEquals(event.type, 'y');
    assertEquals(event.code, 4);
    assertEquals(event.reason, 'r');
    assertEquals(event.wasClean, true);
  });

  test('values stay the same each time', () => {
    const event = new CloseEvent('x', {code: 65535, reason: 'abc\u0100'});
    for (let i = 0; i < 20000; ++i) {
      if (event.code !== 65535 || event.reason !== 'abc\u0100' ||
          event.wasClean !== false) {
        fail(`read ${i}`);
      }
    }
  });

  test('a changed Object.prototype reaches the dictionary only', () => {
    Object.prototype.code = 77;
    try {
      const event = new CloseEvent('x', {});
      assertEquals(event.code, 77);
      assertEquals(new CloseEvent('x').code, 0);
      assertEquals(new CloseEvent('x', {code: 3}).code, 3);
    } finally {
      delete Object.prototype.code;
    }
  });

  test('Event\'s constants are reached through the chains', () => {
    assertEquals(CloseEvent.AT_TARGET, 2);
    assertEquals(CloseEvent.prototype.AT_TARGET, 2);
    assertFalse(Object.hasOwn(CloseEvent, 'AT_TARGET'));
  });
}
