#!/usr/bin/python3
"""Runs scripts in `mortise` against WebSocket servers that others wrote:
Debian's python3-websockets and npm's ws.

npm's packages are installed under out/interop/ when they are first needed.
Environment variables: MORTISE_OUT, the folder of the programs;
MORTISE_INTEROP_MESSAGES, how many random messages are sent in each direction in
each of a server's three modes (400);
MORTISE_INTEROP_SEED, where they start from (random, and printed).
"""
# Needs: mortise

import os
import pathlib
import random
import shutil
import subprocess
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAMS = pathlib.Path(os.environ.get("MORTISE_OUT", ROOT / "out/Release"))
PACKAGES = ROOT / "out/interop"
MESSAGES = os.environ.get("MORTISE_INTEROP_MESSAGES", "400")
SEED = int(os.environ.get("MORTISE_INTEROP_SEED",
                          random.SystemRandom().randrange(1 << 30)))
SCRIPT_SECONDS = 300


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
    """The scripts, each a test; a subclass starts the server."""

    def run_script(self, name):
        command = [
            PROGRAMS / "mortise", ROOT / "tests/script/harness.js",
            HERE / "crc32.js", HERE / "common.js", HERE / name, "--",
            self.server.ports, MESSAGES, str(SEED)
        ]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace")
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

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()


class PythonWebsockets(Scripts, unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        # Debian's Python, which has Debian's package.
        cls.server = Server(["/usr/bin/python3", HERE / "websockets_server.py"])


class NpmWs(Scripts, unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        install_packages()
        cls.server = Server(
            ["node", HERE / "ws_server.js"],
            {"NODE_PATH": str(PACKAGES / "node_modules")})


if __name__ == "__main__":
    unittest.main(verbosity=2)
