"""A sentence as the rules see it: words with all their readings, and where clauses begin."""

from collections.abc import Iterator
from functools import cached_property

from tutoring.french.words.closed_classes import CARDINALS, COORDINATING, SUBORDINATING
from tutoring.french.words.elision import begins_with_vowel
from tutoring.french.words.english import english_run
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.readings import Reading
from tutoring.french.words.tokens import Token, tokenize

# After these words a new clause, or a new member of a row, may begin.
JOINING = COORDINATING | SUBORDINATING | {"où", "alors", "puis"}
CLOSING = frozenset(".,;:!?…)»")
# Cardinals, and what counts like them.
NUMBERS = CARDINALS | {"plusieurs", "quelques"}
FINITE = frozenset({"ind", "sub", "cond"})


class Word:
    """One token, its readings, and the tests that patterns name (`traits`)."""

    def __init__(self, token: Token, index: int) -> None:
        self.index = index
        self.text = token.text
        self.norm = token.norm
        self.start = token.start
        self.end = token.end
        self.kind = token.kind
        self.joined = token.joined
        self.is_quoted = token.quoted or token.kind == "web"
        self.is_mark = token.kind in {"punctuation", "emoji"}
        self.is_initial = token.initial

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        return lexicon().readings(self.text) if self.kind == "word" else ()

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """All lemmas but those that the form hardly ever stands for (plus: plaire)."""
        if self.joined == "elided":
            return frozenset()
        rare = max((r.frequency for r in self.readings), default=0) / 500
        return frozenset(
            r.lemma for r in self.readings if r.frequency >= rare or r.lemma in {"être", "avoir"}
        )

    @cached_property
    def verbs(self) -> tuple[Reading, ...]:
        return tuple(r for r in self.readings if r.pos == "verb")

    @cached_property
    def finites(self) -> tuple[Reading, ...]:
        return tuple(r for r in self.verbs if r.mood in FINITE)

    @cached_property
    def participles(self) -> tuple[Reading, ...]:
        """Readings as a past participle."""
        return tuple(r for r in self.verbs if r.mood == "part" and r.tense == "past")

    @cached_property
    def infinitive(self) -> str:
        return next((r.lemma for r in self.verbs if r.mood == "inf"), "")

    @cached_property
    def nouns(self) -> tuple[Reading, ...]:
        return tuple(r for r in self.readings if r.pos == "noun")

    @cached_property
    def adjectives(self) -> tuple[Reading, ...]:
        return tuple(r for r in self.readings if r.pos == "adjective")

    @cached_property
    def poses(self) -> frozenset[str]:
        return frozenset(r.pos for r in self.readings)

    @cached_property
    def genders(self) -> frozenset[str]:
        """Genders as a noun; empty where the sources disagree."""
        return lexicon().genders(self.norm)

    @cached_property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()

    @cached_property
    def sounds_as_vowel(self) -> bool:
        """Whether je, le, de... are elided before the word."""
        return begins_with_vowel(self.norm)

    @cached_property
    def traits(self) -> frozenset[str]:
        return frozenset(self._traits())

    def _traits(self) -> Iterator[str]:
        yield from self.poses
        if self.kind == "number":
            yield "digits"
        yield "mark" if self.is_mark else "word"
        if self.kind == "word":
            yield from self._lettered_traits()

    def _lettered_traits(self) -> Iterator[str]:
        tests = (
            ("clitic", self.joined == "clitic"),
            ("inf", bool(self.infinitive)),
            ("infinitive", bool(self.infinitive) and self.mostly("verb", 0.4)),
            ("pp", bool(self.participles)),
            ("fin", bool(self.finites)),
            ("cap", self.is_capitalised and not self.is_initial),
            ("number", self.norm in NUMBERS),
            ("vowel", self.sounds_as_vowel),
            ("unknown", not self.readings),
        )
        return (name for name, holds in tests if holds)

    def mostly(self, pos: str, share: float = 0.5) -> bool:
        """Whether the word is used as this part of speech in at least that share of its uses."""
        uses = {(r.lemma, r.pos): r.frequency for r in self.readings}
        total = sum(uses.values())
        wanted = sum(frequency for (_, p), frequency in uses.items() if p == pos)
        return pos in self.poses and (wanted >= share * total)

    def __repr__(self) -> str:
        return f"Word({self.text!r})"


class Sentence:
    """The words of one sentence, with offsets into the whole text."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.words = tuple(Word(token, index) for index, token in enumerate(tokens))
        self.norms = tuple(word.norm for word in self.words)
        self._foreign = _foreign_run(self.words, self.norms)

    @cached_property
    def contents(self) -> frozenset[str]:
        """All forms, and all lemmas with a ~ before them."""
        lemmas = (f"~{lemma}" for word in self.words for lemma in word.lemmas)
        return frozenset((*self.norms, *lemmas))

    def word(self, index: int) -> Word | None:
        """Return the word at `index`, or None outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else None

    def norm(self, index: int) -> str:
        return self.norms[index] if 0 <= index < len(self.norms) else ""

    def begins_clause(self, index: int) -> bool:
        if index <= 0:
            return True
        before = self.words[index - 1]
        return before.is_mark and before.norm not in {"/", ")", "»"} or before.norm in JOINING

    def ends_clause(self, index: int) -> bool:
        return index >= len(self.words) or (
            self.norms[index][0] in CLOSING
            or self.words[index].kind == "emoji"
            or self.words[index].norm in JOINING
        )

    def is_quoted(self, first: int, last: int) -> bool:
        """Whether any of these words is somebody else's, or in another language."""
        return any(
            self.words[i].is_quoted or self._foreign.start <= i < self._foreign.stop
            for i in range(first, last + 1)
        )

    @cached_property
    def cache(self) -> dict[str, object]:
        """What analyses of this sentence keep between rules."""
        return {}


def _foreign_run(words: tuple[Word, ...], norms: tuple[str, ...]) -> range:
    """Return where the sentence is in another language, known (English) or not."""
    unknown = [w for w in words if not (w.readings or w.is_mark or w.is_capitalised)]
    if 5 * len(unknown) >= 2 * len(words):
        return range(len(words))
    return english_run(norms)


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text, in order."""
    group: list[Token] = []
    for token in tokenize(text):
        if group and token.sentence != group[0].sentence:
            yield Sentence(text, group)
            group = []
        group.append(token)
    if group:
        yield Sentence(text, group)
