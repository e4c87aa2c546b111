"""Prints how much machine code the generated bindings are.

    python3 tests/benchmarks/code_size.py [out/Release]

Counts the functions in the object files of the bindings that are built there:
bytes of each getter, setter, operation and constructor, with the parts that the
compiler split off, and what a whole file adds to a program.
"""

import collections
import pathlib
import re
import statistics
import subprocess
import sys

KINDS = {"Get": "getter", "Set": "setter", "Do": "operation",
         "DoStatic": "operation", "Constructor": "constructor"}
FUNCTION = re.compile(
    r"[0-9a-f]+ ([0-9a-f]+) t mortise::bindings::\(anonymous namespace\)::"
    r"(\w+)\(v8::FunctionCallbackInfo<v8::Value> const&\)( \[clone \.cold\])?$")


def kind_of(name, classes):
    """The kind of a generated function, whose name begins with a class's."""
    for owner in classes:
        if name.startswith(owner):
            verb = re.match(r"Constructor|DoStatic|Do|Get|Set",
                            name[len(owner):])
            return KINDS[verb.group()] if verb else None
    return None


def functions(path):
    """(class's name) + rest -> bytes, of one object file."""
    lines = subprocess.run(["nm", "-S", "-C", str(path)], text=True,
                           capture_output=True, check=True).stdout.splitlines()
    classes = sorted({match.group(1) for line in lines if (match := re.search(
        r"bindings::V8(\w+)::kTypeInfo$", line))}, key=len, reverse=True)
    sizes = collections.Counter()
    for line in lines:
        if match := FUNCTION.match(line):
            sizes[match.group(2)] += int(match.group(1), 16)
    return [(kind_of(name, classes), size) for name, size in sizes.items()]


def report(title, paths):
    sizes = collections.defaultdict(list)
    for path in paths:
        for kind, size in functions(path):
            if kind:
                sizes[kind].append(size)
    print(f"{title}\n  {'':12}{'functions':>10}{'median':>8}{'mean':>8}"
          f"{'largest':>9}  bytes")
    for kind in ("getter", "setter", "operation", "constructor"):
        if found := sizes[kind]:
            print(f"  {kind:12}{len(found):>10}{statistics.median(found):>8.0f}"
                  f"{statistics.mean(found):>8.0f}{max(found):>9}")


def main():
    out = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "out/Release")
    objects = [path for path in out.glob("obj/**/*.o") if ".v8_" in path.name]
    if not objects:
        sys.exit(f"no generated bindings are built below {out}/obj")
    sink = [path for path in objects if "kitchen_sink" in str(path)]
    ours = [path for path in objects
            if "/tests/" not in str(path) and "/examples/" not in str(path)]
    for title, paths in (("Mortise's interfaces", ours),
                         ("the kitchen sink", sink)):
        if paths:
            report(title, paths)


if __name__ == "__main__":
    main()
