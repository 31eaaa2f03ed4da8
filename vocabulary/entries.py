"""What a row of a list says about a word, checked. Pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from vocabulary.languages import LEVELS, PARTS_OF_SPEECH, search_key
from vocabulary.reading import Row

_PARTS: Final = {
    **{name: name for name in PARTS_OF_SPEECH},
    **dict.fromkeys(("n", "nm", "nf", "nom", "substantive"), "noun"),
    **dict.fromkeys(("v", "verbe"), "verb"),
    **dict.fromkeys(("adj", "adjectif"), "adjective"),
    **dict.fromkeys(("adv", "adverbe"), "adverb"),
    **dict.fromkeys(("pron", "pronom"), "pronoun"),
    **dict.fromkeys(("det", "article", "déterminant"), "determiner"),
    **dict.fromkeys(("prep", "adp", "adposition", "préposition"), "preposition"),
    **dict.fromkeys(("conj", "conjonction"), "conjunction"),
    **dict.fromkeys(("intj", "interj"), "interjection"),
    **dict.fromkeys(("num", "numeral", "nombre"), "number"),
    **dict.fromkeys(("expression", "idiom", "locution"), "phrase"),
}
_GENDERS: Final = {
    **dict.fromkeys(("m", "masc", "masculine", "masculin"), "masculine"),
    **dict.fromkeys(("f", "fem", "feminine", "féminin"), "feminine"),
    **dict.fromkeys(("m/f", "mf", "both", "common", "epicene"), ""),
}
_STATUSES: Final = ("draft", "live", "retired")
_HIGHEST_RANK: Final = 2**31 - 1
_MAX_TOPICS: Final = 10
MAX_SENSES: Final = 3  # more are stored, and doubted
# So many of such a length fit into one cell of a file.
MAX_MORE_EXAMPLES: Final = 4
MAX_EXAMPLE_CHARACTERS: Final = 200

Key = tuple[str, str, str]


class BadRow(Exception):
    """A row that cannot become a word; the text says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A valid row: its key, and the fields and attachments for which it has a column."""

    line: int
    lemma: str
    part_of_speech: str
    gender: str
    fields: dict[str, Any]
    status: str  # of a new word; a word that exists keeps its own
    language: str  # empty: that of the whole list
    attached: dict[str, list[Any]] = field(default_factory=dict)  # see vocabulary.attached

    @property
    def key(self) -> Key:
        return self.lemma, self.part_of_speech, self.gender


def read_entry(row: Row) -> Entry:
    """Return what a row says.

    Raises:
        BadRow: with every fault of the row.
    """
    if row.problem:
        raise BadRow(row.problem)
    read, problems = {}, []
    for column, text in row.cells.items():
        try:
            read[column] = _READERS[column](text)
        except BadRow as fault:
            problems.append(f"{column}: {fault}")
    if problems:
        raise BadRow("; ".join(problems))
    return Entry(
        line=row.line,
        lemma=read.pop("word"),
        part_of_speech=read.pop("part_of_speech", ""),
        gender=read.pop("gender", ""),
        status=read.pop("status", "live"),
        language=read.pop("language", ""),
        attached={name: read.pop(name) for name in _ATTACHED if name in read},
        fields={_FIELDS.get(column, column): value for column, value in read.items()},
    )


def checked_word(text: str) -> str:
    """Return a word or form with single spaces.

    Raises:
        BadRow: it has no letters, or too many.
    """
    key = search_key(text)
    if not key:
        raise BadRow("empty")
    if len(text) > 100 or len(key) > 120:
        raise BadRow("longer than 100 characters")
    return one_line(text)


def _rank(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _HIGHEST_RANK):
        raise BadRow(f"'{text}' is not a whole number of 1 or more")
    return int(text)


def one_line(text: str) -> str:
    return " ".join(text.split())


def senses_of(gloss: str) -> list[str]:
    return list(dict.fromkeys(filter(None, map(one_line, gloss.split(";")))))


def gloss_of(senses: Iterable[str]) -> str:
    """Return the senses as one text, best first.

    Raises:
        BadRow: there is none, or they are too long together.
    """
    gloss = "; ".join(senses)
    if not gloss:
        raise BadRow("empty")
    if len(gloss) > 255:
        raise BadRow("longer than 255 characters")
    return gloss


def _gloss(text: str) -> str:
    return gloss_of(senses_of(text))


def _one_of(names: dict[str, str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        try:
            return names[text.lower().rstrip(".")] if text else ""
        except KeyError:
            known = ", ".join(dict.fromkeys(filter(None, names.values())))
            raise BadRow(f"'{text}' is not one of {known}") from None

    return read


def _status(text: str) -> str:
    return _one_of({name: name for name in _STATUSES})(text) or "live"


def topics(text: str) -> list[str]:
    """Return the topics of a comma-separated text, each a lower-case word with underscores.

    Raises:
        BadRow: one is not such a word, or there are too many.
    """
    names = [re.sub(r"[\s-]+", "_", name.strip().lower()) for name in re.split("[,;|]", text)]
    names = list(dict.fromkeys(filter(None, names)))
    if len(names) > _MAX_TOPICS:
        raise BadRow(f"more than {_MAX_TOPICS} topics")
    for name in names:
        if not re.fullmatch(r"\w{1,40}", name):
            raise BadRow(f"'{name}' is not a topic")
    return names


def forms(text: str) -> list[str]:
    """Return the inflected forms of a text that separates them by commas, bars or semicolons.

    Raises:
        BadRow: one is too long or empty of letters.
    """
    names = map(one_line, re.split("[,;|]", text))
    return list(dict.fromkeys(checked_word(form) for form in names if form))


def more_examples(text: str) -> list[list[str]]:
    """Return the examples of a text that has one a line, "text | translation".

    Raises:
        BadRow: one is empty, too long or has more than one bar, or there are too many.
    """
    lines = [line.partition("|") for line in text.split("\n") if line.strip()]
    examples = [checked_example(example, translation) for example, _, translation in lines]
    found = {example: [example, translation] for example, translation in reversed(examples)}
    if len(found) > MAX_MORE_EXAMPLES:
        raise BadRow(f"more than {MAX_MORE_EXAMPLES}")
    return list(reversed(found.values()))


def checked_example(text: str, translation: str) -> list[str]:
    """Return an example after the first, in single lines.

    Raises:
        BadRow: it is empty or too long, or has a bar.
    """
    example = [one_line(text), one_line(translation)]
    if not search_key(text):
        raise BadRow(f"'{example[1]}' translates nothing" if example[1] else "empty")
    for part in example:
        if len(part) > MAX_EXAMPLE_CHARACTERS:
            raise BadRow(f"'{part[:20]}…' is longer than {MAX_EXAMPLE_CHARACTERS} characters")
        if "|" in part:
            raise BadRow(f"'{part}' has a bar (|)")
    return example


_FIELDS: Final = {"rank": "frequency_rank", "translation": "gloss", "usage_note": "usage_notes"}
_ATTACHED: Final = ("forms", "more_examples")
_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "rank": _rank,
    "word": checked_word,
    "translation": _gloss,
    "part_of_speech": _one_of(_PARTS),
    "gender": _one_of(_GENDERS),
    "level": _one_of({level.lower(): level for level in LEVELS}),
    "definition": str,
    "example": one_line,
    "example_translation": one_line,
    "usage_note": str,
    "topics": topics,
    "forms": forms,
    "more_examples": more_examples,
    "status": _status,
    "language": str.lower,
}
