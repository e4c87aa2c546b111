"""The IDL compiler beside npm's webidl2, over the web platform's IDL.

Both run as whole processes and take turns: ours parses, links and checks the
files of npm's @webref/idl, webidl2 in Node.js reads and parses them. Then ours
alone does 4 and 16 copies of them, with other names, to show how the time grows.
The files are those that tests/bindings/corpus mends: without faults, so that ours
goes all the way.
"""

import dataclasses
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests/bindings/corpus"
sys.path.insert(0, str(CORPUS))

import corpus  # pylint: disable=wrong-import-position
import mutations  # pylint: disable=wrong-import-position

COPIES = (1, 4, 16)

PEER = """
const { parse } = require(process.argv[1]);
const { readFileSync } = require('node:fs');
for (const path of process.argv.slice(2)) parse(readFileSync(path, 'utf8'));
"""

# What names a definition: of these each copy has its own.
DEFINITION = re.compile(
    r"(?:^|\]\s*)(?:interface(?:\s+mixin)?|callback(?:\s+interface)?|dictionary"
    r"|enum|namespace)\s+(\w+)|^typedef\b[^;]*?(\w+)\s*;"
    r"|LegacyFactoryFunction=(\w+)", re.M)
# Aliases on the object that is called Window in all copies.
WINDOW_ALIAS = re.compile(
    r",\s*LegacyWindowAlias=(?:\w+|\([^)]*\))|"
    r"LegacyWindowAlias=(?:\w+|\([^)]*\)),\s*")


GLOBAL_NAMES = re.compile(r"\bGlobal=(\w+|\([^)]*\))")


def names_of(texts):
    names = set()
    for text in texts:
        names.update(*DEFINITION.findall(text))
        for listed in GLOBAL_NAMES.findall(text):
            names.update(re.findall(r"\w+", listed))
    return names - {""}


def copy(text, names, number):
    """`text` with another name for each of `names`."""
    text = WINDOW_ALIAS.sub("", text)
    text = "".join(
        f"Copy{number}{token}" if token in names else token
        for token in mutations.TOKEN.findall(text))
    # An interface has the name of an extended attribute.
    return text.replace(f"Copy{number}Global=", "Global=")


@dataclasses.dataclass
class Times:
    """Seconds of a command's runs."""
    wall: list = dataclasses.field(default_factory=list)
    cpu: list = dataclasses.field(default_factory=list)

    def run(self, command):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.wall.append(time.perf_counter() - start)
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command[0])


def milliseconds(seconds):
    return (f"{statistics.median(seconds) * 1000:8.1f} "
            f"({min(seconds) * 1000:.1f}-{max(seconds) * 1000:.1f})")


def run(out, rounds):
    """Prints the figures. `out`: where mortise-idl is."""
    corpus.install_packages()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        files = corpus.write_mended(folder / "1")
        files.append(folder / "1" / "prose.idl")
        files[-1].write_text(corpus.PROSE.read_text())
        texts = [path.read_text() for path in files]
        names = names_of(texts)
        commands = {}
        sizes = {}
        for count in COPIES:
            paths = list(files)
            for number in range(2, count + 1):
                (folder / str(number)).mkdir(exist_ok=True)
                for path, text in zip(files, texts):
                    paths.append(folder / str(number) / path.name)
                    if not paths[-1].exists():
                        paths[-1].write_text(copy(text, names, number))
            sizes[count] = sum(path.stat().st_size for path in paths)
            response_file = folder / f"{count}.rsp"
            response_file.write_text("\n".join(map(str, paths)))
            commands[f"mortise-idl --check, x{count}"] = (
                out / "mortise-idl", "--check", f"@{response_file}")
        commands["webidl2 in Node.js, x1"] = (
            "node", "-e", PEER, corpus.MODULES / "webidl2", *files)
        results = {name: Times() for name in commands}
        # Files are read from the disk, and caches filled, once.
        for turn in range(rounds + 1):
            for name, command in commands.items():
                times = Times() if turn == 0 else results[name]
                times.run(command)

    size = sum(map(len, texts))
    ours, peer = (results[name] for name in
                  ("mortise-idl --check, x1", "webidl2 in Node.js, x1"))
    print(f"== idl: {len(files)} files, {size / 1e6:.2f} million characters; "
          f"medians of {rounds} rounds (least-greatest)\n")
    print(f"{'':26}{'ms, the process':24}{'ms, processor':24}")
    for name, times in results.items():
        print(f"{name:26}{milliseconds(times.wall):24}"
              f"{milliseconds(times.cpu):24}")
    print()
    for what in ("wall", "cpu"):
        ratio = (statistics.median(getattr(peer, what)) /
                 statistics.median(getattr(ours, what)))
        print(f"webidl2 / mortise-idl, {'processor' if what == 'cpu' else 'the process'}"
              f": {ratio:.1f}")
    for count in COPIES[1:]:
        ratio = (statistics.median(results[f'mortise-idl --check, x{count}'].cpu)
                 / statistics.median(ours.cpu))
        # The copies' names are longer.
        print(f"{count} times the files, {sizes[count] / sizes[1]:.1f} times the "
              f"text, processor: {ratio:.1f} times the time")
    print(flush=True)
