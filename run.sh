#!/usr/bin/env bash
# Builds Mortise and runs scripts in it, with a WebSocket server beside them.
#
#   ./run.sh [OPTION|SCRIPT]... [-- ARGUMENT...]
#
# Without a script: examples/close_code.js.  The scripts find the server's
# address in scriptArgs[0], and their own arguments after it.  The exit code is
# that of `mortise`.

set -euo pipefail
here=$PWD
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

"$root/build/setup/install.sh" build
"$root/build/setup/build.sh" out/Release '' mortise mortise-loopback-server

scripts=()
while (($#)) && [[ $1 != -- ]]; do
  scripts+=("$1")
  shift
done
(($# == 0)) || shift
((${#scripts[@]})) || scripts=("$root/examples/close_code.js")

exec {server}< <(exec "$root/out/Release/mortise-loopback-server" --port 0)
server_pid=$!
trap 'kill "$server_pid" 2>/dev/null || true' EXIT
read -r -t 10 -u "$server" line || {
  echo "run.sh: the loopback server did not start" >&2
  exit 1
}
[[ $line =~ ([0-9]+)[^0-9]*$ ]]
address=ws://127.0.0.1:${BASH_REMATCH[1]}

cd "$here"
code=0
"$root/out/Release/mortise" "${scripts[@]}" -- "$address" "$@" || code=$?
exit "$code"
