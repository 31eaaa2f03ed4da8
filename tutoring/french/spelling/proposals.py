"""What may have been meant by a word that is spelled wrong.

Three lists give candidates: the same letters with other accents, one slip of the keyboard away, and
the same sound written another way. They are ranked by how usual a word is, how much has to change,
and how well it fits the words beside it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import marisa_trie

from tutoring.french.grammar.disambiguation import tagging
from tutoring.french.grammar.sentence import Sentence
from tutoring.french.spelling.overregular import meant_forms
from tutoring.french.spelling.sounds import sound_of
from tutoring.french.words.lexicon import DATA, lexicon
from tutoring.french.words.readings import Reading
from vocabulary.languages import search_key

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
# Costs in powers of ten of frequency.
_MISSING_ACCENT_COST: Final = 0.3
_WRONG_ACCENT_COST: Final = 1.5  # who writes an accent means something by it
_LETTER_COST: Final = 1.5
_DOUBLED_COST: Final = 0.8  # nn for n, or n for nn
_SWAPPED_COST: Final = 1.0
_SAME_SOUND: Final = 1.0  # what a change costs less when nothing is heard of it
_SAME_LETTERS: Final = 1.2  # what is in favour of a word of which only accents are wrong
_LEAST_COST: Final = 0.5  # of letters
_FIRST_LETTER_COST: Final = 1.0
_FIT: Final = 0.4  # of the weight that the words beside it give a reading
_MEANT_COST: Final = 0.3  # of an irregular form, for one that was made by rule
_SHORTEST: Final = 4  # letters; of shorter words only the accents are looked at
_SHORTEST_FAR: Final = 6  # of a longer word two letters may be wrong
_MOST_OTHER_LETTERS: Final = 3
_VERY_FREQUENT: Final = 300.0  # per million
_RAREST: Final = 0.3  # per million; a rarer word is no proposal
_FARTHEST: Final = 0.6  # letters changed, of those there are


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that may have been meant; the higher the score the likelier."""

    word: str
    score: float
    only_accents: bool


def proposals(word: str, sentence: Sentence | None = None, at: int = 0) -> tuple[Proposal, ...]:
    """Return what may have been meant by a word in lower case, best first.

    Args:
        sentence, at: where the word stands, if that is known.
    """
    meant = meant_forms(word)
    ranked = [
        Proposal(form, _score(word, form, sentence, at), search_key(form) == search_key(word))
        for form in {*meant, *_candidates(word)}
        if form.islower() and form != word and everyday_frequency(form) >= _RAREST
    ]
    return tuple(sorted(ranked, key=lambda p: (-p.score, p.word)))


@lru_cache(maxsize=1024)
def _candidates(word: str) -> frozenset[str]:
    key = search_key(word)
    if len(key) < _SHORTEST:
        return frozenset({*forms_of(key), *_shortened(key)})
    forms = {form for other in (key, *_slips(key)) for form in forms_of(other)}
    close = {form for form in {*forms, *_forms_that_sound(sound_of(word))} if _is_close(word, form)}
    if not close and len(key) >= _SHORTEST_FAR and key.isalpha():
        return frozenset(form for form in _usual_forms_like(key) if _is_close(word, form))
    return frozenset(close)


def everyday_frequency(form: str) -> float:
    """Return the frequency of a form, tenses left out that nobody uses in conversation."""
    usual = {(r.lemma, r.pos): r.frequency for r in lexicon().readings(form) if not _is_bookish(r)}
    return sum(usual.values())


