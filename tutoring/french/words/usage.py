"""How a French form is mostly used, whatever sentence it stands in."""

from functools import lru_cache
from typing import Final

from tutoring.french.words.lexicon import lexicon
from vocabulary.languages import search_key

_MY: Final = frozenset({"mon", "ton", "son"})  # ma, ta, sa before consonants
_EITHER: Final = frozenset("l' les des leur leurs".split())


@lru_cache(maxsize=4096)
def genders_shown_by(norm: str, *, before_vowel: bool) -> frozenset[str]:
    """Return the genders of an article or adjective; both where it does not show one."""
    if norm in _MY:
        return frozenset("mf" if before_vowel else "m")
    if norm in _EITHER:
        return frozenset("mf")
    marked = [r for r in lexicon().readings(norm) if r.pos in ("determiner", "adjective")]
    return frozenset("".join(r.gender or "mf" for r in marked))


def sounds_as_vowel(norm: str) -> bool:
    return search_key(norm)[:1] in {*"aeiouyh"} and not lexicon().aspirated_h(norm)


@lru_cache(maxsize=4096)
def is_mostly_finite(norm: str) -> bool:
    finite = any(r.mood in ("ind", "sub", "cond", "imp") for r in lexicon().readings(norm))
    return finite and mostly(norm, "verb")


@lru_cache(maxsize=4096)
def poses(norm: str) -> frozenset[str]:
    return frozenset(reading.pos for reading in lexicon().readings(norm))


@lru_cache(maxsize=4096)
def verb_lemmas(norm: str) -> frozenset[str]:
    return frozenset(r.lemma for r in lexicon().readings(norm) if r.pos == "verb")


def mostly(norm: str, pos: str) -> bool:
    """Whether the word is used as this part of speech in at least half of its uses."""
    return pos in poses(norm) and share(norm, pos) >= 0.5


@lru_cache(maxsize=4096)
def share(norm: str, pos: str) -> float:
    """Return in which part of its uses a word is of this part of speech."""
    uses = {(r.lemma, r.pos): r.frequency for r in lexicon().readings(norm)}
    wanted = sum(frequency for (_, p), frequency in uses.items() if p == pos)
    return wanted / (sum(uses.values()) or 1.0)
