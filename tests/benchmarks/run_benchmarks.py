#!/usr/bin/env python3
"""Builds and runs Mortise's benchmarks.

  parts   Google Benchmark programs, //tests/benchmarks:NAME_benchmark
  whole   the scripts events.js, sockets.js and startup.js, in `mortise` and in
          the other runtimes that are found, on this machine at the same time:
          a table of figures
  flood   flood.py: echoes while another socket is flooded
  idl     mortise-idl beside npm's webidl2, over npm's @webref/idl (idl.py)

In each round every runtime runs each script once, in an order that is rotated
from round to round, so that slow changes of the machine fall upon all. A run
repeats each figure and gives the best repetition, which others on the machine
disturb least; the table shows the median of the rounds, and their least and
greatest as the spread. All talk to the same mortise-loopback-server.

The peers are npm's packages at the versions of tests/benchmarks/package.json,
in out/peers, or in the node_modules folder that the environment variable
PEERS_DIR names, or else what PATH has. Node and `ws` are installed there if
they are missing, Deno and Bun with --peers.

Nothing asserts a time: the exit code is 0 though a target is missed.
"""

import argparse
import json
import os
import pathlib
import platform
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time

import figures
import idl
import peers

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OUT = "out/Release"
PEERS = ROOT / "out/peers"
SCRIPT_TARGETS = ("mortise", "mortise-loopback-server")

