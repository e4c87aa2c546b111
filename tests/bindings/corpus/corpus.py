"""The web platform's IDL, npm's @webref/idl, as the tests of the IDL compiler
use it.

npm's packages, at the versions of package-lock.json, are installed under
out/corpus/ when they are first needed.
"""

import fcntl
import os
import pathlib
import shutil
import subprocess

import corpus_faults

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PROGRAMS = pathlib.Path(os.environ.get("MORTISE_OUT", ROOT / "out/Release"))
COMPILER = PROGRAMS / "mortise-idl"
PACKAGES = ROOT / "out/corpus"
MODULES = PACKAGES / "node_modules"
# What the standards say in prose only.
PROSE = HERE / "prose.idl"


def install_packages():
    """Installs what package-lock.json names, if that is not yet done."""
    PACKAGES.mkdir(parents=True, exist_ok=True)
    # Several suites need them, and suites run side by side.
    with open(PACKAGES / "lock", "w") as lock_file:
        fcntl.flock(lock_file, fcntl.LOCK_EX)
        lock = (HERE / "package-lock.json").read_bytes()
        installed = PACKAGES / "installed.json"
        if installed.exists() and installed.read_bytes() == lock:
            return
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, PACKAGES / name)
        subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
            cwd=PACKAGES, check=True)
        installed.write_bytes(lock)


def files():
    """The corpus's files, in the order of their names."""
    return sorted((MODULES / "@webref/idl").glob("*.idl"))


def write_mended(folder):
    """Writes the corpus without its faults, and returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    mended = []
    for path in files():
        lines = path.read_text().split("\n")
        for line, mend in corpus_faults.mends_of(path.name):
            lines[line - 1] = mend(lines[line - 1])
        mended.append(folder / path.name)
        mended[-1].write_text("\n".join(lines))
    return mended


def compile_idl(*arguments, check=True):
    """Runs mortise-idl; returns the finished process, output as text."""
    process = subprocess.run(
        [COMPILER, *arguments], text=True, capture_output=True)
    if check and process.returncode != 0:
        raise AssertionError(
            f"mortise-idl {' '.join(map(str, arguments[-4:]))}: exit code "
            f"{process.returncode}\n{process.stdout}{process.stderr}")
    return process
