"""Read an Anki package, of the legacy or the zstd kind. The whole of it, or nothing."""

import html
import io
import json
import re
import sqlite3
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

import zstandard

from learners.study_days import DAY_STARTS_AT
from progress.anki import schema
from progress.anki.notes import FileRefused, TravellingCard, TravellingReview
from progress.scheduler import State

# Newest first: a package of the zstd kind also holds a collection that only says "update Anki".
_COLLECTIONS: Final = ("collection.anki21b", "collection.anki21", "collection.anki2")
_LARGEST: Final = 300 * 2**20
_PIECE: Final = 2**20
_STATES: Final = {0: State.NEW, 1: State.LEARNING, 2: State.REVIEWING, 3: State.RELEARNING}
_LOG_STATES: Final = {
    0: State.LEARNING,
    1: State.REVIEWING,
    2: State.RELEARNING,
    3: State.REVIEWING,
}
_CRAMMED: Final = 3
_LEARNED: Final = 0
_SUSPENDED: Final = -1
# A due value above this is a moment in seconds, below it a day.
_FIRST_MOMENT: Final = 1_000_000_000
_TAGS: Final = re.compile(r"<[^>]*>|\[sound:[^\]]*\]")


def read_package(file: IO[bytes], *, zone: ZoneInfo) -> list[TravellingCard]:
    """Return the cards of an .apkg, each note once, by its first card.

    Args:
        zone: the time zone in which the days of the package are understood.

    Raises:
        FileRefused: it is no package, is damaged, or is too large.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.sqlite"
        path.write_bytes(_collection(file))
        try:
            with closing(_opened(path)) as database:
                return list(_cards(database, zone))
        except (sqlite3.Error, ValueError, KeyError, TypeError, OverflowError) as error:
            raise FileRefused(
                "damaged", f"The collection in the file is damaged: {error}."
            ) from error


def _collection(file: IO[bytes]) -> bytes:
    try:
        with zipfile.ZipFile(file) as archive:
            name = next((name for name in _COLLECTIONS if name in archive.namelist()), None)
            if name is None:
                raise FileRefused("no_collection", "There is no Anki collection in the file.")
            with archive.open(name) as stored:
                return _read(stored, compressed=name.endswith("b"))
    except (zipfile.BadZipFile, zstandard.ZstdError, EOFError, NotImplementedError) as error:
        raise FileRefused("damaged", f"The file is no whole Anki package: {error}.") from error


def _read(stored: IO[bytes], *, compressed: bool) -> bytes:
    """Read no more than the largest collection, however small it was packed."""
    source = zstandard.ZstdDecompressor().stream_reader(stored) if compressed else stored
    whole = io.BytesIO()
    while piece := source.read(_PIECE):
        whole.write(piece)
        if whole.tell() > _LARGEST:
            raise FileRefused("too_large", "The collection in the file is too large.")
    return whole.getvalue()


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    database.execute("PRAGMA trusted_schema = OFF")
    database.create_collation(
        "unicase", lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower())
    )
    tables = {
        name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    missing = {"col", "notes", "cards", "revlog"} - tables
    if missing:
        database.close()
        raise FileRefused("damaged", f"The collection has no table {', '.join(sorted(missing))}.")
    return database


def _cards(database: sqlite3.Connection, zone: ZoneInfo) -> Iterator[TravellingCard]:
    (made,) = database.execute("SELECT crt FROM col").fetchone()
    made_date = _made_date(_moment(1000 * made), zone)
    names = _field_names(database)
    logs = _logs(database)
    rows = database.execute(
        "SELECT n.mid, n.flds, c.id, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses,"
        " c.data, c.odue FROM notes n JOIN cards c ON c.nid = n.id ORDER BY n.id, c.ord, c.id"
    )
    seen: set[tuple] = set()
    for mid, fields, card_id, *scheduling in rows:
        texts = [_plain(text) for text in fields.split(schema.FIELD_SEPARATOR)]
        if (mid, fields) not in seen:
            seen.add((mid, fields))
            named = dict(zip(names.get(mid, ()), texts, strict=False))
            log = tuple(logs.get(card_id, ()))
            yield TravellingCard(
                **_words(texts, named), **_scheduling(scheduling, made_date, log), reviews=log
            )


def _made_date(made: datetime, zone: ZoneInfo) -> date:
    """Return the day from which a collection counts: one is made at four in the morning.

    Which morning that was, the learner's zone tells if it was four there. Else it was four
    somewhere from ten hours west of Greenwich to New Zealand, thirteen east in summer.
    """
    local = made.astimezone(zone)
    return local.date() if local.hour == DAY_STARTS_AT.hour else (made + timedelta(hours=9)).date()


def _field_names(database: sqlite3.Connection) -> dict[int, list[str]]:
    """Return the names of the fields by note type: a table in new collections, JSON in old ones."""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    names: dict[int, list[str]] = defaultdict(list)
    if "fields" in tables:
        for mid, name in database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            names[mid].append(name.casefold())
        return names
    (models,) = database.execute("SELECT models FROM col").fetchone()
    for mid, model in json.loads(models or "{}").items():
        in_order = sorted(model["flds"], key=lambda field: field["ord"])
        names[int(mid)] = [field["name"].casefold() for field in in_order]
    return names


_WORD_FIELDS: Final = ("word", "mot", "french", "français", "lemma", "expression", "vocabulary")
_OTHER_FIELDS: Final = {
    "part_of_speech": ("part of speech", "part_of_speech", "pos", "word class"),
    "gender": ("gender", "genre"),
    "translation": ("translation", "english", "meaning", "definition", "traduction"),
}


def _words(texts: list[str], named: dict[str, str]) -> dict[str, str]:
    """Read the word from the field that is named for it, else from the first."""
    word = next((named[name] for name in _WORD_FIELDS if named.get(name)), texts[0])
    others = {
        field: next((named[name] for name in known if named.get(name)), "")
        for field, known in _OTHER_FIELDS.items()
    }
    return {"word": word} | others


def _scheduling(
    columns: list, made_date: date, log: tuple[TravellingReview, ...]
) -> dict[str, Any]:
    kind, queue, due, interval, factor, repetitions, lapses, extra, original_due = columns
    memory = _memory(extra)
    state = _STATES[kind]
    due = original_due or due  # of a card that is out in a filtered deck
    is_day = state is not State.NEW and due < _FIRST_MOMENT
    return {
        "state": state,
        "stability": memory.get("s"),
        "difficulty": memory.get("d"),
        "ease": factor / 1000 if factor else None,
        "interval_days": max(0, interval),
        "due_date": made_date + timedelta(days=due) if is_day else None,
        "due_at": _moment(1000 * due) if state is not State.NEW and not is_day else None,
        "last_reviewed_at": log[-1].reviewed_at if log else _last_review(memory),
        "repetitions": repetitions,
        "lapses": lapses,
        "suspended": queue == _SUSPENDED,
    }


def _memory(extra: str) -> dict[str, float]:
    """Return the memory of FSRS that Anki keeps as JSON beside a card; empty without one."""
    memory = json.loads(extra) if extra else {}
    if not isinstance(memory, dict) or not {"s", "d"} <= memory.keys():
        return {}
    if not (float(memory["s"]) > 0 and 1 <= float(memory["d"]) <= 10):
        raise ValueError("a memory of FSRS is out of range")
    return memory


def _last_review(memory: dict[str, float]) -> datetime | None:
    return _moment(1000 * int(memory["lrt"])) if "lrt" in memory else None


def _logs(database: sqlite3.Connection) -> dict[int, list[TravellingReview]]:
    """Return the reviews of each card that count, oldest first.

    Reviews by hand or for cramming do not, nor does what lies before a card was begun anew.
    """
    logs: dict[int, list[TravellingReview]] = defaultdict(list)
    kinds: dict[int, int] = {}
    rows = database.execute(
        "SELECT cid, id, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY cid, id"
    )
    for card_id, moment, ease, interval, last, factor, duration, kind in rows:
        if not 1 <= ease <= 4 or kind not in _LOG_STATES or (kind == _CRAMMED and factor == 0):
            continue
        if kind == _LEARNED and kinds.get(card_id, _LEARNED) != _LEARNED:
            logs[card_id] = []
        kinds[card_id] = kind
        logs[card_id].append(
            TravellingReview(
                reviewed_at=_moment(moment),
                rating=ease - 1,
                state_before=_LOG_STATES[kind],
                interval_days=max(0, interval),
                previous_interval_days=max(0, last),
                response_time_ms=max(0, duration),
            )
        )
    return logs


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _plain(text: str) -> str:
    """Return a field's text without markup."""
    return " ".join(html.unescape(_TAGS.sub(" ", text)).split())
