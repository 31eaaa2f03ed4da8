import io
import json
import sqlite3
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import zstandard

from files.limits import FileRefused
from progress.anki import schema
from progress.anki.notes import Skipped, TravellingCard
from progress.anki.reading import read_package
from progress.anki.writing import write_package
from progress.scheduler import State
from tests.progress.words import NOON

HERE = Path(__file__).parent
UTC_ZONE = ZoneInfo("UTC")
MADE = int(datetime(2026, 1, 1, 4, tzinfo=UTC).timestamp())


def read(content):
    return read_package(io.BytesIO(content), zone=UTC_ZONE).cards


def package(collection, name="collection.anki2"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, collection)
    return file.getvalue()


def collection(tmp_path, *, fields=("Front", "Back"), notes=(), cards=(), log=()):
    """An Anki collection; cards are (note, type, queue, due, interval, factor, JSON)."""
    path = tmp_path / "collection.anki2"
    database = sqlite3.connect(path)
    database.executescript(schema.TABLES)
    names = [{"name": name, "ord": place} for place, name in enumerate(fields)]
    models = json.dumps({"7": {"flds": names}})
    database.execute(
        "INSERT INTO col VALUES (1, ?, 0, 0, 11, 0, 0, 0, '{}', ?, '{}', '{}', '{}')",
        [MADE, models],
    )
    for number, texts in enumerate(notes, start=1):
        database.execute(
            "INSERT INTO notes VALUES (?, ?, 7, 0, 0, '', ?, '', 0, 0, '')",
            [number, str(number), "\x1f".join(texts)],
        )
    for number, (note, kind, queue, due, interval, factor, extra) in enumerate(cards, start=1):
        database.execute(
            "INSERT INTO cards VALUES (?, ?, 1, 0, 0, 0, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, ?)",
            [number, note, kind, queue, due, interval, factor, extra],
        )
    database.executemany("INSERT INTO revlog VALUES (?, ?, 0, ?, ?, 0, ?, 1000, ?)", log)
    database.commit()
    database.close()
    return path.read_bytes()


@pytest.mark.parametrize("kind", ["zstd", "legacy"])
def test_packages_of_anki_are_read_with_memory_due_date_and_log(kind):
    cards = {card.word: card for card in read((HERE / f"anki_26_{kind}.apkg").read_bytes())}

    bread = cards["pain"]
    assert (bread.part_of_speech, bread.gender, bread.translation) == (
        "noun", "masculine", "bread; <loaf>",
    )  # fmt: skip
    assert (bread.state, bread.stability, bread.difficulty) == (State.REVIEWING, 12.3457, 4.568)
    assert bread.due_date == date(2026, 11, 25)
    assert [review.rating for review in bread.reviews] == [2, 2]
    assert (cards["eau"].state, cards["eau"].due_date) == (State.RELEARNING, None)
    assert cards["lait"].suspended is True


def test_what_we_write_says_everything_we_know(tmp_path):
    written = TravellingCard(
        "pain", "noun", "masculine", "bread & butter", state=State.REVIEWING, stability=12.25,
        difficulty=4.5, interval_days=12, due_date=date(2026, 3, 20), repetitions=3, lapses=1,
        last_reviewed_at=datetime(2026, 3, 8, 9, tzinfo=UTC),
    )  # fmt: skip

    content = write_package(
        [written], deck="Words", zone=UTC_ZONE, desired_retention=0.9, decay=0.1542, now=NOON
    )

    (card,) = read(content)
    names = ("word", "translation", "stability", "difficulty", "due_date", "repetitions", "lapses",
             "last_reviewed_at")  # fmt: skip
    assert [getattr(card, name) for name in names] == [getattr(written, name) for name in names]


@pytest.mark.parametrize("home", ["Europe/Paris", "America/Los_Angeles", "Pacific/Auckland"])
@pytest.mark.parametrize("account", ["UTC", "America/Sao_Paulo", "Asia/Tokyo"])
def test_due_dates_travel_between_time_zones(home, account):
    card = TravellingCard(
        "pain", "noun", "masculine", "bread", state=State.REVIEWING, stability=12.25,
        difficulty=4.5, interval_days=12, due_date=date(2026, 3, 20), repetitions=3, lapses=1,
        last_reviewed_at=datetime(2026, 3, 8, 9, tzinfo=UTC),
    )  # fmt: skip
    content = write_package(
        [card], deck="Words", zone=ZoneInfo(home), desired_retention=0.9, decay=0.1542, now=NOON
    )

    (read,) = read_package(io.BytesIO(content), zone=ZoneInfo(account)).cards

    assert read.due_date == date(2026, 3, 20)


def test_a_card_of_the_old_scheduler_has_ease_and_interval(tmp_path):
    content = collection(
        tmp_path, notes=[("<b>la maison</b>", "house")], cards=[(1, 2, 2, 30, 21, 2350, "")]
    )

    (card,) = read(package(content))

    assert (card.word, card.stability, card.ease, card.interval_days) == (
        "la maison",
        None,
        2.35,
        21,
    )
    assert card.due_date == date(2026, 1, 31)


