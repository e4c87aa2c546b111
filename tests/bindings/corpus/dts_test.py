#!/usr/bin/python3
"""What --emit=dts writes is right TypeScript: `tsc --strict` takes the
declarations of our interfaces, of the kitchen sink's and of the web platform's,
and a program that uses them, and refuses wrong programs."""
# Needs: mortise-idl
# Configurations: release

import pathlib
import subprocess
import tempfile
import unittest

import corpus

OURS = sorted((corpus.ROOT / "idl").glob("*/*.idl"))
SINK = corpus.ROOT / "tests/bindings/kitchen_sink"


def imports(paths):
    return [word for path in paths for word in ("--import", path)]


class DtsTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        corpus.install_packages()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def emit(self, name, *arguments):
        """The declarations, as a file."""
        corpus.compile_idl("--emit=dts", "--out", self.folder / name, *arguments)
        return self.folder / name / "bindings.d.ts"

    def write(self, name, text):
        (self.folder / name).write_text(text)
        return self.folder / name

    def tsc(self, *files):
        """Checks the files; returns exit code and messages. The library has no
        DOM, and no other package's types are in sight."""
        process = subprocess.run(
            ["node", corpus.MODULES / "typescript/bin/tsc", "--strict",
             "--noEmit", "--target", "es2022", "--lib", "es2022,esnext.float16",
             "--typeRoots", self.folder / "none", *files],
            text=True, capture_output=True)
        return process.returncode, process.stdout + process.stderr

    def assertAccepted(self, *files):
        self.assertEqual(self.tsc(*files), (0, ""))

    def test_Declarations_OfOurInterfaces_AreUsedByAProgram(self):
        self.assertAccepted(self.emit("ours", *OURS),
                            corpus.HERE / "dts_program.ts")

    def test_Program_OfOurInterfaces_NamesThemAll(self):
        program = (corpus.HERE / "dts_program.ts").read_text()
        declared = [
            line.split()[2].rstrip(":")
            for line in self.emit("ours", *OURS).read_text().splitlines()
            if line.startswith("declare var ")]
        self.assertIn("CloseEvent", declared)
        for name in declared:
            self.assertRegex(program, rf"\b{name}\b")

    def test_Program_WithAWrongLine_IsRefused(self):
        code, messages = self.tsc(
            self.emit("ours", *OURS),
            self.write("wrong.ts", "new WebSocket(1).close();\n"))
        self.assertEqual(code, 2)
        self.assertIn("wrong.ts(1,15): error TS2345", messages)

    def test_Declarations_OfTheKitchenSink_AreAccepted(self):
        sink = self.emit("sink", *sorted(SINK.glob("*.idl")), *imports(OURS))
        self.assertAccepted(
            self.emit("ours", *OURS), sink,
            self.write("program.ts", """
                const map = new TextMap();
                map.set('a', 1).set('b', 2);
                const total: number = [...map].reduce((n, [, v]) => n + v, 0);
                const tool = new Tools.Wrench();
                const size: number = tool.size + total;
                const list = new ValueList(size);
                const first: string = list[0];
                for (const text of list) text.startsWith(first);
                new Overloads().one([1, 2]).length;
                // @ts-expect-error
                new Wrench();
                // @ts-expect-error
                map.set('a', 'b');
            """))

    def test_Declarations_OfAGlobalObject_AreGlobal(self):
        self.assertAccepted(
            self.emit("global", SINK / "global/sink_global.idl"),
            self.write("program.ts", """
                counter = twice(level) + ZERO + new InSinkGlobal().toString()
                    .length + inherited.length;
                me.counter = 1;
                // @ts-expect-error
                level = 1;
            """))

    def test_Declarations_OfTheCorpus_AreAccepted(self):
        declarations = self.emit(
            "corpus", *corpus.write_mended(self.folder / "idl"), corpus.PROSE)
        self.assertAccepted(
            declarations,
            self.write("program.ts", """
                const canvas = document.createElement('canvas') as
                    HTMLCanvasElement;
                const context = canvas.getContext('2d');
                navigator.gpu.requestAdapter().then((a) => a && a.features);
                // @ts-expect-error
                document.createElement();
            """.replace("document", "window.document")
                       .replace("navigator", "window.navigator")
                       .replace("const canvas",
                                "declare const window: Window; const canvas")))


if __name__ == "__main__":
    unittest.main()
