"""The classes of words that signs ask for, in every language, and how learners write them.

A word that several languages have means what it means in those that the message is written in:
"mate" is a friend in English and kills in Spanish.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict

from tutoring.french.words.lexicon import lexicon
from tutoring.safety.misspelling import Misspellings
from tutoring.safety.reading import Word, fold

FOLDER: Final = Path(__file__).parent / "words"
# Of French verbs in -er, without accents.
_ER_ENDINGS: Final = tuple(
    """e es ee ees ent ons ez er ais ait aient ant era erai eras erait erais eront
    eraient iez ions""".split()
)
_SHORTEST_STEM: Final = 3
# A language is spoken in a message that has this share of the words of the one spoken most.
_SPOKEN_SHARE: Final = 0.15
# Uses per million of a word that French cannot do without.
_USUAL: Final = 20.0
_COMMON: Final = 1.0  # of what may stand after a lost apostrophe
_RUN_TOGETHER: Final = re.compile(r"[jmlsdtn][aeiouyh]\w{2,}")
Phrase = tuple[str, ...]


class WordFile(BaseModel):
    """`words/<language>.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    function_words: str
    ordinary: str = ""
    spellings: dict[str, str] = {}
    classes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Tag:
    """A class, in the language in which a word belongs to it; literals belong to none."""

    name: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a word by itself."""

    text: str
    tags: tuple[Tag, ...]
    languages: frozenset[str]  # in which it is a word that people say


class Vocabulary:
    """Look-ups. Thread-safe: but for a cache, nothing changes after loading."""

    def __init__(self, files: dict[str, WordFile], literals: Iterable[str]) -> None:
        self._words: dict[str, set[Tag]] = defaultdict(set)
        self._stems: dict[str, set[Tag]] = defaultdict(set)
        self._phrases: dict[str, list[tuple[Phrase, Tag]]] = defaultdict(list)
        self._said_in: dict[str, set[str]] = defaultdict(set)
        self._spellings: dict[str, Phrase] = {}
        for language, file in files.items():
            self._add_file(language, file)
        for literal in literals:
            self._add(literal, Tag(literal))
        self._longest_stem = max(map(len, self._stems), default=0)
        within = {word for phrases in self._phrases.values() for p, _ in phrases for word in p}
        self._misspellings = Misspellings({*self._words, *within})
        self._within = within
        self.known = lru_cache(maxsize=16384)(self._look_up)

    def _add_file(self, language: str, file: WordFile) -> None:
        for word in (*file.function_words.split(), *file.ordinary.split()):
            self._said_in[fold(word)].add(language)
        for wrong, right in file.spellings.items():
            self._spellings[wrong] = tuple(map(fold, right.split()))
        for name in file.classes:
            for entry in _entries(name, file.classes):
                self._add(entry, Tag(name, language))

    def _add(self, entry: str, tag: Tag) -> None:
        words = tuple(map(fold, entry.replace("'", " ").replace("-", " ").split()))
        if len(words) > 1:
            self._phrases[words[0]].append((words, tag))
        elif entry.endswith("*"):
            self._stems[words[0][:-1]].add(tag)
        elif entry.endswith("~"):
            for ending in _ER_ENDINGS:
                self._add_word(fold(words[0][:-1] + ending), tag)
        else:
            self._add_word(words[0], tag)
            for spelled_out in _umlauts_spelled_out(entry):
                self._add_word(spelled_out, tag)

    def _add_word(self, word: str, tag: Tag) -> None:
        self._words[word].add(tag)
        if tag.language:
            self._said_in[word].add(tag.language)

    def expanded(self, words: Sequence[Word]) -> Iterator[Word]:
        """Yield the words with the telephone's spellings written out (jveux -> je veux)."""
        for word in words:
            if parts := self._spellings.get(word.written) or self._parted(word):
                yield from (replace(word, text=part, written=part) for part in parts)
            else:
                yield word

    def _parted(self, word: Word) -> Phrase | None:
        """Return what lacks its apostrophe in two: moccupe -> m occupe."""
        if not _RUN_TOGETHER.match(word.text) or self._is_said(word):
            return None
        rest = word.written[1:]
        if self._words.get(fold(rest)) or lexicon().frequency(rest) >= _COMMON:
            return word.text[0], fold(rest)
        return None

    def _is_said(self, word: Word) -> bool:
        """Whether somebody says it so, in any of the languages."""
        listed = (self._said_in, self._words, self._within)
        return any(word.text in known for known in listed) or lexicon().knows(word.written)

    def _look_up(self, text: str, written: str) -> Known:
        tags, languages = self._tags(text), frozenset(self._said_in.get(text, ()))
        if tags or languages or text in self._within or lexicon().knows(written):
            # "prête" is French, whatever an Italian "prete" is.
            is_french = languages and lexicon().frequency(written) >= _USUAL
            return Known(text, tags, languages | {"fr"} if is_french else languages)
        if meant := self._misspellings.meant(text):
            return Known(meant, self._tags(meant), frozenset(self._said_in.get(meant, ())))
        return Known(text, (), languages)

    def _tags(self, text: str) -> tuple[Tag, ...]:
        tags = set(self._words.get(text, ()))
        for length in range(_SHORTEST_STEM, min(len(text), self._longest_stem) + 1):
            tags |= self._stems.get(text[:length], set())
        return tuple(tags)

    def phrases_at(self, words: Sequence[str], place: int) -> Iterator[tuple[int, Tag]]:
        """Yield the length and the tag of each phrase that begins at a place."""
        for phrase, tag in self._phrases.get(words[place], ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                yield len(phrase), tag


def spoken_in(known: Sequence[Known]) -> Counter[str]:
    """Return how many words a message has of each language that is spoken in it; at best a guess."""
    counts = Counter(next(iter(word.languages)) for word in known if len(word.languages) == 1)
    most = max(counts.values(), default=0)
    return Counter({code: n for code, n in counts.items() if n >= most * _SPOKEN_SHARE})


def load_words(folder: Path = FOLDER) -> dict[str, WordFile]:
    return {
        path.stem: WordFile.model_validate(yaml.safe_load(path.read_text("utf-8")))
        for path in sorted(folder.glob("*.yaml"))
    }


def _entries(name: str, classes: dict[str, str]) -> Iterator[str]:
    """Yield the words of a class, and of the classes that it takes in (CLOSE: PARTNER / mère)."""
    for entry in map(str.strip, classes[name].split(" / ")):
        if entry.isupper():
            yield from _entries(entry, classes)
        else:
            yield entry


def _umlauts_spelled_out(entry: str) -> Iterator[str]:
    if any(letter in "äöü" for letter in entry):
        yield fold(entry.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))
