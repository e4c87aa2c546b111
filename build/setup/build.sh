#!/usr/bin/env bash
# Generates an output folder unless it is there, and builds targets in it.
#
#   build/setup/build.sh OUT_DIR GN_ARGS TARGET...
#
# Ninja's counter goes to stderr, so that stdout is the programs' own.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

out=$1 args=$2
shift 2
if [[ ! -f $out/build.ninja ]]; then
  gn gen "$out" --args="$args" >&2
fi
# Says nothing where there is nothing to do.
if [[ $(ninja -C "$out" -n "$@") != *"no work to do"* ]]; then
  ninja -C "$out" "$@" >&2
fi
