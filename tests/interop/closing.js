// How connections end: CloseEvent's members, and the order of events.
'use strict';

for (const mode of modes) {
  for (const [path, close] of [
           ['/close?code=1000', '1000'],
           ['/close', '1005'],
           ['/close?code=3000&reason=bye', '3000 bye'],
           ['/close?code=4001', '4001'],
           ['/close?code=4001&reason=%E2%82%AC%20%F0%9F%98%80',
            '4001 \u20ac \u{1f600}'],
           [`/close?code=4999&reason=${'r'.repeat(123)}`,
            `4999 ${'r'.repeat(123)}`],
           ['/close?code=1001', '1001'],
           ['/close?code=1011&reason=oops', '1011 oops'],
         ]) {
    asyncTest(`${mode}: ${path.slice(0, 40)}`, async () => {
      assertArrayEquals(await eventsOf(connect(mode, path)),
                        ['open 1', `close 3 clean ${close}`]);
    });
  }

  asyncTest(`${mode}: dropped by FIN`, async () => {
    assertArrayEquals(await eventsOf(connect(mode, '/drop')),
                      ['open 1', 'close 3 unclean 1006']);
  });

  asyncTest(`${mode}: dropped by RST`, async () => {
    const error = proxied ? [] : ['error 3'];
    assertArrayEquals(await eventsOf(connect(mode, '/reset')),
                      ['open 1', ...error, 'close 3 unclean 1006']);
  });

  let lastId = 0;
  for (const [name, args, close, seen] of [
           ['close()', [], '1005', '1005 '],
           ['close(1000)', [1000], '1000', '1000 '],
           ['close(3000, reason)', [3000, 'see you'], '3000', '3000 see you'],
           ['close(4001)', [4001], '4001', '4001 '],
           ['close(4999, 123 bytes)', [4999, '\u20ac'.repeat(41)], '4999',
            `4999 ${'\u20ac'.repeat(41)}`],
         ]) {
    asyncTest(`${mode}: ${name} by the script`, async () => {
      const id = ++lastId;
      const socket = connect(mode, `/echo?id=${id}`);
      socket.onopen = () => {
        socket.close(...args);
        assertEquals(socket.readyState, WebSocket.CLOSING);
      };
      const events = await eventsOf(socket);
      assertEquals(events.length, 2);
      assertEquals(events[0], 'open 2');
      // A server may or may not send the reason back.
      assertTrue(events[1].startsWith(`close 3 clean ${close}`), events[1]);

      const told = connect(mode, `/seen?id=${id}`);
      assertEquals((await nextEvent(told, 'message')).data, seen);
      told.close();
      await nextEvent(told, 'close');
    });
  }

  asyncTest(`${mode}: closed while it connects`, async () => {
    const socket = connect(mode, '/echo');
    socket.close(4001);
    assertArrayEquals(await eventsOf(socket),
                      ['error 3', 'close 3 unclean 1006']);
  });
}
