// What the interoperation tests share.  Loaded after script/harness.js.
//
// scriptArgs: the ports of the server's modes as JSON, the number and the seed
// of random messages, the URLs' beginning, and "direct" or, if something on the
// way turns resets into ends, "proxied".
'use strict';

const ports = JSON.parse(scriptArgs[0]);
const modes = Object.keys(ports);
const proxied = scriptArgs[4] === 'proxied';

function address(mode, path) {
  return `${scriptArgs[3]}:${ports[mode]}${path}`;
}

// A socket for `mode`'s server that gets binary messages as ArrayBuffers.
function connect(mode, path, protocols = []) {
  const socket = new WebSocket(address(mode, path), protocols);
  socket.binaryType = 'arraybuffer';
  return socket;
}

// Resolves, after the close event, with all events that the socket has fired:
// "open 1", "message 1", "error 3", "close 3 clean 4001 bye", where the digit
// is readyState in the listener.
async function eventsOf(socket) {
  const events = [];
  for (const type of ['open', 'message', 'error', 'close']) {
    socket.addEventListener(type, (event) => {
      assertTrue(event.isTrusted);
      let text = `${type} ${socket.readyState}`;
      if (type === 'close') {
        assertEquals(event.constructor, CloseEvent);
        text += ` ${event.wasClean ? 'clean' : 'unclean'} ${event.code}`;
        if (event.reason) text += ` ${event.reason}`;
      } else if (type === 'error') {
        assertEquals(event.constructor, Event);
      }
      events.push(text);
    });
  }
  await nextEvent(socket, 'close');
  await delay(1);
  return events;
}

// The messages of a socket as a stream: `await next()`.
function messagesOf(socket) {
  const queue = [];
  const waiting = [];
  socket.addEventListener('message', ({data}) => {
    if (waiting.length) waiting.shift().resolve(data);
    else queue.push(data);
  });
  socket.addEventListener('close', (event) => {
    for (const {reject} of waiting) {
      reject(new Error(`closed with ${event.code} instead of a message`));
    }
  });
  return () => queue.length ? Promise.resolve(queue.shift()) :
      new Promise((resolve, reject) => waiting.push({resolve, reject}));
}

function toUtf8(text) {
  const bytes = new Uint8Array(text.length * 3);
  let size = 0;
  for (let i = 0; i < text.length; ++i) {
    const c = text.codePointAt(i);
    if (c < 0x80) {
      bytes[size++] = c;
      continue;
    }
    if (c < 0x800) {
      bytes[size++] = 0xC0 | c >> 6;
    } else {
      if (c < 0x10000) {
        bytes[size++] = 0xE0 | c >> 12;
      } else {
        ++i;
        bytes[size++] = 0xF0 | c >> 18;
        bytes[size++] = 0x80 | c >> 12 & 0x3F;
      }
      bytes[size++] = 0x80 | c >> 6 & 0x3F;
    }
    bytes[size++] = 0x80 | c & 0x3F;
  }
  return bytes.subarray(0, size);
}

// What the servers say of a message that they send or get.
function describeMessage(data) {
  const bytes = typeof data === 'string' ? toUtf8(data) : new Uint8Array(data);
  const kind = typeof data === 'string' ? 'text' : 'binary';
  return `${kind} ${crc32(bytes)} ${bytes.length}`;
}

// Numbers from 0 to 2^32 - 1: xorshift.
function makeRandom(seed) {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function randomBytes(random, size) {
  const words = new Uint32Array(Math.ceil(size / 4));
  for (let i = 0; i < words.length; ++i) words[i] = random();
  return new Uint8Array(words.buffer, 0, size);
}

const alphabet = [...'abcdefgh \n\0\u00e4\u20ac\ufeff\uffff\u{1f600}'];

function randomText(random, length) {
  let text = '';
  for (let i = Math.min(length, 1000); i > 0; --i) {
    text += alphabet[random() % alphabet.length];
  }
  return text.repeat(1 + length / 1000);
}
