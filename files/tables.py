"""Lines of cells out of the CSV and XLSX files that people really have, within limits."""

import csv
import io
import re
import zipfile
from collections.abc import Container, Iterator, Mapping
from pathlib import PurePath
from typing import IO, Any, Final

from files.archives import refuse_bombs
from files.limits import MIB, FileRefused

MAX_UNZIPPED_BYTES: Final = 64 * MIB
# A row of a workbook that says nothing still takes its time.
MAX_LINES: Final = 200_000
MAX_COLUMNS: Final = 64
# Every row, cell and text of a workbook has two or three.
MAX_TAGS: Final = 6_000_000

_DELIMITERS: Final = (",", ";", "\t", "|")
_TEXT_SUFFIXES: Final = ("", ".csv", ".tsv", ".txt")
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_FAULTS: Final = {
    "unexpected end of data": "a quotation mark is never closed",
    "field larger than field limit": "a cell is longer than 131,072 characters",
}

Line = tuple[int, list[str]]


def read(file: IO[bytes], options: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the lines of a file, in the process that reads it."""
    return lines_of(file.read(), file_name=options["file_name"], headings=options["headings"])


def lines_of(content: bytes, *, file_name: str, headings: Container[str]) -> Iterator[Line]:
    """Yield the lines of a CSV or XLSX file, each with the number of the line it begins on.

    Args:
        headings: known names of columns, as `heading` writes them; the delimiter that gives most of
            them is the file's.

    Raises:
        FileRefused: it cannot be read, or is larger than the limits.
    """
    is_book = is_workbook(content, file_name)
    lines = _sheet(content) if is_book else _text_lines(decoded(content), headings)
    for count, (line, cells) in enumerate(lines, start=1):
        if count > MAX_LINES:
            most = f"{MAX_LINES:,}"
            raise FileRefused(
                "too_many_lines", f"The table has more than {most} lines, empty ones counted."
            )
        if len(cells) > MAX_COLUMNS:
            raise FileRefused("too_many_columns", f"line {line}: more than {MAX_COLUMNS} columns.")
        yield line, cells


def heading(name: str) -> str:
    """Return a heading as columns are named: small letters, one underscore between words."""
    return re.sub(r"[\s-]+", "_", name.strip().lstrip("\ufeff").lower())


def is_workbook(content: bytes, file_name: str) -> bool:
    suffix = PurePath(file_name).suffix.lower()
    if content.startswith(_OLD_EXCEL):
        raise FileRefused("old_excel", "This is an old Excel file. Save it as .xlsx or as CSV.")
    if suffix not in (*_TEXT_SUFFIXES, ".xlsx"):
        raise FileRefused("unknown_type", f"'{suffix}' files are not read; use .csv or .xlsx.")
    is_zip = content.startswith(_ZIP)
    if is_zip != (suffix == ".xlsx"):
        raise FileRefused("misnamed", f"The content of '{file_name}' is not what its name says.")
    return is_zip


def decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]  # cp1252: what Excel writes in France
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("no_text", "The text is neither UTF-8, UTF-16 nor Windows-1252.")


def _text_lines(text: str, headings: Container[str]) -> Iterator[Line]:
    first = text.partition("\n")[0]
    delimiter = _delimiter(first, headings)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused("damaged", f"line {start}: {_fault(error)}.") from None


def _fault(error: csv.Error) -> str:
    known = (meaning for said, meaning in _FAULTS.items() if str(error).startswith(said))
    return next(known, "text follows a closing quotation mark")


def _delimiter(first_line: str, headings: Container[str]) -> str:
    def known(delimiter: str) -> int:
        return sum(heading(name.strip('"\r ')) in headings for name in first_line.split(delimiter))

    return max(_DELIMITERS, key=known)


def _sheet(content: bytes) -> Iterator[Line]:
    try:
        # A third of a second, which a process that reads no workbook need not wait.
        from openpyxl import load_workbook  # noqa: PLC0415

        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            refuse_bombs(archive, most_bytes=MAX_UNZIPPED_BYTES)
            _refuse_many_tags(archive)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # The dimensions a file claims are not believed: they alone can make millions of cells.
        sheet.reset_dimensions()
        for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield line, [_text(value) for value in cells]
    except (FileRefused, MemoryError):
        raise
    except Exception as error:  # openpyxl lets through whatever its parsers meet
        raise FileRefused("damaged", "This is not a readable .xlsx workbook.") from error


def _refuse_many_tags(archive: zipfile.ZipFile) -> None:
    """Count before anything is made of them: openpyxl takes a hundred bytes and more for each."""
    count = 0
    for entry in archive.infolist():
        with archive.open(entry) as part:
            while piece := part.read(MIB):
                count += piece.count(b"<")
        if count > MAX_TAGS:
            raise FileRefused(
                "too_many_cells",
                "The workbook has more rows and cells than can be read, empty ones counted."
                " Delete the empty ones, or save the sheet as CSV.",
            )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # Excel keeps every number as a float
    return str(value)
