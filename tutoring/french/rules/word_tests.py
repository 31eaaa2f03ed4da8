"""What a pattern can ask of one word.

à             this written form, in lower case; *é one that ends so
~être         any form of this lemma
@place        a word of a named list; ~@movement any form of its lemmas
:inf          a kind of word (KINDS)
:noun/60      used as a noun in 60 % of its uses or more
:noun.f       surely feminine; .m .s .p likewise, of nouns, adjectives and participles (:pp)
:fin.3p       a verb form that can be of that person, number, mood or tense
a|b  a&b      one of them; both (& binds last: a|b&!c is one of a and b, and not c)
!a|b          none of them
"""

import re
from collections.abc import Callable, Iterable, Mapping

from tutoring.french.grammar.sentence import Word
from tutoring.french.words.readings import Reading

type_of_test = Callable[[Word], bool]

PARTS_OF_SPEECH = frozenset(
    "noun verb adjective adverb pronoun determiner preposition conjunction interjection number name".split()
)
KINDS = PARTS_OF_SPEECH | frozenset(
    """word mark any digits clitic inf infinitive pp fin imp cap capital vowel unknown
    question""".split()
)
_KIND = re.compile(r":(?P<kind>[a-z]+)(?P<features>(?:\.[0-9a-z]+)*)(?:/(?P<share>[1-9][0-9]?))?")
_SURE = frozenset({"noun", "adjective", "pp"})  # their features hold in all readings
_FEATURES = {
    **dict.fromkeys("mf", "gender"),
    **dict.fromkeys("sp", "number"),
    **dict.fromkeys("123", "person"),
    **dict.fromkeys(("ind", "sub", "cond"), "mood"),
    **dict.fromkeys(("pres", "impf", "past", "fut"), "tense"),
}


class BadNotation(ValueError):
    """What a pattern, template or condition says makes no sense; the message says why."""


class WordTests:
    """Compiles tests; `lists` are the words behind each @name."""

    def __init__(self, lists: Mapping[str, frozenset[str]]) -> None:
        self._lists = lists
        self._compiled: dict[str, type_of_test] = {}

    def test(self, source: str) -> type_of_test:
        """Raises: BadNotation."""
        if source not in self._compiled:
            self._compiled[source] = self._compile(source)
        return self._compiled[source]

    def required(self, source: str) -> frozenset[str]:
        """Return the forms and lemmas (with ~) one of which must occur; empty for any word."""
        atoms = source.split("&")[0].split("|")
        if any(atom[0] in ":!*" for atom in atoms):
            return frozenset()
        return frozenset().union(*map(self._contents, atoms))

    def _contents(self, atom: str) -> Iterable[str]:
        if atom[0] == "@":
            return self._list(atom)
        if atom[:2] == "~@":
            return (f"~{lemma}" for lemma in self._list(atom[1:]))
        return (atom,)

    def _list(self, atom: str) -> frozenset[str]:
        try:
            return self._lists[atom[1:]]
        except KeyError:
            raise BadNotation(f"there is no list {atom}") from None

    def _compile(self, source: str) -> type_of_test:
        if "&" in source:
            parts = [self.test(part) for part in source.split("&")]
            return lambda word: all(part(word) for part in parts)
        if source.startswith("!") and len(source) > 1:
            inner = self.test(source[1:])
            return lambda word: not inner(word)
        return self._any_of(source.split("|"))

    def _any_of(self, atoms: list[str]) -> type_of_test:
        if not all(atoms) or "*" in atoms:
            raise BadNotation("a word is missing beside | or &")
        forms = frozenset(a for a in atoms if a[0] not in "~@:*").union(
            *(self._list(a) for a in atoms if a[0] == "@")
        )
        lemmas = frozenset().union(
            *(self._lemmas(a[1:]) for a in atoms if a[0] == "~"),
        )
        endings = tuple(a[1:] for a in atoms if a[0] == "*")
        kinds = [a for a in atoms if a[0] == ":"]
        traits = frozenset(a[1:] for a in kinds if _is_trait(a))
        others = [_kind_test(a) for a in kinds if not _is_trait(a)]
        if endings:
            others.append(lambda word: word.norm.endswith(endings))
        return _joined(forms, lemmas, traits, others)

    def _lemmas(self, atom: str) -> Iterable[str]:
        return self._list(atom) if atom.startswith("@") else (atom,)


