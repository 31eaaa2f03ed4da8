"""Cards as CSV: one line a word, its memory in columns. Read whole, or refused with the line."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date, datetime
from typing import IO, Any, Final

from django.utils.dateparse import parse_date, parse_datetime

from files.limited import read_limited
from files.limits import MIB, FileRefused, Limits
from files.tables import heading
from learners.study_days import EARLIEST_DATE, LATEST_DATE
from progress.anki.notes import Skipped, TravellingCard, TravellingFile
from progress.scheduler import State
from vocabulary.exporting import safe
from vocabulary.reading import clean, unfit

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
MAX_LINES: Final = 50_000
_LIMITS: Final = Limits(answer_bytes=12 * MIB)


class BadLine(Exception):
    """A line that is not understood; the text says why."""


def write_table(cards: Iterable[TravellingCard]) -> str:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    table.writerows([_written(getattr(card, name)) for name in COLUMNS] for card in cards)
    return text.getvalue()


def _written(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return safe(value) if isinstance(value, str) else value


def read_table(file: IO[bytes], *, file_name: str) -> TravellingFile:
    """Return the cards of a table with a header line, of whose columns only `word` is needed.

    A line of which a value is not what its column holds is skipped.

    Raises:
        FileRefused: it is no such table, or has no line that is understood.
    """
    lines = read_limited(
        "files.tables:read",
        file,
        options={"file_name": file_name, "headings": COLUMNS},
        limits=_LIMITS,
    )
    cards: list[TravellingCard] = []
    skipped: list[Skipped] = []
    with closing(lines):
        for number, (line, row) in enumerate(_rows(lines), start=1):
            if number > MAX_LINES:
                raise FileRefused("too_many", f"The table has more than {MAX_LINES:,} words.")
            try:
                cards.append(_card(row))
            except BadLine as bad:
                skipped.append(Skipped(f"Line {line}", str(bad)))
    if skipped and not cards:
        raise FileRefused("bad_value", f"{skipped[0].name}: {skipped[0].reason}.")
    return TravellingFile(tuple(cards), tuple(skipped))


def _rows(lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each line that is not empty by the names of its columns."""
    names: list[str] | None = None
    for line, cells in lines:
        if not any(map(str.strip, cells)):
            continue
        if names is None:
            names = [heading(cell) for cell in cells]
            if "word" not in names:
                break
            continue
        yield line, dict(zip(names, cells, strict=False))
    if not names or "word" not in names:
        sentence = "The table has no column 'word' in its first line."
        raise FileRefused("no_word_column", sentence)


def _card(row: Mapping[str, str]) -> TravellingCard:
    values = {name: clean(row.get(name, "")) for name in COLUMNS}
    if not values["word"]:
        raise _wrong("word", "is empty")
    for name, value in values.items():
        if problem := unfit(value):
            raise BadLine(f"{name}: {problem}")
    stability = _number(values, "stability", low=0.001, high=36_500)
    difficulty = _number(values, "difficulty", low=1, high=10)
    if (stability is None) != (difficulty is None):
        raise _wrong("stability", "and difficulty belong together")
    return TravellingCard(
        word=values["word"],
        part_of_speech=values["part_of_speech"],
        gender=values["gender"],
        translation=values["translation"],
        state=_state(values["state"], stability),
        stability=stability,
        difficulty=difficulty,
        due_date=_parsed(values, "due_date", parse_date),
        last_reviewed_at=_moment(values),
        suspended=values["suspended"].casefold() in ("true", "1", "yes"),
    )


def _state(text: str, stability: float | None) -> State:
    if not text:
        return State.NEW if stability is None else State.REVIEWING
    try:
        state = State(text)
    except ValueError:
        raise _wrong("state", f"is none of {', '.join(State)}") from None
    if (state is State.NEW) != (stability is None):
        raise _wrong("state", "and stability contradict each other")
    return state


def _number(values: dict[str, str], name: str, *, low: float, high: float) -> float | None:
    if not values[name]:
        return None
    try:
        number = float(values[name])
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise _wrong(name, f"is not a number from {low} to {high}")
    return number


def _moment(values: dict[str, str]) -> datetime | None:
    moment: datetime | None = _parsed(values, "last_reviewed_at", parse_datetime)
    if moment and moment.tzinfo is None:
        raise _wrong("last_reviewed_at", "has no time zone")
    return moment


def _parsed(values: dict[str, str], name: str, parse: Callable[[str], Any]) -> Any:
    if not values[name]:
        return None
    try:
        parsed = parse(values[name])
    except ValueError:
        parsed = None
    if parsed is None:
        raise _wrong(name, "is not in ISO 8601")
    day = parsed.date() if isinstance(parsed, datetime) else parsed
    if not EARLIEST_DATE < day < LATEST_DATE:
        raise _wrong(name, f"is not between {EARLIEST_DATE} and {LATEST_DATE}")
    return parsed


def _wrong(name: str, what: str) -> BadLine:
    return BadLine(f"{name} {what}")