def test_the_word_is_in_the_field_named_for_it(tmp_path):
    content = collection(
        tmp_path,
        fields=("English", "Mot", "POS"),
        notes=[("house", "maison [sound:m.mp3]", "noun")],
        cards=[(1, 0, 0, 1, 0, 0, "")],
    )

    (card,) = read(package(content))

    assert (card.word, card.translation, card.part_of_speech) == ("maison", "house", "noun")


def test_a_note_with_two_cards_is_one_word(tmp_path):
    content = collection(
        tmp_path,
        notes=[("eau", "water")],
        cards=[(1, 2, 2, 1, 5, 2500, ""), (1, 0, 0, 1, 0, 0, "")],
    )

    assert [card.interval_days for card in read(package(content))] == [5]


def test_only_reviews_that_count_are_read(tmp_path):
    day = 86_400_000
    start = 1000 * MADE
    log = [
        (start, 1, 3, 1, 2500, 0),  # learned, then begun anew below
        (start + day, 1, 3, 2, 2500, 1),
        (start + 2 * day, 1, 1, -600, 0, 0),  # the new beginning
        (start + 3 * day, 1, 3, 4, 2500, 1),
        (start + 4 * day, 1, 3, 4, 0, 3),  # crammed
        (start + 5 * day, 1, 0, 9, 2500, 4),  # given another day by hand
        (start + 6 * day, 1, 2, 9, 2500, 1),
    ]
    content = collection(
        tmp_path, notes=[("eau", "water")], cards=[(1, 2, 2, 9, 9, 2500, "")], log=log
    )

    (card,) = read(package(content))

    assert [(r.rating, r.reviewed_at.day) for r in card.reviews] == [(0, 3), (2, 4), (1, 7)]


def test_a_new_collection_wins_over_the_placeholder_beside_it(tmp_path):
    real = collection(tmp_path, notes=[("eau", "water")], cards=[(1, 0, 0, 1, 0, 0, "")])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("collection.anki2", b"please update Anki")
        archive.writestr("collection.anki21b", zstandard.compress(real))

    assert [card.word for card in read(file.getvalue())] == ["eau"]


REFUSED = {
    "no zip": (lambda path: b"PK and nothing more", "damaged"),
    "half a zip": (lambda path: package(collection(path))[:-30], "damaged"),
    "another zip": (lambda path: package(b"x", "readme.txt"), "no_collection"),
    "no database": (lambda path: package(b"not a database at all" * 100), "damaged"),
    "no zstd": (lambda path: package(b"plain", "collection.anki21b"), "damaged"),
    "half a database": (lambda path: package(collection(path)[:5000]), "damaged"),
    "empty database": (lambda path: package(b""), "damaged"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_a_bad_package_is_refused_whole_with_the_reason(tmp_path, content, code):
    with pytest.raises(FileRefused) as refused:
        read(content(tmp_path))

    assert refused.value.code == code
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("card", "reason"),
    [
        ((2, 2, 2, 1, 1, 0, "{s:"), "its memory of FSRS is out of range"),
        ((2, 2, 2, 1, 1, 0, '{"s": 0, "d": 5}'), "its memory of FSRS is out of range"),
        ((2, 2, 2, 1, 1, 0, '{"s": 5, "d": 0}'), "its memory of FSRS is out of range"),
        ((2, 2, 2, 1, 1, 0, '{"s": null, "d": null}'), "its memory of FSRS is out of range"),
        ((2, 2, 2, 1, 1, 0, '{"s": 1e999, "d": 5}'), "its memory of FSRS is out of range"),
        ((2, 2, 2, 1, 1, 0, "[" * 100_000), "its memory of FSRS is out of range"),
        ((2, 2, 2, 3_650_000, 1, 0, ""), "it is due 3,650,000 days after the deck was made"),
        ((2, 2, 2, -999_999, 1, 0, ""), "it is due -999,999 days after the deck was made"),
        ((2, 1, 1, 2**62, 1, 0, ""), "a moment of it is beyond all time"),
        ((2, 9, 2, 1, 1, 0, ""), "its type is 9, not one of 0 to 3"),
        ((2, 2, 2, "soon", 1, 0, ""), "a number of its schedule is no number"),
        ((2, 2, 2, 1.5, 1, 0, ""), "a number of its schedule is no number"),
    ],
)
def test_an_odd_card_is_skipped_by_name_and_the_others_are_read(tmp_path, card, reason):
    content = collection(
        tmp_path, notes=[("eau", "water"), ("feu", "fire")], cards=[(1, 2, 2, 1, 5, 2500, ""), card]
    )

    file = read_package(io.BytesIO(package(content)), zone=UTC_ZONE)

    assert [card.word for card in file.cards] == ["eau"]
    assert file.skipped == (Skipped("feu", reason),)
