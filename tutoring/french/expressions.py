"""Dictionary entries of several words in a text: parce que, avoir besoin de, se lever."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tutoring.french.grammar.sentence import Sentence, Word
from tutoring.french.words.closed_classes import (
    CLITICS,
    DEFINITE_ARTICLES,
    MEDIAL_ADVERBS,
    NE,
    PERSONAL,
    REFLEXIVES,
    STRESSED,
    Person,
)
from tutoring.french.words.elision import ELIDED
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.tokens import normalise, tokenize
from vocabulary.languages import search_key

_WRITTEN_ALSO: Final = {
    **{full: {short} for full, short in ELIDED.items()},
    "de": {"d'", "du", "des"},
    "à": {"au", "aux"},
    "le": DEFINITE_ARTICLES,
    "un": {"une", "des", "de", "d'"},
}
_BOUND: Final = frozenset({"-toi", "-nous", "-vous"})  # reflexive pronouns after a command
# What may stand inside an expression: j'ai vraiment besoin de, il n'y a pas du tout.
_INSIDE: Final = (
    NE
    | MEDIAL_ADVERBS
    | {"du"}
    | {f"-{pronoun}" for pronoun in PERSONAL}
    | {f"-t-{pronoun}" for pronoun in PERSONAL}
)
_BEFORE_VERB: Final = _INSIDE | CLITICS
_WIDEST_GAP: Final = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Where an expression stands; `near` when an accent is missing."""

    start: int
    end: int
    near: bool = False


def find_expression(sentence: Sentence, lemma: str) -> Run | None:
    """Return the first place where the sentence uses the expression, however it is inflected."""
    words = _words(lemma)
    if words[0] in {"se", "s'"} and _is_infinitive(words[1]):
        return _find_pronominal(sentence, words[1:])
    if words[0] == "s'" and words[1] in {"en", "y"} and _is_infinitive(words[-1]):
        return _find_pronominal(sentence, words[2:], beside=words[1])
    runs = (_run(sentence, words, at) for at in range(len(sentence.words)))
    return next((run for run in runs if run), None)


def _is_infinitive(word: str) -> bool:
    return any(r.mood == "inf" for r in lexicon().readings(word))


@lru_cache(maxsize=2048)
def _words(lemma: str) -> tuple[str, ...]:
    return tuple(token.norm for token in tokenize(normalise(lemma)) if token.kind == "word")


def _run(sentence: Sentence, words: tuple[str, ...], at: int) -> Run | None:
    """Match the words one after the other from here on, few others between."""
    first, last, near = sentence.words[at], at - 1, False
    for number, word in enumerate(words):
        places = range(last + 1, last + 2 + (_WIDEST_GAP if number else 0))
        place = _next_place(sentence, word, places)
        if place < 0:
            return None
        near = near or not _is_form(word, sentence.norm(place))
        last = place
    return Run(first.start, sentence.words[last].end, near)


def _next_place(sentence: Sentence, word: str, places: range) -> int:
    for place in places:
        norm = sentence.norm(place)
        if _is_form(word, norm) or _is_bare(word, norm):
            return place
        if norm not in _INSIDE:
            return -1
    return -1


@lru_cache(maxsize=8192)
def _is_form(word: str, norm: str) -> bool:
    """Whether `norm` is the word, elided, contracted or inflected."""
    if norm == word or norm in _WRITTEN_ALSO.get(word, ()):
        return True
    if not norm or word in _WRITTEN_ALSO:
        return False
    known = {(r.lemma, r.pos) for r in lexicon().readings(word) if _is_inflected(r.pos)}
    return any((r.lemma, r.pos) in known for r in lexicon().readings(norm))


def _is_inflected(pos: str) -> bool:
    return pos in ("noun", "verb", "adjective")


def _is_bare(word: str, norm: str) -> bool:
    """Whether only the accents of the word are missing, and it is no other word."""
    if (word, norm) in {("à", "a"), ("où", "ou"), ("là", "la")}:
        return True
    return norm != "" and search_key(word) == search_key(norm) and not lexicon().knows(norm)


def _find_pronominal(sentence: Sentence, words: tuple[str, ...], *, beside: str = "") -> Run | None:
    """Find a verb with a pronoun of its own person: je me lève, lève-toi, elle s'est levée.

    `beside`: en or y, where the verb always has it (s'en aller).
    """
    for at, word in enumerate(sentence.words):
        run = _run(sentence, words, at)
        if run and _is_verb(sentence, at) and _has_beside(sentence, at, beside):
            pronoun = _reflexive(sentence, at)
            if pronoun is not None:
                return Run(min(pronoun.start, word.start), max(pronoun.end, run.end), run.near)
    return None


def _has_beside(sentence: Sentence, at: int, word: str) -> bool:
    near = {sentence.norm(place).removeprefix("-") for place in range(at - 3, at + 3)}
    return not word or word in near


def _is_verb(sentence: Sentence, at: int) -> bool:
    return any(r.pos == "verb" for r in lexicon().readings(sentence.norm(at)))


def _reflexive(sentence: Sentence, at: int) -> Word | None:
    """Return the reflexive pronoun of the verb at `at`."""
    after = sentence.norm(at + 1)
    if after in _BOUND and _agrees(sentence, at, _person_of(after)):
        return sentence.words[at + 1]
    for place, head in _places_before(sentence, at):
        norm = sentence.norm(place)
        if norm in REFLEXIVES and not _is_subject(sentence, place, head):
            return sentence.words[place] if _agrees(sentence, head, REFLEXIVES[norm]) else None
    return None


def _person_of(bound: str) -> Person:
    return STRESSED[bound.removeprefix("-")]


def _places_before(sentence: Sentence, at: int) -> Iterator[tuple[int, int]]:
    """Yield the places before a verb where its pronoun may be, with the verb that is conjugated."""
    head = at
    for place in range(at - 1, max(-1, at - 6), -1):
        norm = sentence.norm(place)
        if _is_être(norm):
            head = place
        elif norm not in _BEFORE_VERB:
            return
        yield place, head


@lru_cache(maxsize=4096)
def _is_être(norm: str) -> bool:
    return any(r.lemma == "être" and r.pos == "verb" for r in lexicon().readings(norm))


def _is_subject(sentence: Sentence, place: int, head: int) -> bool:
    """Whether nous or vous stands alone before its verb: nous levons the hand, not ourselves."""
    norm = sentence.norm(place)
    if norm not in {"nous", "vous"} or sentence.norm(head + 1) == f"-{norm}":
        return False
    doubled = norm in {sentence.norm(place - 1), sentence.norm(place - 2)}
    return not doubled and _agrees(sentence, head, REFLEXIVES[norm], alone=True)


def _agrees(sentence: Sentence, at: int, pronoun: Person, *, alone: bool = False) -> bool:
    """Whether the conjugated verb has the pronoun's person; an infinitive asks the verb before."""
    person, number, _ = pronoun
    forms = [r for r in lexicon().readings(sentence.norm(at)) if r.pos == "verb"]
    finite = [r for r in forms if r.person]
    if any(r.person == person and number in ("", r.number) for r in finite):
        return True
    if finite or alone:
        return False
    governors = [
        r
        for place in range(at - 2, max(-1, at - 7), -1)
        for r in lexicon().readings(sentence.norm(place))
        if r.pos == "verb" and r.person
    ]
    return not governors or any(r.person == person and number in ("", r.number) for r in governors)
