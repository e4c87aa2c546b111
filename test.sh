#!/usr/bin/env bash
# Builds and runs the tests.
#
#   ./test.sh [FILTER...]      e.g. ./test.sh core/dom script/close_event
#   ./test.sh --list
#
# A filter builds and runs only the suites whose names contain it.  See
# tests/run_tests.py --help for more.  The last line counts all test cases.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

build/setup/install.sh build test
exec /usr/bin/python3 tests/run_tests.py "$@"
