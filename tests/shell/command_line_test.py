# Needs: mortise
"""The program `mortise` from outside: output, exit codes, signals."""

import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

MORTISE = pathlib.Path(os.environ["MORTISE_OUT"]) / "mortise"
SECONDS = 60


def run(*arguments, **options):
    return subprocess.run([MORTISE, *arguments], capture_output=True, text=True,
                          timeout=SECONDS, **options)


class CommandLine(unittest.TestCase):
    def check(self, arguments, code, out="", err=""):
        result = run(*arguments)
        self.assertEqual(result.returncode, code, result.stderr)
        self.assertEqual(result.stdout, out)
        self.assertEqual(result.stderr, err)

    def test_help_and_version(self):
        self.assertTrue(run("--help").stdout.startswith("Usage: mortise"))
        self.assertRegex(
            run("--version").stdout,
            r"^mortise \d+\.\d+\.\d+\nV8 \d+\.\S+\nAbseil \S+\nlibuv \S+\n"
            r"nghttp2 \S+\nOpenSSL \S+\nzlib \S+\nICU \S+\n$")

    def test_scripts_share_one_global(self):
        self.check(["-e", "var a = 1", "-e", "let b = 2", "-e", "print(a + b)"],
                   0, "3\n")

    def test_the_loop_runs_after_all_scripts(self):
        self.check(["-e", "setTimeout(() => print('timer'))", "-e",
                    "print('second script')"], 0, "second script\ntimer\n")

    def test_arguments(self):
        self.check(["-e", "print(scriptArgs.join())", "--", "x", "--help"], 0,
                   "x,--help\n")

    def test_file_with_byte_order_mark_and_hashbang(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "s.js"
            path.write_bytes(b"\xef\xbb\xbf#!/usr/bin/env mortise\nprint(1)\n")
            self.check([str(path)], 0, "1\n")

    def test_usage_errors(self):
        self.check([], 2, err="mortise: no script to run\n"
                              "Try 'mortise --help' for more.\n")
        self.check(["--v8-options=--no-such-flag", "-e", "1"], 2,
                   err="mortise: V8 does not know --no-such-flag\n"
                       "Try 'mortise --help' for more.\n")

    def test_missing_file_runs_nothing(self):
        self.check(["-e", "print(1)", "no/such.js"], 2,
                   err="mortise: cannot read no/such.js: "
                       "No such file or directory\n")
        self.check(["/"], 2, err="mortise: cannot read /: Is a directory\n")

    def test_v8_flags_pass_through(self):
        self.check(["--v8-options=--expose-gc", "-e", "print(typeof gc)"], 0,
                   "function\n")

    def test_stress_flags_are_honoured(self):
        churn = "let a = []; for (let i = 0; i < 3e5; ++i) a[i % 99] = [i];"
        counts = {}
        for flags in ("", "--max-semi-space-size=1",
                      "--stress-incremental-marking,--stress-compaction"):
            log = run(f"--v8-options=--trace-gc,{flags}", "-e", churn).stdout
            counts[flags] = (log.count("Scavenge"), log.count("Mark-sweep"))
        plain, small, marking = counts.values()
        self.assertGreater(small[0], 0)
        self.assertGreaterEqual(small[0], plain[0])
        self.assertGreater(marking[1], plain[1])
        log = run("--gc-each-turn", "--v8-options=--trace-gc", "-e",
                  "for (let i = 0; i < 20; ++i) setTimeout(() => {})").stdout
        self.assertGreaterEqual(log.count("Mark-sweep"), 21)


class Exceptions(unittest.TestCase):
    def check(self, code, err, out=""):
        result = run("-e", code)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stderr, err)
        self.assertEqual(result.stdout, out)

    def test_uncaught(self):
        self.check("\nfunction f() {\n  null.x;\n}\nf();",
                   "[-e]:3\n  null.x;\n       ^\n"
                   "Uncaught TypeError: Cannot read properties of null "
                   "(reading 'x')\n    at f ([-e]:3:8)\n    at [-e]:5:1\n")

    def test_not_an_error(self):
        self.check("throw {code: 1}",
                   "[-e]:1\nthrow {code: 1}\n^\nUncaught { code: 1 }\n")

    def test_syntax_error(self):
        self.check("let x = ;", "[-e]:1\nlet x = ;\n        ^\n"
                                "Uncaught SyntaxError: Unexpected token ';'\n")

    def test_nothing_runs_after_it(self):
        self.check("setTimeout(() => print(1)); throw 1",
                   "[-e]:1\nsetTimeout(() => print(1)); throw 1\n"
                   "                            ^\nUncaught 1\n")

    def test_in_timer_and_microtask(self):
        for function in ("setTimeout", "queueMicrotask"):
            result = run("-e", f"{function}(() => {{ throw new Error('x') }})")
            self.assertEqual(result.returncode, 1)
            self.assertIn("Uncaught Error: x\n    at ", result.stderr)

    def test_in_listener_lets_the_others_run(self):
        result = run("-e", """
            const target = new EventTarget();
            target.addEventListener('x', () => { throw new Error('first') });
            target.addEventListener('x', () => print('second'));
            target.dispatchEvent(new Event('x'));
            print('after');
        """)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stdout, "second\nafter\n")
        self.assertIn("Uncaught Error: first\n", result.stderr)

    def test_onerror_handles(self):
        result = run("-e", "onerror = () => true; throw 1")
        self.assertEqual(result.returncode, 0)
        self.assertEqual(result.stderr, "")

    def test_onerror_that_throws(self):
        result = run("-e", "onerror = () => { throw 2 }; throw 1")
        self.assertEqual(result.returncode, 1)
        self.assertIn("Uncaught 2\n", result.stderr)
        self.assertIn("Uncaught 1\n", result.stderr)

    def test_rejection(self):
        self.check("Promise.reject(7)", "Uncaught (in promise) 7\n")
        result = run("-e", "(async () => { throw new Error('x') })()")
        self.assertEqual(result.returncode, 1)
        self.assertIn("Uncaught (in promise) Error: x\n    at ", result.stderr)

    def test_rejection_handled_in_the_same_task(self):
        result = run("-e", "const p = Promise.reject(1);"
                           "queueMicrotask(() => p.catch(() => {}))")
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_endless_recursion(self):
        result = run("-e", "(function f() { f() })()")
        self.assertEqual(result.returncode, 1)
        self.assertIn("Uncaught RangeError", result.stderr)


