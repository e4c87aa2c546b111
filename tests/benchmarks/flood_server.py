#!/usr/bin/python3
"""A server that floods whoever connects, for flood.js.

Listens on 127.0.0.1 and prints its port; ends when its standard input does. The
path names what it sends, over and over until the connection ends:

  /pings          pings of 125 bytes
  /empty-pings    pings without payload
  /empty-frames   one message that never ends, in frames without payload
  /fragments      one message of 200 MiB after the other, in frames of one byte
  /empty          messages without payload
  /small          messages of 16 bytes
  /big            messages of 1 MiB
  /bombs          messages of 1 MiB of zeros, well compressed
  /nothing        nothing: for comparison

Options: --tls-cert FILE --tls-key FILE for wss.
"""

import argparse
import base64
import hashlib
import itertools
import os
import re
import select
import socket
import ssl
import sys
import threading
import zlib

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
CHUNK = 256 << 10
# What one call gives to the system, which may not be interrupted meanwhile and
# then keeps the echo server waiting.
WRITE = 16 << 10


def frame(first_byte, payload):
    size = len(payload)
    if size < 126:
        return bytes((first_byte, size)) + payload
    if size < 1 << 16:
        return bytes((first_byte, 126)) + size.to_bytes(2, "big") + payload
    return bytes((first_byte, 127)) + size.to_bytes(8, "big") + payload


def fill(one):
    """`one` over and over, to about CHUNK bytes."""
    return one * max(1, CHUNK // len(one))


def bomb():
    compressor = zlib.compressobj(wbits=-15)
    data = compressor.compress(bytes(1 << 20))
    return frame(0xC2, (data + compressor.flush(zlib.Z_SYNC_FLUSH))[:-4])


def fragments():
    start, more = frame(0x02, b"x"), fill(frame(0x00, b"x"))
    end = frame(0x80, b"x")
    while True:
        yield start
        for _ in range((200 << 20) // (CHUNK // 3)):
            yield more
        yield end


FLOODS = {
    "/pings": lambda: itertools.repeat(fill(frame(0x89, bytes(125)))),
    "/empty-pings": lambda: itertools.repeat(fill(frame(0x89, b""))),
    "/empty-frames": lambda: itertools.chain(
        (frame(0x01, b""),), itertools.repeat(fill(frame(0x00, b"")))),
    "/fragments": fragments,
    "/empty": lambda: itertools.repeat(fill(frame(0x82, b""))),
    "/small": lambda: itertools.repeat(fill(frame(0x81, b"sixteen letters!"))),
    "/big": lambda: itertools.repeat(frame(0x82, bytes(1 << 20))),
    "/bombs": lambda: itertools.repeat(fill(bomb())),
    "/nothing": lambda: (),
}


def read_head(connection):
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        data = connection.recv(4096)
        if not data:
            raise ConnectionError("no request")
        head += data
    return head


def serve(connection, context):
    try:
        if context:
            connection = context.wrap_socket(connection, server_side=True)
        with connection:
            head = read_head(connection)
            path = head.split()[1].decode()
            key = re.search(rb"(?im)^sec-websocket-key: *(\S+)", head)[1]
            accept = base64.b64encode(hashlib.sha1(key + GUID).digest())
            deflate = (b"Sec-WebSocket-Extensions: permessage-deflate; "
                       b"server_no_context_takeover\r\n")
            connection.sendall(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept +
                b"\r\n" + (deflate if path == "/bombs" else b"") + b"\r\n")
            client = Client(connection)
            for chunk in FLOODS[path]():
                for start in range(0, len(chunk), WRITE):
                    connection.sendall(chunk[start:start + WRITE])
                if client.has_closed(wait=0):
                    return
            while not client.has_closed(wait=None):
                pass
    except OSError:
        pass


class Client:
    """What comes from the other end: small frames, masked."""

    def __init__(self, connection):
        self._connection = connection
        self._data = b""

    def has_closed(self, wait):
        """Whether a Close frame or the end has come, after `wait` seconds."""
        if not select.select((self._connection,), (), (), wait)[0]:
            return False
        data = self._connection.recv(1 << 20)
        self._data += data
        start = 0
        while len(self._data) >= start + 2:
            if self._data[start] & 15 == 8:
                return True
            end = start + 2 + 4 + (self._data[start + 1] & 127)
            if end > len(self._data):
                break
            start = end
        self._data = self._data[start:]
        return not data


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tls-cert")
    parser.add_argument("--tls-key")
    options = parser.parse_args()
    context = None
    if options.tls_cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.tls_cert, options.tls_key)
    # What is measured is how a process shares its time, not how the system
    # shares its processors with us.
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)

    def accept():
        while True:
            connection, _ = listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=serve, args=(connection, context),
                             daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()


main()
