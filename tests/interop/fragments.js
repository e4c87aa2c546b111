// Messages that we send in many frames, --max-frame-size=N, which is
// scriptArgs[5], too; the server tells what it got.
'use strict';

// With more frames than this it takes long.
const maxSize = 300 * Number(scriptArgs[5]);

const sizes = [
  0, 1, 2, 3, 7, 8, 124, 125, 126, 127, 250, 251, 1000, 3001, 65535, 65536,
  65537, 131072, 200000,
];

for (const mode of modes) {
  asyncTest(`${mode}: our fragments`, async () => {
    const random = makeRandom(1);
    const socket = connect(mode, '/hash');
    const next = messagesOf(socket);
    await nextEvent(socket, 'open');
    for (const size of sizes.filter((size) => size <= maxSize)) {
      for (const message of ['x'.repeat(size), randomText(random, size),
                             randomBytes(random, size)]) {
        socket.send(message);
        assertEquals(await next(), describeMessage(message));
      }
    }
    socket.close();
    assertTrue((await nextEvent(socket, 'close')).wasClean);
  });
}
