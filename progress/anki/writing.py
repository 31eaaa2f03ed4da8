"""Write cards as an Anki package, with their scheduling and their review log."""

import hashlib
import html
import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from learners.study_days import starts_at, study_date
from progress.anki import schema
from progress.anki.notes import TravellingCard, TravellingReview
from progress.scheduler import State

_TYPES = {State.NEW: 0, State.LEARNING: 1, State.REVIEWING: 2, State.RELEARNING: 3}
_QUEUES = {State.NEW: 0, State.LEARNING: 1, State.REVIEWING: 2, State.RELEARNING: 1}
_LOG_TYPES = {State.NEW: 0, State.LEARNING: 0, State.REVIEWING: 1, State.RELEARNING: 2}
_SUSPENDED = -1
_ONE_STEP_LEFT = 1001
_EASE = 2500
_LONGEST_ANSWER_MS = 60_000
_MINUTES_OF_STEP = 10


def write_package(
    cards: Sequence[TravellingCard],
    *,
    deck: str,
    zone: ZoneInfo,
    desired_retention: float,
    decay: float,
    now: datetime,
) -> bytes:
    """Return an .apkg: notes, cards, due dates, memories of FSRS and the review log.

    Args:
        decay: the last weight of FSRS in use, 0.1 to 0.8.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        database = sqlite3.connect(path)
        try:
            _Collection(database, zone, desired_retention, decay, now).fill(cards, deck=deck)
        finally:
            database.close()
        return _zipped(path.read_bytes())


def _zipped(collection: bytes) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", collection)
        archive.writestr("media", "{}")
    return package.getvalue()


class _Collection:
    """One collection being written. Ids are milliseconds, one higher for each row."""

    def __init__(
        self,
        database: sqlite3.Connection,
        zone: ZoneInfo,
        desired_retention: float,
        decay: float,
        now: datetime,
    ) -> None:
        self.database = database
        self.desired_retention = desired_retention
        self.decay = decay
        self.modified = int(now.timestamp())
        self.first_id = 1000 * self.modified
        # Anki counts days from the morning on which the collection was made.
        self.made_date = study_date(now - timedelta(days=3650), zone)
        self.made_at = starts_at(self.made_date, zone)

    def fill(self, cards: Sequence[TravellingCard], *, deck: str) -> None:
        self.database.executescript(schema.TABLES)
        texts = schema.settings(deck=deck, modified=self.modified)
        self._insert(
            "col",
            [
                (1, int(self.made_at.timestamp()), self.first_id, self.first_id, 11, 0, 0, 0,
                 texts["conf"], texts["models"], texts["decks"], texts["dconf"], texts["tags"])
            ],
        )  # fmt: skip
        self._insert("notes", map(self._note, *_numbered(cards)))
        self._insert("cards", map(self._card, *_numbered(cards)))
        self._insert("revlog", self._log(cards))
        self.database.commit()

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        rows = list(rows)
        if rows:
            places = ", ".join("?" * len(rows[0]))
            self.database.executemany(f"INSERT INTO {table} VALUES ({places})", rows)

    def _note(self, number: int, card: TravellingCard) -> tuple[Any, ...]:
        values = [
            card.word, card.translation, card.part_of_speech, card.gender, card.example,
            card.example_translation,
        ]  # fmt: skip
        fields = schema.FIELD_SEPARATOR.join(html.escape(value, quote=False) for value in values)
        return (
            self.first_id + number, _guid(card), schema.NOTE_TYPE_ID, self.modified, -1, "",
            fields, card.word, _checksum(card.word), 0, "",
        )  # fmt: skip

    def _card(self, number: int, card: TravellingCard) -> tuple[Any, ...]:
        learning = card.state in (State.LEARNING, State.RELEARNING)
        return (
            self.first_id + number, self.first_id + number, schema.DECK_ID, 0, self.modified, -1,
            _TYPES[card.state], _SUSPENDED if card.suspended else _QUEUES[card.state],
            self._due(number, card), card.interval_days, 0 if card.state is State.NEW else _EASE,
            card.repetitions, card.lapses, _ONE_STEP_LEFT if learning else 0, 0, 0, 0,
            self._memory(card),
        )  # fmt: skip

    def _due(self, number: int, card: TravellingCard) -> int:
        if card.due_date is not None:
            return (card.due_date - self.made_date).days
        return int(card.due_at.timestamp()) if card.due_at else number

    def _memory(self, card: TravellingCard) -> str:
        if card.stability is None:
            return "{}"
        memory = {
            "s": card.stability,
            "d": card.difficulty,
            "dr": self.desired_retention,
            "decay": self.decay,
        }
        if card.last_reviewed_at:
            memory["lrt"] = int(card.last_reviewed_at.timestamp())
        return json.dumps(memory)

    def _log(self, cards: Sequence[TravellingCard]) -> Iterator[tuple[Any, ...]]:
        taken: set[int] = set()
        for number, card in zip(*_numbered(cards), strict=True):
            for review in card.reviews:
                moment = int(review.reviewed_at.timestamp() * 1000)
                while moment in taken:
                    moment += 1
                taken.add(moment)
                yield self._log_row(moment, self.first_id + number, review)

    def _log_row(self, moment: int, card_id: int, review: TravellingReview) -> tuple[Any, ...]:
        return (
            moment, card_id, -1, review.rating + 1, _interval(review.interval_days),
            _interval(review.previous_interval_days), _shifted(review.difficulty),
            min(review.response_time_ms, _LONGEST_ANSWER_MS), _LOG_TYPES[review.state_before],
        )  # fmt: skip


def _numbered(cards: Sequence[TravellingCard]) -> tuple[range, Sequence[TravellingCard]]:
    return range(1, len(cards) + 1), cards


def _interval(days: int) -> int:
    """Days, or the seconds of a learning step as a negative number."""
    return days or -60 * _MINUTES_OF_STEP


def _shifted(difficulty: float | None) -> int:
    """Where the factor of SM-2 was, the log has the difficulty: 1 to 10 as 100 to 1100."""
    return 0 if difficulty is None else round((difficulty - 1) / 9 * 1000 + 100)


def _guid(card: TravellingCard) -> str:
    """The same word is the same note, however often it is exported."""
    key = f"{card.word}\x1f{card.part_of_speech}\x1f{card.gender}"
    return hashlib.sha256(key.encode()).hexdigest()[:10]


def _checksum(text: str) -> int:
    return int(hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:8], 16)
