#!/usr/bin/env bash
# Builds and runs the benchmarks: parts of Mortise, and the whole beside Node.js
# and what other runtimes there are.
#
#   ./bench.sh [FILTER...]     e.g. ./bench.sh core/net, ./bench.sh whole
#   ./bench.sh --peers         installs Deno and Bun, too, to compare with
#
# See tests/benchmarks/run_benchmarks.py --help for more.  Figures are worth
# most on a quiet machine.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

build/setup/install.sh build test bench
exec /usr/bin/python3 -B tests/benchmarks/run_benchmarks.py "$@"
