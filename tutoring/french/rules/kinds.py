"""The kinds of words that a pattern can ask for: :noun, :noun/60, :noun.f, :fin.3p, :cap."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from tutoring.french.grammar.sentence import Word
from tutoring.french.words.readings import Reading

type_of_test = Callable[[Word], bool]


class BadNotation(ValueError):
    """What a pattern, template or condition says makes no sense; the message says why."""


PARTS_OF_SPEECH: Final = frozenset(
    """noun verb adjective adverb pronoun determiner preposition conjunction interjection number
    name""".split()
)
# Of `Word.traits`: parts of speech, and what a word is besides.
TRAITS: Final = PARTS_OF_SPEECH | frozenset(
    "word mark digits clitic inf infinitive pp fin cap vowel unknown".split()
)
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")
_TESTS: Final[dict[str, type_of_test]] = {
    "any": lambda word: True,
    "imp": lambda word: any(r.mood == "imp" for r in word.verbs),
    "capital": lambda word: word.is_capitalised,
    "question": lambda word: word.norm.startswith("?"),
    "year": lambda word: bool(_YEAR.fullmatch(word.norm)),
}
_READINGS: Final[dict[str, Callable[[Word], tuple[Reading, ...]]]] = {
    "noun": lambda word: word.nouns,
    "adjective": lambda word: word.adjectives,
    "pp": lambda word: word.participles,
    "fin": lambda word: word.finites,
    "verb": lambda word: word.verbs,
    "imp": lambda word: tuple(r for r in word.verbs if r.mood == "imp"),
}
# Of these a feature must hold in all readings, of verb forms in one.
_SURE: Final = frozenset({"noun", "adjective", "pp"})
_NOMINAL_FEATURES: Final = {
    **dict.fromkeys(("m", "f", "mf"), "gender"),
    **dict.fromkeys("sp", "number"),
}
_FEATURES: Final = {
    **_NOMINAL_FEATURES,
    **dict.fromkeys("123", "person"),
    **dict.fromkeys(("ind", "sub", "cond"), "mood"),
    **dict.fromkeys(("pres", "impf", "past", "fut"), "tense"),
}
_KIND = re.compile(r":(?P<kind>[a-z]+)(?P<features>(?:\.[0-9a-z]+)*)(?:/(?P<share>[1-9][0-9]?))?")


def is_trait(atom: str) -> bool:
    return atom[1:] in TRAITS


def kind_test(atom: str) -> type_of_test:
    """Return what tests a word for a kind that is no plain trait. Raises: BadNotation."""
    parsed = _KIND.fullmatch(atom)
    if parsed is None or parsed["kind"] not in TRAITS | _TESTS.keys():
        raise BadNotation(f"there is no kind of word {atom}")
    kind, tests = parsed["kind"], list[type_of_test]()
    if parsed["share"]:
        tests.append(_mostly(kind, int(parsed["share"]) / 100, atom))
    if parsed["features"]:
        tests.append(_featured(kind, parsed["features"][1:].split("."), atom))
    if not tests:
        return _TESTS[kind]
    return tests[0] if len(tests) == 1 else lambda word: all(test(word) for test in tests)


def _mostly(kind: str, share: float, atom: str) -> type_of_test:
    if kind not in PARTS_OF_SPEECH:
        raise BadNotation(f"{atom}: only parts of speech have a share of uses")
    return lambda word: word.mostly(kind, share)


def _featured(kind: str, features: list[str], atom: str) -> type_of_test:
    if kind not in _READINGS:
        raise BadNotation(f"{atom}: only {', '.join(sorted(_READINGS))} have features")
    known = _NOMINAL_FEATURES if kind in _SURE else _FEATURES
    wanted = [pair for feature in features for pair in _pairs(feature, known, atom)]
    if kind in _SURE:
        return lambda word: all(
            _values(word, kind, name) == frozenset(value) for name, value in wanted
        )
    readings = _READINGS[kind]
    return lambda word: any(
        all(str(getattr(r, name)) == value for name, value in wanted) for r in readings(word)
    )


def _pairs(feature: str, known: dict[str, str], atom: str) -> Iterator[tuple[str, str]]:
    """Yield the names and values of one feature: 3p is a person and a number."""
    for part in [feature] if feature in known else feature:
        if part not in known:
            raise BadNotation(f"{atom}: there is no feature .{feature}")
        yield known[part], part


def _values(word: Word, kind: str, name: str) -> frozenset[str]:
    if kind == "noun" and name == "gender":
        return word.genders
    return frozenset(getattr(r, name) for r in _READINGS[kind](word))
