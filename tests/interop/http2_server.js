// WebSockets over HTTP/2 (RFC 8441): Node's http2 with npm's ws on each stream.
//
// The modes and paths are those of ws_server.js, and two of its own:
//
//   /goaway      a message makes the connection take no further streams
//   /sessions    tells how many connections have been accepted
//
// One argument: the folder of certificate.pem and key.pem.
'use strict';

const fs = require('fs');
const http2 = require('http2');
const path = require('path');
const {WebSocket} = require('ws');
const {answer, maxSize, modes, untilEndOfInput} = require('./ws_server.js');

// ws opens handshakes of HTTP/1.1 only; these are the parts of it that know
// nothing of them.
function partOfWs(name) {
  return require(path.join(path.dirname(require.resolve('ws')), 'lib', name));
}

const PerMessageDeflate = partOfWs('permessage-deflate.js');
const {format, parse} = partOfWs('extension.js');

const folder = process.argv[2];
const tls = {
  cert: fs.readFileSync(path.join(folder, 'certificate.pem')),
  key: fs.readFileSync(path.join(folder, 'key.pem')),
};

// What ws asks of a socket and a stream has not.
function asSocket(stream) {
  stream.setNoDelay = () => {};
  stream.setKeepAlive = () => {};
  // close() would end it in order first.
  stream.resetAndDestroy = () => stream.destroy(new Error('reset'));
  return stream;
}

function negotiate(headers, perMessageDeflate) {
  const offered = headers['sec-websocket-extensions'];
  if (!perMessageDeflate || !offered) return {};
  const extension = new PerMessageDeflate(perMessageDeflate, true, 2 * maxSize);
  extension.accept(parse(offered)['permessage-deflate']);
  return {
    extensions: {'permessage-deflate': extension},
    header: format({'permessage-deflate': [extension.params]}),
  };
}

let sessions = 0;

function accept(stream, headers, perMessageDeflate) {
  const url = new URL(headers[':path'], 'wss://localhost/');
  const response = {':status': 200};
  const offered = (headers['sec-websocket-protocol'] ?? '').split(/, */);
  const protocol = ['superchat', 'chat'].find((name) => offered.includes(name));
  if (protocol) response['sec-websocket-protocol'] = protocol;
  const {extensions, header} = negotiate(headers, perMessageDeflate);
  if (header) response['sec-websocket-extensions'] = header;
  stream.respond(response);

  const connection = new WebSocket(null, undefined, {});
  connection._protocol = protocol ?? '';
  if (extensions) connection._extensions = extensions;
  connection.setSocket(asSocket(stream), Buffer.alloc(0),
                       {maxPayload: 2 * maxSize});
  switch (url.pathname) {
    case '/goaway':
      connection.on('message', () => stream.session.goaway());
      return;
    case '/sessions':
      connection.send(String(sessions));
      return connection.close();
    default:
      answer(connection, url);
  }
}

const ports = {};
for (const [mode, perMessageDeflate] of Object.entries(modes)) {
  const server = http2.createSecureServer({
    ...tls,
    settings: {enableConnectProtocol: true, initialWindowSize: 1 << 20},
  });
  server.on('session', () => ++sessions);
  server.on('sessionError', () => {});
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    if (headers[':method'] !== 'CONNECT' ||
        headers[':protocol'] !== 'websocket') {
      return stream.respond({':status': 400}, {endStream: true});
    }
    accept(stream, headers, perMessageDeflate);
  });
  server.listen(0, '127.0.0.1', () => {
    ports[mode] = server.address().port;
    if (Object.keys(ports).length === Object.keys(modes).length) {
      console.log(JSON.stringify(ports));
    }
  });
}

untilEndOfInput();
