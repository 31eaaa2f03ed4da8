"""Rows out of the CSV and XLSX files that people really have, within limits."""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, Final

from files.limited import read_limited
from files.limits import MIB, FileRefused, Limits
from files.tables import heading, lines_of

MAX_BYTES: Final = 5 * MIB
MAX_ROWS: Final = 50_000
MAX_CELL_CHARACTERS: Final = 2000
# A CSV holds no more text than it has bytes; a workbook could.
_LIMITS: Final = Limits(answer_bytes=16 * MIB)

# Header as people write it -> the name used from here on.
COLUMNS: Final = {
    **{name: name for name in ("rank", "word", "part_of_speech", "gender", "level", "definition")},
    **{name: name for name in ("translation", "example", "example_translation", "topics")},
    **{name: name for name in ("usage_note", "forms", "more_examples", "status", "language")},
    "frequency_rank": "rank",
    "lemma": "word",
    "pos": "part_of_speech",
    "gloss": "translation",
    "english_translation": "translation",
    "example_sentence": "example",
    "topic_tags": "topics",
    "usage_notes": "usage_note",
}
REQUIRED: Final = ("rank", "word", "translation")

# What a spreadsheet would run, behind any number of apostrophes that an export put before it.
_ESCAPED: Final = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
# What neither a spreadsheet nor PostgreSQL would keep.
_UNPRINTABLE: Final = re.compile(r"[^\n\r\t -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ImportRefused(Exception):
    """The file was not imported, wholly or in any part.

    Attributes:
        problems: one sentence per fault, each with its line where it has one.
    """

    code = "import_refused"

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: the cells under the columns we know, cleaned."""

    line: int
    cells: dict[str, str]
    problem: str = ""  # why the line cannot be read at all


def read_upload(content: bytes, *, file_name: str) -> list[Row]:
    """Return the rows of a file that somebody uploaded, read in a process of its own.

    Raises:
        ImportRefused: the file as a whole cannot be read, or is larger than the limits.
    """
    _refuse_large(content)
    found = read_limited(
        "vocabulary.reading:upload_rows",
        io.BytesIO(content),
        options={"file_name": file_name},
        limits=_LIMITS,
    )
    try:
        return [Row(line, cells, problem) for line, cells, problem in found]
    except FileRefused as refused:
        raise ImportRefused(str(refused).split("\n")) from None


def upload_rows(file: IO[bytes], options: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Yield the rows of a file, in the process that reads it."""
    try:
        for row in read_rows(file.read(), file_name=options["file_name"]):
            yield [row.line, row.cells, row.problem]
    except ImportRefused as refused:
        raise FileRefused(refused.code, str(refused)) from None


def read_rows(content: bytes, *, file_name: str) -> list[Row]:
    """Return the rows of a CSV or XLSX file; blank lines and unknown columns are left out.

    Of a file whose author is not known, see `read_upload`.

    Raises:
        ImportRefused: the file as a whole cannot be read, or is larger than the limits.
    """
    _refuse_large(content)
    try:
        return list(_rows(lines_of(content, file_name=file_name, headings=COLUMNS)))
    except FileRefused as refused:
        raise ImportRefused([str(refused)]) from None


def _refuse_large(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise ImportRefused([f"The file is larger than {MAX_BYTES // MIB} MB."])


def _rows(lines: Iterable[tuple[int, list[str]]]) -> Iterator[Row]:
    columns: list[str] | None = None
    count = 0
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _columns(cells)
            continue
        count += 1
        if count > MAX_ROWS:
            raise ImportRefused([f"The file has more than {MAX_ROWS:,} rows."])
        yield _row(line, columns, cells)
    if columns is None:
        raise ImportRefused(["The file is empty."])


def _columns(header: list[str]) -> list[str]:
    names = [COLUMNS.get(heading(name), "") for name in header]
    problems = [f"The column '{name}' is missing." for name in REQUIRED if name not in names]
    twice = {name for name in names if name and names.count(name) > 1}
    problems += [f"The column '{name}' is there twice." for name in sorted(twice)]
    if problems:
        raise ImportRefused(problems)
    return names


def _row(line: int, columns: list[str], cells: list[str]) -> Row:
    spare = [cell for cell in cells[len(columns) :] if cell.strip()]
    if spare:
        return Row(line, {}, f"has {len(cells)} cells under {len(columns)} columns")
    named = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    for name, cell in named.items():
        if problem := unfit(cell):
            return Row(line, {}, f"{name}: {problem}")
    values = {name: clean(named.get(name, "")) for name in columns if name}
    return Row(line, values)


def unfit(cell: str) -> str:
    """Return why a text cannot be stored and exported; empty if it can."""
    if len(cell) > MAX_CELL_CHARACTERS:
        return f"longer than {MAX_CELL_CHARACTERS} characters"
    if _UNPRINTABLE.search(cell):
        return "contains a control character"
    return ""


def clean(cell: str) -> str:
    """Return the text as words are stored: composed, trimmed, without an export's apostrophe."""
    text = cell.strip()
    text = text[1:] if _ESCAPED.match(text) else text
    return tidy(text)


def tidy(text: str) -> str:
    """Return the text composed, trimmed and with plain line ends."""
    return unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", text)).strip()
