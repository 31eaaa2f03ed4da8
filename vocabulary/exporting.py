"""Words as CSV or XLSX: safe to open in a spreadsheet, and unchanged when imported again."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from vocabulary.models import WordExample, WordQuerySet

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
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")


def exported_rows(words: WordQuerySet) -> Iterator[list[str]]:
    """Return one list of cells per word, under `COLUMNS`."""
    for word in words.prefetch_related("forms", "more_examples").iterator(chunk_size=1000):
        yield [
            str(word.frequency_rank),
            word.lemma,
            word.part_of_speech,
            word.gender,
            word.level,
            word.gloss,
            word.definition,
            word.example,
            word.example_translation,
            "\n".join(map(_line, word.more_examples.all())),
            ",".join(word.topics),
            word.usage_notes,
            "|".join(form.form for form in word.forms.all()),
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


def _line(example: WordExample) -> str:
    return " | ".join(filter(None, [example.text, example.translation]))


def safe(cell: str) -> str:
    """Return the cell with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
