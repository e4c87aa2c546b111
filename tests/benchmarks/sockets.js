// What a WebSocket does in a second, against mortise-loopback-server, whose
// address (ws://HOST:PORT) is the first argument.  Plain ES2020.
//
// Prints a line of JSON for each figure, operations (or bytes) a second:
//   {"figure": ..., "best": ..., "median": ...}   of the repetitions
//   {"figure": ..., "skipped": why}
// Everything that comes back is checked.

(async () => {
  'use strict';

  const REPETITIONS = 5;
  const MILLISECONDS = 250;  // What a repetition should take.

  const args = typeof scriptArgs === 'object' ? scriptArgs :
      typeof Deno === 'object' ? Deno.args : process.argv.slice(2);
  const address = args[0];

  const print = (result) => console.log(JSON.stringify(result));
  const shortened = (number) => Number(number.toPrecision(4));

  // `run(n)` promises to have done n operations, each worth `weight`.
  async function measure(figure, run, weight = 1) {
    try {
      let n = 4;
      let warm = 0;
      for (;;) {
        const start = performance.now();
        await run(n);
        const last = performance.now() - start;
        warm += last;
        if (last > MILLISECONDS / 2 && warm > 2 * MILLISECONDS) break;
        const factor = Math.min(8, Math.max(1, MILLISECONDS / (last + 0.01)));
        n = Math.ceil(n * factor);
      }
      const rates = [];
      for (let i = 0; i < REPETITIONS; ++i) {
        const start = performance.now();
        await run(n);
        rates.push(weight * n * 1000 / (performance.now() - start));
      }
      rates.sort((a, b) => b - a);
      print({
        figure,
        best: shortened(rates[0]),
        median: shortened(rates[REPETITIONS >> 1]),
      });
    } catch (error) {
      print({figure, skipped: String(error && error.message)});
    }
  }

  // ---- Connections ----------------------------------------------------------

  const cycle = () => new Promise((resolve, reject) => {
    const socket = new WebSocket(`${address}/close?code=4001&reason=bye`);
    let opened = false;
    socket.addEventListener('open', () => { opened = true; });
    socket.addEventListener('close', (event) => {
      const {code, reason, wasClean} = event;
      if (opened && code === 4001 && reason === 'bye' && wasClean) {
        resolve();
      } else {
        reject(new Error(`closed with ${code} "${reason}"`));
      }
    });
  });
  await measure('cycles', async (n) => {
    for (let i = 0; i < n; ++i) await cycle();
  });

  // ---- Messages -------------------------------------------------------------

  const open = () => new Promise((resolve, reject) => {
    const socket = new WebSocket(`${address}/echo`);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => resolve(socket));
    socket.addEventListener('error', () => reject(new Error('not opened')));
  });
  const close = (socket) => new Promise((resolve) => {
    socket.addEventListener('close', resolve);
    socket.close();
  });

  // Sends `message` n times, at most `window` of them under way.
  const echo = (socket, message, isEcho, window, n) =>
    new Promise((resolve, reject) => {
      let sent = 0;
      let received = 0;
      const send = () => {
        ++sent;
        socket.send(message);
      };
      const listener = ({data}) => {
        const good = isEcho(data);
        if (good && ++received < n) {
          if (sent < n) send();
          return;
        }
        socket.removeEventListener('message', listener);
        if (good) resolve(); else reject(new Error('not what was sent'));
      };
      socket.addEventListener('message', listener);
      while (sent < n && sent < window) send();
    });

  async function measureEcho(figure, message, isEcho, window, weight) {
    let socket;
    const run = async (n) => {
      if (!socket) socket = await open();
      await echo(socket, message, isEcho, window, n);
    };
    await measure(figure, run, weight);
    if (socket) await close(socket);
  }

  const text = 'thirty-two characters of message';
  const isText = (data) => data === text;
  await measureEcho('round trips', text, isText, 1);
  await measureEcho('64 in flight', text, isText, 64);

  const MIB = 1 << 20;
  const bytes = Uint8Array.from({length: MIB}, (_, i) => (i * 29) ^ (i >> 9));
  const places = [0, 1, 4095, 65536, 500009, MIB - 1];
  const isBytes = (data) => {
    const echoed = new Uint8Array(data);
    return echoed.length === MIB &&
        places.every((place) => echoed[place] === bytes[place]);
  };
  await measureEcho('1 MiB', bytes.buffer, isBytes, 2, MIB);
})();
