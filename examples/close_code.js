// How WebSocket connections end, as a script reads it from the CloseEvent:
//
//   ./run.sh examples/close_code.js
//
// A server on this machine, whose address is in scriptArgs[0], is asked to end
// one connection after another in a certain way.  What the close event says of
// each is printed as a table.  The exit code is 0 if each code, reason and
// wasClean is what was asked for.
'use strict';

const server = scriptArgs[0];
if (!server) throw new Error('usage: close_code.js -- ws://127.0.0.1:PORT');

// Who may put which code into a Close frame: RFC 6455 section 7.4 and the
// registry "WebSocket Close Code Number" of IANA.  Ascending, without gaps.
const codes = [
  {first: 0, last: 999, name: '-', who: 'nobody: not used'},
  {first: 1000, last: 1000, name: 'Normal closure',
   who: 'both ends; scripts too'},
  {first: 1001, last: 1001, name: 'Going away', who: 'both ends'},
  {first: 1002, last: 1002, name: 'Protocol error', who: 'both ends'},
  {first: 1003, last: 1003, name: 'Unsupported data', who: 'both ends'},
  {first: 1004, last: 1004, name: 'Reserved', who: 'nobody: reserved'},
  {first: 1005, last: 1005, name: 'No status received',
   who: 'nobody: stands for "no code"'},
  {first: 1006, last: 1006, name: 'Abnormal closure',
   who: 'nobody: stands for "no Close frame"'},
  {first: 1007, last: 1007, name: 'Invalid frame payload data',
   who: 'both ends'},
  {first: 1008, last: 1008, name: 'Policy violation', who: 'both ends'},
  {first: 1009, last: 1009, name: 'Message too big', who: 'both ends'},
  {first: 1010, last: 1010, name: 'Mandatory extension', who: 'clients'},
  {first: 1011, last: 1011, name: 'Internal error', who: 'servers'},
  {first: 1012, last: 1012, name: 'Service restart', who: 'servers'},
  {first: 1013, last: 1013, name: 'Try again later', who: 'servers'},
  {first: 1014, last: 1014, name: 'Bad gateway', who: 'servers'},
  {first: 1015, last: 1015, name: 'TLS handshake',
   who: 'nobody: stands for "no TLS"'},
  {first: 1016, last: 1999, name: '-', who: 'later versions of the protocol'},
  {first: 2000, last: 2999, name: '-', who: 'extensions of the protocol'},
  {first: 3000, last: 3999, name: 'registered by a library or framework',
   who: 'libraries; scripts too'},
  {first: 4000, last: 4999, name: 'private use',
   who: 'applications; scripts too'},
  {first: 5000, last: 65535, name: '-', who: 'nobody: invalid'},
];

// A path of the server, and what the close event has to say.
function closing(code, reason) {
  const query = `code=${code}&reason=${encodeURIComponent(reason)}`;
  return {path: `/close?${query}`, code, reason, wasClean: true};
}
const endings = [
  closing(1000, 'done'),
  closing(1001, 'the server shuts down'),
  {path: '/close', code: 1005, reason: '', wasClean: true},
  {path: '/drop', code: 1006, reason: '', wasClean: false},
  {path: '/refuse?status=503', code: 1006, reason: '', wasClean: false},
  closing(1008, 'not on Sundays'),
  closing(1011, 'out of memory'),
  closing(1013, ''),
  closing(2999, 'an extension says so'),
  closing(3000, 'unauthorized'),
  closing(4001, 'your session has expired'),
  closing(4999, 'adiós'),
];

function closeEventFrom(url) {
  return new Promise((resolve) => {
    new WebSocket(url).addEventListener('close', resolve);
  });
}

function printRow(cells) {
  const widths = [4, 36, 35, 24];
  console.log(cells.map((cell, i) => String(cell).padEnd(widths[i] ?? 0))
                  .join('  '));
}

async function main() {
  const wrong = [];
  printRow(['code', 'name', 'who may send it', 'reason', 'wasClean']);
  for (const expected of endings) {
    const event = await closeEventFrom(server + expected.path);
    const {name, who} = codes.find(({last}) => event.code <= last);
    printRow([event.code, name, who, event.reason, event.wasClean]);
    for (const key of ['code', 'reason', 'wasClean']) {
      if (event[key] !== expected[key]) {
        wrong.push(`${expected.path}: ${key} is ${event[key]}, ` +
                   `not ${expected[key]}`);
      }
    }
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

main();
