"""What makes a good example of a word. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

MAX_WORDS: Final = 12

# What stands between words; spelled out, for databases disagree on what a letter is.
_GAP: Final = r"\s.,;:!?…«»\"'’()–"
_WORD: Final = rf"[^{_GAP}]+"
TOO_LONG: Final = rf"^[{_GAP}]*({_WORD}[{_GAP}]+){{{MAX_WORDS}}}{_WORD}"


def doubts(example: str, forms: Iterable[str]) -> Iterator[str]:
    """Yield why an example may be unfit for a word of these forms; none if it is good."""
    if not any(contains(example, form) for form in forms):
        yield f"no form of the word in: {example}"
    count = len(re.findall(_WORD, example))
    if count > MAX_WORDS:
        yield f"{count} words in: {example}"


def contains(example: str, form: str) -> bool:
    if form.lower() not in example.lower():
        return False
    end = "" if form.endswith("'") else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(form)}{end}", example, re.IGNORECASE) is not None
