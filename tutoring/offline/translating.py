"""Turns a simple English sentence into French, from the curators' list."""

import re

from tutoring.french.words.lexicon import lexicon
from tutoring.offline.scenarios import english


def sentence_for(message: str) -> str | None:
    """Return the French for a simple English sentence, its noun translated; None in doubt."""
    for pattern, french in english().sentences.items():
        if found := re.search(pattern, message.strip(" .!?")):
            return _with_noun(french, found[1] if found.re.groups else "")
    return None


def _with_noun(french: str, noun: str) -> str | None:
    if "{" not in french:
        return french
    if "{from}" in french:
        return french.replace("{from}", english().froms[noun])
    if "{name}" in french:
        return french.replace("{name}", noun.title())
    definite = english().words.get(noun) or english().words.get(noun.removesuffix("s"))
    if definite is None or not (bare := re.match(r"(?:le |la |les |l')(.+)", definite)):
        return None
    return french.replace("{the}", definite).replace("{a}", f"{_article(bare[1])} {bare[1]}")


def _article(noun: str) -> str:
    return "une" if lexicon().genders(noun.replace("œ", "oe")) == {"f"} else "un"
