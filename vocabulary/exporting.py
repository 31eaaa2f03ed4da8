"""Words as CSV or XLSX: safe to open in a spreadsheet, and unchanged when imported again."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from django.db.models import QuerySet

from vocabulary.attached import attached_to_all
from vocabulary.models import Word

COLUMNS: Final = (
    "rank",
    "word",
    "part_of_speech",
    "gender",
    "level",
    "translation",
    "definition",
    "example",
    "example_translation",
    "more_examples",
    "topics",
    "usage_note",
    "forms",
    "status",
    "language",
)
_CHUNK: Final = 1000  # words held at a time
# The wide forms are formulas too where people type them.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def exported_rows(words: QuerySet[Word]) -> Iterator[list[str]]:
    """Return one list of cells per word, under `COLUMNS`."""
    iterator = words.iterator(chunk_size=_CHUNK)
    while chunk := list(islice(iterator, _CHUNK)):
        ids = [word.pk for word in chunk]
        forms = attached_to_all(ids, "forms")
        examples = attached_to_all(ids, "more_examples")
        for word in chunk:
            yield _cells(word, forms.get(word.pk, []), examples.get(word.pk, []))


def _cells(word: Word, forms: list[str], more_examples: list[list[str]]) -> list[str]:
    return [
        str(word.frequency_rank),
        word.lemma,
        word.part_of_speech,
        word.gender,
        word.level,
        word.gloss,
        word.definition,
        word.example,
        word.example_translation,
        "\n".join(" | ".join(filter(None, example)) for example in more_examples),
        ",".join(word.topics),
        word.usage_notes,
        "|".join(forms),
        word.status,
        word.language,
    ]


def as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Return the file; it starts with a byte order mark, without which Excel breaks accents."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Iterable[str]]) -> bytes:
    # A third of a second, which a process that writes no workbook need not wait.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("words")
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([safe(cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def safe(cell: str) -> str:
    """Return the cell with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
