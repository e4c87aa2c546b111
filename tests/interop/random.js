// Random messages of 0 bytes to 16 MiB, both ways, compared by CRC-32.
'use strict';

const count = Number(scriptArgs[1]);  // Messages a mode and direction.
const seed = Number(scriptArgs[2]);
const maxSize = 16 << 20;

function randomMessage(random) {
  const bits = [8, 16, 20][random() % 3] * random() / 2 ** 32;
  const size = Math.floor(2 ** bits) - 1;
  switch (random() % 3) {
    case 0:
      return randomBytes(random, size);
    case 1:  // Easily compressed.
      return new Uint8Array(size).fill(random());
    default:
      return randomText(random, size);
  }
}

let messages = 0;
let bytes = 0;

for (const mode of modes) {
  asyncTest(`${mode}: random messages to the server`, async () => {
    const random = makeRandom(seed);
    const socket = connect(mode, '/hash');
    const next = messagesOf(socket);
    await nextEvent(socket, 'open');
    const special = ['', new Uint8Array(0)];
    if (mode !== 'deflate-small') {
      special.push(randomBytes(random, maxSize), 'z'.repeat(maxSize));
    }
    const expected = [];
    for (let i = 0; i < count; ++i) {
      const message = special.shift() ?? randomMessage(random);
      expected.push(describeMessage(message));
      socket.send(message);
      ++messages;
      bytes += message.length ?? message.byteLength;
      // Some are on their way at a time.
      while (expected.length > 8 || socket.bufferedAmount > 1 << 20) {
        assertEquals(await next(), expected.shift());
      }
    }
    for (const description of expected) assertEquals(await next(), description);
    socket.close();
    assertTrue((await nextEvent(socket, 'close')).wasClean);
  });

  asyncTest(`${mode}: random messages from the server`, async () => {
    const big = mode === 'deflate-small' ? 0 : 1;
    const socket =
        connect(mode, `/random?seed=${seed}&count=${count}&big=${big}`);
    let received = 0;
    let description = null;
    socket.onmessage = ({data}) => {
      if (description === null) {
        description = describeMessage(data);
        ++received;
        bytes += data.length ?? data.byteLength;
      } else {
        assertEquals(data, description);
        description = null;
      }
    };
    const {code, wasClean} = await nextEvent(socket, 'close');
    assertEquals(code, 4000);
    assertTrue(wasClean);
    assertEquals(received, count);
    messages += received;
  });
}

test('figures', () => {
  print(`${messages} random messages, ${(bytes / 2 ** 20).toFixed(1)} MiB, ` +
        `seed ${seed}`);
});
