# Needs: mortise mortise-loopback-server embed counter
"""The examples run as the documentation says, and its texts and links hold."""

import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = pathlib.Path(os.environ["MORTISE_OUT"])
SECONDS = 60


def documents():
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def code_blocks(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(),
                      re.M | re.S)


def anchor(heading):
    """The fragment by which a page on the web names a heading."""
    text = re.sub(r"[^\w\- ]", "", heading.lower())
    return text.replace(" ", "-")


class WithServer(unittest.TestCase):
    def setUp(self):
        self.server = subprocess.Popen(
            [OUT / "mortise-loopback-server", "--port", "0"],
            stdout=subprocess.PIPE, text=True)
        port = int(self.server.stdout.readline())
        self.address = f"ws://127.0.0.1:{port}"

    def tearDown(self):
        self.server.terminate()
        self.server.communicate(timeout=SECONDS)

    def run_program(self, *command):
        result = subprocess.run(command, capture_output=True, text=True,
                                timeout=SECONDS)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return result.stdout

    def run_script(self, name):
        return self.run_program(OUT / "mortise", ROOT / "examples" / name,
                                "--", self.address)

    def test_close_code_prints_what_the_readme_shows(self):
        lines = [line.rstrip() for line
                 in self.run_script("close_code.js").splitlines()]
        self.assertGreater(len(lines), 10)
        readme = (ROOT / "README.md").read_text()
        shown = re.findall(r"^    ((?:code|\d{4})  .*)$", readme, re.M)
        self.assertEqual(len(shown), 6)
        for line in shown:
            self.assertIn(line, lines)

    def test_event_code_prints_what_its_page_shows(self):
        page = ROOT / "docs/reference/close-event-code.md"
        script = (ROOT / "examples/event_code.js").read_text()
        code = code_blocks(page, "js")[-1]
        self.assertTrue(script.endswith(code))
        output = self.run_script("event_code.js")
        self.assertIn(f"It prints\n\n    {output}", page.read_text())

    def test_embed_gets_the_code_out_of_a_script(self):
        self.assertEqual(
            self.run_program(OUT / "embed", f"{self.address}/close?code=4001"),
            "event.code === 4001\n")


class OwnInterface(unittest.TestCase):
    folder = ROOT / "examples/own_interface"
    tutorial = ROOT / "docs/tutorial.md"

    def test_counter_prints_what_the_tutorial_shows(self):
        result = subprocess.run([OUT / "counter", self.folder / "counter.js"],
                                capture_output=True, text=True,
                                timeout=SECONDS)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        shown = "".join(f"    {line}\n" for line in result.stdout.splitlines())
        self.assertIn(f"It prints\n\n{shown}", self.tutorial.read_text())

    def test_files_are_those_of_the_tutorial(self):
        text = self.tutorial.read_text()
        for name in ("counter.idl", "counter.h", "BUILD.gn", "counter.js"):
            with self.subTest(name=name):
                self.assertIn((self.folder / name).read_text(), text)


class Texts(unittest.TestCase):
    def test_embedding_in_the_readme_is_that_of_the_example(self):
        program = (ROOT / "examples/embed/embed.cc").read_text()
        program = {line.strip() for line in program.splitlines()}
        for line in code_blocks(ROOT / "README.md", "cpp")[0].splitlines():
            self.assertIn(line, program)

    def test_links_lead_somewhere(self):
        for document in documents():
            text = document.read_text()
            for link in re.findall(r"\]\(([^)\s]+)\)", text):
                if re.match(r"[a-z]+:", link):
                    continue
                path, _, fragment = link.partition("#")
                target = document.parent / path if path else document
                with self.subTest(document=document.name, link=link):
                    self.assertTrue(target.exists())
                    if fragment:
                        headings = re.findall(r"^#+ (.*)$", target.read_text(),
                                              re.M)
                        self.assertIn(fragment, map(anchor, headings))

    def test_paths_in_the_architecture_exist(self):
        text = (ROOT / "docs/architecture.md").read_text()
        pattern = r"`((?:core|bindings|shell|build|tests|idl)/[\w/.]+)`"
        for path in re.findall(pattern, text):
            with self.subTest(path=path):
                self.assertTrue((ROOT / path).exists())


if __name__ == "__main__":
    unittest.main()
