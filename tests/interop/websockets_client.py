#!/usr/bin/python3
"""Debian's python3-websockets as a client of mortise-loopback-server.

Arguments: the server's address, the number and the seed of random messages.
Sends messages of each size and in fragments of each size to /echo, compares
what comes back, closes, and prints "N messages".
"""

import asyncio
import random
import ssl
import sys

import websockets

from websockets_messages import BOUNDARY_SIZES, MAX_SIZE, random_message

address, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
messages = 0


def options(**more):
    if address.startswith("wss:"):
        # The certificate was made a moment ago; who signed it is not at stake.
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        more["ssl"] = context
    return {"max_size": 2 * MAX_SIZE, "ping_interval": None, **more}


async def echo(connection, message, fragment=None):
    global messages
    if fragment is None or not message:
        await connection.send(message)
    else:
        await connection.send([message[i:i + fragment]
                               for i in range(0, len(message), fragment)])
    assert (await connection.recv()) == message, f"{len(message)} differ"
    messages += 1


async def main():
    for compression in (None, "deflate"):
        generator = random.Random(seed)
        async with websockets.connect(
                f"{address}/echo", **options(compression=compression)) as c:
            for size in BOUNDARY_SIZES:
                await echo(c, generator.randbytes(size))
                await echo(c, "x" * size)
            for fragment in (1, 2, 7, 125, 126, 127, 65535, 65536):
                for size in (0, fragment, fragment + 1, 3 * fragment):
                    await echo(c, generator.randbytes(size), fragment)
                    await echo(c, "y" * size, fragment)
            await echo(c, generator.randbytes(MAX_SIZE))
            for _ in range(count):
                await echo(c, random_message(generator))
            await (await c.ping(b"ping"))
            await c.close(4001, "see you")
            assert c.close_code == 4001, c.close_code
    for path, code, reason in (("/close?code=4001&reason=bye", 4001, "bye"),
                               ("/close", 1005, ""), ("/drop", 1006, "")):
        connection = await websockets.connect(address + path, **options())
        await connection.wait_closed()
        end = (connection.close_code, connection.close_reason)
        assert end == (code, reason), end
    print(f"{messages} messages")


asyncio.run(main())
