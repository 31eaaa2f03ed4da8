"""What a pattern can ask of one word.

à             this written form, in lower case; *é one that ends so
~être         any form of this lemma
@place        a word of a named list; ~@movement any form of its lemmas
:inf          a kind of word (see `kinds.py`)
:noun/60      used as a noun in 60 % of its uses or more
:noun.f       surely feminine (.m .s .p; .mf of either gender); so adjectives, participles (:pp)
:fin.3p       a verb form that can be of that person, number, mood or tense
a|b  a&b      one of them; both (& binds last: a|b&!c is one of a and b, and not c)
!a|b          none of them
"""

from collections.abc import Iterable, Mapping

from tutoring.french.rules.kinds import BadNotation, is_trait, kind_test, type_of_test


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
        return frozenset[str]().union(*map(self._contents, atoms))

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
            raise BadNotation("a word is missing beside |, & or *")
        forms = frozenset(a for a in atoms if a[0] not in "~@:*").union(
            *(self._list(a) for a in atoms if a[0] == "@")
        )
        lemmas = frozenset[str]().union(*(self._lemmas(a[1:]) for a in atoms if a[0] == "~"))
        kinds = [a for a in atoms if a[0] == ":"]
        traits = frozenset(a[1:] for a in kinds if is_trait(a))
        others = [kind_test(a) for a in kinds if not is_trait(a)]
        if endings := tuple(a[1:] for a in atoms if a[0] == "*"):
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
    tests = list(others)
    if lemmas or traits:
        tests.insert(0, _form_lemma_or_trait(forms, lemmas, traits))
    elif forms or not others:
        tests.insert(0, lambda word: word.norm in forms)
    return tests[0] if len(tests) == 1 else lambda word: any(test(word) for test in tests)


def _form_lemma_or_trait(
    forms: frozenset[str], lemmas: frozenset[str], traits: frozenset[str]
) -> type_of_test:
    return lambda word: (
        word.norm in forms
        or not lemmas.isdisjoint(word.lemmas)
        or not traits.isdisjoint(word.traits)
    )
