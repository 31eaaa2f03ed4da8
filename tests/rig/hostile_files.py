"""Files that people who mean harm upload, each built here: by name, the name it is sent under, bytes.

None of them may take more than a little memory or time of whoever reads them, or end it.
"""

import base64
import io
import random
import sqlite3
import struct
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

import zstandard

from progress.anki import schema

Build = Callable[[], bytes]
MIB: Final = 2**20
_PAGE: Final = 4096


def hostile_files() -> dict[str, tuple[str, Build]]:
    """Return the name of each file's idea, the name it is sent under, and what builds it."""
    packages = {**_programs_in_schemas(), **_damage(), **_bombs(), **_odd_zips()}
    return {
        **{f"package: {name}": ("deck.apkg", build) for name, build in packages.items()},
        **{f"workbook: {name}": ("words.xlsx", build) for name, build in _workbooks().items()},
        **{f"text: {name}": ("words.csv", build) for name, build in _texts().items()},
    }


# Anki packages


def collection(*statements: str, drop: Iterable[str] = (), notes: int = 3) -> bytes:
    """Return an SQLite file with Anki's tables, after some statements more."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(path)) as database:
            database.executescript(schema.TABLES)
            texts = schema.settings(deck="Words", modified=0)
            database.execute(
                "INSERT INTO col VALUES (1, 1767240000, 0, 0, 11, 0, 0, 0, ?, ?, ?, ?, ?)",
                [texts[name] for name in ("conf", "models", "decks", "dconf", "tags")],
            )
            database.executemany(
                "INSERT INTO notes VALUES (?, ?, 7, 0, 0, '', 'eau' || ? || char(31) || 'water',"
                " '', 0, 0, '')",
                [(number, str(number), number) for number in range(1, notes + 1)],
            )
            database.executemany(
                "INSERT INTO cards VALUES (?, ?, 1, 0, 0, 0, 2, 2, 30, 20, 2500, 3, 0, 0, 0, 0, 0, '')",
                [(number, number) for number in range(1, notes + 1)],
            )
            for name in drop:
                database.execute(f"DROP TABLE {name}")
            for statement in statements:
                database.executescript(statement)
            database.commit()
        return path.read_bytes()


def package(content: bytes, name: str = "collection.anki2") -> bytes:
    return _zip({name: content})


def padded(content: bytes) -> bytes:
    """Return the file with noise behind it, so that it packs no better than others do."""
    return content + random.Random(1).randbytes(len(content) // 120)


def _zip(entries: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def _programs_in_schemas() -> dict[str, Build]:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"
    named = {
        "a generated column that makes a gigabyte": (
            "notes",
            "CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, tags text, flds text"
            " GENERATED ALWAYS AS (hex(zeroblob(400000000))) VIRTUAL);"
            "INSERT INTO notes (id, guid, mid, tags) VALUES (1, 'a', 7, '')",
        ),
        "a generated column of the log": (
            "revlog",
            "CREATE TABLE revlog (id integer PRIMARY KEY, cid, ease, ivl, lastIvl, factor, time,"
            " type AS (hex(zeroblob(400000000))));"
            "INSERT INTO revlog (id, cid) VALUES (1, 1)",
        ),
        "a view without end in the place of the notes": (
            "notes",
            f"CREATE VIEW notes AS {endless} x AS id, 'a' AS guid, 7 AS mid, '' AS tags,"
            " hex(zeroblob(1000)) AS flds FROM n",
        ),
        "a view without end in the place of the cards": (
            "cards",
            f"CREATE VIEW cards AS {endless} x AS id, x AS nid, 1 AS did, 0 AS ord, 2 AS type, 2 AS"
            " queue, 1 AS due, 1 AS ivl, 1 AS factor, 1 AS reps, 1 AS lapses, 1 AS left, 0 AS odue,"
            " '' AS data FROM n",
        ),
        "a view of the settings": (
            "col", f"CREATE VIEW col AS {endless} 1 AS crt, '' AS conf, '' AS models, '' AS decks FROM n"
        ),
        "a virtual table in the place of the notes": (
            "notes", "CREATE VIRTUAL TABLE notes USING fts5(id, guid, mid, tags, flds)"
        ),
        "a view over a virtual table": (
            "revlog",
            "CREATE VIRTUAL TABLE words USING fts5(id); CREATE VIEW revlog AS SELECT rowid AS id, 1 AS"
            " cid, 1 AS ease, 1 AS ivl, 1 AS lastIvl, 1 AS factor, 1 AS time, 1 AS type FROM words",
        ),
    }  # fmt: skip
    more = {
        "a view without end of the field names": f"CREATE VIEW fields AS {endless} x AS ntid, x AS ord,"
        " hex(zeroblob(1000)) AS name FROM n; CREATE TABLE notetypes (id, name)",
        "triggers on every table": "".join(
            f"CREATE TRIGGER t_{table} AFTER INSERT ON {table} BEGIN SELECT"
            " hex(zeroblob(900000000)); END;"
            for table in ("notes", "cards", "revlog", "col")
        ),
        "an index that computes": "CREATE INDEX i ON notes (hex(flds), length(zeroblob(9)))",
        "a thousand tables more": "BEGIN;"
        + "".join(f"CREATE TABLE t{n} (a);" for n in range(1200))
        + "COMMIT",
        "statistics for the planner": "CREATE TABLE x (a); CREATE INDEX ix ON x (a); ANALYZE;"
        " INSERT INTO sqlite_stat1 VALUES ('notes', 'ix_notes_usn', '1 1 unordered sz=0 noskipscan'),"
        " ('cards', NULL, '9223372036854775807 -1')",
        "a name that is a statement": 'CREATE TABLE "notes""; DROP TABLE cards; --" (a)',
    }
    return {
        **{
            name: lambda table=table, sql=sql: package(collection(sql, drop=[table]))
            for name, (table, sql) in named.items()
        },
        **{name: lambda sql=sql: package(collection(sql)) for name, sql in more.items()},
        "a table that is another one's pages": lambda: package(_with_swapped_roots()),
        "UTF-16": lambda: package(_utf16()),
    }


def _with_swapped_roots() -> bytes:
    return collection(
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage ="
        " (SELECT rootpage FROM sqlite_master WHERE name = 'revlog') WHERE name = 'notes';"
        " UPDATE sqlite_master SET sql = 'CREATE VIEW cards AS SELECT 1 AS id' WHERE name = 'cards'"
    )


def _utf16() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "utf16.sqlite"
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA encoding = 'UTF-16le'")
            database.executescript(schema.TABLES)
            database.execute(
                "INSERT INTO col VALUES (1, 1767240000, 0, 0, 11, 0, 0, 0, '', '', '', '', '')"
            )
            database.commit()
        return path.read_bytes()


def _damage() -> dict[str, Build]:
    return {
        "corrupt pages": lambda: package(_scattered(collection(notes=2000))),
        "pages that are their own children": lambda: package(_looping(collection(notes=2000))),
        "half of it": lambda: package(collection(notes=2000)[: 5 * _PAGE + 7]),
        "a header that claims sixteen terabytes": lambda: package(_with(28, b"\xff\xff\xff\xfe")),
        "a page size of one": lambda: package(_with(16, b"\x00\x01")),
        "a schema of the future": lambda: package(_with(44, b"\xff\xff\xff\xff")),
        "a schema of noise": lambda: package(_with(100, bytes(range(256)) * 15)),
        "no database at all": lambda: package(b"SQLite format 3\x00" + b"x" * 8000),
        "an empty database": lambda: package(b""),
    }


def _with(place: int, value: bytes) -> bytes:
    content = collection(notes=2000)
    return content[:place] + value + content[place + len(value) :]


def _scattered(content: bytes) -> bytes:
    damaged = bytearray(content)
    for place in range(_PAGE, len(damaged), 97):
        damaged[place] ^= 0xA5
    return bytes(damaged)


def _looping(content: bytes) -> bytes:
    """Let every page but the first be an interior page whose children are all the second one."""
    count = (_PAGE - 12) // 8
    head = struct.pack(">BHHHBI", 5, 0, count, _PAGE - 6 * count, 0, 2)
    places = b"".join(struct.pack(">H", _PAGE - 6 * n) for n in range(1, count + 1))
    cells = struct.pack(">IBB", 2, 1, 0) * count
    page = head + places + bytes(_PAGE - len(head + places + cells)) + cells
    return content[:_PAGE] + page * (len(content) // _PAGE - 1)


def _bombs() -> dict[str, Build]:
    rows = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT {}) "
    stuffing = {
        "a note of 64 MB": "UPDATE notes SET flds = hex(zeroblob(32000000)) WHERE id = 1",
        "two million fields": "UPDATE notes SET flds = replace(hex(zeroblob(1000000)), '00',"
        " char(31)) WHERE id = 1",
        "a million opened tags": "UPDATE notes SET flds = replace(hex(zeroblob(1000000)), '00', '<a')",
        "a million opened comments": "UPDATE notes SET flds ="
        " replace(hex(zeroblob(1000000)), '00', '<!--<style>')",
        "a million ampersands": "UPDATE notes SET flds = replace(hex(zeroblob(1000000)), '00', '&#x')",
        "a million combining marks": "UPDATE notes SET flds ="
        " replace(hex(zeroblob(500000)), '00', char(769, 803))",
        "half a million notes": rows.format(500_000)
        + "INSERT INTO notes SELECT x + 9, x, 7, 0, 0, '', 'a', '', 0, 0, '' FROM n",
        "half a million cards": rows.format(500_000)
        + "INSERT INTO cards SELECT x + 9, 1, 1, 0, 0, 0, 2, 2, 30, 20, 2500, 3, 0, 0, 0, 0, 0, ''"
        " FROM n",
        "three million reviews": rows.format(3_000_000)
        + "INSERT INTO revlog SELECT x, 1, 0, 3, 5, 5, 2500, 1000, 1 FROM n",
        "two million reviews of one card": rows.format(1_900_000)
        + "INSERT INTO revlog SELECT 1600000000000 + x, 1, 0, 3, 5, 5, 2500, 1000, 1 FROM n",
        "JSON nested a million deep": "UPDATE cards SET data = replace(hex(zeroblob(1000000)), '00',"
        " '['); UPDATE col SET models = replace(hex(zeroblob(1000000)), '00', '{\"a\":')",
        "a million note types": "UPDATE col SET models = '{' || replace(substr(hex(zeroblob(500000)),"
        " 3), '00', '\"1\":{},') || '\"2\":{}}'",
        "numbers beyond numbers": "UPDATE cards SET data = '{\"s\":' || replace(hex(zeroblob(50000)),"
        " '00', '99') || ',\"d\":1e999}', due = 9223372036854775807, ivl = -9223372036854775807,"
        " factor = 9223372036854775807; INSERT INTO revlog VALUES (9223372036854775807, 1, 0, 3,"
        " 9223372036854775807, 1, 1, 1, 1)",
        "texts where numbers are": "UPDATE cards SET due = 'soon', ivl = x'00ff', type = 1.5;"
        " INSERT INTO revlog VALUES (5, 'a', 'b', x'ff', 1.5, 'c', 'd', 'e', 'f')",
        "bytes that are no text": "UPDATE notes SET flds = CAST(x'ff00fe1feda0801f' AS TEXT), guid ="
        " CAST(x'00' AS TEXT), tags = CAST(x'c3' AS TEXT)",
        "control characters": "UPDATE notes SET flds = 'mai' || char(0) || 'son' || char(31) || char(8238)",
        "the beginning and the end of time": "UPDATE cards SET due = -700000 WHERE id = 1;"
        " UPDATE cards SET due = 2900000 WHERE id = 2;"
        " INSERT INTO revlog VALUES (-62135596800000, 3, 0, 3, 5, 5, 2500, 1000, 1)",
        "made after time": "UPDATE col SET crt = 253402300799",
        "made before time": "UPDATE col SET crt = -9223372036854775807",
    }
    return {
        **{
            name: lambda sql=sql: package(padded(collection(sql))) for name, sql in stuffing.items()
        },
        "a zip bomb": lambda: package(bytes(290 * MIB)),
        "a zip bomb beyond the limit": lambda: package(bytes(301 * MIB)),
        "a zstd bomb": lambda: package(zstandard.compress(bytes(400 * MIB)), "collection.anki21b"),
        "a zstd window of two gigabytes": lambda: package(
            _zstd_header(window=0b10101_000), "collection.anki21b"
        ),
        "a zstd frame that claims an exabyte": lambda: package(
            b"\x28\xb5\x2f\xfd\xe0" + b"\xff" * 8 + b"\x01\x00\x00", "collection.anki21b"
        ),
        "a million zstd frames": lambda: package(
            zstandard.compress(b"") * 300_000, "collection.anki21b"
        ),
        "a collection full of nothing": lambda: package(padded(collection() + bytes(250 * MIB))),
    }


def _zstd_header(*, window: int) -> bytes:
    return b"\x28\xb5\x2f\xfd\x00" + bytes([window]) + b"\x03\xff\xff" + b"a" * 100


def _odd_zips() -> dict[str, Build]:
    def twice() -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("collection.anki2", collection())
            archive.writestr("collection.anki3", b"other")
        return file.getvalue().replace(b"collection.anki3", b"collection.anki2")

    def claiming(size: int) -> Build:
        def build() -> bytes:
            content = package(collection())
            place = content.rindex(b"PK\x01\x02") + 24
            return content[:place] + struct.pack("<I", size) + content[place + 4 :]

        return build

    def encrypted() -> bytes:
        content = bytearray(package(collection()))
        content[content.rindex(b"PK\x01\x02") + 8] |= 1
        content[6] |= 1
        return bytes(content)

    return {
        "a zip in a zip": lambda: package(package(package(collection()))),
        "names that climb": lambda: _zip({
            "../../collection.anki2": collection(), "/etc/collection.anki21": b"x",
            "..\\collection.anki21b": b"x",
        }),
        "a name with a NUL": lambda: _zip({"collection.anki2\x00.png": collection()}),
        "the same name twice": twice,
        "an entry that claims 4 GB": claiming(0xFFFFFFF0),
        "an entry that claims one byte": claiming(1),
        "a password": encrypted,
        "lzma": lambda: _zip({"collection.anki2": bytes(20 * MIB)}, method=zipfile.ZIP_LZMA),
        "bzip2": lambda: _zip({"collection.anki2": bytes(20 * MIB)}, method=zipfile.ZIP_BZIP2),
        "fifty thousand entries": lambda: _zip({str(n): b"" for n in range(50_000)}),
        "an empty zip": lambda: _zip({}),
        "nothing but a signature": lambda: b"PK\x03\x04" + bytes(100),
        "a directory without end": lambda: b"PK\x03\x04" + b"PK\x01\x02" * 200_000
        + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 65535, 65535, 800_000, 4, 0),
    }  # fmt: skip


# Tables


_WORKBOOK: Final = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package'
    '/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats'
    '-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName='
    '"/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml'
    '.worksheet+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006'
    '/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006'
    '/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml'
    '/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats'
    '.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org'
    '/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target='
    '"sharedStrings.xml"/></Relationships>',
}  # fmt: skip
_SPREADSHEET: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(rows: str, *, strings: str = "", prolog: str = "") -> bytes:
    """Return an XLSX whose sheet and shared strings are written by hand, and pack like others."""
    noise = base64.b64encode(random.Random(1).randbytes(len(rows) // 140)).decode()
    more = base64.b64encode(random.Random(1).randbytes(len(strings) // 140)).decode()
    sheet = (
        f"{prolog}<!--{noise}--><worksheet {_SPREADSHEET}><sheetData>{rows}</sheetData></worksheet>"
    )
    parts = {
        **_WORKBOOK,
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f"<!--{more}--><sst {_SPREADSHEET}>{strings}</sst>",
    }
    return _zip({name: text.encode() for name, text in parts.items()})


def row(*cells: str, number: int = 1) -> str:
    texts = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{texts}</row>'


def _workbooks() -> dict[str, Build]:
    head = row("word", "translation")
    lol = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    long = "A" * 100_000
    return {
        "nine million empty rows": lambda: workbook(head + "<row/>" * 9_000_000),
        "a row at the end of the sheet": lambda: workbook(head + row("eau", number=1_048_576)),
        "a row far beyond the sheet": lambda: workbook(head + row("eau", number=2**40)),
        "twelve million shared strings": lambda: workbook(head, strings="<si/>" * 12_000_000),
        "a shared string of 60 MB": lambda: workbook(
            head, strings=f"<si><t>{'a' * (60 * MIB)}</t></si>"
        ),
        "a cell of 60 MB": lambda: workbook(head + row("a" * (60 * MIB))),
        "a million cells in a row": lambda: workbook(head + f"<row>{'<c/>' * 1_000_000}</row>"),
        "huge column letters": lambda: workbook(
            head + '<row><c r="ZZZ2"><v>1</v></c><c r="XFDXFDXFD2"><v>1</v></c></row>'
        ),
        "columns far apart": lambda: workbook(head + '<row><c r="XFD2"><v>1</v></c></row>' * 3000),
        "a billion laughs": lambda: workbook(
            head + row("&l9;"), prolog=f'<!DOCTYPE x [<!ENTITY l0 "lol">{lol}]>'
        ),
        "a quadratic blow-up": lambda: workbook(
            head + row("&a;" * 20_000), prolog=f'<!DOCTYPE x [<!ENTITY a "{long}">]>'
        ),
        "a file of the server": lambda: workbook(
            head + row("&a;"), prolog='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        ),
        "XML a million deep": lambda: workbook(head + "<row>" * 1_000_000),
        "XML cut off": lambda: workbook(head + "<row><c><v>1"),
        "numbers beyond numbers": lambda: workbook(
            head + '<row><c><v>1e999</v></c><c><v>-1e308</v></c><c t="s"><v>99999999</v></c>'
            '<c t="d"><v>0000-13-45</v></c><c t="b"><v>7</v></c><c t="e"><v>#N/A</v></c></row>'
        ),
        "a workbook that unpacks to 100 MB": lambda: _zip({"xl/workbook.xml": bytes(100 * MIB)}),
        "the same sheet twice": lambda: workbook(head).replace(
            b"sharedStrings.xml", b"workbook.xml\x00\x00\x00\x00\x00"
        ),
        "nine million empty rows that pack too well": lambda: _zip(
            {"xl/worksheets/sheet1.xml": b"<row/>" * 9_000_000}
        ),
        "no workbook inside": lambda: _zip({"readme.txt": b"hello"}),
        "a workbook of nothing": lambda: b"PK\x03\x04" + bytes(50),
    }


def _texts() -> dict[str, Build]:
    head = b"word,stability,difficulty,due_date,last_reviewed_at\n"
    most = 5 * MIB - 4096
    return {
        "a line of 100 MB": lambda: head + b"a" * (100 * MIB),
        "a line as long as a file may be": lambda: head + b"a" * (most - len(head)),
        "five million cells in a line": lambda: head + b"," * (most - len(head)),
        "five million lines": lambda: head + b"\n" * (most - len(head)),
        "a million lines of one letter": lambda: head + b"a\n" * 1_000_000,
        "a quotation without end": lambda: head + b'"' + b"a\n" * 2_000_000,
        "nothing but quotation marks": lambda: b'"' * most,
        "nothing but NULs": lambda: bytes(most),
        "NULs in words": lambda: head + b"mai\x00son,1,2,,\n\x00,,,,\n",
        "lone surrogates": lambda: head + "mai\ud800son,1,2,,\n".encode(errors="surrogatepass"),
        "lone surrogates in UTF-16": lambda: "\ufeffword\nmai\ud800son\n".encode("utf-16-le", "surrogatepass"),
        "half a character": lambda: head + b"\xc3",
        "UTF-16 of odd length": lambda: b"\xff\xfew",
        "the beginning of time": lambda: head + b"eau,1,2,0001-01-01,0001-01-01T00:00:00+14:00\n",
        "the end of time": lambda: head + b"eau,1,2,9999-12-31,9999-12-31T23:59:59-12:00\n",
        "dates that are none": lambda: head + b"eau,1,2,2026-02-30,24:00\n" + b"feu,1,2,-1,1e999\n",
        "numbers beyond numbers": lambda: head + b"eau," + b"9" * 1500 + b",nan,,\nfeu,1e999,-inf,,\n",
        "formulas": lambda: head + b'"=cmd|\'/c calc\'!A1",1,2,,\n@SUM(1),1,2,,\n',
        "the marks of other directions": lambda: head + "\u202eeau\u2066,1,2,,\n".encode(),
        "a hundred thousand accents": lambda: b"word\ne" + "\u0301".encode() * 100_000 + b"\n",
    }  # fmt: skip
