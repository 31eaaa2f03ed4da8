"""The examples of a rule, which are its tests: J'[est -> ai] faim."""

import re
from dataclasses import dataclass

MARKED = re.compile(r"\[(?P<span>[^\[\]]+?) -> (?P<suggestion>[^\[\]]*?)\]")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A text with one error: what is reported, and what should be proposed."""

    text: str
    start: int
    span: str
    suggestion: str


def wrong(marked: str) -> Wrong:
    match = MARKED.search(marked)
    if match is None:
        raise ValueError(f"No [wrong -> right] in {marked!r}")
    text = marked[: match.start()] + match["span"] + marked[match.end() :]
    return Wrong(text, match.start(), match["span"], match["suggestion"])


def corrected(marked: str) -> str:
    """Return a wrong example as it should be."""
    return MARKED.sub(r"\g<suggestion>", marked)
