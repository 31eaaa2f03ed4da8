"""The examples that each rule must find, and those on which all rules must be silent.

fr.elision.missing:
  wrong:
    - "[Je ai -> J'ai] vingt ans."
  right:
    - J'ai vingt ans.
"""

import re
from collections import Counter
from dataclasses import dataclass
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


def wrong_examples() -> list[Wrong]:
    return [_wrong(rule, text) for rule, kinds in _all() for text in kinds["wrong"]]


def right_examples() -> list[tuple[str, str]]:
    return [
        (rule, text)
        for rule, kinds in _all()
        for text in [*map(_corrected, kinds["wrong"]), *kinds.get("right", ())]
    ]


def counts() -> dict[str, tuple[int, int]]:
    """Return how many wrong and right examples each rule has."""
    right = Counter(rule for rule, _ in right_examples())
    return {rule: (len(kinds["wrong"]), right[rule]) for rule, kinds in _all()}


def _wrong(rule: str, marked: str) -> Wrong:
    match = MARKED.search(marked)
    if match is None:
        raise ValueError(f"No [wrong -> right] in {marked!r} of {rule}")
    text = marked[: match.start()] + match["span"] + marked[match.end() :]
    return Wrong(rule, text, match.start(), match["span"], match["suggestion"])


def _corrected(marked: str) -> str:
    return MARKED.sub(r"\g<suggestion>", marked)


def _all() -> list[tuple[str, dict[str, list[str]]]]:
    return [
        (rule, kinds)
        for path in sorted(FOLDER.glob("*.yaml"))
        for rule, kinds in yaml.safe_load(path.read_text(encoding="utf-8")).items()
    ]
