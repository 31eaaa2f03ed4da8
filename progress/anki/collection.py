"""Every note of an Anki package, in the process that reads it: plain values, nothing interpreted.

First comes what the package says of itself, then each note with its cards and their logs. Legacy
and zstd packages give the same.
"""

import json
import math
import zipfile
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

import zstandard

from files.archives import only_entry
from files.limits import MIB, FileRefused
from progress.anki.database import HostileDatabase
from progress.anki.field_text import plain

# Newest first: a package of the zstd kind also holds a collection that only says "update Anki".
COLLECTIONS: Final = ("collection.anki21b", "collection.anki21", "collection.anki2")
MAX_NOTES: Final = 100_000
MAX_CARDS: Final = 200_000
MAX_REVIEWS: Final = 2_000_000
MAX_REVIEWS_OF_CARD: Final = 20_000

_LARGEST_BYTES: Final = 300 * MIB
_LARGEST_WINDOW: Final = 128 * MIB
_PIECE: Final = MIB
_FIELDS: Final = 50
_NAME_CHARACTERS: Final = 200
_NEEDED: Final = ("col", "notes", "cards", "revlog")
_TABLES: Final = (*_NEEDED, "fields", "notetypes", "templates", "decks", "config")
_CARD: Final = (
    "nid", "id", "did", "ord", "type", "queue", "due", "ivl", "factor", "reps", "lapses", "left",
    "odue",
)  # fmt: skip
_REVIEW: Final = ("cid", "id", "ease", "ivl", "lastIvl", "factor", "time", "type")
_SEPARATOR: Final = "\x1f"
_FIRST_SCHEDULER, _SECOND_SCHEDULER = 1, 2


