// Messages of each kind and of sizes around the borders of the frame format.
'use strict';

const sizes = [
  0, 1, 124, 125, 126, 127, 128, 65534, 65535, 65536, 65537, 1 << 20,
];

function extensionsOf(mode) {
  return {
    'plain': /^$/,
    'deflate': /^permessage-deflate/,
    'deflate-small': /^permessage-deflate.*window_bits=9/,
  }[mode];
}

for (const mode of modes) {
  asyncTest(`${mode}: extensions`, async () => {
    const socket = connect(mode, '/echo');
    await nextEvent(socket, 'open');
    assertTrue(extensionsOf(mode).test(socket.extensions), socket.extensions);
    socket.close();
    await nextEvent(socket, 'close');
  });

  asyncTest(`${mode}: echo of text and binary`, async () => {
    const random = makeRandom(1);
    const socket = connect(mode, '/echo');
    const next = messagesOf(socket);
    await nextEvent(socket, 'open');
    for (const size of sizes) {
      for (const message of [
               'x'.repeat(size),
               randomText(random, size),
               randomBytes(random, size),
               new Uint8Array(size),
             ]) {
        socket.send(message);
        assertEquals(describeMessage(await next()), describeMessage(message));
      }
    }
    socket.close(1000);
    assertEquals((await nextEvent(socket, 'close')).code, 1000);
    assertEquals(socket.bufferedAmount, 0);
  });

  asyncTest(`${mode}: many sent at once come back in order`, async () => {
    const socket = connect(mode, '/echo');
    const next = messagesOf(socket);
    await nextEvent(socket, 'open');
    for (let i = 0; i < 2000; ++i) {
      socket.send(i % 2 ? `message ${i}` : new Uint8Array([i, i >> 8]));
    }
    for (let i = 0; i < 2000; ++i) {
      const message = await next();
      if (i % 2) assertEquals(message, `message ${i}`);
      else assertArrayEquals(new Uint8Array(message), [i & 255, i >> 8]);
    }
    socket.close();
    await nextEvent(socket, 'close');
  });

  for (const size of [1, 2, 3, 7, 125, 126, 127, 1000, 65535, 65536]) {
    asyncTest(`${mode}: fragments of ${size}`, async () => {
      const random = makeRandom(size);
      const socket = connect(mode, `/fragments?size=${size}`);
      const next = messagesOf(socket);
      await nextEvent(socket, 'open');
      for (const length of [size, size + 1, 3 * size]) {
        for (const message of ['y'.repeat(length), randomBytes(random, length),
                               '\u20ac'.repeat(length)]) {
          socket.send(message);
          assertEquals(describeMessage(await next()), describeMessage(message));
        }
      }
      socket.close();
      await nextEvent(socket, 'close');
    });
  }

  asyncTest(`${mode}: pings are answered`, async () => {
    const socket = connect(mode, '/pings');
    const next = messagesOf(socket);
    for (const payload of [[], [112, 105, 110, 103], new Uint8Array(125)]) {
      assertArrayEquals(new Uint8Array(await next()), payload);
    }
    assertTrue((await nextEvent(socket, 'close')).wasClean);
  });

  for (const [protocols, chosen] of [
           [[], ''], ['chat', 'chat'],
           [['other', 'superchat', 'chat'], 'superchat'],
           [['other', 'chat'], 'chat'],
         ]) {
    asyncTest(`${mode}: subprotocol of [${protocols}]`, async () => {
      const socket = connect(mode, '/echo', protocols);
      await nextEvent(socket, 'open');
      assertEquals(socket.protocol, chosen);
      socket.close();
      await nextEvent(socket, 'close');
    });
  }

  asyncTest(`${mode}: no subprotocol that the server knows`, async () => {
    assertArrayEquals(await eventsOf(connect(mode, '/echo', ['other'])),
                      ['error 3', 'close 3 unclean 1006']);
  });
}
