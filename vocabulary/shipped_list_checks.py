"""Is a shipped word list fit to learn from? Every row, checked by rule.

    python -m vocabulary.shipped_list_checks fr [words_0001_0250.csv ...]

prints one finding a line and ends with status 1 if there is any. What a list looks like is told
in `vocabulary.shipped_list`.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from vocabulary.examples import doubts
from vocabulary.languages import LEVELS, search_key
from vocabulary.shipped_list import WORD, ShippedList, WrittenWord, pieces
from vocabulary.topics import TOPICS

REQUIRED: Final = ("level", "translation", "example", "example_translation", "topics")

_SENTENCE: Final = re.compile(r"[«\"\dA-ZÀ-Ý].*[.!?…][\s»\"]*", re.DOTALL)
_TIGHT: Final = re.compile(r"[^\s?!][?!;:](?!\d)")
_UNELIDED: Final = re.compile(
    r"\b(je|me|te|se|le|la|ne|de|que|jusque|lorsque|puisque) (?=[aeiouâàéèêëîïôœù])"
    r"(?!(?:onze|oui|ouais|un[,.]|yaourt)\b)",
    re.IGNORECASE,
)
# Inversion keeps the pronoun whole: "Puis-je entrer ?", "Prends-le avec toi."
_HYPHENATED: Final = re.compile(r"-(je|me|te|se|le|la|ce)\b", re.IGNORECASE)
_DETERMINERS: Final = {
    "masculine": ("un", "le", "ce", "cet", "du", "au", "quel", "aucun"),
    "feminine": ("une", "la", "cette", "ma", "ta", "sa", "quelle", "aucune"),
}
_CLITICS: Final = re.compile(
    r"-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|moi|toi|lui|leur|le|la|les|y|en|ce|là|ci)$"
)


def findings(words: ShippedList) -> list[str]:
    """Return what is wrong, one sentence each, in the order of the list."""
    found = list(_of_the_whole(words))
    for row in words.written:
        at = f"{row.file}, row {row.line}, {row['word']}"
        found += [f"{at}: {fault}" for fault in row_faults(row, words)]
    return found


def row_faults(row: WrittenWord, words: ShippedList) -> list[str]:
    expected = words.by_rank.get(int(row["rank"]))
    if expected is None or expected.key != row.key:
        return [f"rank {row['rank']} of the skeleton is {expected.key if expected else 'nothing'}"]
    faults = list(_field_faults(row))
    if not faults:
        faults += _translation_faults(row, words.cognates)
        faults += _example_faults(row, expected.forms)
        faults += _gender_faults(row, words.genders_of_form)
        faults += _rarity_faults(row, words.level_of_form)
    return faults


def _of_the_whole(words: ShippedList) -> Iterator[str]:
    ranks = [int(row["rank"]) for row in words.written]
    if ranks != sorted(set(ranks)):
        yield "the ranks of the files do not rise"
    for file in sorted({row.file for row in words.written}):
        first, last = (int(number) for number in re.findall(r"\d+", file))
        missing = set(range(first, last + 1)) - set(ranks)
        if missing:
            yield f"{file}: no row for rank {', '.join(map(str, sorted(missing)))}"
    examples = Counter(search_key(row["example"]).strip(" .!?…") for row in words.written)
    for example, count in examples.items():
        if count > 1:
            yield f"{count} rows have the same example: {example}"


def _field_faults(row: WrittenWord) -> Iterator[str]:
    for column, cell in row.cells.items():
        if cell != " ".join(cell.split()) or "’" in cell:
            yield f"{column} has needless space or a curly apostrophe"
    yield from (f"{column} is empty" for column in REQUIRED if not row[column])
    if row["level"] not in LEVELS[:5]:
        yield f"level {row['level']} is not one of {', '.join(LEVELS[:5])}"
    if not set(row.topics) <= set(TOPICS):
        yield f"unknown topics {sorted(set(row.topics) - set(TOPICS))}"
    if not 1 <= len(row.topics) <= 3 or len(set(row.topics)) < len(row.topics):
        yield "topics must be one to three different ones"


def _translation_faults(row: WrittenWord, cognates: frozenset[str]) -> Iterator[str]:
    senses = row.senses
    if len(senses) > 3 or len(set(senses)) < len(senses) or ";" in "".join(senses):
        yield "translation must be one to three different senses"
    if row["part_of_speech"] == "verb" and not senses[0].startswith(("to ", "not to ")):
        yield "the translation of a verb starts with to"
    if row["part_of_speech"] == "noun" and re.match(r"(an?|the|to) ", senses[0]):
        yield "the translation of a noun has no article"
    headword = search_key(row["word"])
    same = [sense for sense in senses if search_key(sense.removeprefix("to ")) == headword]
    if same and row["word"] not in cognates:
        yield "translated by itself, and not in cognates.txt"


def _example_faults(row: WrittenWord, forms: Iterable[str]) -> Iterator[str]:
    example = row["example"]
    yield from doubts(example, forms)
    for text in (example, row["example_translation"]):
        if not _SENTENCE.fullmatch(text):
            yield f"not a sentence: {text}"
    if _TIGHT.search(example):
        yield f"no space before the sign in: {example}"
    if _UNELIDED.search(_HYPHENATED.sub("-", example)):
        yield f"not elided: {example}"


def _gender_faults(row: WrittenWord, genders: dict[str, str]) -> Iterator[str]:
    example = pieces(row["example"])
    for determiner, noun in pairwise(example):
        gender = genders.get(noun)
        other = "feminine" if gender == "masculine" else "masculine"
        if gender and determiner in _DETERMINERS[other]:
            yield f"{determiner} {noun}, which is {gender}"


def _rarity_faults(row: WrittenWord, level_of_form: dict[str, int]) -> Iterator[str]:
    highest = LEVELS.index(row["level"]) + 1
    own = set(pieces(row["word"]))
    for piece in _common_words(row["example"]):
        level = _level(piece, level_of_form)
        if level is None:
            yield f"{piece} is not in the list"
        elif level > highest and piece not in own:
            yield f"{piece} is {LEVELS[level]}, too rare for {row['level']}"


def _common_words(example: str) -> Iterator[str]:
    """Yield the words of an example but its names: capitals inside a sentence."""
    for match in WORD.finditer(example):
        starts = not example[: match.start()].rstrip(' «"') or re.search(
            r"[.!?…:]\s*$", example[: match.start()].rstrip('«" ') + " "
        )
        if starts or match.group()[0].islower():
            yield match.group().lower()


def _level(piece: str, level_of_form: dict[str, int]) -> int | None:
    """Return the level of a word, of its parts if it is written with hyphens."""
    stem = piece
    while stem not in level_of_form and _CLITICS.search(stem):
        stem = _CLITICS.sub("", stem)
    if stem in level_of_form:
        return level_of_form[stem]
    parts = stem.split("-")
    if len(parts) > 1 and all(part in level_of_form for part in parts):
        return max(level_of_form[part] for part in parts)
    return None


def main(language: str, *files: str) -> int:
    words = ShippedList.read(language)
    found = [line for line in findings(words) if not files or line.startswith(files)]
    print("\n".join([*found, f"{len(words.written)} rows, {len(found)} findings"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
