// How long echoes take while another socket of the process is flooded.
//
// Arguments: the address of a mortise-loopback-server, that of flood_server.py
// (each ws://HOST:PORT or wss://...), and the floods, by their paths.
//
// Before, between and after the floods, the latency is measured without one.
// Prints a line of JSON for each of them, times in microseconds:
//   {"flood": ..., "p50": ..., "p99": ..., "idle_p50": ..., "idle_p99": ...,
//    "messages": what the flooded socket got, a second}

(async () => {
  'use strict';

  const SOCKETS = 4;      // That echo, each one message at a time.
  const SAMPLES = 4000;   // At most, of all sockets.
  const SECONDS = 2;      // At most.

  const args = typeof scriptArgs === 'object' ? scriptArgs :
      typeof Deno === 'object' ? Deno.args : process.argv.slice(2);
  const [echoAddress, floodAddress, ...floods] = args;

  const open = (url) => new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => resolve(socket));
    socket.addEventListener('error',
                            () => reject(new Error(`not opened: ${url}`)));
  });
  const close = (socket) => new Promise((resolve) => {
    socket.addEventListener('close', resolve);
    socket.close();
  });

  const percentile = (sorted, percent) =>
      Math.round(1000 * sorted[Math.ceil(sorted.length * percent / 100) - 1]);

  const message = 'thirty-two characters of message';

  // The latencies of echoes on all of `sockets`.
  async function measure(sockets) {
    const times = [];
    const end = performance.now() + SECONDS * 1000;
    await Promise.all(sockets.map((socket) => new Promise((resolve) => {
      let start;
      const send = () => {
        start = performance.now();
        socket.send(message);
      };
      socket.onmessage = () => {
        const now = performance.now();
        times.push(now - start);
        if (times.length < SAMPLES && now < end) send();
        else resolve();
      };
      send();
    })));
    times.sort((a, b) => a - b);
    return {p50: percentile(times, 50), p99: percentile(times, 99)};
  }

  const sockets = [];
  for (let i = 0; i < SOCKETS; ++i) {
    sockets.push(await open(`${echoAddress}/echo`));
  }
  await measure(sockets);  // Warms up.
  let before = await measure(sockets);
  for (const path of floods) {
    let messages = 0;
    const flooded = await open(floodAddress + path);
    flooded.onmessage = () => { ++messages; };
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    messages = 0;
    const under = await measure(sockets);
    const seconds = (performance.now() - start) / 1000;
    const rate = Math.round(messages / seconds);
    await close(flooded);
    const after = await measure(sockets);
    console.log(JSON.stringify({
      flood: path,
      ...under,
      idle_p50: (before.p50 + after.p50) / 2,
      idle_p99: (before.p99 + after.p99) / 2,
      messages: rate,
    }));
    before = after;
  }
  await Promise.all(sockets.map(close));
})();
