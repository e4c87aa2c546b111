#!/usr/bin/python3
"""Runs `mortise` by HTTP proxies that the environment names, and compares its
reading of NO_PROXY with curl's.

MORTISE_OUT is the folder of the programs.
"""
# Needs: mortise

import http.server
import json
import os
import queue
import subprocess
import tempfile
import threading
import unittest

from servers import PROGRAMS
from servers import NodeServer, make_certificate

SECONDS = 30

SCRIPT = """
const socket = new WebSocket(scriptArgs[0]);
socket.onopen = () => socket.send('hello');
socket.onmessage = ({data}) => { print(data); socket.close(4001); };
socket.onclose = ({code, wasClean}) => print(code, wasClean);
"""


class Proxy(NodeServer):
    """proxy_server.js, and the requests that it tells of."""

    def __init__(self, scheme, credentials="", folder=""):
        super().__init__("proxy_server.js", scheme, credentials, folder)
        self.scheme = scheme
        self._lines = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            self._lines.put(line.strip())

    def url(self, credentials="", host="localhost"):
        at = f"{credentials}@" if credentials else ""
        return f"{self.scheme}://{at}{host}:{self.ports}"

    def requests(self, count):
        """The next `count` lines and what else there is."""
        lines = [self._lines.get(timeout=SECONDS) for _ in range(count)]
        while not self._lines.empty():
            lines.append(self._lines.get())
        return lines

    def stop(self):
        self._process.stdin.close()
        self._process.wait(timeout=SECONDS)
        self._reader.join()
        self._process.stdout.close()


def clean_environment(**variables):
    """This process's environment without proxies, and `variables`."""
    kept = {name: value for name, value in os.environ.items()
            if not name.lower().endswith("_proxy")}
    return {**kept, **variables}


def run(url, options=("--proxy-from-environment",), **variables):
    return subprocess.run(
        [PROGRAMS / "mortise", *options, "-e", SCRIPT, "--", url],
        capture_output=True, text=True, timeout=SECONDS,
        env=clean_environment(**variables))


class Proxies(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.certificate = make_certificate(cls.folder.name)
        cls.ws = NodeServer("ws_server.js")
        cls.http2 = NodeServer("http2_server.js", cls.folder.name)
        cls.ws_port = json.loads(cls.ws.ports)["plain"]
        cls.http2_port = json.loads(cls.http2.ports)["plain"]
        cls.proxies = [Proxy("http"), Proxy("https", "", cls.folder.name)]
        cls.guarded = [Proxy("http", "user:p@ss word"),
                       Proxy("https", "user:p@ss word", cls.folder.name)]

    @classmethod
    def tearDownClass(cls):
        for server in (cls.ws, cls.http2, *cls.proxies, *cls.guarded):
            server.stop()
        cls.folder.cleanup()

    def echo(self, url, proxy, options=(), credentials=""):
        variable = "https_proxy" if url.startswith("wss") else "http_proxy"
        return run(url, ("--proxy-from-environment", *options),
                   SSL_CERT_FILE=self.certificate,
                   **{variable: proxy.url(credentials)})

    def test_each_kind_of_proxy_leads_to_each_kind_of_server(self):
        for proxy in self.proxies:
            for url, options in ((f"ws://localhost:{self.ws_port}/echo", ()),
                                 (f"wss://localhost:{self.http2_port}/echo",
                                  ("--http2",))):
                with self.subTest(proxy=proxy.scheme, url=url):
                    result = self.echo(url, proxy, options)
                    self.assertEqual(result.stdout, "hello\n4001 true\n",
                                     result.stderr)
                    authority = url.split("/")[2]
                    self.assertEqual(proxy.requests(1), [f"200 {authority}"])

    def test_without_the_option_the_environment_is_not_read(self):
        proxy = self.proxies[0]
        result = run(f"ws://localhost:{self.ws_port}/echo", (),
                     http_proxy=proxy.url())
        self.assertEqual(result.stdout, "hello\n4001 true\n", result.stderr)
        self.assertEqual(proxy.requests(0), [])

    def test_credentials(self):
        url = f"ws://localhost:{self.ws_port}/echo"
        for proxy in self.guarded:
            for credentials, expected in (("user:p%40ss%20word", True),
                                          ("user:wrong", False),
                                          ("", False)):
                with self.subTest(proxy=proxy.scheme, credentials=credentials):
                    result = self.echo(url, proxy, ("--trace-net",),
                                       credentials)
                    requests = proxy.requests(1)
                    if expected:
                        self.assertEqual(result.stdout, "hello\n4001 true\n")
                        self.assertEqual(requests,
                                         [f"200 localhost:{self.ws_port}"])
                        self.assertNotIn("p@ss", result.stderr)
                        continue
                    self.assertEqual(result.stdout, "1006 false\n")
                    self.assertEqual(requests, ["407"])
                    self.assertIn(
                        "it did not accept the credentials" if credentials else
                        "there are no credentials for it", result.stderr)
                    self.assertIn('it asks for Basic realm=', result.stderr)

    def test_host_that_the_proxy_cannot_reach(self):
        proxy = self.proxies[0]
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), None) as unused:
            port = unused.server_address[1]
        result = self.echo(f"ws://localhost:{port}/", proxy, ("--trace-net",))
        self.assertEqual(result.stdout, "1006 false\n")
        self.assertEqual(proxy.requests(1), ["502"])
        self.assertIn("proxy refused the tunnel", result.stderr)

    def test_secure_proxy_that_is_not_trusted(self):
        proxy = self.proxies[1]
        result = run("ws://localhost:1234/", ("--proxy-from-environment",
                                              "--trace-net"),
                     SSL_CERT_FILE="/dev/null", SSL_CERT_DIR="/dev/null",
                     http_proxy=proxy.url())
        self.assertEqual(result.stdout, "1006 false\n")
        self.assertEqual(proxy.requests(0), [])
        self.assertIn("certificate verify failed", result.stderr)

    def test_variable_that_cannot_be_used(self):
        result = run("ws://localhost/", https_proxy="socks5://user:secret@x")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(
            result.stderr, "mortise: https_proxy: proxies of scheme socks5: "
            "are not supported\n")


