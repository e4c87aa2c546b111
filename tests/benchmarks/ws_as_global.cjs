// For `node --require`: npm's `ws` as the global WebSocket, from the folder of
// packages that the environment variable PEERS_DIR names.

'use strict';

globalThis.WebSocket = require(`${process.env.PEERS_DIR}/ws`);
