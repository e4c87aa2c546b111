// What HTTP/2 adds: many sockets on one connection.
'use strict';

const seed = Number(scriptArgs[2]);
const sockets = 300;

async function sessionCount(mode) {
  const socket = connect(mode, '/sessions');
  const {data} = await nextEvent(socket, 'message');
  await nextEvent(socket, 'close');
  return Number(data);
}

function randomMessage(random) {
  const size = random() % (1 << random() % 17);
  return random() % 2 ? randomBytes(random, size) : randomText(random, size);
}

// Sends `count` messages, some at a time, and compares what the server tells
// of them.
async function converse(mode, random, count) {
  const socket = connect(mode, '/hash');
  const next = messagesOf(socket);
  await nextEvent(socket, 'open');
  const expected = [];
  for (let i = 0; i < count; ++i) {
    const message = randomMessage(random);
    expected.push(describeMessage(message));
    socket.send(message);
    if (expected.length > 4) assertEquals(await next(), expected.shift());
  }
  for (const description of expected) assertEquals(await next(), description);
  socket.close(4000, 'done');
  const event = await nextEvent(socket, 'close');
  assertTrue(event.wasClean);
  assertEquals(event.code, 4000);
}

for (const mode of modes) {
  asyncTest(`${mode}: ${sockets} sockets on one connection`, async () => {
    const random = makeRandom(seed);
    const before = await sessionCount(mode);
    await Promise.all(
        Array.from({length: sockets}, () => converse(mode, random, 10)));
    assertEquals(await sessionCount(mode), before);
  });

  asyncTest(`${mode}: ends of one socket leave the others alone`, async () => {
    const bystander = connect(mode, '/echo');
    const next = messagesOf(bystander);
    await nextEvent(bystander, 'open');
    for (let i = 0; i < 20; ++i) {
      assertArrayEquals(
          await eventsOf(connect(mode, '/reset')),
          ['open 1', 'error 3', 'close 3 unclean 1006']);
      assertArrayEquals(await eventsOf(connect(mode, '/drop')),
                        ['open 1', 'close 3 unclean 1006']);
      bystander.send(`still here ${i}`);
      assertEquals(await next(), `still here ${i}`);
    }
    bystander.close();
    assertTrue((await nextEvent(bystander, 'close')).wasClean);
  });

  asyncTest(`${mode}: after GOAWAY others get a new connection`, async () => {
    const before = await sessionCount(mode);
    const old = connect(mode, '/echo');
    const next = messagesOf(old);
    await nextEvent(old, 'open');
    const ending = connect(mode, '/goaway');
    await nextEvent(ending, 'open');
    ending.send('');
    // Until it has come nothing is wrong with the old one.
    let now = before;
    while (now === before) now = await sessionCount(mode);
    assertEquals(now, before + 1);
    old.send('still here');
    assertEquals(await next(), 'still here');
    for (const socket of [old, ending]) {
      socket.close();
      assertTrue((await nextEvent(socket, 'close')).wasClean);
    }
  });
}
