// Why did the server close?  Reads CloseEvent.code and acts on it:
//
//   ./run.sh examples/event_code.js
'use strict';

const socket = new WebSocket(scriptArgs[0] + '/close?code=4001&reason=log+in');

socket.addEventListener('close', (event) => {
  if (event.code === 1000) {
    console.log('The server is done.');
  } else if (event.code === 1006) {
    console.log('The connection broke: try again later.');
  } else if (event.code === 4001) {
    console.log(`The server asks to ${event.reason}.`);
  } else {
    console.log(`Closed with ${event.code}.`);
  }
});
