// An HTTP proxy for CONNECT, on 127.0.0.1, made of Node's http and https.
//
// Each line on its standard output is a request: "200 HOST:PORT", "407", ...
// It connects to 127.0.0.1, whatever HOST is.  The first line has its port.
//
// Arguments: "http" or "https"; credentials that it wants ("user:password") or
// ""; for https, the folder of certificate.pem and key.pem.
'use strict';

const fs = require('fs');
const http = require('http');
const https = require('https');
const net = require('net');
const path = require('path');

const [scheme, credentials, folder] = process.argv.slice(2);
const wanted = credentials &&
    `Basic ${Buffer.from(credentials).toString('base64')}`;

const server = scheme === 'http' ? http.createServer() : https.createServer({
  cert: fs.readFileSync(path.join(folder, 'certificate.pem')),
  key: fs.readFileSync(path.join(folder, 'key.pem')),
});

function refuse(socket, status) {
  console.log(status);
  const challenge = status === 407 ?
      'Proxy-Authenticate: Basic realm="test"\r\n' : '';
  socket.end(`HTTP/1.1 ${status} No\r\n${challenge}\r\n`);
}

server.on('connect', (request, socket, head) => {
  socket.on('error', () => {});
  if (wanted && request.headers['proxy-authorization'] !== wanted) {
    return refuse(socket, 407);
  }
  const port = Number(request.url.split(':').at(-1));
  const upstream = net.connect(port, '127.0.0.1');
  upstream.on('connect', () => {
    console.log(`200 ${request.url}`);
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.write(head);
    upstream.pipe(socket);
    socket.pipe(upstream);
  });
  upstream.on('error', () => refuse(socket, 502));
});

server.listen(0, '127.0.0.1', () => console.log(server.address().port));

process.stdin.resume();
process.stdin.on('end', () => process.exit());
