// What the shell itself puts into the global.
'use strict';

test('self is the global', () => {
  assertEquals(self, globalThis);
});

test('scriptArgs holds what follows --', () => {
  assertTrue(Array.isArray(scriptArgs));
  assertTrue(/^ws:\/\/127\.0\.0\.1:\d+$/.test(scriptArgs[0]));
});

test('performance.now() counts milliseconds from timeOrigin', () => {
  const first = performance.now();
  const second = performance.now();
  assertTrue(first > 0 && second >= first);
  assertTrue(Math.abs(performance.timeOrigin + second - Date.now()) < 1000);
});

test('event.timeStamp is on the same clock', () => {
  const before = performance.now();
  const {timeStamp} = new Event('x');
  assertTrue(Math.abs(timeStamp - before) < 1000);
});

test('console is a namespace', () => {
  assertProperty(globalThis, 'console',
                 {writable: true, enumerable: false, configurable: true});
  assertEquals(Object.prototype.toString.call(console), '[object console]');
  const prototype = Object.getPrototypeOf(console);
  assertEquals(Reflect.ownKeys(prototype).length, 0);
  assertEquals(Object.getPrototypeOf(prototype), Object.prototype);
  for (const name of ['assert', 'clear', 'debug', 'error', 'info', 'log', 'table',
                      'trace', 'warn', 'dir', 'dirxml', 'count', 'countReset',
                      'group', 'groupCollapsed', 'groupEnd', 'time', 'timeLog',
                      'timeEnd']) {
    assertProperty(console, name,
                   {writable: true, enumerable: true, configurable: true});
    assertEquals(console[name].name, name);
    assertEquals(console[name].length, 0);
  }
});

test('console methods need no receiver and never throw', () => {
  const {count, countReset} = console;
  countReset('unheard of');
  assertEquals(count.call(undefined, 'globals_test'), undefined);
  assertThrows(TypeError, () => count(Symbol()));
});

asyncTest('V8\'s own tasks are run: WebAssembly compiles', async () => {
  const bytes = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  const module = await WebAssembly.compile(bytes);
  assertEquals(module.constructor, WebAssembly.Module);
});