class NoProxy(unittest.TestCase):
    """What NO_PROXY takes out of the proxy's care, here and with curl.

    Without blocks of IPv6 addresses, which curl 7.88 documents and misses."""

    CASES = [
        # (NO_PROXY, hosts)
        ("", ["a.test", "127.0.0.1"]),
        ("*", ["a.test", "127.0.0.1"]),
        ("a.test", ["a.test", "A.TEST", "b.a.test", "ba.test", "a.test."]),
        (".a.test", ["a.test", "b.a.test", "ba.test"]),
        ("a.test.", ["a.test", "b.a.test"]),
        ("b.a.test", ["a.test", "b.a.test"]),
        ("x.test,a.test", ["a.test"]),
        ("x.test, a.test", ["a.test"]),
        ("x.test a.test", ["a.test"]),
        ("x.test;a.test", ["a.test"]),
        ("127.0.0.1", ["127.0.0.1", "127.0.0.2", "1.127.0.0.1.test"]),
        ("0.0.1", ["127.0.0.1"]),
        ("127.0.0.0/8", ["127.0.0.1", "127.255.0.1"]),
        ("127.0.0.0/30", ["127.0.0.3", "127.0.0.4"]),
        ("127.0.0.0/33", ["127.0.0.1"]),
        ("::1", ["[::1]"]),
        ("::1", ["a.test"]),
    ]

    @classmethod
    def setUpClass(cls):
        class Direct(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"direct")

            def log_message(self, *_):
                pass

        class DirectServer(http.server.ThreadingHTTPServer):
            daemon_threads = True

        cls.direct = DirectServer(("127.0.0.1", 0), Direct)
        cls.thread = threading.Thread(target=cls.direct.serve_forever)
        cls.thread.start()
        cls.proxy = Proxy("http")

    @classmethod
    def tearDownClass(cls):
        cls.direct.shutdown()
        cls.thread.join()
        cls.direct.server_close()
        cls.proxy.stop()

    def ask_curl(self, host, no_proxy):
        port = self.direct.server_address[1]
        # Every name and address leads to this machine.
        result = subprocess.run(
            ["curl", "-s", "--proxytunnel", "-o", "/dev/null", "-w",
             "%{http_code} %{http_connect}", "--connect-to",
             f"::127.0.0.1:{port}", f"http://{host}:{port}/"],
            capture_output=True, text=True, timeout=SECONDS,
            env=clean_environment(http_proxy=self.proxy.url(host="127.0.0.1"),
                                  no_proxy=no_proxy))
        self.assertIn(result.stdout, ("200 000", "200 200"))
        return result.stdout == "200 000"

    def ask_mortise(self, host, no_proxy):
        port = self.direct.server_address[1]
        result = run(f"ws://{host}:{port}/",
                     ("--proxy-from-environment", "--trace-net"),
                     http_proxy=self.proxy.url(host="127.0.0.1"),
                     no_proxy=no_proxy)
        return "by the proxy at host 127.0.0.1, " not in result.stderr

    def test_same_as_curl(self):
        compared = 0
        answers = set()
        for no_proxy, hosts in self.CASES:
            for host in hosts:
                with self.subTest(no_proxy=no_proxy, host=host):
                    bypassed = self.ask_mortise(host, no_proxy)
                    self.assertEqual(bypassed, self.ask_curl(host, no_proxy))
                    answers.add(bypassed)
                    compared += 1
        self.assertEqual(answers, {True, False})
        print(f"{compared} hosts as with curl")


if __name__ == "__main__":
    unittest.main(verbosity=2)
