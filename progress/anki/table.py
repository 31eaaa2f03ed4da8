"""Cards as CSV: one line a word, its memory in columns. Read whole, or refused with the line."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django.utils.dateparse import parse_date, parse_datetime

from progress.anki.notes import FileRefused, TravellingCard
from progress.scheduler import State

COLUMNS: Final = (
    "word",
    "part_of_speech",
    "gender",
    "translation",
    "state",
    "stability",
    "difficulty",
    "due_date",
    "last_reviewed_at",
    "repetitions",
    "lapses",
    "suspended",
)


def write_table(cards: Iterable[TravellingCard]) -> str:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    table.writerows([_written(getattr(card, name)) for name in COLUMNS] for card in cards)
    return text.getvalue()


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def read_table(content: bytes) -> list[TravellingCard]:
    """Return the cards of a CSV with a header line, of whose columns only `word` is needed.

    Raises:
        FileRefused: it is no such table, or a value is not what its column holds.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused("damaged", "The table is not written in UTF-8.") from None
    table = csv.DictReader(io.StringIO(text, newline=""))
    if "word" not in (table.fieldnames or ()):
        raise FileRefused("no_word_column", "The table has no column 'word' in its first line.")
    try:
        return [_card(row, table.line_num) for row in table]
    except csv.Error as error:
        raise FileRefused("damaged", f"The table cannot be read: {error}.") from None


def _card(row: dict[str, str | None], line: int) -> TravellingCard:
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if not values["word"]:
        raise _wrong(line, "word", "is empty")
    stability = _number(values, "stability", line, low=0.001, high=36_500)
    difficulty = _number(values, "difficulty", line, low=1, high=10)
    if (stability is None) != (difficulty is None):
        raise _wrong(line, "stability", "and difficulty belong together")
    return TravellingCard(
        word=values["word"],
        part_of_speech=values["part_of_speech"],
        gender=values["gender"],
        translation=values["translation"],
        state=_state(values["state"], stability, line),
        stability=stability,
        difficulty=difficulty,
        due_date=_parsed(values, "due_date", parse_date, line),
        last_reviewed_at=_moment(values, line),
        suspended=values["suspended"].casefold() in ("true", "1", "yes"),
    )


def _state(text: str, stability: float | None, line: int) -> State:
    if not text:
        return State.NEW if stability is None else State.REVIEWING
    try:
        state = State(text)
    except ValueError:
        raise _wrong(line, "state", f"is none of {', '.join(State)}") from None
    if (state is State.NEW) != (stability is None):
        raise _wrong(line, "state", "and stability contradict each other")
    return state


def _number(
    values: dict[str, str], name: str, line: int, *, low: float, high: float
) -> float | None:
    if not values[name]:
        return None
    try:
        number = float(values[name])
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise _wrong(line, name, f"is not a number from {low} to {high}")
    return number


def _moment(values: dict[str, str], line: int) -> datetime | None:
    moment = _parsed(values, "last_reviewed_at", parse_datetime, line)
    if moment and moment.tzinfo is None:
        raise _wrong(line, "last_reviewed_at", "has no time zone")
    return moment


def _parsed(values: dict[str, str], name: str, parse, line: int):
    if not values[name]:
        return None
    try:
        parsed = parse(values[name])
    except ValueError:
        parsed = None
    if parsed is None:
        raise _wrong(line, name, "is not in ISO 8601")
    return parsed


def _wrong(line: int, name: str, what: str) -> FileRefused:
    return FileRefused("bad_value", f"Line {line}: {name} {what}.")