def read(file: IO[bytes], options: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what the package says of itself, then its notes.

    Raises:
        FileRefused: it is no package, is damaged, or holds more than the limits.
    """
    path = Path.cwd() / "collection.sqlite"
    media = _unpack(file, path)
    database = HostileDatabase(path, tables=_TABLES, seconds=options["seconds"])
    missing = [name for name in _NEEDED if name not in database.tables]
    if missing:
        raise FileRefused("damaged", f"The collection has no table {', '.join(missing)}.")
    yield {**_about(database), "media": media}
    yield from _notes(database)


def _unpack(file: IO[bytes], path: Path) -> int:
    """Write the collection to a file of its own; return how many other files the package has."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            name = next((name for name in COLLECTIONS if name in names), None)
            if name is None:
                raise FileRefused("no_collection", "There is no Anki collection in the file.")
            entry = only_entry(archive, name, most_bytes=_LARGEST_BYTES)
            with archive.open(entry) as stored, path.open("wb") as unpacked:
                _copy(stored, unpacked, compressed=name.endswith("b"))
        return len([name for name in names if name.isdecimal()])
    except (zipfile.BadZipFile, zstandard.ZstdError, EOFError, NotImplementedError) as error:
        raise FileRefused("damaged", "The file is no whole Anki package.") from error


def _copy(stored: IO[bytes], unpacked: IO[bytes], *, compressed: bool) -> None:
    """Write no more than the largest collection, however small it was packed."""
    reader = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
    source = reader.stream_reader(stored) if compressed else stored
    while piece := source.read(_PIECE):
        unpacked.write(piece)
        if unpacked.tell() > _LARGEST_BYTES:
            most = _LARGEST_BYTES // MIB
            raise FileRefused("too_large", f"The collection unpacks to more than {most} MB.")


def _about(database: HostileDatabase) -> dict[str, Any]:
    rows = database.rows("col", ["crt", *_blobs("conf", "models", "decks")])
    made, *texts = next(rows, (None, None, None, None))
    conf, models, decks = (_object(text) for text in texts)
    if not isinstance(made, int):
        raise FileRefused("damaged", "The collection does not say when it was made.")
    tables = database.tables
    is_new = {"fields", "notetypes"} <= tables
    return {
        "made": made,
        "scheduler": _SECOND_SCHEDULER if is_new else _scheduler(conf),
        "types": _types_of_tables(database) if is_new else _types_of_json(models),
        "decks": _decks_of_table(database) if "decks" in tables else _decks_of_json(decks),
    }


def _scheduler(conf: Mapping[str, Any]) -> int:
    """Return the version: without a word it is the first, as Anki has it."""
    version = conf.get("schedVer", _FIRST_SCHEDULER)
    return version if version in (_FIRST_SCHEDULER, _SECOND_SCHEDULER) else _SECOND_SCHEDULER


def _types_of_tables(database: HostileDatabase) -> dict[str, Any]:
    names = {key: _name(name) for key, name in database.rows("notetypes", ["id", *_blobs("name")])}
    fields, cards = _ordered(database, "fields"), _ordered(database, "templates")
    return {
        str(key): {"name": name, "fields": fields[key], "cards": cards[key]}
        for key, name in names.items()
    }


def _ordered(database: HostileDatabase, table: str) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = defaultdict(list)
    if table in database.tables:
        rows = [
            row
            for row in database.rows(table, ["ntid", "ord", *_blobs("name")])
            if _are_numbers(row[:2])
        ]
        for key, _, name in sorted(rows, key=lambda row: row[:2]):
            found[key].append(_name(name))
    return found


def _types_of_json(models: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: {
            "name": _name(model.get("name", "")),
            "fields": _names_in(model.get("flds")),
            "cards": _names_in(model.get("tmpls")),
        }
        for key, model in models.items()
        if isinstance(model, dict)
    }


def _names_in(parts: Any) -> list[str]:
    """Return the names of a note type's fields or cards, in their order."""
    parts = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    numbered = [part for part in parts if _are_numbers([part.get("ord")])]
    return [_name(part.get("name", "")) for part in sorted(numbered, key=lambda part: part["ord"])]


def _decks_of_table(database: HostileDatabase) -> dict[str, str]:
    rows = database.rows("decks", ["id", *_blobs("name")])
    return {str(key): _name(name) for key, name in rows}


def _decks_of_json(decks: Mapping[str, Any]) -> dict[str, str]:
    return {
        key: _name(deck.get("name", "")) for key, deck in decks.items() if isinstance(deck, dict)
    }


def _notes(database: HostileDatabase) -> Iterator[dict[str, Any]]:
    for number, _ in enumerate(database.rows("notes", ["id"]), start=1):
        if number > MAX_NOTES:
            raise FileRefused("too_many", f"The package has more than {MAX_NOTES:,} notes.")
    logs = _logs(database)
    cards = _cards(database, logs)
    columns = ["id", "mid", *_blobs("guid", "tags", "flds")]
    for key, kind, guid, tags, fields in database.rows("notes", columns):
        texts = _text(fields).split(_SEPARATOR)
        yield {
            "type": str(kind),
            "guid": _name(guid),
            "tags": _name(tags),
            "fields": [plain(text) for text in texts[:_FIELDS]],
            "cards": cards.pop(key, []),
        }
    if cards:
        yield {"without_note": sum(map(len, cards.values()))}


def _cards(database: HostileDatabase, logs: dict[Any, "array[int]"]) -> dict[Any, list[list[Any]]]:
    """Return by note the numbers of `_CARD` from the id on, the memory, and the log of each card.

    A card of which a number is no number has its id alone.
    """
    found: dict[Any, list[list[Any]]] = defaultdict(list)
    rows = database.rows("cards", [*_CARD, *_blobs("data")])
    for number, (note, *numbers, extra) in enumerate(rows):
        if number >= MAX_CARDS:
            raise FileRefused("too_many", f"The package has more than {MAX_CARDS:,} cards.")
        if _are_numbers(numbers):
            log = logs.pop(numbers[0], array("q"))
            found[note].append([*numbers, _memory(extra), _reviews(log)])
        else:
            found[note].append(numbers[:1])
    for cards in found.values():
        cards.sort(key=lambda card: (*card[2:3], 0)[0])
    return found


def _logs(database: HostileDatabase) -> dict[Any, "array[int]"]:
    """Return the numbers of each card's log, seven a review, which take the least memory so."""
    logs: dict[Any, array[int]] = defaultdict(lambda: array("q"))
    for number, row in enumerate(database.rows("revlog", _REVIEW)):
        if number >= MAX_REVIEWS:
            raise FileRefused("too_many", f"The package has more than {MAX_REVIEWS:,} reviews.")
        if _are_numbers(row):
            logs[row[0]].extend(row[1:])
    return logs


def _reviews(log: "array[int]") -> list[list[int]]:
    width = len(_REVIEW) - 1
    if len(log) > MAX_REVIEWS_OF_CARD * width:
        most = f"{MAX_REVIEWS_OF_CARD:,}"
        raise FileRefused("too_many", f"A card in the package has more than {most} reviews.")
    return sorted(log[start : start + width].tolist() for start in range(0, len(log), width))


def _memory(extra: Any) -> dict[str, float] | None:
    """Return what Anki keeps of FSRS beside a card: None without it, empty if it is none."""
    text = _text(extra)
    if not text:
        return None
    memory = _object(text)
    if not memory and text != "{}":
        return {}
    if not {"s", "d"} & memory.keys():
        return None
    if not (_is_amount(memory.get("s")) and _is_amount(memory.get("d"))):
        return {}
    kept = {"s": memory["s"], "d": memory["d"]}
    return kept | ({"lrt": memory["lrt"]} if _are_numbers([memory.get("lrt")]) else {})


def _is_amount(value: Any) -> bool:
    return isinstance(value, (int, float)) and math.isfinite(value) and value > 0


def _are_numbers(values: Sequence[Any]) -> bool:
    return all(isinstance(value, int) and abs(value) < 2**63 for value in values)


def _object(text: Any) -> dict[str, Any]:
    """Return what a JSON object holds; nothing if the text is none."""
    try:
        found = json.loads(_text(text) or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _blobs(*names: str) -> list[str]:
    """Ask for the bytes of a text, which need not be in the UTF-8 that it should be in."""
    return [f"CAST({name} AS BLOB)" for name in names]


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")


def _name(value: Any) -> str:
    return plain(_text(value).replace(_SEPARATOR, "::"))[:_NAME_CHARACTERS]