def is_one_slip_away(word: str, other: str) -> bool:
    """Whether one letter is missing, added, wrong, or swapped with the next."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    at = 0
    while at < min(len(word), len(other)) and word[at] == other[at]:
        at += 1
    rest, other_rest = word[at:], other[at:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:])
    )


def change_cost(word: str, other: str) -> float:
    """Return what it costs to make one word of the other, letter by letter."""
    rows = [[0.0] * (len(other) + 1) for _ in range(len(word) + 1)]
    for i in range(len(word) + 1):
        for j in range(len(other) + 1):
            if i or j:
                rows[i][j] = min(_steps(word, other, i, j, rows))
    return rows[-1][-1]


def _steps(word: str, other: str, i: int, j: int, rows: list[list[float]]) -> Iterator[float]:
    """Yield the costs of reaching the first i letters of one from the first j of the other."""
    if i:
        doubled = i > 1 and word[i - 1] == word[i - 2]
        yield rows[i - 1][j] + (_DOUBLED_COST if doubled else _LETTER_COST)
    if j:
        doubled = j > 1 and other[j - 1] == other[j - 2]
        yield rows[i][j - 1] + (_DOUBLED_COST if doubled else _LETTER_COST)
    if i and j:
        yield rows[i - 1][j - 1] + _replacement_cost(word[i - 1], other[j - 1])
    if i > 1 and j > 1 and word[i - 2 : i] == other[j - 2 : j][::-1]:
        yield rows[i - 2][j - 2] + _SWAPPED_COST


@lru_cache(maxsize=4096)
def _replacement_cost(letter: str, other: str) -> float:
    if letter == other:
        return 0.0
    if search_key(letter) != search_key(other):
        return _LETTER_COST
    return _MISSING_ACCENT_COST if letter.isascii() else _WRONG_ACCENT_COST


def _score(word: str, form: str, sentence: Sentence | None, at: int) -> float:
    usual = math.log10(everyday_frequency(form) + 0.01) - _cost(word, form)
    if sentence is None:
        return usual
    readings = tuple(r for r in lexicon().readings(form) if not _is_bookish(r))
    return usual + _FIT * max(tagging(sentence).fit(at, readings).values(), default=0.0)


@lru_cache(maxsize=4096)
def _cost(word: str, form: str) -> float:
    if form in meant_forms(word):
        return _MEANT_COST
    cost = change_cost(word, form)
    if search_key(word).removeprefix("h")[:1] != search_key(form).removeprefix("h")[:1]:
        cost += _FIRST_LETTER_COST
    if search_key(word) == search_key(form):
        cost -= _SAME_LETTERS
    elif sound_of(word) == sound_of(form):
        cost = max(cost - _SAME_SOUND, _LEAST_COST)
    return cost


def _is_close(word: str, form: str) -> bool:
    """Keep out what only sounds alike by accident."""
    letters = _FARTHEST * len(word) if sound_of(word) == sound_of(form) else 2
    return change_cost(word, form) <= letters * _LETTER_COST


def _is_bookish(reading: Reading) -> bool:
    return (reading.mood, reading.tense) in {("ind", "past"), ("sub", "impf")}


@lru_cache(maxsize=512)
def _slips(key: str) -> frozenset[str]:
    """Return all spellings one slip away."""
    cuts = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    spellings = {before + after[1:] for before, after in cuts if after}
    spellings |= {b + a[1] + a[0] + a[2:] for b, a in cuts if len(a) > 1}
    spellings |= {b + letter + a[1:] for b, a in cuts if a for letter in _LETTERS}
    spellings |= {b + letter + a for b, a in cuts for letter in _LETTERS}
    return frozenset(spellings - {key})


def forms_of(key: str) -> Iterator[str]:
    """Yield the words that are spelled so when accents are left out."""
    for row in _trie("hunspell/bare.marisa").iterkeys(f"{key}\t"):
        yield row.partition("\t")[2]


def _forms_that_sound(sound: str) -> Iterator[str]:
    for row in _trie("lexique/sounds.marisa").iterkeys(f"{sound}\t"):
        yield row.partition("\t")[2]


def _shortened(key: str) -> Iterator[str]:
    """Yield very frequent words of which a short one lacks the last letter: sui, veu."""
    for letter in _LETTERS if len(key) == _SHORTEST - 1 else "":
        yield from (f for f in forms_of(key + letter) if everyday_frequency(f) >= _VERY_FREQUENT)


def _usual_forms_like(key: str) -> Iterator[str]:
    """Yield frequent words with the same first letter, as long and with nearly the same letters."""
    letters = set(key)
    for length in range(len(key) - 1, len(key) + 3):
        for row in _trie("lexique/usual.marisa").iterkeys(f"{key[0]}{length}\t"):
            _, bare, form = row.split("\t")
            if len(letters.symmetric_difference(bare)) <= _MOST_OTHER_LETTERS:
                yield form


@lru_cache(maxsize=3)
def _trie(name: str) -> marisa_trie.Trie:
    return marisa_trie.Trie().mmap(str(DATA / name))
