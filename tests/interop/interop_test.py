#!/usr/bin/python3
"""Runs scripts in `mortise` against WebSocket servers that others wrote:
Debian's python3-websockets and npm's ws, straight and with nginx as a TLS proxy
in front, and Node's http2 with ws on its streams; and clients that others wrote
against mortise-loopback-server.

npm's packages are installed under out/interop/ when they are first needed.
Environment variables: MORTISE_OUT, the folder of the programs;
MORTISE_INTEROP_MESSAGES, how many random messages are sent in each direction in
each of a server's three modes (400; 100 behind nginx, 40 by others' clients);
MORTISE_INTEROP_SEED, where they start from (random, and printed).
"""
# Needs: mortise mortise-loopback-server

import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import unittest

from servers import HERE, NODE_ENVIRONMENT, PROGRAMS, ROOT
from servers import Nginx, NodeServer, Server
from servers import install_packages, make_certificate

MESSAGES = os.environ.get("MORTISE_INTEROP_MESSAGES")
SEED = int(os.environ.get("MORTISE_INTEROP_SEED",
                          random.SystemRandom().randrange(1 << 30)))
SCRIPT_SECONDS = 300


class Runner:
    """Runs scripts against a server, which a subclass makes."""

    options = ()
    url = "ws://127.0.0.1"
    way = "direct"
    env = {}
    messages = "400"

    @classmethod
    def setUpClass(cls):
        cls.server = cls.make_server()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def run_script(self, name, *options, arguments=()):
        command = [
            PROGRAMS / "mortise", *self.options, *options,
            ROOT / "tests/script/harness.js", HERE / "crc32.js",
            HERE / "common.js", HERE / name, "--", self.server.ports,
            MESSAGES or self.messages, str(SEED), self.url, self.way, *arguments
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


class Certified:
    """A folder with a certificate, which `mortise` trusts."""

    @classmethod
    def setUpClass(cls):
        cls._scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls._scratch.name)
        cls.env = {"SSL_CERT_FILE": make_certificate(cls.folder)}
        super().setUpClass()

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cls._scratch.cleanup()


class BehindNginx(Certified):
    """Puts nginx in front of what make_server() makes."""

    url = "wss://localhost"
    way = "proxied"
    http2 = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.behind = cls.server
        cls.server = Nginx(cls.folder, json.loads(cls.behind.ports), cls.http2)

    @classmethod
    def tearDownClass(cls):
        cls.behind.stop()
        super().tearDownClass()


class Scripts(Runner):
    """The scripts, each a test."""

    # The most payload in our frames.
    frame_sizes = (1, 2, 7, 125, 126, 127, 1000, 65535, 65536)

    def test_closing(self):
        self.run_script("closing.js")

    def test_messages(self):
        self.run_script("messages.js")

    def test_random_messages(self):
        self.run_script("random.js")

    def test_fragments_of_ours(self):
        for size in self.frame_sizes:
            with self.subTest(size=size):
                self.run_script("fragments.js", f"--max-frame-size={size}",
                                arguments=(str(size),))


class PythonWebsockets(Scripts, unittest.TestCase):

    @staticmethod
    def make_server():
        # Debian's Python, which has Debian's package.
        return Server(["/usr/bin/python3", HERE / "websockets_server.py"])


class NpmWs(Scripts, unittest.TestCase):

    @staticmethod
    def make_server():
        return NodeServer("ws_server.js")


class PythonWebsocketsBehindNginx(BehindNginx, PythonWebsockets):
    messages = "100"
    frame_sizes = (1, 126, 65536)


class NpmWsBehindNginx(BehindNginx, NpmWs):
    messages = "100"
    frame_sizes = (1, 126, 65536)

    def test_roots_in_the_environment(self):
        script = ("const s = new WebSocket(scriptArgs[0]);"
                  "s.onopen = () => { print('open'); s.close(); };"
                  "s.onerror = () => print('error')")
        port = json.loads(self.server.ports)["plain"]
        certificate = self.folder / "certificate.pem"
        others = self.folder / "others"
        others.mkdir()
        make_certificate(others)
        trusted = self.folder / "trusted"
        trusted.mkdir()
        for folder, its_own in ((others, others / "certificate.pem"),
                                (trusted, certificate)):
            # SSL_CERT_DIR finds certificates by their hashes.
            name = subprocess.run(
                ["openssl", "x509", "-hash", "-noout", "-in", its_own],
                check=True, capture_output=True, text=True).stdout.strip()
            shutil.copy(its_own, folder / f"{name}.0")
        for variable, value, expected in (
                ("SSL_CERT_FILE", certificate, "open"),
                ("SSL_CERT_FILE", others / "certificate.pem", "error"),
                ("SSL_CERT_DIR", trusted, "open"),
                ("SSL_CERT_DIR", others, "error")):
            with self.subTest(variable=variable, expected=expected):
                environment = {**os.environ, variable: str(value)}
                result = subprocess.run(
                    [PROGRAMS / "mortise", "-e", script, "--",
                     f"{self.url}:{port}/echo"],
                    capture_output=True, text=True, timeout=60,
                    env=environment)
                self.assertEqual(result.stdout, expected + "\n", result.stderr)


class NodeHttp2(Certified, Scripts, unittest.TestCase):
    """RFC 8441."""

    options = ("--http2",)
    url = "wss://localhost"
    frame_sizes = (1, 126, 65536)

    @classmethod
    def make_server(cls):
        return NodeServer("http2_server.js", cls.folder)

    def test_http2(self):
        self.run_script("http2.js")


class NginxHttp2(BehindNginx, Runner, unittest.TestCase):
    """A front that takes HTTP/2 and knows no WebSockets over it."""

    options = ("--http2",)
    http2 = True

    @staticmethod
    def make_server():
        return NodeServer("ws_server.js")

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


class Clients(unittest.TestCase):
    """Others' clients and our server."""

    @classmethod
    def setUpClass(cls):
        install_packages()

    def run_clients(self, scheme, *options):
        server = subprocess.Popen(
            [PROGRAMS / "mortise-loopback-server", *options],
            stdout=subprocess.PIPE, text=True)
        try:
            address = f"{scheme}://127.0.0.1:{server.stdout.readline().strip()}"
            for command, environment in (
                    (["/usr/bin/python3", HERE / "websockets_client.py"], {}),
                    (["node", HERE / "ws_client.js"], NODE_ENVIRONMENT)):
                result = subprocess.run(
                    [*command, address, MESSAGES or "40", str(SEED)],
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                    errors="replace", timeout=SCRIPT_SECONDS,
                    env={**os.environ, **environment})
                print(f"{command[1].name}, {scheme}: {result.stdout[-200:]}",
                      end="", flush=True)
                self.assertEqual(result.returncode, 0, f"seed {SEED}\n"
                                 + result.stdout)
                self.assertIn(" messages", result.stdout)
        finally:
            server.terminate()
            self.assertEqual(server.wait(timeout=30), 0)
            server.stdout.close()

    def test_ws(self):
        self.run_clients("ws")

    def test_wss(self):
        with tempfile.TemporaryDirectory() as folder:
            make_certificate(folder)
            self.run_clients("wss", "--tls-cert", f"{folder}/certificate.pem",
                             "--tls-key", f"{folder}/key.pem")


if __name__ == "__main__":
    unittest.main(verbosity=2)
