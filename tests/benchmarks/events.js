// What events cost a script: reading their attributes, making them,
// dispatching them.  Plain ES2020, for any runtime that has Event, EventTarget
// and CloseEvent.
//
// Prints a line of JSON for each figure, in nanoseconds an operation:
//   {"figure": ..., "best": ..., "median": ...}   of the repetitions
//   {"figure": ..., "skipped": why}
// Each loop is a function of its own, with its own inline caches, goes over
// many objects, and returns a sum that is checked.

(async () => {
  'use strict';

  // What makes no garbage is repeated so shortly that others on the machine
  // leave some repetitions undisturbed.  Elsewhere collections belong to them.
  const SHORT = {repetitions: 60, milliseconds: 6};
  const LONG = {repetitions: 15, milliseconds: 30};
  const COUNT = 64;         // Objects that a loop goes over; a power of two.
  const MASK = COUNT - 1;

  const print = (result) => console.log(JSON.stringify(result));
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
  const shortened = (number) => Number(number.toPrecision(4));

  function time(run, n, expected) {
    const start = performance.now();
    const sum = run(n);
    const milliseconds = performance.now() - start;
    if (sum !== expected(n)) {
      throw new Error(`the sum is ${sum}, not ${expected(n)}`);
    }
    return milliseconds;
  }

  // `run(n)` does n operations, a multiple of COUNT, and returns expected(n).
  class Measurement {
    constructor(figure, run, expected, needs = []) {
      this.figure = figure;
      this.run = run;
      this.expected = expected;
      this.needs = needs;
      this.nanoseconds = [];
    }

    // Warms up and finds n, so that a repetition takes `milliseconds`.
    async begin(milliseconds) {
      for (const name of this.needs) {
        if (typeof globalThis[name] !== 'function') {
          throw new Error(`no ${name}`);
        }
      }
      this.n = COUNT;
      let warm = 0;
      for (;;) {
        const last = time(this.run, this.n, this.expected);
        warm += last;
        if (last > milliseconds / 2 && warm > 60) return;
        const factor = Math.min(8, Math.max(1, milliseconds / (last + 0.01)));
        this.n = Math.ceil(this.n * factor / COUNT) * COUNT;
        await turn();
      }
    }

    repeat() {
      const milliseconds = time(this.run, this.n, this.expected);
      this.nanoseconds.push(milliseconds * 1e6 / this.n);
    }

    print() {
      const sorted = this.nanoseconds.sort((a, b) => a - b);
      print({
        figure: this.figure,
        best: shortened(sorted[0]),
        median: shortened(sorted[sorted.length >> 1]),
      });
    }
  }

  // Measurements that are compared with each other take turns.
  async function measureTogether({repetitions, milliseconds}, measurements) {
    const begun = [];
    for (const measurement of measurements) {
      try {
        await measurement.begin(milliseconds);
        begun.push(measurement);
      } catch (error) {
        print({
          figure: measurement.figure,
          skipped: String(error && error.message),
        });
      }
    }
    for (let i = 0; i < repetitions; ++i) {
      for (const measurement of begun) {
        measurement.repeat();
        await turn();
      }
    }
    for (const measurement of begun) measurement.print();
  }
  const measure = (plan, ...parts) =>
      measureTogether(plan, [new Measurement(...parts)]);

  // ---- Reading --------------------------------------------------------------

  class Fields {
    constructor(code, reason) {
      this.code = code;
      this.reason = reason;
    }
  }
  class Getters {
    #code;
    constructor(code) {
      this.#code = code;
    }
    get code() {
      return this.#code;
    }
  }

  const codes = Array.from({length: COUNT}, (_, i) => 3000 + 17 * i);
  const reasons = codes.map((code) => 'r'.repeat(code % 7) + code);
  const total = (numbers) => numbers.reduce((a, b) => a + b, 0);
  const times = (perRound) => (n) => Math.imul(n / COUNT, perRound);
  const codeSum = times(total(codes));
  const reasonSum = times(total(reasons.map((reason) => reason.length)));
  const make = (maker) => codes.map((code, i) => maker(code, reasons[i]));

  const fields = make((code, reason) => new Fields(code, reason));
  const getters = make((code) => new Getters(code));
  const events = typeof CloseEvent !== 'function' ? [] :
      make((code, reason) => new CloseEvent('close', {code, reason}));
  const messages = typeof MessageEvent !== 'function' ? [] :
      make((code) => new MessageEvent('message', {data: code}));

  await measureTogether(SHORT, [
    new Measurement('field', (n) => {
      let sum = 0;
      for (let i = 0; i < n; ++i) sum = (sum + fields[i & MASK].code) | 0;
      return sum;
    }, codeSum),
    new Measurement('getter', (n) => {
      let sum = 0;
      for (let i = 0; i < n; ++i) sum = (sum + getters[i & MASK].code) | 0;
      return sum;
    }, codeSum),
    new Measurement('event.code', (n) => {
      let sum = 0;
      for (let i = 0; i < n; ++i) sum = (sum + events[i & MASK].code) | 0;
      return sum;
    }, codeSum, ['CloseEvent']),
    new Measurement('event.data', (n) => {
      let sum = 0;
      for (let i = 0; i < n; ++i) sum = (sum + messages[i & MASK].data) | 0;
      return sum;
    }, codeSum, ['MessageEvent']),
  ]);
  await measureTogether(SHORT, [
    new Measurement('field of string', (n) => {
      let sum = 0;
      for (let i = 0; i < n; ++i) {
        sum = (sum + fields[i & MASK].reason.length) | 0;
      }
      return sum;
    }, reasonSum),
    new Measurement('event.reason', (n) => {
      let sum = 0;
      for (let i = 0; i < n; ++i) {
        sum = (sum + events[i & MASK].reason.length) | 0;
      }
      return sum;
    }, reasonSum, ['CloseEvent']),
  ]);

  // ---- Making ---------------------------------------------------------------

  // The last COUNT objects stay reachable.
  const kept = new Array(COUNT).fill(null);
  await measure(LONG, 'new Event', (n) => {
    for (let i = 0; i < n; ++i) kept[i & MASK] = new Event('close');
    return kept[MASK].type.length;
  }, () => 5, ['Event']);
  await measure(LONG, 'new CloseEvent', (n) => {
    for (let i = 0; i < n; ++i) {
      kept[i & MASK] = new CloseEvent(
          'close', {wasClean: true, code: 4001, reason: 'bye'});
    }
    return kept[MASK].code;
  }, () => 4001, ['CloseEvent']);
  await measure(LONG, 'new MessageEvent', (n) => {
    for (let i = 0; i < n; ++i) {
      kept[i & MASK] = new MessageEvent('message', {data: 4001});
    }
    return kept[MASK].data;
  }, () => 4001, ['MessageEvent']);
  kept.fill(null);

  // ---- Dispatching ----------------------------------------------------------

  const dispatching = ['Event', 'EventTarget'];
  let calls = 0;
  for (const count of [1, 10]) {
    await measure(SHORT, `dispatch ${count}`, (n) => {
      const target = new EventTarget();
      for (let i = 0; i < count; ++i) {
        target.addEventListener('close', () => { ++calls; });
      }
      const event = new Event('close');
      calls = 0;
      for (let i = 0; i < n; ++i) target.dispatchEvent(event);
      return calls;
    }, (n) => count * n, dispatching);
  }
  await measure(LONG, 'dispatch new CloseEvent', (n) => {
    const target = new EventTarget();
    let sum = 0;
    target.addEventListener('close', (event) => {
      sum = (sum + event.code) | 0;
    });
    for (let i = 0; i < n; ++i) {
      target.dispatchEvent(new CloseEvent('close', {code: 4001}));
    }
    return sum;
  }, (n) => Math.imul(n, 4001), [...dispatching, 'CloseEvent']);
  await measure(SHORT, 'add and remove', (n) => {
    const target = new EventTarget();
    const listener = () => { ++calls; };
    calls = 0;
    for (let i = 0; i < n; ++i) {
      target.addEventListener('close', listener);
      target.removeEventListener('close', listener);
    }
    target.dispatchEvent(new Event('close'));
    return calls;
  }, () => 0, dispatching);
})();
