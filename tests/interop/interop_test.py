#!/usr/bin/python3
"""Runs scripts in `mortise` against WebSocket servers that others wrote:
Debian's python3-websockets, npm's ws, Node's http2 with ws on its streams, and
nginx in front of them.

npm's packages are installed under out/interop/ when they are first needed.
Environment variables: MORTISE_OUT, the folder of the programs;
MORTISE_INTEROP_MESSAGES, how many random messages are sent in each direction in
each of a server's three modes (400);
MORTISE_INTEROP_SEED, where they start from (random, and printed).
"""
# Needs: mortise

import json
import os
import random
import subprocess
import tempfile
import unittest

from servers import HERE, PROGRAMS, ROOT
from servers import Nginx, NodeServer, Server, make_certificate

MESSAGES = os.environ.get("MORTISE_INTEROP_MESSAGES", "400")
SEED = int(os.environ.get("MORTISE_INTEROP_SEED",
                          random.SystemRandom().randrange(1 << 30)))
SCRIPT_SECONDS = 300


class Runner:
    """Runs scripts against a server, which a subclass starts."""

    options = ()
    url = "ws://127.0.0.1"
    env = {}

    def run_script(self, name):
        command = [
            PROGRAMS / "mortise", *self.options,
            ROOT / "tests/script/harness.js", HERE / "crc32.js",
            HERE / "common.js", HERE / name, "--", self.server.ports, MESSAGES,
            str(SEED), self.url
        ]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace", env={**os.environ, **self.env})
        try:
            output, _ = process.communicate(timeout=SCRIPT_SECONDS)
        except subprocess.TimeoutExpired:
            # A test that has failed may have left a socket open.
            process.kill()
            output, _ = process.communicate()
        lines = output.splitlines()
        failed = [l for l in lines if l.startswith("not ok ")]
        passed = sum(l.startswith("ok ") for l in lines)
        figures = [l for l in lines if "random messages," in l]
        print(f"{type(self).__name__}, {name}: {passed} passed",
              *figures, sep="\n  ", flush=True)
        if process.returncode != 0 or failed or f"1..{passed}" not in lines:
            self.fail(f"seed {SEED}\n{output}")
        return output

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()


class Scripts(Runner):
    """The scripts, each a test."""

    def test_closing(self):
        self.run_script("closing.js")

    def test_messages(self):
        self.run_script("messages.js")

    def test_random_messages(self):
        self.run_script("random.js")


class PythonWebsockets(Scripts, unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        # Debian's Python, which has Debian's package.
        cls.server = Server(["/usr/bin/python3", HERE / "websockets_server.py"])


class NpmWs(Scripts, unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.server = NodeServer("ws_server.js")


class NodeHttp2(Scripts, unittest.TestCase):
    """RFC 8441."""

    options = ("--http2",)
    url = "wss://localhost"

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.env = {"SSL_CERT_FILE": make_certificate(cls.folder.name)}
        cls.server = NodeServer("http2_server.js", cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cls.folder.cleanup()

    def test_http2(self):
        self.run_script("http2.js")


class NginxHttp2(Runner, unittest.TestCase):
    """A front that takes HTTP/2 and knows no WebSockets over it."""

    options = ("--http2",)
    url = "wss://localhost"

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.env = {"SSL_CERT_FILE": make_certificate(cls.folder.name)}
        cls.behind = NodeServer("ws_server.js")
        cls.server = Nginx(cls.folder.name, json.loads(cls.behind.ports))

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cls.behind.stop()
        cls.folder.cleanup()

    def test_http11_is_used(self):
        self.run_script("messages.js")
        port = json.loads(self.server.ports)["plain"]
        script = f"""
            const socket = new WebSocket('{self.url}:{port}/close?code=4001');
            socket.onclose = ({{code}}) => print(code);"""
        result = subprocess.run(
            [PROGRAMS / "mortise", "--http2", "--trace-net", "-e", script],
            capture_output=True, text=True, timeout=SCRIPT_SECONDS,
            env={**os.environ, **self.env})
        self.assertEqual(result.stdout, "4001\n")
        # The server had chosen HTTP/2.
        self.assertRegex(result.stderr, r": TLSv1\.\d, HTTP/2\n")
        self.assertIn("the server knows no WebSockets over HTTP/2\n",
                      result.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
