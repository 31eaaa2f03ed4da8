"""Finds what a learner speaks of: the concepts of a message, the one to answer first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tutoring.french.words.lexicon import lexicon
from tutoring.offline.hearing import Heard
from tutoring.offline.mirror import lexical
from tutoring.offline.scenarios import Concept, concepts, fold

BESIDE_THE_POINT: Final = 1.6  # a weight below it: named in passing
_CIRCUMSTANCES: Final = frozenset("dans sur pendant après avant pour depuis".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept that the learner speaks of."""

    name: str
    concept: Concept
    slot: str  # what the pattern's group held, as the learner wrote it
    word: str  # the word that brought it up, as written
    place: int  # of that word among the tokens; -1 for a pattern
    weight: float
    carried: bool = False  # from the message before: « il » goes on about it


def mentions(heard: Heard, near: Sequence[str] = ()) -> tuple[Mention, ...]:
    """Return the concepts of the message, the one to answer first.

    Those of the files named in `near`, which belong to the topic, go before their equals.
    """
    found = [mention for name in concepts() if (mention := _mention(heard, name))]
    return tuple(sorted(found, key=lambda m: -m.weight - (m.name.partition(".")[0] in near)))


def _mention(heard: Heard, name: str) -> Mention | None:
    concept = concepts()[name]
    if concept.pattern and (match := _compiled(concept.pattern).search(heard.folded)):
        slot = match[1] if match.re.groups and match[1] else ""
        if concept.named and not _is_name(_written(heard, slot)):
            return None
        weight = 3.5 + concept.priority + 20 * concept.grave
        word = _written(heard, match[0].split()[-1])
        return Mention(name, concept, _written(heard, slot), word, -1, weight)
    if concept.pattern_only:
        return None
    wanted = by_word()
    for lemma, pos, place in heard.lemmas:
        if heard.tokens[place].is_capitalised and not heard.tokens[place].initial:
            continue  # « mon lapin Nuage » is not about rain
        if name in wanted.get(lemma, ()) and _fits(concept, lemma, pos):
            weight = _weight(heard, pos, place) + concept.priority + 20 * concept.grave
            return Mention(name, concept, "", heard.tokens[place].text, place, weight)
    return None


def _is_name(word: str) -> bool:
    """Whether « Tom » or « anna » is a name, and not « fatigué » or « Français »."""
    readings = lexicon().readings(lexical(word.lower()))
    if any(r.pos in ("adjective", "determiner", "preposition", "pronoun") for r in readings):
        return False
    return word[:1].isupper() or not readings or all(r.pos == "name" for r in readings)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _written(heard: Heard, folded: str) -> str:
    """Return the word of the message that folds to `folded`, as it was written."""
    return next((t.text for t in heard.tokens if fold(t.text) == folded), folded)


def _fits(concept: Concept, lemma: str, pos: str) -> bool:
    marked = [word for word in concept.words if lexical(word.partition(":")[0]) == lexical(lemma)]
    return any(":" not in word or word.endswith(f":{pos}") for word in marked)


def _weight(heard: Heard, pos: str, place: int) -> float:
    """Weigh a mention: things before doings, company last, rare words before frequent ones."""
    weight = 3.0 if pos in ("noun", "name") else 2.0
    if any(t.norm in ("avec", "chez") for t in heard.tokens[max(0, place - 3) : place]):
        weight -= 1.5
    if any(t.norm in _CIRCUMSTANCES for t in heard.tokens[max(0, place - 2) : place]):
        weight -= 1.1
    if _is_complement(heard, place):
        weight -= 1.5
    return weight - min(1.0, lexicon().frequency(lexical(heard.tokens[place].norm)) / 1000)


def _is_complement(heard: Heard, place: int) -> bool:
    """Whether the word only says which: « les câbles de la télé », « mes amis du lycée »."""
    before = [t.norm for t in heard.tokens[max(0, place - 3) : place]]
    if before[-1:] in (["la"], ["l'"]):
        before.pop()
    if before[-1:] not in (["de"], ["du"], ["des"], ["d'"]) or len(before) < 2:
        return False
    readings = lexicon().readings(lexical(before[-2]))
    return bool(readings) and readings[0].pos == "noun"


@lru_cache(maxsize=1)
def by_word() -> dict[str, tuple[str, ...]]:
    """Return the names of the concepts that each lemma belongs to."""
    found: dict[str, list[str]] = {}
    for name, concept in concepts().items():
        for word in concept.words:
            found.setdefault(lexical(word.partition(":")[0]), []).append(name)
    return {word: tuple(names) for word, names in found.items()}
