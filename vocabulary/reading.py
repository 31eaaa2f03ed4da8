"""Rows out of the CSV and XLSX files that people really have, within limits."""

import csv
import io
import logging
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

logger = logging.getLogger(__name__)

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_UNZIPPED_BYTES: Final = 64 * 1024 * 1024
MAX_ROWS: Final = 50_000
MAX_COLUMNS: Final = 64
MAX_CELL_CHARACTERS: Final = 2000

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

_DELIMITERS: Final = (",", ";", "\t", "|")
_TEXT_SUFFIXES: Final = ("", ".csv", ".tsv", ".txt")
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
# What a spreadsheet would run, behind any number of apostrophes that an export put before it.
_ESCAPED: Final = re.compile(r"'+[=+\-@\t\r]")
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


def read_rows(content: bytes, *, file_name: str) -> list[Row]:
    """Return the rows of a CSV or XLSX file; blank lines and unknown columns are left out.

    Raises:
        ImportRefused: the file as a whole cannot be read, or is larger than the limits.
    """
    if len(content) > MAX_BYTES:
        raise ImportRefused([f"The file is larger than {MAX_BYTES // 1024 // 1024} MB."])
    lines = _sheet(content) if _is_workbook(content, file_name) else _text_lines(_decoded(content))
    return list(_rows(lines))


def _is_workbook(content: bytes, file_name: str) -> bool:
    suffix = PurePath(file_name).suffix.lower()
    if content.startswith(_OLD_EXCEL):
        raise ImportRefused(["This is an old Excel file. Save it as .xlsx or as CSV."])
    if suffix not in (*_TEXT_SUFFIXES, ".xlsx"):
        raise ImportRefused([f"'{suffix}' files are not read; use .csv or .xlsx."])
    is_zip = content.startswith(_ZIP)
    if is_zip != (suffix == ".xlsx"):
        raise ImportRefused([f"The content of '{file_name}' is not what its name says."])
    return is_zip


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]  # cp1252: what Excel writes in France
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ImportRefused(["The text is neither UTF-8, UTF-16 nor Windows-1252."])


def _text_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(header), strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise ImportRefused([f"line {start}: {error}."]) from None


def _delimiter(header: str) -> str:
    def known(delimiter: str) -> int:
        return sum(_column(name.strip('"\r ')) in COLUMNS for name in header.split(delimiter))

    return max(_DELIMITERS, key=known)


def _sheet(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        # A third of a second, which a process that reads no workbook need not wait.
        from openpyxl import load_workbook  # noqa: PLC0415

        _refuse_zip_bomb(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # The dimensions a file claims are not believed: they alone can make millions of cells.
        sheet.reset_dimensions()
        for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield line, [_text(value) for value in cells]
    except ImportRefused:
        raise
    except Exception as error:  # openpyxl lets through whatever its parsers meet
        logger.info("Unreadable workbook: %r", error)
        raise ImportRefused(["This is not a readable .xlsx workbook."]) from error


def _refuse_zip_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unzipped = sum(member.file_size for member in archive.infolist())
    if unzipped > MAX_UNZIPPED_BYTES:
        raise ImportRefused(["The workbook unpacks to more than 64 MB."])


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # Excel keeps every number as a float
    return str(value)


def _rows(lines: Iterable[tuple[int, list[str]]]) -> Iterator[Row]:
    columns: list[str] | None = None
    count = 0
    for line, cells in lines:
        if len(cells) > MAX_COLUMNS:
            raise ImportRefused([f"line {line}: more than {MAX_COLUMNS} columns."])
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
    names = [COLUMNS.get(_column(name), "") for name in header]
    problems = [f"The column '{name}' is missing." for name in REQUIRED if name not in names]
    twice = {name for name in names if name and names.count(name) > 1}
    problems += [f"The column '{name}' is there twice." for name in sorted(twice)]
    if problems:
        raise ImportRefused(problems)
    return names


def _column(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().lstrip("\ufeff").lower())


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