class Signals(unittest.TestCase):
    def test_end_the_process_cleanly(self):
        for code in ("for (;;);", "setInterval(() => {}, 1000)",
                     "setTimeout(() => { for (;;); })",
                     "Promise.resolve().then(function f() { "
                     "return Promise.resolve().then(f) })",
                     # Each ends by itself; all must.
                     "for (let i = 0; i < 20; i++)"
                     "  setTimeout(() => { for (;;); })",
                     "for (let i = 0; i < 20; i++)"
                     "  AbortSignal.timeout(0).onabort = () => { for (;;); }",
                     "const signal = AbortSignal.timeout(0);"
                     "for (let i = 0; i < 20; i++) signal.addEventListener("
                     "  'abort', () => { for (;;); })",
                     "for (let i = 0; i < 20; i++)"
                     "  queueMicrotask(() => { for (;;); })",
                     "setTimeout(() => { queueMicrotask(() => { for (;;); });"
                     "                   for (;;); })"):
            for number in (signal.SIGINT, signal.SIGTERM):
                process = subprocess.Popen(
                    [MORTISE, "-e", f"print('on')", "-e", code],
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                self.assertEqual(process.stdout.readline(), "on\n")
                time.sleep(0.05)
                process.send_signal(number)
                _, err = process.communicate(timeout=SECONDS)
                self.assertEqual(process.returncode, 128 + number, code)
                self.assertEqual(err, "")


class Console(unittest.TestCase):
    def test_streams(self):
        result = run("-e", "for (const m of ['log', 'info', 'debug', 'warn',"
                           "'error']) console[m](m)")
        self.assertEqual(result.stdout, "log\ninfo\ndebug\n")
        self.assertEqual(result.stderr, "warn\nerror\n")

    def test_order_between_the_streams(self):
        result = subprocess.run(
            [MORTISE, "-e", "print(1); console.error(2); print(3)"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual(result.stdout, "1\n2\n3\n")

    def test_groups_counts_and_assertions(self):
        result = run("-e", """
            console.group('G'); console.log('a\\nb'); console.group();
            console.log('c'); console.groupEnd(); console.groupEnd();
            console.groupEnd(); console.log('d');
            console.count(); console.count('x'); console.count();
            console.countReset(); console.count();
            console.assert(true, 'no'); console.assert(false, 'n%d', 1);
            console.assert(); console.assert(0, {a: 1});
        """)
        self.assertEqual(result.stdout,
                         "G\n  a\n  b\n    c\nd\n"
                         "default: 1\nx: 1\ndefault: 2\ndefault: 1\n")
        self.assertEqual(result.stderr,
                         "Assertion failed: n1\nAssertion failed\n"
                         "Assertion failed { a: 1 }\n")

    def test_timers(self):
        result = run("-e", "console.time('t'); console.timeLog('t', 1);"
                           "console.timeEnd('t'); console.timeEnd('t');")
        self.assertRegex(result.stdout,
                         r"^t: \d+\.\d{3} ms 1\nt: \d+\.\d{3} ms\n$")
        self.assertEqual(result.stderr, "Timer 't' does not exist\n")

    def test_trace(self):
        result = run("-e", "function f() { console.trace('x') }\nf()")
        self.assertEqual(result.stderr, "Trace: x\n    at f ([-e]:1:24)\n"
                                        "    at [-e]:2:1\n")

    def test_platform_objects(self):
        result = run("-e", "console.log(new CloseEvent('close', {code: 4001}),"
                           "[new Event('x')])")
        self.assertIn("code: 4001", result.stdout)
        self.assertIn("[ Event { ... } ]", result.stdout)


if __name__ == "__main__":
    unittest.main()
