#!/usr/bin/env python3
"""Builds and runs Mortise's test suites and counts their test cases.

A suite is one of
  core/dom             a GoogleTest program: //tests/core/dom:core_dom_tests
  core/without_v8      any other program under //tests, which must exit with 0
  script/close_event   tests/script/close_event_test.js, run in `mortise`
  shell/command_line   tests/shell/command_line_test.py, Python's unittest

and is run in each configuration that concerns it:
  release   as users build it
  asan      our own code under AddressSanitizer, LeakSanitizer and
            UndefinedBehaviorSanitizer
  gc        script tests, sanitized, with a full collection after every task, a
            tiny young generation and V8's stress flags
  tsan      under ThreadSanitizer, the suites of code that has threads

A script test is run after tests/script/harness.js, with the address of a
loopback server in scriptArgs[0].  A Python test finds the programs in the folder
that the environment variable MORTISE_OUT names, and says on a line `# Needs:
TARGET...` what has to be built for it. `# Configurations: NAME...` are those in
which it has something to say; all without that line.
"""

import argparse
import concurrent.futures
import dataclasses
import functools
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
SCRIPT_TARGETS = ("mortise", "mortise-loopback-server")

# Flags of V8 that this release build honours; script/gc_stress shows that.
# (It ignores --gc-interval, and --stress-incremental-marking takes their effect
# from the others.)
GC_STRESS_OPTIONS = (
    "--gc-each-turn",
    "--v8-options=--max-semi-space-size=1,--stress-scavenge=5,"
    "--stress-compaction,--stress-flush-code",
)

# A suite that takes longer hangs.
SUITE_SECONDS = 600


@dataclasses.dataclass(frozen=True)
class Configuration:
    name: str
    out: str
    gn_args: str = ""
    kinds: tuple = ("gtest", "program", "script", "python")
    script_options: tuple = ()
    # The names of its suites; all if empty.
    suites: tuple = ()
    # Environment variables for what is as slow as it says nothing new, unless
    # the caller has set them.
    variables: tuple = ()

    def concerns(self, suite):
        return (suite.kind in self.kinds and
                (not self.suites or suite.name in self.suites) and
                (not suite.configurations or
                 self.name in suite.configurations))


CONFIGURATIONS = (
    Configuration("release", "out/Release"),
    Configuration("asan", "out/asan", "is_asan=true is_ubsan=true",
                  variables=(("MORTISE_INTEROP_MESSAGES", "60"),)),
    Configuration("gc", "out/asan", "is_asan=true is_ubsan=true",
                  kinds=("script",), script_options=GC_STRESS_OPTIONS),
    # Look-ups on libuv's threads, servers on their own, several loops at once.
    Configuration("tsan", "out/tsan", "is_tsan=true",
                  suites=("core/net/transport", "core/websocket/threads")),
)


@dataclasses.dataclass(frozen=True)
class Suite:
    name: str
    kind: str
    # What ninja has to build.
    targets: tuple
    # The script, or the program's name.
    file: str
    # Options for `mortise` that the script asks for.
    options: tuple = ()
    # The names of the configurations it is for; all if empty.
    configurations: tuple = ()


@dataclasses.dataclass
class Result:
    suite: Suite
    configuration: Configuration
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    # What a person wants to read if something failed.
    output: str = ""