# A script that takes longer hangs.
SCRIPT_SECONDS = 180
# Starts of each runtime in a round.
STARTS = 7


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def part_names():
    """The Google Benchmark programs that the build knows."""
    labels = subprocess.run(
        ["gn", "ls", OUT, "//tests/benchmarks/*", "--type=executable",
         "--testonly=true"],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return sorted(label.rpartition(":")[2] for label in labels)


def build(targets):
    """Raises CalledProcessError, when ninja has said why."""
    subprocess.run(["build/setup/build.sh", OUT, "", *targets], cwd=ROOT,
                   check=True)


def run_parts(names):
    for name in names:
        print(f"== {name}", flush=True)
        subprocess.run(
            [ROOT / OUT / name, "--benchmark_min_time=0.2",
             "--benchmark_color=false"], cwd=ROOT, check=True)
        print(flush=True)


class Server:
    """A mortise-loopback-server while it is entered. It declines compression,
    so that runtimes that offer it (not all do) are not timed with zlib."""

    def __enter__(self):
        self._process = subprocess.Popen(
            [ROOT / OUT / "mortise-loopback-server", "--no-deflate"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        port = self._process.stdout.readline().split()[-1]
        self.address = f"ws://127.0.0.1:{port}"
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()


class OtherWork:
    """How busy the machine was with other work than ours since this was made,
    in cores. Processes of ours count once they have ended."""

    def __init__(self):
        self._start = self._read()

    @staticmethod
    def _read():
        with open("/proc/stat", encoding="ascii") as stat:
            user, nice, system, _, _, *interrupts = map(
                int, stat.readline().split()[1:9])
        busy = user + nice + system + sum(interrupts)
        ours = sum(
            usage.ru_utime + usage.ru_stime
            for usage in map(resource.getrusage, (resource.RUSAGE_SELF,
                                                  resource.RUSAGE_CHILDREN)))
        return busy / os.sysconf("SC_CLK_TCK") - ours, time.monotonic()

    def cores(self):
        (before, start), (after, end) = self._start, self._read()
        return max(0.0, after - before) / (end - start)


def lines_of(process):
    """What the process prints, until it ends; killed if it hangs."""
    alarm = threading.Timer(SCRIPT_SECONDS, process.kill)
    alarm.start()
    try:
        with process.stdout:
            yield from process.stdout
        process.wait()
    finally:
        alarm.cancel()


def run_script(runtime, script, address, results):
    values = {}
    process = runtime.start(script, address)
    for line in lines_of(process):
        try:
            result = json.loads(line)
        except ValueError:
            continue
        key = result["figure"]
        if "skipped" in result:
            results.skip(runtime.name, key, result["skipped"])
        else:
            values[key] = result["best"]
    if process.returncode:
        results.skip(runtime.name, script, f"exit code {process.returncode}")
    if "event.code" in values and "field" in values:
        values["event.code / field"] = values["event.code"] / values["field"]
    for key, value in values.items():
        results.add(runtime.name, key, value)


def time_start(runtime, address):
    """Milliseconds until `event.code` is printed, or None if it is not."""
    start = time.perf_counter()
    process = runtime.start("startup.js", address)
    milliseconds = None
    for line in lines_of(process):
        if milliseconds is None and line.strip() == "4001":
            milliseconds = (time.perf_counter() - start) * 1000
    return milliseconds


def time_starts(runtimes, address, results):
    """The runtimes take turns, each start beside the others'."""
    best = {}
    for turn in range(STARTS):
        for runtime in rotated(runtimes, turn):
            milliseconds = time_start(runtime, address)
            if milliseconds is None:
                results.skip(runtime.name, "startup", "4001 was not printed")
            else:
                best.setdefault(runtime.name, []).append(milliseconds)
    for name, times in best.items():
        results.add(name, "startup", min(times))


def rotated(items, by):
    by %= len(items)
    return items[by:] + items[:by]


def run_whole(options):
    packages = pathlib.Path(
        os.environ.get("PEERS_DIR", PEERS / "node_modules")).resolve()
    if "PEERS_DIR" not in os.environ and not peers.is_complete(
            packages, options.peers):
        peers.install(PEERS, options.peers)
    results = figures.Results()
    with tempfile.TemporaryDirectory() as scratch:
        version = subprocess.run(
            [ROOT / OUT / "mortise", "--version"], check=True,
            capture_output=True, text=True).stdout.split()
        runtimes = [
            peers.Runtime(figures.OURS, (ROOT / OUT / "mortise",),
                          separator=("--",), version=version[1]),
            *peers.find(packages, scratch),
        ]
        others = OtherWork()
        with Server() as server:
            # Files are read from the disk, and caches filled, once.
            for runtime in runtimes:
                if runtime.takes_part("startup.js"):
                    time_start(runtime, server.address)
            for turn in range(options.rounds):
                for script in ("events.js", "sockets.js", "startup.js"):
                    players = [runtime for runtime in rotated(runtimes, turn)
                               if runtime.takes_part(script)]
                    say(f"[bench] round {turn + 1} of {options.rounds}:",
                        script)
                    if script == "startup.js":
                        time_starts(players, server.address, results)
                        continue
                    for runtime in players:
                        run_script(runtime, script, server.address, results)
        cores = others.cores()

    print("== the whole:",
          ", ".join(f"{r.name} {r.version}" for r in runtimes))
    print(f"   medians of {options.rounds} rounds; spread: least-greatest; "
          "xN: mortise is N times as fast")
    print(f"   {os.cpu_count()} cores, {platform.machine()}; other work kept "
          f"{cores:.2f} of them busy\n")
    figures.print_table(results, [runtime.name for runtime in runtimes])


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "filters", nargs="*", metavar="FILTER",
        help="run the parts whose names contain it (core/net is core_net), and "
        "the whole, flood or idl if they are named")
    parser.add_argument("--peers", action="store_true",
                        help="install Deno and Bun, too, to compare with")
    parser.add_argument("--rounds", type=int, default=3, metavar="N",
                        help="of the whole, 3 by default; idl takes five times "
                        "as many")
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")

    def is_chosen(name):
        return not options.filters or any(
            f.replace("/", "_") in name for f in options.filters)

    try:
        if not (ROOT / OUT / "build.ninja").exists():
            subprocess.run(["gn", "gen", OUT], cwd=ROOT, check=True)
        parts = [name for name in part_names() if is_chosen(name)]
        whole = is_chosen("whole")
        flood = is_chosen("flood")
        compiler = is_chosen("idl")
        if not parts and not whole and not flood and not compiler:
            parser.error("no benchmark has such a name")
        build([*parts, *(SCRIPT_TARGETS if whole or flood else ()),
               *(("mortise-idl",) if compiler else ())])
        run_parts(parts)
        if compiler:
            idl.run(ROOT / OUT, 5 * options.rounds)
        if whole:
            run_whole(options)
        if flood:
            subprocess.run([sys.executable, "-B", HERE / "flood.py",
                            f"--rounds={options.rounds}"], check=True)
    except subprocess.CalledProcessError as error:
        say(f"[bench] failed: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
