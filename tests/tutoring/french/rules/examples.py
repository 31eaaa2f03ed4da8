"""The examples that each rule must find, and those on which all rules must be silent.

fr.elision.missing:
  wrong:
    - "[Je ai -> J'ai] vingt ans."
  right:
    - J'ai vingt ans.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
MARKED = re.compile(r"\[(?P<span>.+?) -> (?P<suggestion>.*?)\]")


@dataclass(frozen=True)
class Wrong:
    """A text with one error: what is reported, and what should be proposed."""

    rule: str
    text: str
    start: int
    span: str
    suggestion: str


def wrong_examples(rule: str) -> list[Wrong]:
    return [_wrong(rule, text) for text in _all()[rule]["wrong"]]


def right_examples(rule: str) -> list[str]:
    kinds = _all()[rule]
    return [*map(_corrected, kinds["wrong"]), *kinds.get("right", ())]


def rules_with_examples() -> set[str]:
    return set(_all())


def _wrong(rule: str, marked: str) -> Wrong:
    match = MARKED.search(marked)
    if match is None:
        raise ValueError(f"No [wrong -> right] in {marked!r} of {rule}")
    text = marked[: match.start()] + match["span"] + marked[match.end() :]
    return Wrong(rule, text, match.start(), match["span"], match["suggestion"])


def _corrected(marked: str) -> str:
    return MARKED.sub(r"\g<suggestion>", marked)


@cache
def _all() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        found |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return found
