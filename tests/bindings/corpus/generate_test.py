#!/usr/bin/python3
"""Bindings are generated for every interface of the web platform's IDL, and
those of some, with classes that --stub writes, are compiled.

MORTISE_CORPUS_INTERFACES: how many are compiled (200), or "all";
MORTISE_CORPUS_SEED: which (1);
MORTISE_CORPUS_OBJECTS: if it is set, to object files; otherwise the C++ compiler
does all but write code.
"""
# Needs: mortise-idl
# Configurations: release

import concurrent.futures
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

import corpus
import one_a_file

COUNT = os.environ.get("MORTISE_CORPUS_INTERFACES", "200")
SEED = int(os.environ.get("MORTISE_CORPUS_SEED", "1"))
OBJECTS = "MORTISE_CORPUS_OBJECTS" in os.environ

# How many interfaces are compiled together.
TOGETHER = 20

PRECOMPILED = """\
#include "bindings/runtime/generated.h"
#include "core/dom/environment_settings.h"
#include "core/dom/exception_or.h"
#include "core/dom/map_entries.h"
#include "core/dom/promise.h"
#include "core/dom/promise_resolver.h"
#include "core/dom/set_entries.h"
"""


def compiler_flags():
    """As the build, in its folder, compiles bindings; warnings are errors."""
    described = json.loads(subprocess.run(
        ["gn", "desc", corpus.PROGRAMS, "//bindings/runtime", "--format=json"],
        cwd=corpus.ROOT, check=True, text=True, capture_output=True).stdout)
    target = described["//bindings/runtime:runtime"]
    return [*(f"-D{define}" for define in target["defines"]),
            f"-I{corpus.ROOT}",
            *(flag for flag in target["cflags"] + target["cflags_cc"]
              if flag not in ("-O2", "-fpch-preprocess")), "-O0"]


def interfaces(files):
    model = json.loads(corpus.compile_idl("--dump-model", *files).stdout)
    return [definition["name"] for definition in model["definitions"]
            if definition["kind"] == "interface"]


class GenerateTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        corpus.install_packages()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.files = [*corpus.write_mended(self.folder / "mended"),
                      corpus.PROSE]

    def test_Bindings_OfEveryInterface_AreGenerated(self):
        process = corpus.compile_idl(
            *self.files, "--idl-root", self.folder / "mended", "--out",
            self.folder / "gen", "--registry-path", "bindings/all")
        self.assertEqual(process.stderr, "")
        registry = (self.folder / "gen/bindings/all.cc").read_text()
        names = interfaces(self.files)
        self.assertGreater(len(names), 1000)
        for name in names:
            self.assertIn(f"&V8{name}::kTypeInfo,\n", registry)
        print(f"bindings of {len(names)} interfaces", flush=True)

    def test_Bindings_WithStubs_Compile(self):
        texts = [path.read_text() for path in self.files]
        files = one_a_file.write(texts, "corpus", self.folder / "idl")
        names = interfaces(files)
        count = len(names) if COUNT == "all" else int(COUNT)
        chosen = random.Random(SEED).sample(names, count)
        options = ("--idl-root", self.folder / "idl", "--implementation-root",
                   "corpus", "--generated-root", "bindings/corpus", "--out",
                   self.folder / "gen")
        corpus.compile_idl(*files, *options)
        corpus.compile_idl(*files, *options, "--stub", "*")
        self.compile(chosen)
        print(f"seed {SEED}: {count} of {len(names)} interfaces compile",
              flush=True)

    def compile(self, names):
        """Compiles bindings and stubs of these interfaces, several at a time."""
        flags = compiler_flags() + ["-I", str(self.folder / "gen")]
        header = self.folder / "precompiled.h"
        header.write_text(PRECOMPILED)
        subprocess.run(["g++", *flags, "-x", "c++-header", header, "-o",
                        f"{header}.gch"], cwd=corpus.PROGRAMS, check=True)

        def run(first):
            source = self.folder / f"interfaces_{first}.cc"
            source.write_text("".join(
                f'#include "bindings/corpus/v8_{name}.cc"\n'
                f'#include "corpus/{name}.cc"\n'
                for name in names[first:first + TOGETHER]))
            how = ["-c", "-o", f"{source}.o"] if OBJECTS else ["-fsyntax-only"]
            process = subprocess.run(
                ["g++", *flags, "-Winvalid-pch", "-include", header, *how,
                 source], cwd=corpus.PROGRAMS, text=True, capture_output=True)
            return process.returncode, process.stderr

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for code, errors in pool.map(run, range(0, len(names), TOGETHER)):
                self.assertEqual(code, 0, errors[:20000])


if __name__ == "__main__":
    unittest.main()
