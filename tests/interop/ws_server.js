// A server for the interoperation tests, made of npm's ws.
//
// The modes and paths are those of websockets_server.py.  http2_server.js has
// them from here.
'use strict';

const {WebSocketServer} = require('ws');
const {crc32} = require('./crc32.js');
const {makeRandom, randomBytes, randomMessage, send} =
    require('./ws_messages.js');

const maxSize = 16 << 20;

// How connections were closed, by id.
const seen = new Map();

function describe(data, isBinary) {
  return `${isBinary ? 'binary' : 'text'} ${crc32(data)} ${data.length}`;
}

const paths = {
  '/echo'(connection, query) {
    connection.on('message', (data, binary) => connection.send(data, {binary}));
    connection.on('close', (code, reason) => {
      if (query.has('id')) seen.set(query.get('id'), `${code} ${reason}`);
    });
  },

  '/fragments'(connection, query) {
    const size = Number(query.get('size'));
    connection.on('message', (data, binary) => {
      for (let i = 0; i < data.length; i += size) {
        connection.send(data.subarray(i, i + size),
                        {binary, fin: i + size >= data.length});
      }
    });
  },

  '/hash'(connection) {
    connection.on('message', (data, isBinary) => {
      connection.send(describe(data, isBinary));
    });
  },

  async '/random'(connection, query) {
    const random = makeRandom(Number(query.get('seed')));
    const messages = [Buffer.alloc(0), ''];
    if (query.get('big') === '1') messages.push(randomBytes(random, maxSize));
    for (let count = Number(query.get('count')); count > 0; --count) {
      const message = messages.shift() ?? randomMessage(random);
      const data = Buffer.from(message);
      await send(connection, message);
      await send(connection, describe(data, typeof message !== 'string'));
    }
    connection.close(4000);
  },

  '/pings'(connection) {
    const payloads = [Buffer.alloc(0), Buffer.from('ping'), Buffer.alloc(125)];
    connection.on('pong', (payload) => {
      if (!payload.equals(payloads.shift())) return connection.close(4999);
      connection.send(payload);
      if (payloads.length) connection.ping(payloads[0]);
      else connection.close();
    });
    connection.ping(payloads[0]);
  },

  '/close'(connection, query) {
    if (!query.has('code')) return connection.close();
    connection.close(Number(query.get('code')), query.get('reason') ?? '');
  },

  '/drop'(connection) { connection._socket.end(); },

  '/reset'(connection) { connection._socket.resetAndDestroy(); },

  '/seen'(connection, query) {
    const id = query.get('id');
    const timer = setInterval(() => {
      if (!seen.has(id)) return;
      clearInterval(timer);
      connection.send(seen.get(id));
      seen.delete(id);
    }, 5);
  },
};

const modes = {
  'plain': false,
  'deflate': {threshold: 0},
  'deflate-small': {
    threshold: 0,
    serverNoContextTakeover: true,
    clientNoContextTakeover: true,
    serverMaxWindowBits: 9,
    clientMaxWindowBits: 9,
  },
};

// Does on a connection, which ws has opened, what the URL says.
function answer(connection, url) {
  // Ends by reset are told as errors; none is one here.
  connection.on('error', () => {});
  paths[url.pathname](connection, url.searchParams);
}

function listen() {
  const ports = {};
  for (const [mode, perMessageDeflate] of Object.entries(modes)) {
    const server = new WebSocketServer({
      host: '127.0.0.1',
      port: 0,
      perMessageDeflate,
      maxPayload: 2 * maxSize,
      handleProtocols: (offered) =>
          ['superchat', 'chat'].find((name) => offered.has(name)) ?? false,
    });
    server.on('connection', (connection, request) => {
      answer(connection, new URL(request.url, 'ws://localhost/'));
    });
    server.on('listening', () => {
      ports[mode] = server.address().port;
      if (Object.keys(ports).length === Object.keys(modes).length) {
        console.log(JSON.stringify(ports));
      }
    });
  }
}

// Lives until the end of its standard input.
function untilEndOfInput() {
  process.stdin.resume();
  process.stdin.on('end', () => process.exit());
}

module.exports = {answer, maxSize, modes, untilEndOfInput};

if (require.main === module) {
  listen();
  untilEndOfInput();
}