def program_suites(out):
    """The test programs under //tests that the build knows."""
    labels = subprocess.run(
        ["gn", "ls", out, "//tests/*", "--type=executable", "--testonly=true"],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    for label in labels:
        folder, _, target = label.removeprefix("//tests/").partition(":")
        if folder.split("/")[0] == "benchmarks":
            continue
        # core_dom_tests is core/dom, core_net_protocol_tests core/net/protocol.
        name = target.removesuffix("_tests")
        stem = folder.replace("/", "_")
        if name == stem:
            name = folder
        else:
            name = f"{folder}/{name.removeprefix(stem + '_')}"
        kind = "gtest" if target.endswith("_tests") else "program"
        yield Suite(name, kind, (target,), target)


def directives(path, comment, word):
    """The words after `COMMENT WORD:` lines at the top of a file."""
    words = []
    pattern = re.compile(re.escape(comment) + rf" {word}: (.*)")
    for line in path.read_text().splitlines():
        if match := pattern.fullmatch(line):
            words += match[1].split()
    return tuple(words)


def file_suites():
    for path in sorted(TESTS.rglob("*_test.js")):
        if "node_modules" in path.parts:
            continue
        name = path.relative_to(TESTS).as_posix().removesuffix("_test.js")
        yield Suite(name, "script", SCRIPT_TARGETS, str(path),
                    directives(path, "//", "Options"))
    for path in sorted(TESTS.rglob("*_test.py")):
        if "node_modules" in path.parts:
            continue
        name = path.relative_to(TESTS).as_posix().removesuffix("_test.py")
        yield Suite(
            name, "python", directives(path, "#", "Needs"), str(path),
            configurations=directives(path, "#", "Configurations"))


def matches(suite, filters):
    return not filters or any(f in suite.name for f in filters)


def generate(configuration):
    if (ROOT / configuration.out / "build.ninja").exists():
        return
    subprocess.run(
        ["gn", "gen", configuration.out, f"--args={configuration.gn_args}"],
        cwd=ROOT, check=True)


def build(configuration, suites):
    """Builds what the suites need; false if that failed."""
    targets = sorted({t for suite in suites for t in suite.targets})
    if not targets:
        return True
    print(f"[build] {configuration.out}", flush=True)
    return subprocess.run(["ninja", "-C", configuration.out, *targets],
                          cwd=ROOT).returncode == 0


def environment(configuration):
    env = dict(configuration.variables) | os.environ
    env["MORTISE_OUT"] = str(ROOT / configuration.out)
    env["ASAN_OPTIONS"] = "detect_stack_use_after_return=1:strict_init_order=1"
    env["UBSAN_OPTIONS"] = "print_stacktrace=1"
    return env


class Server:
    """The loopback server that script tests talk to."""

    def __init__(self, configuration):
        program = ROOT / configuration.out / "mortise-loopback-server"
        self._process = subprocess.Popen(
            [program, "--port", "0"], stdout=subprocess.PIPE, text=True,
            env=environment(configuration))
        line = self._process.stdout.readline()
        ports = re.findall(r"\d+", line)
        if not ports:
            raise RuntimeError("the loopback server did not start")
        self.address = f"ws://127.0.0.1:{ports[-1]}"
        # Whatever else it says must not fill the pipe.
        threading.Thread(target=self._process.stdout.read, daemon=True).start()

    def stop(self):
        self._process.terminate()
        return self._process.wait(timeout=30)


def run_program(command, configuration):
    """Runs a command; returns its exit code and all that it wrote."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(configuration), text=True,
        errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=True)
    try:
        output, _ = process.communicate(timeout=SUITE_SECONDS)
        return process.returncode, output
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        return -1, f"{output}\nno end after {SUITE_SECONDS} s\n"


def run_gtest(suite, configuration, result):
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        program = ROOT / configuration.out / suite.file
        code, result.output = run_program(
            [program, f"--gtest_output=json:{report}", "--gtest_brief=1"],
            configuration)
        try:
            with open(report) as file:
                report = json.load(file)
        except (OSError, ValueError):
            # The program ended before GoogleTest did.
            result.failed = 1
            return
    cases = [c for s in report["testsuites"] for c in s["testsuite"]]
    for case in cases:
        if case.get("failures"):
            result.failed += 1
        elif case.get("result") == "COMPLETED":
            result.passed += 1
        else:
            result.skipped += 1
    if code != 0 and result.failed == 0:
        # A sanitizer's finding at the end.
        result.failed = 1


def run_plain(suite, configuration, result):
    code, result.output = run_program(
        [ROOT / configuration.out / suite.file], configuration)
    result.passed, result.failed = (1, 0) if code == 0 else (0, 1)


def run_script(suite, configuration, result, server):
    code, result.output = run_program(
        [ROOT / configuration.out / "mortise", *suite.options,
         *configuration.script_options, TESTS / "script/harness.js", suite.file,
         "--", server.address], configuration)
    lines = result.output.splitlines()
    result.passed = sum(line.startswith("ok ") for line in lines)
    result.failed = sum(line.startswith("not ok ") for line in lines)
    # The harness's last line; without it the script ended too early.
    complete = f"1..{result.passed + result.failed}" in lines
    if not complete or (code != 0 and result.failed == 0):
        result.failed += 1


def run_python(suite, configuration, result):
    code, result.output = run_program([sys.executable, suite.file],
                                      configuration)
    count = re.search(r"^Ran (\d+) tests? in", result.output, re.M)
    if not count:
        result.failed = 1
        return
    summary = result.output.splitlines()[-1]
    for word, number in re.findall(r"(\w+)=(\d+)", summary):
        if word in ("failures", "errors"):
            result.failed += int(number)
        elif word == "skipped":
            result.skipped += int(number)
    result.passed = max(0, int(count[1]) - result.failed - result.skipped)
    if code != 0 and result.failed == 0:
        result.failed = 1


def run_suite(suite, configuration, server):
    result = Result(suite, configuration)
    start = time.monotonic()
    if suite.kind == "gtest":
        run_gtest(suite, configuration, result)
    elif suite.kind == "program":
        run_plain(suite, configuration, result)
    elif suite.kind == "script":
        run_script(suite, configuration, result, server)
    else:
        run_python(suite, configuration, result)
    result.seconds = time.monotonic() - start
    return result


def show(result, verbose):
    counts = f"{result.passed} passed"
    if result.failed:
        counts += f", {result.failed} FAILED"
    if result.skipped:
        counts += f", {result.skipped} skipped"
    print(f"[{result.configuration.name}] {result.suite.name}: {counts} "
          f"({result.seconds:.1f} s)", flush=True)
    if result.failed or verbose:
        for line in result.output.splitlines():
            print("    " + line)
        sys.stdout.flush()


def run_configuration(configuration, suites, options):
    """Builds and runs one configuration's suites; returns their results."""
    if not build(configuration, suites):
        return [Result(suite, configuration, failed=1) for suite in suites]
    server = None
    if any(suite.kind == "script" for suite in suites):
        server = Server(configuration)
    results = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        run = functools.partial(run_suite, configuration=configuration,
                                server=server)
        for future in concurrent.futures.as_completed(
                [pool.submit(run, suite) for suite in suites]):
            results.append(future.result())
            show(results[-1], options.verbose)
    if server:
        server.stop()
    return results


def main():
    names = [c.name for c in CONFIGURATIONS]
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filters", nargs="*", metavar="FILTER",
                        help="run suites whose names contain it")
    parser.add_argument("--config", action="append", choices=names,
                        help="run only this configuration")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--list", action="store_true",
                        help="print the names of the suites")
    parser.add_argument("--verbose", action="store_true",
                        help="show what passing suites print, too")
    options = parser.parse_args()

    generate(CONFIGURATIONS[0])
    suites = [*program_suites(CONFIGURATIONS[0].out), *file_suites()]
    suites = [s for s in suites if matches(s, options.filters)]
    if options.list:
        print("\n".join(sorted(s.name for s in suites)))
        return 0
    if not suites:
        print(f"No suite's name contains: {' '.join(options.filters)}")
        return 1

    results = []
    for configuration in CONFIGURATIONS:
        if options.config and configuration.name not in options.config:
            continue
        concerned = [s for s in suites if configuration.concerns(s)]
        if concerned:
            generate(configuration)
            results += run_configuration(configuration, concerned, options)

    passed = sum(r.passed for r in results)
    failed = sum(r.failed for r in results)
    skipped = sum(r.skipped for r in results)
    if failed:
        print("Failed:")
        for result in results:
            if result.failed:
                print(f"  [{result.configuration.name}] {result.suite.name}")
    print(f"{passed} passed, {failed} failed"
          + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
