#!/usr/bin/env bash
# Builds and runs the benchmarks under tests/benchmarks/.
#
#   ./bench.sh [FILTER...]     e.g. ./bench.sh core/net
#
# A filter builds and runs only the benchmarks whose names contain it.  Run it
# on a quiet machine.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

build/setup/install.sh build test bench
exec /usr/bin/python3 tests/benchmarks/run_benchmarks.py "$@"
