#!/usr/bin/python3
"""Runs scripts in `mortise` against WebSocket servers that others wrote:
Debian's python3-websockets and npm's ws, straight by ws: and, by wss:, behind
nginx; and clients that others wrote against mortise-loopback-server.

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

import tls_proxy

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAMS = pathlib.Path(os.environ.get("MORTISE_OUT", ROOT / "out/Release"))
PACKAGES = ROOT / "out/interop"
MESSAGES = os.environ.get("MORTISE_INTEROP_MESSAGES")
SEED = int(os.environ.get("MORTISE_INTEROP_SEED",
                          random.SystemRandom().randrange(1 << 30)))
SCRIPT_SECONDS = 300
NODE_ENVIRONMENT = {"NODE_PATH": str(PACKAGES / "node_modules")}


def install_packages():
    """Installs what package-lock.json names, if that is not yet done."""
    lock = (HERE / "package-lock.json").read_bytes()
    installed = PACKAGES / "installed.json"
    if installed.exists() and installed.read_bytes() == lock:
        return
    PACKAGES.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, PACKAGES / name)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
                   cwd=PACKAGES, check=True)
    installed.write_bytes(lock)


class Server:
    """A server made of others' code, until its standard input ends."""

    def __init__(self, command, env=None):
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, **(env or {})})
        self.ports = self._process.stdout.readline().strip()

    def stop(self):
        self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


class Scripts:
    """The scripts, each a test; a subclass makes the server. Our TLS trusts
    what the variable SSL_CERT_FILE names."""

    proxy = None
    messages = "400"
    # The most payload in our frames.
    frame_sizes = (1, 2, 7, 125, 126, 127, 1000, 65535, 65536)

    @classmethod
    def setUpClass(cls):
        cls.server = cls.make_server()
        cls.scheme, cls.ports = "ws", cls.server.ports
        cls.environment = dict(os.environ)

    @classmethod
    def put_behind_nginx(cls):
        ports = json.loads(cls.server.ports)
        cls.proxy = tls_proxy.TlsProxy(list(ports.values()))
        cls.scheme = "wss"
        cls.ports = json.dumps(dict(zip(ports, cls.proxy.ports)))
        cls.environment["SSL_CERT_FILE"] = str(cls.proxy.certificate)

    @classmethod
    def tearDownClass(cls):
        if cls.proxy:
            cls.proxy.stop()
        cls.server.stop()

    def run_script(self, name, *options, arguments=()):
        command = [
            PROGRAMS / "mortise", *options, ROOT / "tests/script/harness.js",
            HERE / "crc32.js", HERE / "common.js", HERE / name, "--",
            self.ports, MESSAGES or self.messages, str(SEED), self.scheme,
            *arguments
        ]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace", env=self.environment)
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
        install_packages()
        return Server(["node", HERE / "ws_server.js"], NODE_ENVIRONMENT)


class PythonWebsocketsBehindNginx(PythonWebsockets):
    messages = "100"
    frame_sizes = (1, 126, 65536)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.put_behind_nginx()


class NpmWsBehindNginx(NpmWs):
    messages = "100"
    frame_sizes = (1, 126, 65536)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.put_behind_nginx()


    def test_roots_in_the_environment(self):
        script = ("const s = new WebSocket(scriptArgs[0]);"
                  "s.onopen = () => { print('open'); s.close(); };"
                  "s.onerror = () => print('error')")
        address = f"wss://127.0.0.1:{self.proxy.ports[0]}/echo"
        others = self.proxy.folder / "others"
        others.mkdir()
        tls_proxy.make_certificate(others)
        trusted = self.proxy.folder / "trusted"
        trusted.mkdir()
        for folder, certificate in ((others, others / "certificate.pem"),
                                    (trusted, self.proxy.certificate)):
            # SSL_CERT_DIR finds certificates by their hashes.
            name = subprocess.run(
                ["openssl", "x509", "-hash", "-noout", "-in", certificate],
                check=True, capture_output=True, text=True).stdout.strip()
            shutil.copy(certificate, folder / f"{name}.0")
        for variable, value, expected in (
                ("SSL_CERT_FILE", self.proxy.certificate, "open"),
                ("SSL_CERT_FILE", others / "certificate.pem", "error"),
                ("SSL_CERT_DIR", trusted, "open"),
                ("SSL_CERT_DIR", others, "error")):
            with self.subTest(variable=variable, expected=expected):
                environment = dict(os.environ)
                environment.pop("SSL_CERT_FILE", None)
                environment[variable] = str(value)
                result = subprocess.run(
                    [PROGRAMS / "mortise", "-e", script, "--", address],
                    capture_output=True, text=True, timeout=60,
                    env=environment)
                self.assertEqual(result.stdout, expected + "\n", result.stderr)


class Clients(unittest.TestCase):
    """Others' clients and our server."""

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

    @classmethod
    def setUpClass(cls):
        install_packages()

    def test_ws(self):
        self.run_clients("ws")

    def test_wss(self):
        with tempfile.TemporaryDirectory() as folder:
            tls_proxy.make_certificate(folder)
            self.run_clients("wss", "--tls-cert", f"{folder}/certificate.pem",
                             "--tls-key", f"{folder}/key.pem")


if __name__ == "__main__":
    unittest.main(verbosity=2)
