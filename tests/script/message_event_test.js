// The MessageEvent interface (HTML section 9.1).
'use strict';

{
  test('shape', () => {
    assertEquals(Object.getPrototypeOf(MessageEvent), Event);
    assertEquals(MessageEvent.length, 1);
    assertEquals(String(new MessageEvent('x')), '[object MessageEvent]');
    assertArrayEquals(
        Object.getOwnPropertyNames(MessageEvent.prototype).sort(),
        ['constructor', 'data', 'initMessageEvent', 'lastEventId', 'origin',
         'ports', 'source']);
    assertEquals(MessageEvent.prototype.initMessageEvent.length, 1);
    assertFalse('MessagePort' in globalThis);
  });

  for (const name of ['data', 'origin', 'lastEventId', 'source', 'ports']) {
    test(`${name} is a read-only accessor`, () => {
      assertProperty(MessageEvent.prototype, name, {
        set: undefined, enumerable: true, configurable: true,
      });
      const {get} =
          Object.getOwnPropertyDescriptor(MessageEvent.prototype, name);
      assertEquals(get.name, `get ${name}`);
      assertThrows(TypeError, () => get.call({}));
      assertThrows(TypeError, () => get.call(new Event('x')));
      const event = new MessageEvent('x');
      assertThrows(TypeError, () => { event[name] = 1; });
    });
  }

  test('defaults', () => {
    const event = new MessageEvent('x');
    assertEquals(event.data, null);
    assertEquals(event.origin, '');
    assertEquals(event.lastEventId, '');
    assertEquals(event.source, null);
    assertArrayEquals(event.ports, []);
  });

  test('data is any value, the same each time', () => {
    for (const data of [0, -0, NaN, '', 'text', true, 1n, Symbol('s'), {}, [],
                        () => {}, new ArrayBuffer(3), new Event('y')]) {
      const event = new MessageEvent('x', {data});
      assertEquals(event.data, data);
      assertEquals(event.data, data);
    }
    assertEquals(new MessageEvent('x', {data: undefined}).data, null);
  });

  test('data may be the event itself', () => {
    const init = {};
    const event = new MessageEvent('x', {data: init});
    init.event = event;
    assertEquals(event.data.event, event);
  });

  test('strings are converted', () => {
    const event = new MessageEvent(
        'x', {origin: 'http://\uD800', lastEventId: '\uD800'});
    assertEquals(event.origin, 'http://\uFFFD');
    assertEquals(event.lastEventId, '\uD800');
    assertEquals(new MessageEvent('x', {origin: null}).origin, 'null');
    assertThrows(TypeError, () => new MessageEvent('x', {origin: Symbol()}));
  });

  test('ports is one frozen array', () => {
    const event = new MessageEvent('x');
    assertTrue(Array.isArray(event.ports));
    assertTrue(Object.isFrozen(event.ports));
    assertEquals(event.ports, event.ports);
    const ports = [];
    assertNotEquals(new MessageEvent('x', {ports}).ports, ports);
  });

  test('source and ports must be message ports', () => {
    for (const source of [{}, 1, 'x', new EventTarget()]) {
      assertThrows(TypeError, () => new MessageEvent('x', {source}));
      assertThrows(TypeError, () => new MessageEvent('x', {ports: [source]}));
    }
    for (const ports of [null, 1, {}, true]) {
      assertThrows(TypeError, () => new MessageEvent('x', {ports}));
    }
    assertEquals(new MessageEvent('x', {source: null}).source, null);
    assertArrayEquals(new MessageEvent('x', {ports: new Set()}).ports, []);
  });

  test('the dictionary is read base first, then by name', () => {
    const log = [];
    new MessageEvent('x',
                     new Proxy({}, {get: (t, name) => { log.push(name); }}));
    assertArrayEquals(log, ['bubbles', 'cancelable', 'composed', 'data',
                            'lastEventId', 'origin', 'ports', 'source']);
  });

  test('initMessageEvent replaces everything', () => {
    const event = new MessageEvent('x', {data: {}, origin: 'o'});
    const old = event.ports;
    const data = {};
    event.initMessageEvent('y', true, true, data, 'origin', 'id', null, []);
    assertEquals(event.type, 'y');
    assertEquals(event.bubbles, true);
    assertEquals(event.data, data);
    assertEquals(event.origin, 'origin');
    assertEquals(event.lastEventId, 'id');
    assertEquals(event.source, null);
    assertEquals(event.ports, event.ports);
    assertNotEquals(event.ports, old);
    event.initMessageEvent('z');
    assertEquals(event.data, null);
    assertEquals(event.origin, '');
    assertEquals(event.lastEventId, '');
    assertThrows(TypeError, () => event.initMessageEvent());
  });

  test('initMessageEvent is ignored during the dispatch', () => {
    const target = new EventTarget();
    const event = new MessageEvent('x', {data: 1});
    target.addEventListener('x', () => event.initMessageEvent('y', true, true, 2));
    target.dispatchEvent(event);
    assertEquals(event.type, 'x');
    assertEquals(event.data, 1);
  });
}
