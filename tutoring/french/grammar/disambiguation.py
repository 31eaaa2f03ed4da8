"""Which of its readings a word has in its sentence: neighbours first, the spaCy model second.

Every reading gets a weight: how usual it is (a power of ten is one point), what the words beside it
ask for, and what the model says. Learners err exactly where a tagger would look, so no single sign
decides alone.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Final

from tutoring.french.grammar.parsing import Parsed
from tutoring.french.grammar.sentence import Sentence, once
from tutoring.french.grammar.signs import Signs, signs_at
from tutoring.french.words.readings import Reading
from tutoring.french.words.usage import genders_shown_by, mostly

# Words of degree that stand after an article and are adverbs all the same: le plus, un peu.
_COMPARED: Final = frozenset("plus moins mieux peu plutôt tout très trop".split())
# Objects that one follows: with them, "je suis" is no form of être.
_FOLLOWED: Final = frozenset(
    """cours formation régime conseil conseils exemple consigne consignes instruction instructions
    piste match chemin route actualité actualités actu mode série séries règles stage traitement
    études voiture émission émissions histoire compte comptes""".split()
)
_NAMED: Final = 3.5  # for a name, of a capital within a sentence
_MODEL_SAYS_POS: Final = 0.5
_MODEL_SAYS_LEMMA: Final = 0.6
_NEAR: Final = 8  # adjectives between an article and its noun

type_of_weights = dict[Reading, float]


class Tagging:
    """The readings of one sentence's words, each chosen once. Thread-safe."""

    def __init__(self, sentence: Sentence, parse: Callable[[], Mapping[int, Parsed]]) -> None:
        """`parse` asks the model, once and only when the words around a word do not decide."""
        self.sentence = sentence
        self._parse = parse
        self._chosen: dict[int, Reading | None] = {}

    @cached_property
    def _parsed(self) -> Mapping[int, Parsed]:
        return self._parse()

    def reading(self, at: int) -> Reading | None:
        """Return the likeliest reading of the word, None for a mark or an unknown word."""
        # From the left: a choice leans on those before. Two threads may both make it.
        for place in range(len(self._chosen), at + 1):
            self._chosen[place] = self._choose(place)
        return self._chosen[at]

    def _choose(self, at: int) -> Reading | None:
        weights = self._weights(at)
        if _is_close(weights):
            said = self._parsed.get(self.sentence.words[at].start)
            weights = {r: weight + _said(r, said) for r, weight in weights.items()}
        return max(weights, key=weights.__getitem__) if weights else None

    def _weights(self, at: int) -> type_of_weights:
        """Return what speaks for each reading, without the model."""
        word = self.sentence.words[at]
        if len({(r.lemma, r.pos) for r in word.readings}) < 2:
            return dict.fromkeys(word.readings, 0.0)
        fits = self.fit(at, word.readings)
        named = _NAMED * (word.is_capitalised and not word.is_initial)
        return {r: _prior(r) + fits[r] + named * (r.pos == "name") for r in word.readings}

    def fit(self, at: int, readings: Iterable[Reading]) -> type_of_weights:
        """Return how well the words beside a place would suit these readings there."""
        if at:
            self.reading(at - 1)
        signs = signs_at(self.sentence, at, self._chosen)
        return {r: _fit(r, signs) + _follows(self.sentence, at, r) for r in readings}


@once
def tagging(sentence: Sentence) -> Tagging:
    """Return the readings that the words of a sentence have by themselves, without a model."""
    return Tagging(sentence, dict)


def gender_shown(sentence: Sentence, at: int) -> str:
    """Return the gender that article and adjectives give a noun; "" when they do not."""
    for before in range(at - 1, max(-1, at - _NEAR), -1):
        genders = genders_shown_by(sentence.norms[before], following=sentence.norms[before + 1])
        if len(genders) == 1:
            return next(iter(genders))
        if not mostly(sentence.norms[before], "adjective"):
            break
    following = sentence.norm(at + 1)
    after = genders_shown_by(following, following="") if mostly(following, "adjective") else ()
    return next(iter(after)) if len(after) == 1 else ""


def _prior(reading: Reading) -> float:
    bookish = (reading.mood, reading.tense) in {("ind", "past"), ("sub", "impf")}
    return math.log10(reading.frequency + 0.05) - 2.0 * bookish


def _is_close(weights: type_of_weights) -> bool:
    """Whether what the model says, some milliseconds later, could still change the choice."""
    if not weights:
        return False
    best = max(weights, key=weights.__getitem__)
    rivals = [w for r, w in weights.items() if (r.lemma, r.pos) != (best.lemma, best.pos)]
    return bool(rivals) and weights[best] - max(rivals) <= _MODEL_SAYS_POS + _MODEL_SAYS_LEMMA


