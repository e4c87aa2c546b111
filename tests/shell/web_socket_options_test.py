# Needs: mortise mortise-loopback-server
"""What options of `mortise` do to WebSockets.  Those that other servers and
proxies are needed for are in tests/interop/."""

import os
import pathlib
import re
import subprocess
import unittest

PROGRAMS = pathlib.Path(os.environ["MORTISE_OUT"])
SECONDS = 60

SCRIPT = """
const socket = new WebSocket(scriptArgs[0]);
socket.onclose = ({code, wasClean}) => print(code, wasClean);
"""


class WebSocketOptions(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.server = subprocess.Popen(
            [PROGRAMS / "mortise-loopback-server"], stdout=subprocess.PIPE,
            text=True)
        port = re.search(r"\d+", cls.server.stdout.readline())[0]
        cls.address = f"ws://127.0.0.1:{port}"

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait(timeout=SECONDS)
        cls.server.stdout.close()

    def run_script(self, path, *options):
        return subprocess.run(
            [PROGRAMS / "mortise", *options, "-e", SCRIPT, "--",
             self.address + path], capture_output=True, text=True,
            timeout=SECONDS)

    def test_strict_close_codes(self):
        for options, code, expected in (
            ((), 2999, "2999 true\n"),
            (("--strict-close-codes",), 2999, "1006 false\n"),
            (("--strict-close-codes",), 3000, "3000 true\n"),
        ):
            result = self.run_script(f"/close?code={code}", *options)
            self.assertEqual(result.stdout, expected, (options, code))
            self.assertEqual(result.stderr, "")

    def test_trace_net_tells_of_the_whole_connection(self):
        result = self.run_script("/close?code=4001&reason=a%0Ab", "--trace-net")
        self.assertEqual(result.stdout, "4001 true\n")
        lines = result.stderr.splitlines()
        for line in lines:
            self.assertRegex(line, r"^\[ *\d+\.\d{4} s\] socket 1: ")
        text = "\n".join(line.split(": ", 1)[1] for line in lines)
        self.assertRegex(text, r"^connecting to ws host 127\.0\.0\.1, port \d+, "
                         r"/close\?code=4001&reason=a%0Ab\n"
                         r"connected to 127\.0\.0\.1:\d+\n"
                         r"open, protocol \"\", extensions \".*\"\n"
                         r"the server closes\n"
                         r"closed cleanly, code 4001, reason \"a\\x0ab\"")


if __name__ == "__main__":
    unittest.main(verbosity=2)