def _joined(
    forms: frozenset[str],
    lemmas: frozenset[str],
    traits: frozenset[str],
    others: list[type_of_test],
) -> type_of_test:
    if others:
        plain = _joined(forms, lemmas, traits, []) if forms or lemmas or traits else None
        tests = [plain, *others] if plain else others
        return tests[0] if len(tests) == 1 else lambda word: any(test(word) for test in tests)
    if not lemmas and not traits:
        return lambda word: word.norm in forms
    return lambda word: (
        word.norm in forms
        or not lemmas.isdisjoint(word.lemmas)
        or not traits.isdisjoint(word.traits)
    )


def _is_trait(atom: str) -> bool:
    """Whether the kind is one of the plain ones that each word keeps (`Word.traits`)."""
    return atom[1:] in KINDS - _SIMPLE.keys()


def _kind_test(atom: str) -> type_of_test:
    parsed = _KIND.fullmatch(atom)
    if parsed is None or parsed["kind"] not in KINDS:
        raise BadNotation(f"there is no kind of word {atom}")
    kind, tests = parsed["kind"], list[type_of_test]()
    if parsed["share"]:
        tests.append(_mostly(kind, int(parsed["share"]) / 100, atom))
    if parsed["features"]:
        tests.append(_featured(kind, parsed["features"][1:].split("."), atom))
    if not tests:
        return _SIMPLE[kind]
    return tests[0] if len(tests) == 1 else lambda word: all(test(word) for test in tests)


_SIMPLE: dict[str, type_of_test] = {
    "any": lambda word: True,
    "imp": lambda word: any(r.mood == "imp" for r in word.verbs),
    "capital": lambda word: word.is_capitalised,
    "question": lambda word: word.norm.startswith("?"),
}


def _mostly(kind: str, share: float, atom: str) -> type_of_test:
    if kind not in PARTS_OF_SPEECH:
        raise BadNotation(f"only parts of speech have a share of uses, unlike {atom}")
    return lambda word: word.mostly(kind, share)


def _featured(kind: str, features: list[str], atom: str) -> type_of_test:
    if kind not in _READINGS:
        raise BadNotation(f"{atom}: only {', '.join(sorted(_READINGS))} have features")
    wanted = [pair for feature in features for pair in _pairs(feature, atom)]
    if kind in _SURE:
        return lambda word: all(_values(word, kind, name) == {value} for name, value in wanted)
    readings = _READINGS[kind]
    return lambda word: any(
        all(getattr(r, name) == value for name, value in wanted) for r in readings(word)
    )


def _pairs(feature: str, atom: str) -> Iterable[tuple[str, str | int]]:
    """Yield the names and values of one feature: 3p is a person and a number."""
    parts = [feature] if feature in _FEATURES else list(feature)
    for part in parts:
        if part not in _FEATURES:
            raise BadNotation(f"there is no feature .{feature} ({atom})")
        yield _FEATURES[part], int(part) if part.isdigit() else part


def _values(word: Word, kind: str, name: str) -> frozenset[str]:
    if kind == "noun" and name == "gender":
        return word.genders
    return frozenset(getattr(r, name) for r in _READINGS[kind](word))


_READINGS: dict[str, Callable[[Word], tuple[Reading, ...]]] = {
    "noun": lambda word: word.nouns,
    "adjective": lambda word: word.adjectives,
    "pp": lambda word: word.participles,
    "fin": lambda word: word.finites,
    "verb": lambda word: word.verbs,
    "imp": lambda word: tuple(r for r in word.verbs if r.mood == "imp"),
}
