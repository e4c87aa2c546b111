// A small test harness for scripts that run in `mortise`.
//
//   test('name', () => { assertEquals(1 + 1, 2); });
//   asyncTest('name', async () => { ... });   // or (done) => { ... done(); }
//
// The tests run one after another once all scripts have been evaluated.  Each
// prints `ok NAME` or `not ok NAME` with the reason below; the last line is the
// plan, `1..N`.  If one failed, the process exits with 1.
//
// Loaded as a script of its own in front of the test; everything it defines is
// global.
'use strict';

class AssertionError extends Error {
  get name() { return 'AssertionError'; }
}

function fail(message) {
  throw new AssertionError(message);
}

function describe(value) {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(describe).join(', ')}]`;
  return String(value);
}

function explain(explanation) {
  return explanation === undefined ? '' : `${explanation}: `;
}

function assertTrue(value, explanation) {
  if (value !== true) fail(`${explain(explanation)}${describe(value)} is not true`);
}

function assertFalse(value, explanation) {
  if (value !== false) fail(`${explain(explanation)}${describe(value)} is not false`);
}

// SameValue: NaN equals itself, 0 does not equal -0.
function assertEquals(actual, expected, explanation) {
  if (!Object.is(actual, expected)) {
    fail(`${explain(explanation)}got ${describe(actual)}, ` +
         `expected ${describe(expected)}`);
  }
}

function assertNotEquals(actual, unexpected, explanation) {
  if (Object.is(actual, unexpected)) {
    fail(`${explain(explanation)}got ${describe(actual)}`);
  }
}

function assertArrayEquals(actual, expected, explanation) {
  const same = actual.length === expected.length &&
      Array.prototype.every.call(actual, (x, i) => Object.is(x, expected[i]));
  if (!same) {
    fail(`${explain(explanation)}got ${describe([...actual])}, ` +
         `expected ${describe([...expected])}`);
  }
}

// `type` is a constructor: exactly its instances are expected.  Returns what
// was thrown.
function assertThrows(type, steps, explanation) {
  let thrown;
  try {
    steps();
  } catch (error) {
    thrown = {error};
  }
  if (!thrown) fail(`${explain(explanation)}nothing was thrown`);
  if (thrown.error?.constructor !== type) {
    fail(`${explain(explanation)}threw ${describe(thrown.error)}, ` +
         `expected a ${type.name}`);
  }
  return thrown.error;
}

// Expects a DOMException of this name.
function assertThrowsDOMException(name, steps, explanation) {
  const error = assertThrows(DOMException, steps, explanation);
  assertEquals(error.name, name, explanation);
  return error;
}

async function assertRejects(type, promise, explanation) {
  let rejection;
  try {
    await promise;
  } catch (error) {
    rejection = {error};
  }
  if (!rejection) fail(`${explain(explanation)}the promise was not rejected`);
  return assertThrows(type, () => { throw rejection.error; }, explanation);
}

// Expects an own property with exactly these fields, as in
// {value, writable, enumerable, configurable} or {get, set, ...}.
function assertProperty(object, key, fields, explanation) {
  const descriptor = Object.getOwnPropertyDescriptor(object, key);
  if (!descriptor) {
    fail(`${explain(explanation)}no own property ${String(key)}`);
  }
  for (const field of Object.keys(fields)) {
    assertEquals(descriptor[field], fields[field],
                 `${explain(explanation)}${String(key)}'s ${field}`);
  }
}

// The exceptions that `steps` leaves to be reported.
function reported(steps) {
  const errors = [];
  const outer = globalThis.onerror;
  globalThis.onerror = (message, source, line, column, error) => {
    errors.push(error);
    return true;
  };
  try {
    steps();
  } finally {
    globalThis.onerror = outer;
  }
  return errors;
}

// Resolves with the next event of this type.
function nextEvent(target, type) {
  return new Promise((resolve) => {
    target.addEventListener(type, resolve, {once: true});
  });
}

function delay(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

// Waits for `condition()` to be true, for things that only the garbage
// collector or another process decides.
async function waitUntil(condition, explanation, milliseconds = 10000) {
  const end = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > end) fail(`${explain(explanation)}waited in vain`);
    await delay(5);
  }
}

const {test, asyncTest} = (() => {
  // Long enough for sanitizers on a slow machine.
  const timeoutMilliseconds = 60000;

  const tests = [];
  let failures = 0;
  // What the test itself could not catch: exceptions from listeners and the
  // like fail the test that is running, unless it has set onerror itself.
  let uncaught = null;

  function add(name, steps, takesDone) {
    if (tests.length === 0) setTimeout(runAll);
    tests.push({name, steps, takesDone});
  }

  function runSteps({steps, takesDone}) {
    if (!takesDone) return steps();
    return new Promise((resolve, reject) => {
      const result = steps(resolve);
      if (result?.then) result.then(resolve, reject);
    });
  }

  function withTimeout(promise) {
    let timer;
    const timeout = new Promise((_, reject) => {
      timer = setTimeout(
          () => reject(new AssertionError(`no end in ${timeoutMilliseconds} ms`)),
          timeoutMilliseconds);
    });
    return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
  }

  async function run(entry) {
    uncaught = null;
    globalThis.onerror = (message, source, line, column, error) => {
      uncaught ??= {error};
      return true;
    };
    try {
      const result = runSteps(entry);
      if (result?.then) await withTimeout(result);
      if (uncaught) throw uncaught.error;
      print(`ok ${entry.name}`);
    } catch (error) {
      ++failures;
      print(`not ok ${entry.name}`);
      print(`  ${String(error?.stack ?? error).replaceAll('\n', '\n  ')}`);
    }
  }

  async function runAll() {
    for (const entry of tests) await run(entry);
    print(`1..${tests.length}`);
    globalThis.onerror = null;
    if (failures) throw `${failures} of ${tests.length} tests failed`;
  }

  return {
    test: (name, steps) => add(name, steps, false),
    asyncTest: (name, steps) => add(name, steps, steps.length > 0),
  };
})();
