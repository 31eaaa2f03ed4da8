import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from vocabulary.reading import MAX_BYTES, MAX_ROWS, ImportRefused, Row, read_rows

HEADER = "rank,word,translation"
MANGER = Row(2, {"rank": "1", "word": "été", "translation": "summer"})


def workbook(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


WORKBOOK = workbook(["rank", "word", "translation"], [1, "mot", "word"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings_are_recognised(encoding):
    content = f"{HEADER}\n1,été,summer\n".encode(encoding)

    assert read_rows(content, file_name="words.csv") == [MANGER]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_from_the_header(delimiter):
    content = f"{HEADER}\n1,été,summer\n".replace(",", delimiter).encode()

    assert read_rows(content, file_name="words.csv") == [MANGER]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_endings_of_any_system_are_read(ending):
    content = f"{HEADER}{ending}1,été,summer{ending}".encode()

    assert read_rows(content, file_name="words.csv") == [MANGER]


def test_a_workbook_gives_the_same_rows_as_a_csv():
    content = workbook(["Rank", "Word", "English translation"], [1.0, "été", "summer"])

    assert read_rows(content, file_name="words.xlsx") == [MANGER]


def test_headers_of_other_lists_are_known_by_their_aliases():
    content = b"Frequency Rank,lemma,gloss,POS\n1,mot,word,noun\n"

    assert read_rows(content, file_name="words.csv") == [
        Row(2, {"rank": "1", "word": "mot", "translation": "word", "part_of_speech": "noun"})
    ]


def test_unknown_columns_and_blank_lines_are_left_out():
    content = f"{HEADER},colour\n\n1,été,summer,yellow\n,,,\n".encode()

    assert [(row.line, row.cells) for row in read_rows(content, file_name="w.csv")] == [
        (3, MANGER.cells)
    ]


def test_a_row_is_named_by_the_line_on_which_it_starts():
    content = f'{HEADER}\n1,un,"one\nor a"\n2,deux,two\n'.encode()

    rows = read_rows(content, file_name="w.csv")

    assert [(row.line, row.cells["translation"]) for row in rows] == [(2, "one\nor a"), (4, "two")]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("1,a,b,c", "has 4 cells under 3 columns"),
        (f"1,{'a' * 2001},b", "word: longer than 2000 characters"),
        ("1,a\x00b,c", "word: contains a control character"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(line, problem):
    rows = read_rows(f"{HEADER}\n{line}\n".encode(), file_name="w.csv")

    assert rows == [Row(2, {}, problem)]


@pytest.mark.parametrize(
    ("content", "file_name", "problem"),
    [
        (b"", "w.csv", "The file is empty."),
        (b"\n\n", "w.csv", "The file is empty."),
        (b"x" * (MAX_BYTES + 1), "w.csv", "The file is larger than 5 MB."),
        (b"PK\x03\x04rest", "w.csv", "The content of 'w.csv' is not what its name says."),
        (b"rank,word", "w.xlsx", "The content of 'w.xlsx' is not what its name says."),
        (b"PK\x03\x04rest", "w.xlsx", "This is not a readable .xlsx workbook."),
        (
            b"\xd0\xcf\x11\xe0rest",
            "w.xls",
            "This is an old Excel file. Save it as .xlsx or as CSV.",
        ),
        (b"rank,word", "w.xlsm", "'.xlsm' files are not read; use .csv or .xlsx."),
        (b"rank,word\n\x81,\x8d", "w.csv", "The text is neither UTF-8, UTF-16 nor Windows-1252."),
        (
            b'rank,word,translation\n1,"a"b,c',
            "w.csv",
            "line 2: text follows a closing quotation mark.",
        ),
        (b"rank,word,lemma,translation\n", "w.csv", "The column 'word' is there twice."),
        (b"," * 64 + b"\n", "w.csv", "line 1: more than 64 columns."),
        (
            f"{HEADER}\n".encode() + b"1,a,b\n" * (MAX_ROWS + 1),
            "w.csv",
            "The file has more than 50,000 rows.",
        ),
    ],
)
def test_a_file_beyond_reading_is_refused_with_a_reason(content, file_name, problem):
    with pytest.raises(ImportRefused) as refusal:
        read_rows(content, file_name=file_name)

    assert refusal.value.problems == [problem]


def test_every_missing_column_is_named():
    with pytest.raises(ImportRefused) as refusal:
        read_rows(b"word,gender\nmot,m\n", file_name="w.csv")

    assert refusal.value.problems == [
        "The column 'rank' is missing.",
        "The column 'translation' is missing.",
    ]


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (65 * 1024 * 1024))

    with pytest.raises(ImportRefused) as refusal:
        read_rows(file.getvalue(), file_name="bomb.xlsx")

    assert refusal.value.problems == ["The file unpacks to more than the 64 MB it may."]


def read_or_refuse(content, file_name):
    try:
        return read_rows(content, file_name=file_name)
    except ImportRefused:
        return []


@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@example(content=b"rank,word,translation\r1,a,b")
@example(content=b"\xff\xfe\x00")
def test_any_bytes_are_read_or_refused(content):
    assert all(row.line > 1 for row in read_or_refuse(content, "w.csv"))


@settings(deadline=None)
@given(position=st.floats(0, 1), byte=st.integers(0, 255), cut=st.floats(0, 1))
def test_a_damaged_workbook_is_read_or_refused(position, byte, cut):
    content = bytearray(WORKBOOK)
    content[int(position * (len(content) - 1))] = byte

    rows = read_or_refuse(bytes(content[: max(4, int(cut * 2 * len(content)))]), "w.xlsx")

    assert len(rows) <= 1


def test_an_entity_bomb_in_a_workbook_is_refused():
    content = workbook(["rank", "word", "translation"], [1, "mot", "word"])
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, bomb.encode() + text if name.endswith("sheet1.xml") else text)

    with pytest.raises(ImportRefused) as refusal:
        read_rows(file.getvalue(), file_name="bomb.xlsx")

    assert refusal.value.problems == ["This is not a readable .xlsx workbook."]
