#!/usr/bin/env python3
"""Builds and runs Mortise's benchmarks.

A benchmark is a Google Benchmark program, //tests/benchmarks:NAME_benchmark, or
a Python program tests/benchmarks/NAME_bench.py, which finds the programs in the
folder that the environment variable MORTISE_OUT names and says on a line
`# Needs: TARGET...` what has to be built for it.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = "out/Release"


def programs():
    """Names and targets of the Google Benchmark programs."""
    labels = subprocess.run(
        ["gn", "ls", OUT, "//tests/benchmarks/*", "--type=executable",
         "--testonly=true"],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    for label in labels:
        target = label.rpartition(":")[2]
        yield target, (target,), [ROOT / OUT / target]


def scripts():
    for path in sorted((ROOT / "tests/benchmarks").glob("*_bench.py")):
        needs = re.findall(r"^# Needs: (.*)$", path.read_text(), re.M)
        yield path.stem, tuple(" ".join(needs).split()), [sys.executable, path]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filters", nargs="*", metavar="FILTER",
                        help="run benchmarks whose names contain it")
    options = parser.parse_args()

    if not (ROOT / OUT / "build.ninja").exists():
        subprocess.run(["gn", "gen", OUT], cwd=ROOT, check=True)
    chosen = [
        (name, targets, command)
        for name, targets, command in [*programs(), *scripts()]
        # A filter may be written as a path: core/net is core_net.
        if not options.filters
        or any(f.replace("/", "_") in name for f in options.filters)
    ]
    targets = sorted({t for _, needed, _ in chosen for t in needed})
    if targets and subprocess.run(["ninja", "-C", OUT, *targets],
                                  cwd=ROOT).returncode:
        return 1
    env = dict(os.environ, MORTISE_OUT=str(ROOT / OUT))
    failed = False
    for name, _, command in chosen:
        print(f"\n== {name}", flush=True)
        failed |= subprocess.run(command, cwd=ROOT, env=env).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
