"""How a French form is mostly used, whatever sentence it stands in."""

from functools import lru_cache
from typing import Final

from tutoring.french.words.closed_classes import DETERMINER_FORMS, DETERMINERS, Determiner
from tutoring.french.words.elision import begins_with_vowel
from tutoring.french.words.lexicon import lexicon

_MOOD_OF_PERSONS: Final = frozenset({"ind", "sub", "cond", "imp"})


@lru_cache(maxsize=4096)
def poses(form: str) -> frozenset[str]:
    return frozenset(reading.pos for reading in lexicon().readings(form))


def mostly(form: str, pos: str, least: float = 0.5) -> bool:
    """Whether the form is used as this part of speech in at least that share of its uses."""
    wanted, uses = _uses(form, pos)
    return pos in poses(form) and wanted >= least * uses


def share(form: str, pos: str) -> float:
    """Return in which part of its uses a form is of this part of speech; 0 if none is counted."""
    wanted, uses = _uses(form, pos)
    return wanted / uses if uses else 0.0


@lru_cache(maxsize=8192)
def _uses(form: str, pos: str) -> tuple[float, float]:
    """Return how often the form comes as this part of speech, and at all."""
    uses = {(r.lemma, r.pos): r.frequency for r in lexicon().readings(form)}
    return sum(f for (_, p), f in uses.items() if p == pos), sum(uses.values())


@lru_cache(maxsize=4096)
def is_mostly_finite(form: str) -> bool:
    finite = any(r.mood in _MOOD_OF_PERSONS for r in lexicon().readings(form))
    return finite and mostly(form, "verb")


@lru_cache(maxsize=4096)
def verb_lemmas(form: str) -> frozenset[str]:
    return frozenset(r.lemma for r in lexicon().readings(form) if r.pos == "verb")


@lru_cache(maxsize=4096)
def genders_shown_by(form: str, *, following: str) -> frozenset[str]:
    """Return the genders of an article or adjective; both where it does not show one.

    `following` is the word after it: « mon » shows none before a vowel.
    """
    if known := DETERMINERS.get(form):
        return _genders_of(form, known, before_vowel=begins_with_vowel(following))
    marked = [r for r in lexicon().readings(form) if r.pos in ("determiner", "adjective")]
    return frozenset("".join(r.gender or "mf" for r in marked))


def _genders_of(form: str, known: Determiner, *, before_vowel: bool) -> frozenset[str]:
    forms = DETERMINER_FORMS.get(known.kind, ())
    singular = forms[3:] if before_vowel else forms[:2]
    shown = {gender for gender, written in zip("mf", singular, strict=False) if written == form}
    return frozenset(shown or known.gender or "mf")
