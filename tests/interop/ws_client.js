// npm's ws as a client of mortise-loopback-server.
//
// Arguments: the server's address, the number and the seed of random messages.
// Sends messages of each size and in fragments of each size to /echo, compares
// what comes back, closes, and prints "N messages".
'use strict';

const assert = require('assert');
const WebSocket = require('ws');
const {makeRandom, randomMessage, boundarySizes, randomBytes, send} =
    require('./ws_messages.js');

const [address, count, seed] = process.argv.slice(2);

function open(path, options = {}) {
  const socket = new WebSocket(address + path, {
    // The certificate was made a moment ago; who signed it is not at stake.
    rejectUnauthorized: false,
    maxPayload: 64 << 20,
    ...options,
  });
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket));
    socket.on('error', reject);
  });
}

function nextMessage(socket) {
  return new Promise((resolve, reject) => {
    const onClose = (code) => reject(new Error(`closed with ${code}`));
    socket.once('close', onClose);
    socket.once('message', (data, isBinary) => {
      socket.off('close', onClose);
      resolve({data, isBinary});
    });
  });
}

let messages = 0;

async function echo(socket, message, fragment = Infinity) {
  const next = nextMessage(socket);
  const bytes = Buffer.from(message);
  const binary = typeof message !== 'string';
  if (fragment === Infinity) {
    send(socket, message);
  } else {
    for (let i = 0; i === 0 || i < bytes.length; i += fragment) {
      send(socket, bytes.subarray(i, i + fragment),
           {binary, fin: i + fragment >= bytes.length});
    }
  }
  const {data, isBinary} = await next;
  assert.strictEqual(isBinary, binary);
  assert(data.equals(bytes), `${bytes.length} bytes do not come back`);
  ++messages;
}

function closed(socket) {
  return new Promise((resolve) => {
    socket.on('close', (code, reason) => resolve(`${code} ${reason}`));
  });
}

(async () => {
  for (const perMessageDeflate of [false, {threshold: 0}]) {
    const random = makeRandom(Number(seed));
    const socket = await open('/echo', {perMessageDeflate});
    for (const size of boundarySizes) {
      await echo(socket, randomBytes(random, size));
      await echo(socket, 'x'.repeat(size));
    }
    for (const fragment of [1, 2, 7, 125, 126, 127, 65535, 65536]) {
      for (const size of [0, fragment, fragment + 1, 3 * fragment]) {
        await echo(socket, randomBytes(random, size), fragment);
        await echo(socket, 'y'.repeat(size), fragment);
      }
    }
    await echo(socket, randomBytes(random, 16 << 20));
    for (let i = Number(count); i > 0; --i) {
      await echo(socket, randomMessage(random));
    }
    const end = closed(socket);
    socket.close(4001, 'see you');
    assert.match(await end, /^4001 /);
  }
  for (const [path, end] of [
           ['/close?code=4001&reason=bye', '4001 bye'], ['/close', '1005 '],
           ['/drop', '1006 ']]) {
    const socket = new WebSocket(address + path, {rejectUnauthorized: false});
    assert.strictEqual(await closed(socket), end);
  }
  console.log(`${messages} messages`);
})();
