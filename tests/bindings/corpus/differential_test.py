#!/usr/bin/python3
"""Compares what the compiler and npm's webidl2 accept: the web platform's IDL,
and the same with changes here and there.

MORTISE_CORPUS_MUTATIONS: how many changed files (4,000);
MORTISE_CORPUS_SEED: where the changes start from (1).
"""
# Needs: mortise-idl

import dataclasses
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile
import unittest

import corpus
import mutations

COUNT = int(os.environ.get("MORTISE_CORPUS_MUTATIONS", "4000"))
SEED = int(os.environ.get("MORTISE_CORPUS_SEED", "1"))
# Differences that are shown if there is no explanation.
SHOWN = 5


@dataclasses.dataclass
class Verdicts:
    """What the two say of a file; nothing if they accept it."""
    ours: list
    theirs: str

    def agree(self):
        return bool(self.ours) == bool(self.theirs)


def judge(paths):
    """The Verdicts of each file."""
    listing = "\n".join(map(str, paths))
    theirs = subprocess.run(
        ["node", corpus.HERE / "judge.mjs", corpus.PACKAGES], input=listing,
        text=True, check=True, capture_output=True).stdout.split("\n")
    with tempfile.NamedTemporaryFile("w") as response_file:
        response_file.write(listing)
        response_file.flush()
        stderr = corpus.compile_idl("--syntax-only", f"@{response_file.name}",
                                    check=False).stderr
    ours = {str(path): [] for path in paths}
    # The place, the message, the line, and the caret under the line.
    for match in re.finditer(
            r"^(\S+?):(\d+):(\d+): error: (.*)\n *\d+ \| (.*)$", stderr, re.M):
        ours[match[1]].append((int(match[2]), int(match[3]), match[4]))
    return [Verdicts(ours[str(path)], json.loads(said)["message"] if said else "")
            for path, said in zip(paths, theirs)]


# Why we may refuse what webidl2 accepts. Each has a test of the message and of
# the text up to the place; each error in a file needs one of these.
OURS = (
    ("webidl2 takes constructors in partial interfaces; PartialInterfaceMember "
     "has none",
     lambda message, before:
     message.startswith("a constructor cannot be a member of a partial")),
    ("webidl2 takes a comma behind the only type of maplike<T,> or iterable<T,>; "
     "the grammar has a type there",
     lambda message, before:
     message.startswith("expected a type, found '>'") and
     re.search(r"\b(?:maplike|iterable)\s*<[^<>]*,\s*$", before)),
    ("webidl2 takes `short long`; OptionalLong follows `long` only",
     lambda message, before:
     "found keyword 'long'" in message and
     re.search(r"\bshort\s+$", before)),
    ("webidl2 takes constants of type undefined; ConstType is a primitive type "
     "or an identifier",
     lambda message, before:
     message.startswith("the type of a constant must be a primitive type, not "
                        "keyword 'undefined'")),
    ("webidl2 takes arguments behind a string, [X=\"s\"(...)]; none of the forms "
     "of extended attributes has both",
     lambda message, before:
     message.startswith("expected ',' or ']' after the extended attribute, "
                        "found '('") and
     re.search(r'=\s*"[^"]*"\s*$', before)),
    ("webidl2 takes operations behind `stringifier`, as the standard once did; "
     "StringifierRest is an attribute or a semicolon",
     lambda message, before:
     message.startswith("expected 'attribute' or ';' after 'stringifier'")),
)

NUMBER = r"-?(?:0[xX][0-9A-Fa-f]+|\d+\.\d*|\d*\.\d+|\d+)(?:[eE][+-]?\d+)?"

