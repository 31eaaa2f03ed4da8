"""What leaves comes back the same: memories, due dates, the log."""

import io
from datetime import timedelta

import pytest

from progress.anki.exporting import export_package, export_table, travelling_cards
from progress.anki.importing import import_cards
from progress.anki.notes import TravellingFile
from progress.anki.reading import read_package
from progress.anki.table import read_table
from progress.models import Card, Review
from progress.rebuilding import differences
from progress.reviews import suspend
from progress.scheduler import Rating
from tests.progress.words import DAY, NOON, make_word, make_words, review, say

HOUR = timedelta(hours=1)


@pytest.fixture
def busy(learner):
    """A learner with cards in every state."""
    reviewing, lapsed, learning, aside, talked = make_words(5)
    for word in (reviewing, lapsed, aside, talked):
        review(learner, word, Rating.GOOD, at=NOON - 40 * DAY, response_time_ms=1500)
        review(learner, word, Rating.HARD, at=NOON - 30 * DAY)
    review(learner, lapsed, Rating.AGAIN, at=NOON)
    review(learner, learning, Rating.AGAIN, at=NOON)
    say(learner, talked, mode="elicit", at=NOON)
    suspend(learner=learner, word=aside, now=NOON)
    return learner


@pytest.fixture
def newcomer(busy):
    return type(busy).objects.create_user("bob@example.org", "a long password")


def memories(learner):
    cards = Card.objects.filter(learner=learner).order_by("word_id")
    return [
        (
            card.word_id,
            card.state,
            pytest.approx(card.stability, rel=1e-3),
            pytest.approx(card.difficulty, rel=1e-3),
            card.due_date,
            card.due_at and card.due_at.replace(microsecond=0),
            card.suspended,
        )
        for card in cards
    ]


def logs(learner):
    rows = Review.objects.counted().filter(learner=learner).order_by("card__word_id", "reviewed_at")
    # Anki's log has its moments as ids, so two at the same moment move apart by a millisecond.
    return [
        (row.card.word_id, row.rating, row.reviewed_at.replace(microsecond=0), row.elapsed_days)
        for row in rows.select_related("card")
    ]


def bring(learner, cards, **options):
    options = {"language": "fr", "now": NOON + HOUR, "preview": False} | options
    file = cards if isinstance(cards, TravellingFile) else TravellingFile(tuple(cards))
    return import_cards(learner=learner, file=file, **options)


def test_an_exported_package_comes_back_with_memories_due_dates_and_log(busy, newcomer):
    package = export_package(busy, now=NOON + HOUR)

    report = bring(newcomer, read_package(io.BytesIO(package), zone=newcomer.zone))

    assert (report.cards, report.imported, report.reviews, report.left_out) == (5, 5, 11, {})
    assert memories(newcomer) == memories(busy)
    assert logs(newcomer) == logs(busy)
    assert list(differences(newcomer)) == []


def test_an_exported_table_comes_back_with_memories_and_due_dates(busy, newcomer):
    table = export_table(busy).encode()

    report = bring(newcomer, read_table(io.BytesIO(table), file_name="words.csv"))

    assert (report.imported, report.reviews) == (5, 0)
    kept = {(word, state, due) for word, state, _, _, due, _, _ in memories(newcomer) if due}
    assert kept >= {(word, state, due) for word, state, _, _, due, _, _ in memories(busy) if due}
    assert [memory[2:4] for memory in memories(newcomer)] == [m[2:4] for m in memories(busy)]
    assert list(differences(newcomer)) == []


def test_a_preview_changes_nothing(busy, newcomer):
    report = bring(newcomer, travelling_cards(busy), preview=True)

    assert report.imported == 5
    assert Card.objects.filter(learner=newcomer).count() == 0


def test_a_second_import_leaves_our_own_memories_alone(busy, newcomer):
    cards = travelling_cards(busy)
    bring(newcomer, cards)
    before = memories(newcomer)

    report = bring(newcomer, cards)

    assert (report.imported, report.left_out) == (0, {"already_learning": 5})
    assert memories(newcomer) == before


def test_an_imported_card_goes_on_by_our_rules(busy, newcomer):
    bring(newcomer, travelling_cards(busy))
    word = Card.objects.filter(learner=newcomer, state="reviewing", suspended=False).first().word

    logged = review(newcomer, word, Rating.GOOD, at=NOON + 20 * DAY)

    assert (logged.state_before, logged.elapsed_days > 0) == ("reviewing", True)
    assert list(differences(newcomer)) == []


def test_imported_words_do_not_spend_todays_allowance(busy, newcomer):
    bring(newcomer, travelling_cards(busy))

    met_today = Card.objects.filter(learner=newcomer, introduced_date=NOON.date())
    assert met_today.count() == 1  # whose first review was today


def test_words_are_matched_by_part_of_speech_and_never_guessed(learner):
    make_word("livre", gender="masculine")
    make_word("livre", gender="feminine")
    make_word("marche", gender="feminine")
    make_word("marcher", part_of_speech="verb")
    table = (
        "word,part_of_speech,stability,difficulty\n"
        "livre,,10,5\n"
        "le livre,,10,5\n"
        "la marche,,10,5\n"
        "marche,verb,10,5\n"
        "Marcher,,10,5\n"
        "xyz,,10,5\n"
        "une marche,,10,5\n"
        "la livre,,,\n"
    )

    report = bring(learner, read_table(io.BytesIO(table.encode()), file_name="words.csv"))

    assert (report.imported, report.left_out) == (
        3, {"ambiguous": 1, "unknown": 2, "duplicate": 1, "new": 1},
    )  # fmt: skip
    assert report.not_matched == ["livre", "marche", "xyz", "une marche"]
    learned = Card.objects.exclude(state="new").order_by("id")
    assert [(c.word.lemma, c.word.gender) for c in learned] == [
        ("livre", "masculine"), ("marche", "feminine"), ("marcher", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_leaving_costs_the_same_queries_for_any_number(learner, count, django_assert_num_queries):
    for word in make_words(count):
        review(learner, word, Rating.GOOD, at=NOON)

    with django_assert_num_queries(3):  # settings, cards with words, log
        export_package(learner, now=NOON)
