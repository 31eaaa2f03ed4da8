"""Read an Anki package, of the legacy or the zstd kind: its notes as cards that can travel."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

from files.limited import read_limited
from files.limits import MIB, Limits
from progress.anki.notes import Skipped, TravellingCard, TravellingFile
from progress.anki.scheduling import Collection, OddCard, schedule_of
from progress.scheduler import State

# What becomes of it in this process is some five times as large.
_LIMITS: Final = Limits(answer_bytes=12 * MIB)
_WORD_FIELDS: Final = ("word", "mot", "french", "français", "lemma", "expression", "vocabulary")
_OTHER_FIELDS: Final = {
    "part_of_speech": ("part of speech", "part_of_speech", "pos", "word class"),
    "gender": ("gender", "genre"),
    "translation": ("translation", "english", "meaning", "definition", "traduction"),
}


def read_package(file: IO[bytes], *, zone: ZoneInfo) -> TravellingFile:
    """Return the cards of an .apkg, each note once, by the card of it that is known best.

    Args:
        zone: the time zone in which the days of the package are understood.

    Raises:
        FileRefused: it is no package, is damaged, or is too large.
    """
    cards: list[TravellingCard] = []
    skipped: list[Skipped] = []
    with closing(notes_of(file)) as found:
        about = next(found)
        collection = Collection.of(about, zone=zone)
        seen: set[tuple[str, ...]] = set()
        for note in found:
            if "without_note" in note:
                skipped.append(Skipped(f"{note['without_note']} cards", "their note is missing"))
                continue
            texts = (note["type"], *note["fields"])
            if texts in seen:
                continue
            seen.add(texts)
            try:
                cards += _travelling(note, about["types"], collection)
            except OddCard as odd:
                skipped.append(Skipped(note["fields"][0], str(odd)))
    return TravellingFile(tuple(cards), tuple(skipped))


def notes_of(file: IO[bytes]) -> Generator[Any, None, None]:
    """Yield what a package says of itself, then its notes; see `progress.anki.collection`.

    Raises:
        FileRefused: it is no package, is damaged, or is too large.
    """
    return read_limited(
        "progress.anki.collection:read",
        file,
        options={"seconds": _LIMITS.cpu_seconds},
        limits=_LIMITS,
    )


def _travelling(
    note: Mapping[str, Any], types: Mapping[str, Any], collection: Collection
) -> list[TravellingCard]:
    """Return the note's best-known card; nothing for a note without cards."""
    if not note["cards"]:
        return []
    names = [name.casefold() for name in types.get(note["type"], {}).get("fields", ())]
    words: dict[str, Any] = _words(note["fields"], dict(zip(names, note["fields"], strict=False)))
    schedules = [schedule_of(card, collection) for card in note["cards"]]
    return [TravellingCard(**words, **max(schedules, key=_how_well))]


def _how_well(schedule: Mapping[str, Any]) -> tuple[bool, int, int]:
    return schedule["state"] is not State.NEW, len(schedule["reviews"]), schedule["interval_days"]


def _words(texts: Sequence[str], named: Mapping[str, str]) -> dict[str, Any]:
    """Read the word from the field that is named for it, else from the first."""
    word = next((named[name] for name in _WORD_FIELDS if named.get(name)), texts[0])
    others = {
        field: next((named[name] for name in known if named.get(name)), "")
        for field, known in _OTHER_FIELDS.items()
    }
    return {"word": word} | others