# Why webidl2 may refuse what we accept. Each has a change of the text that
# takes the reason away: afterwards both must accept.
THEIRS = (
    ("`void` is a keyword for webidl2; in the standard it is an identifier like "
     "others",
     lambda text: re.sub(r"(?<![\w-])void(?![\w-])", "emptiness", text)),
    ("webidl2 wants numbers of one kind in a list; ExtendedAttribute matches "
     "nearly any sequence of tokens",
     lambda text: re.sub(rf"=\s*\(\s*{NUMBER}(?:\s*,\s*{NUMBER})+\s*\)", "=(1)",
                         text)),
    ("webidl2 does not take `mixin` and `readonly` as names of arguments; "
     "ArgumentNameKeyword has them",
     lambda text: re.sub(r"\b(?:mixin|readonly)\b(?=\s*[,)=])", "argument",
                         text)),
    ("webidl2 does not know the default value `undefined`; DefaultValue has it",
     lambda text: re.sub(r"=\s*undefined\s*(?=[;,)])", "= null", text)),
)


class Differences:
    """Sorts the files of which the verdicts differ."""

    def __init__(self, folder):
        self._folder = folder
        self.explained = {}
        self.unexplained = []

    def sort(self, texts, verdicts):
        doubtful = []
        for text, verdict in zip(texts, verdicts):
            if verdict.agree():
                continue
            if verdict.ours:
                self._explain_ours(text, verdict)
            else:
                doubtful.append((text, verdict))
        self._explain_theirs(doubtful)

    def _explain_ours(self, text, verdict):
        lines = text.split("\n")
        reasons = set()
        for line, column, message in verdict.ours:
            before = "\n".join([*lines[:line - 1], lines[line - 1][:column - 1]])
            reason = next((reason for reason, holds in OURS
                           if holds(message, before)), None)
            if reason is None:
                self.unexplained.append((text, verdict))
                return
            reasons.add(reason)
        self._count(reasons)

    def _explain_theirs(self, doubtful):
        paths = []
        causes = []
        for index, (text, _) in enumerate(doubtful):
            reasons = set()
            for reason, change in THEIRS:
                changed = change(text)
                if changed != text:
                    reasons.add(reason)
                    text = changed
            causes.append(reasons)
            paths.append(self._folder / f"without_{index}.idl")
            paths[-1].write_text(text)
        for case, reasons, verdict in zip(doubtful, causes,
                                          judge(paths) if paths else ()):
            if reasons and not verdict.ours and not verdict.theirs:
                self._count(reasons)
            else:
                self.unexplained.append(case)

    def _count(self, reasons):
        for reason in reasons:
            self.explained[reason] = self.explained.get(reason, 0) + 1

    def show(self):
        for reason, count in sorted(self.explained.items()):
            print(f"  {count} times: {reason}", flush=True)


class DifferentialTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        corpus.install_packages()

    def compare(self, texts):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            paths = []
            for index, text in enumerate(texts):
                paths.append(folder / f"{index}.idl")
                paths[-1].write_text(text)
            verdicts = judge(paths)
            differences = Differences(folder)
            differences.sort(texts, verdicts)
        accepted = sum(not v.ours and not v.theirs for v in verdicts)
        refused = sum(bool(v.ours and v.theirs) for v in verdicts)
        print(f"{len(texts)} files: both accept {accepted}, both refuse "
              f"{refused}, the rest is explained:", flush=True)
        differences.show()
        if differences.unexplained:
            self.fail("\n".join(
                [f"{len(differences.unexplained)} without explanation"]
                + [f"ours: {verdict.ours}\ntheirs: {verdict.theirs}\n{text}"
                   for text, verdict in differences.unexplained[:SHOWN]]))
        return accepted, refused

    def test_Syntax_OfTheCorpus_IsJudgedAsByWebidl2(self):
        texts = [path.read_text() for path in corpus.files()]
        accepted, refused = self.compare(texts)
        # Two files have constructors in partial interfaces.
        self.assertEqual((accepted, refused), (len(texts) - 2, 0))

    def test_Syntax_OfMutations_IsJudgedAsByWebidl2(self):
        print(f"seed {SEED}", flush=True)
        mutator = mutations.Mutator(
            [path.read_text() for path in corpus.files()],
            random.Random(SEED))
        accepted, refused = self.compare(
            [mutator.mutate() for _ in range(COUNT)])
        # The changes are neither all harmless nor all deadly.
        self.assertGreater(accepted, COUNT // 100)
        self.assertGreater(refused, COUNT // 2)


if __name__ == "__main__":
    unittest.main()
