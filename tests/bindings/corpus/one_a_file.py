"""Rewrites IDL so that each definition has a file of its own, and its C++ side
therefore a header of its own: headers of whole standards would include each other
in circles."""

import re

import mutations

# Bindings take attributes of this type to be event handlers of Mortise's own
# EventTarget. The corpus has an EventTarget of its own, and to its bindings they
# are nullable callbacks like others.
EVENT_HANDLER = "EventHandler"
RENAMED_EVENT_HANDLER = "EventHandlerAttribute"

# Of these several may be in one file: they have no C++ side.
WITHOUT_CPP = re.compile(
    r"partial\b|typedef\b|interface\s+mixin\b|\w+\s+includes\b")
NAME = re.compile(
    r"(?:callback\s+interface|callback|interface|namespace|dictionary|enum)"
    r"\s+_?(\w+)")


def definitions(text):
    """The definitions of `text` as (extended attributes, the rest)."""
    depth = 0
    attributes = ""
    rest = ""
    for token in mutations.TOKEN.findall(text):
        if token[:2] in ("//", "/*"):
            continue
        if depth == 0 and token == "[" and not rest.strip():
            rest = ""
        if token == EVENT_HANDLER:
            token = RENAMED_EVENT_HANDLER
        rest += token
        if token in ("{", "[", "("):
            depth += 1
        elif token in ("}", "]", ")"):
            depth -= 1
        if depth == 0 and token == "]" and rest[0] == "[" and not attributes:
            attributes, rest = rest[1:-1], ""
        elif depth == 0 and token == ";":
            yield attributes.strip().rstrip(","), rest.strip()
            attributes, rest = "", ""


def write(texts, namespace, folder):
    """Writes a file for each definition in `texts`, with a C++ class in
    `namespace`, and one for the others; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    others = []
    for text in texts:
        for attributes, rest in definitions(text):
            if WITHOUT_CPP.match(rest):
                others.append(f"[{attributes}] {rest}" if attributes else rest)
                continue
            name = NAME.match(rest)[1]
            attributes = ", ".join(filter(None, (
                f'ImplementedAs="{namespace}::{name}"', attributes)))
            (folder / f"{name}.idl").write_text(f"[{attributes}]\n{rest}\n")
    (folder / "without_cpp.idl").write_text("\n".join(others) + "\n")
    return sorted(folder.glob("*.idl"))
