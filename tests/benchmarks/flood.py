#!/usr/bin/env python3
"""How long echoes take on some sockets while another one of the process is
flooded: flood.js in `mortise` and in the peers that are found.

Prints, for each kind of flood, the 99th percentile of the latency under it as a
multiple of the one without, measured right before and after: the median of the
rounds, and in brackets the least and the greatest. The target is at most 5.

Three processes need two cores of their own: the latency of a process that has
to wait for a core is not its own. On a busy machine a superuser can say
`chrt -f 10 tests/benchmarks/flood.py`; the servers keep their places below and
above the client's.
"""

import argparse
import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading

import peers

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROGRAMS = ROOT / "out/Release"
FLOODS = ("/nothing", "/pings", "/empty-pings", "/empty-frames", "/fragments",
          "/empty", "/small", "/big", "/bombs")
TARGET = 5

# A script that takes longer hangs.
SCRIPT_SECONDS = 120


@contextlib.contextmanager
def server(command, **options):
    """A server's port while it is entered."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True, **options)
    try:
        yield process.stdout.readline().split()[-1]
    finally:
        process.terminate()
        process.stdin.close()
        process.wait()
        process.stdout.close()


def goes_first():
    """The echo server, if the client has real-time priority."""
    if os.sched_getscheduler(0) == os.SCHED_FIFO:
        priority = os.sched_getparam(0).sched_priority
        os.sched_setscheduler(0, os.SCHED_FIFO,
                              os.sched_param(priority + 1))


def make_certificate(folder):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
         "/CN=benchmark", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
         f"{folder}/key.pem", "-out", f"{folder}/certificate.pem"],
        check=True, capture_output=True)


def run(runtime, addresses, floods):
    """The results of one run, by flood."""
    process = runtime.start("flood.js", *addresses, *floods)
    alarm = threading.Timer(SCRIPT_SECONDS, process.kill)
    alarm.start()
    results = {}
    with process.stdout:
        for line in process.stdout:
            with contextlib.suppress(ValueError):
                result = json.loads(line)
                results[result["flood"]] = result
    process.wait()
    alarm.cancel()
    if process.returncode:
        print(f"[flood] {runtime.name}: exit code {process.returncode}",
              file=sys.stderr)
    return results


def spread(values):
    return (f"{statistics.median(values):.2f} "
            f"({min(values):.2f}-{max(values):.2f})")


def print_table(rounds, floods):
    """`rounds`: by runtime, a list of run()'s results."""
    for name, runs in rounds.items():
        print(f"{name}:")
        rows = [("flood", "x p99 without", "p99, us", "without",
                 "x p50 without", "messages/s")]
        for flood in floods:
            results = [r[flood] for r in runs if flood in r]
            if not results:
                rows.append((flood, "not measured", "", "", "", ""))
                continue

            def median(key):
                return f"{statistics.median(r[key] for r in results):,.0f}"

            ratios = [r["p99"] / r["idle_p99"] for r in results]
            rows.append((
                flood, spread(ratios), median("p99"), median("idle_p99"),
                spread([r["p50"] / r["idle_p50"] for r in results]),
                median("messages")))
        widths = [max(map(len, column)) for column in zip(*rows)]
        for row in rows:
            print("  " + "  ".join(
                cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("floods", nargs="*", metavar="FLOOD",
                        help=f"of {' '.join(FLOODS)}; all by default")
    parser.add_argument("--secure", action="store_true", help="by wss:")
    parser.add_argument("--alone", action="store_true",
                        help="without the peers")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    options = parser.parse_args()
    floods = options.floods or list(FLOODS)

    with tempfile.TemporaryDirectory() as scratch, \
            contextlib.ExitStack() as stack:
        tls = []
        environment = ()
        if options.secure:
            make_certificate(scratch)
            certificate = f"{scratch}/certificate.pem"
            tls = ["--tls-cert", certificate, "--tls-key", f"{scratch}/key.pem"]
            environment = (("SSL_CERT_FILE", certificate),
                           ("NODE_EXTRA_CA_CERTS", certificate))
        scheme = "wss" if options.secure else "ws"
        addresses = [
            f"{scheme}://127.0.0.1:{stack.enter_context(server(c, **more))}"
            for c, more in (
                ([PROGRAMS / "mortise-loopback-server", "--no-deflate", *tls],
                 {"preexec_fn": goes_first}),
                ([sys.executable, HERE / "flood_server.py", *tls], {}))
        ]
        runtimes = [peers.Runtime("mortise", (PROGRAMS / "mortise",),
                                  separator=("--",), environment=environment)]
        if not options.alone:
            packages = pathlib.Path(
                os.environ.get("PEERS_DIR", ROOT / "out/peers/node_modules"))
            runtimes += [
                peers.Runtime(r.name, r.command, r.separator,
                              (*r.environment, *environment))
                for r in peers.find(packages.resolve(), scratch)
                if r.takes_part("sockets.js")
            ]
        rounds = {r.name: [] for r in runtimes}
        for _ in range(options.rounds):
            for runtime in runtimes:
                rounds[runtime.name].append(run(runtime, addresses, floods))
    print(f"== echoes under floods, {scheme}: target at most x{TARGET} p99")
    print_table(rounds, floods)


if __name__ == "__main__":
    main()
