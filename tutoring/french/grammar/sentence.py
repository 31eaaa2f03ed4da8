"""A sentence as everybody reads it: words with all their readings, and where clauses begin."""

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache, wraps
from typing import Any, Final, TypeVar

from tutoring.french.words.closed_classes import CARDINALS, COORDINATING, SUBORDINATING
from tutoring.french.words.elision import begins_with_vowel
from tutoring.french.words.english import english_run
from tutoring.french.words.lexicon import lexicon
from tutoring.french.words.readings import Reading
from tutoring.french.words.tokens import Token, tokenize
from tutoring.french.words.usage import mostly

# After these words a new clause, or a new member of a row, may begin.
JOINING: Final = COORDINATING | SUBORDINATING | {"où", "alors", "puis"}
CLOSING: Final = frozenset(".,;:!?…)»")
# Cardinals, and what counts like them.
NUMBERS: Final = CARDINALS | {"plusieurs", "quelques"}
FINITE: Final = frozenset({"ind", "sub", "cond"})
# A message is read by the rules, for its words, and by the offline tutor, whole and in pieces.
REMEMBERED_TEXTS: Final = 512

Found = TypeVar("Found")


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
        self.is_word = token.is_word
        self.is_initial = token.initial
        self.is_capitalised = token.is_capitalised

    @cached_property
    def form(self) -> str:
        """What look-ups ask for: with a capital, a word may be a name too."""
        return self.text if self.is_capitalised else self.norm

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        return lexicon().readings(self.form) if self.is_word else ()

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
        if self.is_word:
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

    def mostly(self, pos: str, least: float = 0.5) -> bool:
        """Whether the form, anywhere, is used as this part of speech in that share of its uses.

        What the word is in this sentence, `disambiguation` tells.
        """
        return self.is_word and mostly(self.form, pos, least)

    def __repr__(self) -> str:
        return f"Word({self.text!r})"


class Sentence:
    """The words of one sentence, with offsets into the whole text."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.words = tuple(Word(token, index) for index, token in enumerate(tokens))
        self.norms = tuple(word.norm for word in self.words)
        self.found: dict[Callable[[Sentence], Any], Any] = {}  # see `once`

    @cached_property
    def contents(self) -> frozenset[str]:
        """All forms, and all lemmas with a ~ before them."""
        lemmas = (f"~{lemma}" for word in self.words for lemma in word.lemmas)
        return frozenset((*self.norms, *lemmas))

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

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

    @cached_property
    def english(self) -> range:
        """Where English stands."""
        return english_run(self.norms)

    @cached_property
    def foreign(self) -> range:
        """Where the sentence is in another language, known (English) or not."""
        unknown = [w for w in self.words if not (w.readings or w.is_mark or w.is_capitalised)]
        if 5 * len(unknown) >= 2 * len(self.words):
            return range(len(self.words))
        return self.english

    def is_quoted(self, first: int, last: int) -> bool:
        """Whether any of these words is somebody else's, or in another language."""
        return any(self.words[i].is_quoted or i in self.foreign for i in range(first, last + 1))


def once(analyse: Callable[[Sentence], Found]) -> Callable[[Sentence], Found]:
    """Keep what an analysis finds with the sentence: whoever asks again gets the same."""

    @wraps(analyse)
    def kept(sentence: Sentence) -> Found:
        if analyse not in sentence.found:
            sentence.found[analyse] = analyse(sentence)
        found: Found = sentence.found[analyse]
        return found

    return kept


@lru_cache(maxsize=REMEMBERED_TEXTS)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text, in order. The same text gives the same ones for a while."""
    groups: list[list[Token]] = []
    for token in tokenize(text):
        if groups and token.sentence == groups[-1][0].sentence:
            groups[-1].append(token)
        else:
            groups.append([token])
    return tuple(Sentence(text, group) for group in groups)


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words and marks of all sentences of a text."""
    return tuple(word for sentence in sentences(text) for word in sentence.words)
