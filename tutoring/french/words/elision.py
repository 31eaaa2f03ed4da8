"""Elision and contraction: je + ai = j'ai, le + ami = l'ami, à + le = au."""

from functools import lru_cache
from typing import Final

from tutoring.french.words.lexicon import lexicon

VOWELS: Final = frozenset("aeiouyàâäéèêëîïôöùûüœæ")
ELIDED: Final = {
    "je": "j'",
    "me": "m'",
    "te": "t'",
    "se": "s'",
    "le": "l'",
    "la": "l'",
    "ne": "n'",
    "de": "d'",
    "que": "qu'",
    "ce": "c'",
    "jusque": "jusqu'",
    "lorsque": "lorsqu'",
    "puisque": "puisqu'",
    "quoique": "quoiqu'",
}
CONTRACTED: Final = {
    ("à", "le"): "au",
    ("à", "les"): "aux",
    ("de", "le"): "du",
    ("de", "les"): "des",
}


@lru_cache(maxsize=4096)
def begins_with_vowel(form: str) -> bool:
    """Whether je, le, de... are elided before the form."""
    first = form[:1].lower()
    if first == "y":
        return form.lower() in {"y", "yeux"}
    return (first in VOWELS or first == "h") and not lexicon().aspirated_h(form)


def join(left: str, right: str) -> str:
    """Return the two side by side, with elision: je + ai = j'ai, le + ami = l'ami."""
    if begins_with_vowel(right.split(" ")[0]) and left.lower() in ELIDED:
        shortened = ELIDED[left.lower()]
        return (shortened.capitalize() if left[:1].isupper() else shortened) + right
    return f"{left}{right}" if left.endswith("'") else f"{left} {right}"
