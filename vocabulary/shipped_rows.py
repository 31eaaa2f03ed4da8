"""The list of French words that comes with the project: what people wrote on a counted skeleton."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from vocabulary.exporting import COLUMNS
from vocabulary.reading import ImportRefused, Row, read_rows
from vocabulary.shipped_list import SKELETONS

LANGUAGE: Final = "fr"
LIST_FOLDER: Final = Path(__file__).parent / "lists" / LANGUAGE


def shipped_rows(folder: Path = LIST_FOLDER) -> list[Row]:
    """Return the written words in order of rank, with their inflected forms.

    Lines are counted through all files, as if they were one.

    Raises:
        ImportRefused: no list is there, or a file cannot be read.
    """
    rows = list(_written_rows(folder))
    if not rows:
        raise ImportRefused([f"There is no list of words in {folder}."])
    forms = _forms(folder / name for name in SKELETONS)
    rows.sort(key=lambda row: int(row.cells.get("rank", "0")))
    return [_with_forms(row, line, forms) for line, row in enumerate(rows, start=1)]


def sample_rows(count: int) -> Iterator[list[str]]:
    """Return the first words of the shipped list as rows to export."""
    for row in shipped_rows()[:count]:
        yield [row.cells.get(column, "") for column in COLUMNS]


def _written_rows(folder: Path) -> Iterator[Row]:
    for path in sorted(folder.glob("words_*.csv")):
        yield from read_rows(path.read_bytes(), file_name=path.name)


def _forms(skeletons: Iterable[Path]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for path in skeletons:
        with path.open(encoding="utf-8", newline="") as file:
            found |= {(line["rank"], line["lemma"]): line["forms"] for line in csv.DictReader(file)}
    return found


def _with_forms(row: Row, line: int, forms: dict[tuple[str, str], str]) -> Row:
    key = (row.cells.get("rank", ""), row.cells.get("word", ""))
    return replace(row, line=line, cells={**row.cells, "forms": forms.get(key, "")})
