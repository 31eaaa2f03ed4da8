"""A sentence that gives new words with their meanings, for a reply that forgot to."""

from collections.abc import Sequence
from typing import Final

from tutoring.brief import TargetWord
from vocabulary.languages import search_key

_ARTICLES: Final = {"masculine": ("le", "un"), "feminine": ("la", "une")}


def introduction(words: Sequence[TargetWord]) -> str:
    given = ", ".join(f"{_with_article(word)} ({_first_sense(word.gloss)})" for word in words)
    return f"{'Un mot nouveau' if len(words) == 1 else 'Des mots nouveaux'} : {given}."


def _first_sense(gloss: str) -> str:
    return gloss.split(";")[0].strip()


def _with_article(target: TargetWord) -> str:
    """Return a noun as one learns it, wherever the article is certain from its letters."""
    first, last = target.lemma[:1].lower(), target.lemma[-1:]
    # A noun in s, x or z may have no singular, as in « vacances ».
    if target.part_of_speech != "noun" or target.gender not in _ARTICLES or last in "sxz":
        return target.lemma
    if search_key(first) in "aeiou":
        return f"l'{target.lemma}"
    definite, indefinite = _ARTICLES[target.gender]
    # Some h elide and some do not.
    return f"{indefinite if first == 'h' else definite} {target.lemma}"
