"""A shipped word list: how its files are written, and what they say.

A list is a folder, `vocabulary/lists/<language>/`:

- `skeleton.csv` is generated: rank, lemma, part_of_speech, gender, forms (separated by `|`,
  lemma first), frequency per million. It says which words there are and in which order.
- `everyday_words.csv` goes on where it ends, in the same columns but the frequency, written by
  hand: what a beginner needs and counting leaves out (a bakery, to snow).
- `words_0001_0250.csv`, `words_0251_0500.csv`, ... are written by hand, 250 rows each at most,
  UTF-8, with exactly these columns:

  rank, word, part_of_speech, gender    as in the two files above, in their order
  level                 CEFR level at which the word is worth learning, A1 to C1
  translation           one to three senses, best first, separated by "; "; verbs with "to"
  example               at most 12 words, in which the first sense is used, ending in . ! ? or …;
                        " ?" and " !" stand after a space
  example_translation   natural, not word for word
  topics                one to three of `vocabulary.topics.TOPICS`, separated by ","
  usage_note            may be empty: false friends, prepositions, register

- `cognates.txt`: words that may be translated by themselves, one a line ("table", "train").

Words of an example are at most one level above their own word; what is in neither of the
two files, names excepted, is too rare.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from vocabulary.languages import LEVELS

LISTS: Final = Path(__file__).parent / "lists"
COLUMNS: Final = (
    "rank", "word", "part_of_speech", "gender", "level", "translation",
    "example", "example_translation", "topics", "usage_note",
)  # fmt: skip
SKELETONS: Final = ("skeleton.csv", "everyday_words.csv")
WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*'?")

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class SkeletonWord:
    rank: int
    key: Key
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """One row of a hand-written file, and where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def key(self) -> Key:
        return self["word"], self["part_of_speech"], self["gender"]

    @property
    def senses(self) -> list[str]:
        return self["translation"].split("; ")

    @property
    def topics(self) -> list[str]:
        return self["topics"].split(",")


@dataclass(frozen=True)
class ShippedList:
    skeleton: tuple[SkeletonWord, ...]
    written: tuple[WrittenWord, ...]
    cognates: frozenset[str]

    @classmethod
    def read(cls, language: str) -> "ShippedList":
        folder = LISTS / language
        return cls(
            skeleton=tuple(word for name in SKELETONS for word in _skeleton(folder / name)),
            written=tuple(written_words(language)),
            cognates=frozenset((folder / "cognates.txt").read_text("utf-8").split("\n")),
        )

    @cached_property
    def by_rank(self) -> dict[int, SkeletonWord]:
        return {word.rank: word for word in self.skeleton}

    @cached_property
    def genders_of_form(self) -> dict[str, str]:
        """Forms that are one gender's noun and nothing else."""
        found: dict[str, set[str]] = defaultdict(set)
        for word in self.skeleton:
            lemma, part_of_speech, gender = word.key
            for form in word.forms:
                # A feminine form of a masculine lemma (amie) does not follow its gender.
                own = form in (lemma, lemma + "s", lemma + "x")
                found[form].add(gender if part_of_speech == "noun" and own else "")
        return {form: genders.pop() for form, genders in found.items() if len(genders) == 1}

    @cached_property
    def level_of_form(self) -> dict[str, int]:
        """The easiest reading of each form, as an index into LEVELS."""
        written = {row.key: LEVELS.index(row["level"]) for row in self.written if _levelled(row)}
        found: dict[str, int] = {}
        for word in self.skeleton:
            level = written.get(word.key, 0)  # while unwritten, the benefit of the doubt
            for form in word.forms:
                for piece in pieces(form):
                    found[piece] = min(level, found.get(piece, level))
        return found


def written_words(language: str) -> Iterator[WrittenWord]:
    """Yield the hand-written rows of a language in order of rank."""
    for path in sorted((LISTS / language).glob("words_*.csv")):
        yield from _written(path)


def _skeleton(path: Path) -> Iterator[SkeletonWord]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = row["lemma"], row["part_of_speech"], row["gender"]
            yield SkeletonWord(int(row["rank"]), key, tuple(row["forms"].split("|")))


def _written(path: Path) -> Iterator[WrittenWord]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, strict=True)
        if tuple(next(rows)) != COLUMNS:
            raise ValueError(f"{path.name}: the columns must be {', '.join(COLUMNS)}")
        for line, cells in enumerate(rows, start=2):
            if len(cells) != len(COLUMNS):
                raise ValueError(f"{path.name}, row {line}: {len(cells)} cells: {cells}")
            yield WrittenWord(path.name, line, dict(zip(COLUMNS, cells, strict=True)))


def _levelled(row: WrittenWord) -> bool:
    return row["level"] in LEVELS


def pieces(text: str) -> list[str]:
    """Return the words of a text, elided ones with their apostrophe: "l'", "eau"."""
    return WORD.findall(text.lower())
