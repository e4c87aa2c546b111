# Needs: mortise-idl
"""Compares what mortise-idl writes with the samples beside this file.

After a change that is meant, MORTISE_UPDATE_GOLDEN=1 rewrites the samples: read
the difference before you commit it.
"""

import os
import pathlib
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
COMPILER = pathlib.Path(os.environ["MORTISE_OUT"]).resolve() / "mortise-idl"
UPDATE = os.environ.get("MORTISE_UPDATE_GOLDEN") == "1"

# What gauge.idl refers to.
IMPORTS = (
    "idl/dom/abort_signal.idl",
    "idl/dom/event.idl",
    "idl/dom/event_listener.idl",
    "idl/dom/event_target.idl",
    "idl/html/event_handler.idl",
)


def run(*arguments):
    return subprocess.run([str(COMPILER), *arguments], cwd=ROOT,
                          capture_output=True, text=True, timeout=60)


class Golden(unittest.TestCase):
    maxDiff = None

    def check(self, sample, actual):
        if UPDATE:
            sample.write_text(actual)
        self.assertEqual(actual, sample.read_text(),
                         f"{sample.relative_to(ROOT)} differs")

    def emit(self, *options):
        imports = [part for path in IMPORTS for part in ("--import", path)]
        with tempfile.TemporaryDirectory() as out:
            result = run(*options, "--out", out, "--idl-root",
                         "tests/golden/bindings", *imports,
                         "tests/golden/bindings/gauge.idl")
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            return {path.name: path.read_text()
                    for path in pathlib.Path(out).rglob("*") if path.is_file()}

    def test_cpp(self):
        files = self.emit("--implementation-root", "tests/golden",
                          "--registry-path", "all", "--registry-function",
                          "AllGauges")
        self.assertEqual(sorted(files),
                         ["all.cc", "all.h", "v8_gauge.cc", "v8_gauge.h"])
        for name, text in files.items():
            self.check(HERE / "bindings" / f"{name}.golden", text)

    def test_typescript(self):
        files = self.emit("--emit=dts")
        self.assertEqual(len(files), 1)
        self.check(HERE / "bindings" / "gauge.d.ts.golden",
                   next(iter(files.values())))

    def test_same_twice(self):
        self.assertEqual(self.emit(), self.emit())

    def test_diagnostics(self):
        with tempfile.TemporaryDirectory() as out:
            result = run("--out", out, "tests/golden/diagnostics/broken.idl")
            self.assertEqual(result.returncode, 1)
            self.assertEqual(list(pathlib.Path(out).iterdir()), [])
        self.check(HERE / "diagnostics" / "broken.golden", result.stderr)


if __name__ == "__main__":
    unittest.main()