def _said(reading: Reading, said: Parsed | None) -> float:
    if said is None or not said.pos:
        return 0.0
    same_pos = said.pos == reading.pos or (said.pos == "name" and reading.pos == "noun")
    return _MODEL_SAYS_POS * same_pos + _MODEL_SAYS_LEMMA * (said.lemma == reading.lemma)


def _follows(sentence: Sentence, at: int, reading: Reading) -> float:
    """Tell "je suis" of suivre from that of être by what is followed."""
    if reading.lemma != "suivre" or sentence.norm(at) != "suis":
        return 0.0
    if sentence.norm(at - 1) in {"te", "t'", "le", "la", "les", "vous"}:
        return 3.0
    objects = {sentence.norm(after) for after in range(at + 1, at + 5)}
    return 3.0 if not objects.isdisjoint(_FOLLOWED) else -2.0


def _fit(reading: Reading, signs: Signs) -> float:
    fit = _FITS.get(reading.pos)
    return fit(reading, signs) if fit else 0.0


def _determiner_fit(_reading: Reading, signs: Signs) -> float:
    return 2.0 * signs.noun_after - 2.0 * signs.determined


def _adverb_fit(reading: Reading, signs: Signs) -> float:
    bound = signs.determined and reading.lemma not in _COMPARED
    return 0.5 * signs.degree - 3.0 * bound


def _conjunction_fit(_reading: Reading, signs: Signs) -> float:
    return -3.0 * signs.determined - 1.0 * signs.preposition


def _preposition_fit(_reading: Reading, signs: Signs) -> float:
    return -3.0 * signs.determined


def _pronoun_fit(_reading: Reading, signs: Signs) -> float:
    return 1.0 * signs.negation_after


def _noun_fit(reading: Reading, signs: Signs) -> float:
    weight = -3.0 * (signs.counted and reading.number == "s")
    weight += 3.0 * signs.determined + 1.5 * signs.preposition - 3.0 * signs.clitic_after
    weight -= 4.0 * (signs.governed or signs.subject is not None)
    weight -= 2.0 * signs.degree + 1.5 * (signs.modal or (signs.auxiliary and not signs.copula))
    if signs.determined:
        return weight - 1.5 * signs.noun_after
    if not signs.preposition:
        weight -= 0.5 + 2.0 * signs.negation_after + 1.0 * (signs.starts and signs.object_after)
    return weight - 1.0 * signs.noun_before


def _adjective_fit(_reading: Reading, signs: Signs) -> float:
    weight = 2.0 * signs.degree + 1.0 * signs.copula + 0.5 * signs.noun_before
    weight -= 3.0 * (signs.governed or signs.subject is not None) + 2.0 * signs.other_verb
    weight += 1.5 * signs.like_before - 2.0 * signs.misfit - 3.0 * signs.clitic_after
    if signs.determined and not signs.noun_before:
        weight += 2.5 if signs.noun_after else -1.0
    return weight


def _verb_fit(reading: Reading, signs: Signs) -> float:
    if reading.mood == "inf":
        return 2.0 * (signs.preposition or signs.modal) - 1.0 * signs.determined
    if reading.mood == "part":
        if reading.tense == "pres":
            return 3.0 * signs.gerund - 1.0
        return 3.0 * signs.auxiliary - 2.0 * (signs.determined or signs.subject is not None)
    weight = 1.5 * signs.governed - 3.0 * (signs.determined or signs.degree)
    weight += 1.0 * signs.clitic_after
    weight += 1.5 * (reading.mood == "imp" and signs.starts and signs.object_after)
    weight -= 3.0 * signs.preposition + 1.5 * signs.auxiliary
    weight -= 1.5 * (reading.mood == "sub" and not signs.que_before)
    if signs.subject is not None:
        person, number, _ = signs.subject
        fits = not person or (person == reading.person and number in ("", reading.number))
        weight += 4.0 if fits and reading.mood != "imp" else 0.5
    elif reading.person in (1, 2) and not signs.starts:
        weight -= 1.5  # je, tu, nous and vous are always said, but in commands
    elif reading.person == 3 and signs.clause_lacks_verb and not signs.starts:
        weight += 1.0 + 1.0 * signs.object_after
    return weight


_FITS: Final = {
    "verb": _verb_fit, "noun": _noun_fit, "name": _noun_fit, "adjective": _adjective_fit,
    "determiner": _determiner_fit, "adverb": _adverb_fit, "conjunction": _conjunction_fit,
    "preposition": _preposition_fit, "pronoun": _pronoun_fit,
}  # fmt: skip
