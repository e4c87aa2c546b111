#!/usr/bin/python3
"""The web platform's IDL, all files together: parses, links and passes the
checks, but for the places that corpus_faults.py lists."""
# Needs: mortise-idl

import pathlib
import re
import tempfile
import unittest

import corpus
import corpus_faults


def reported(stderr):
    """The errors in the compiler's output, as (FILE:LINE, rule)."""
    found = []
    for match in re.finditer(
            r"^(?P<path>[^\n]*?):(?P<line>\d+):\d+: error: .* "
            r"\[(?P<rule>[a-z-]+)\]$", stderr, re.M):
        name = pathlib.Path(match["path"]).name
        found.append((f"{name}:{match['line']}", match["rule"]))
    return sorted(found)


class CorpusTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        corpus.install_packages()

    def test_Corpus_AsPublished_HasTheListedFaultsOnly(self):
        files = corpus.files()
        self.assertGreater(len(files), 300)
        process = corpus.compile_idl(
            "--check", "--max-errors", "10000", *files, corpus.PROSE,
            check=False)
        self.maxDiff = None
        self.assertEqual(reported(process.stderr), corpus_faults.expected(),
                         process.stderr)
        self.assertEqual(process.returncode, 1)
        print(f"{len(files)} files; {len(corpus_faults.expected())} faults of "
              f"{len(corpus_faults.FAULTS)} kinds", flush=True)

    def test_Corpus_Mended_HasNoError(self):
        with tempfile.TemporaryDirectory() as folder:
            files = corpus.write_mended(pathlib.Path(folder))
            process = corpus.compile_idl("--check", *files, corpus.PROSE)
            self.assertEqual(process.stderr, "")

    def test_Corpus_InAnyOrder_GivesTheSameErrors(self):
        files = corpus.files()
        outputs = [
            corpus.compile_idl("--check", "--max-errors", "10000", *order,
                               corpus.PROSE, check=False).stderr
            for order in (files, files[::-1])]
        self.assertEqual(*map(reported, outputs))

    def test_Output_IsTheSameTwiceAndInAnyOrderOfFiles(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            # Partials and mixins put their members in the order of the files:
            # without them, the order of the files is nobody's business.
            files = [path for path in corpus.write_mended(folder / "idl")
                     if not re.search(r"\b(partial|includes|typedef)\b",
                                      path.read_text())]
            orders = {"once": files, "again": files, "reversed": files[::-1]}
            for name, order in orders.items():
                corpus.compile_idl(
                    *(word for path in corpus.write_mended(folder / "idl")
                      if path not in files for word in ("--import", path)),
                    "--import", corpus.PROSE, *order, "--idl-root",
                    folder / "idl", "--out", folder / name, "--emit=cpp,docs")
            once, again, reverse = (
                {path.relative_to(folder / name): path.read_bytes()
                 for path in (folder / name).rglob("*.*")} for name in orders)
            self.assertGreater(len(once), 100)
            self.assertEqual([path for path in once
                              if once[path] != again[path]], [])
            # The list of all pages is in the order of the files.
            self.assertEqual([str(path) for path in once
                              if once[path] != reverse[path]], ["index.md"])


if __name__ == "__main__":
    unittest.main()
