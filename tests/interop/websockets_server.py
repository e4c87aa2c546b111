#!/usr/bin/python3
"""A server for the interoperation tests, made of Debian's python3-websockets.

Listens on 127.0.0.1 in three modes and prints its ports as JSON; ends when its
standard input does.  What it does with a connection is in the path:

  /echo[?id=I]            sends back what it gets
  /fragments?size=N       the same, in frames of at most N bytes (characters)
  /hash                   answers each message with "text|binary CRC-32 SIZE"
  /random?seed=S&count=N&big=0|1  sends N random messages, each followed by the
                          same, one of 16 MiB among them; then closes
  /pings                  sends three pings, and for each pong its payload
  /close[?code=N[&reason=R]]  closes at once
  /drop, /reset           ends the TCP connection, by FIN or RST
  /seen?id=I              tells how the /echo connection of that id was closed
"""

import asyncio
import json
import random
import socket
import struct
import sys
import urllib.parse
import zlib

import websockets
from websockets.extensions.permessage_deflate import (
    ServerPerMessageDeflateFactory)
from websockets.frames import Close

from websockets_messages import MAX_SIZE, random_message

# How connections were closed, by id.
seen = {}


def describe(message):
    kind = "text" if isinstance(message, str) else "binary"
    data = message.encode() if isinstance(message, str) else message
    return f"{kind} {zlib.crc32(data)} {len(data)}"


async def echo(connection, query):
    try:
        async for message in connection:
            await connection.send(message)
    finally:
        await connection.wait_closed()
        if "id" in query:
            seen[query["id"]] = (
                f"{connection.close_code} {connection.close_reason}")


async def tell_seen(connection, query):
    while query["id"] not in seen:
        await asyncio.sleep(0.005)
    await connection.send(seen.pop(query["id"]))


async def fragments(connection, query):
    size = int(query["size"])
    async for message in connection:
        await connection.send(
            [message[i:i + size] for i in range(0, len(message), size)])


async def answer_hash(connection, query):
    async for message in connection:
        await connection.send(describe(message))


async def send_random(connection, query):
    generator = random.Random(int(query["seed"]))
    messages = [b"", ""]
    if query["big"] == "1":
        messages.append(generator.randbytes(MAX_SIZE))
    for _ in range(int(query["count"])):
        message = messages.pop(0) if messages else random_message(generator)
        await connection.send(message)
        await connection.send(describe(message))
    await connection.close(4000)


async def pings(connection, query):
    for payload in (b"", b"ping", bytes(125)):
        await (await connection.ping(payload))
        await connection.send(payload)


async def close(connection, query):
    if "code" not in query:
        await connection.write_close_frame(Close(1005, ""), b"")
        await connection.close()
        return
    await connection.close(int(query["code"]), query.get("reason", ""))


async def drop(connection, query):
    connection.transport.write_eof()
    await connection.wait_closed()


async def reset(connection, query):
    connection.transport.get_extra_info("socket").setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.transport.abort()


PATHS = {
    "/echo": echo,
    "/fragments": fragments,
    "/hash": answer_hash,
    "/random": send_random,
    "/pings": pings,
    "/close": close,
    "/drop": drop,
    "/reset": reset,
    "/seen": tell_seen,
}


async def serve(connection):
    url = urllib.parse.urlsplit(connection.path)
    try:
        query = dict(urllib.parse.parse_qsl(url.query))
        await PATHS[url.path](connection, query)
    except websockets.ConnectionClosed:
        pass


async def main():
    modes = {
        "plain": {"compression": None},
        "deflate": {"compression": "deflate"},
        # Small windows that are emptied after each message.
        "deflate-small": {
            "compression": None,
            "extensions": [
                ServerPerMessageDeflateFactory(
                    server_no_context_takeover=True,
                    client_no_context_takeover=True,
                    server_max_window_bits=9,
                    client_max_window_bits=9)
            ],
        },
    }
    ports = {}
    for mode, options in modes.items():
        server = await websockets.serve(
            serve, "127.0.0.1", 0, max_size=2 * MAX_SIZE, ping_interval=None,
            subprotocols=["superchat", "chat"], **options)
        ports[mode] = server.sockets[0].getsockname()[1]
    print(json.dumps(ports), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
