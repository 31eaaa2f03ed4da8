from datetime import UTC, datetime, timedelta

import pytest

from progress.anki.importing import import_cards
from progress.anki.notes import TravellingCard, TravellingFile, TravellingReview
from progress.models import Card, Review
from progress.rebuilding import differences
from progress.scheduler import State
from tests.progress.words import DAY, NOON, make_word, make_words, review


def bring(learner, *cards, **options):
    options = {"language": "fr", "now": NOON, "preview": False} | options
    return import_cards(learner=learner, file=TravellingFile(cards), **options)


def graded(days_ago, rating, **fields):
    return TravellingReview(reviewed_at=NOON - days_ago * DAY, rating=rating, **fields)


def test_a_log_without_a_memory_is_replayed(learner, word):
    reviews = (graded(20, 2), graded(17, 2), graded(6, 0), graded(6, 2))

    bring(learner, TravellingCard("pain", state=State.REVIEWING, reviews=reviews))

    card = Card.objects.get()
    assert (card.repetitions, card.lapses, card.state) == (4, 1, "reviewing")
    assert (card.last_reviewed_at, card.introduced_date) == (
        NOON - 6 * DAY, (NOON - 20 * DAY).date(),
    )  # fmt: skip
    assert list(differences(learner)) == []


def test_a_memory_wins_over_the_replay_of_its_log(learner, word):
    card = TravellingCard(
        "pain", state=State.REVIEWING, stability=33.5, difficulty=6.25, reviews=(graded(9, 2),),
        due_date=NOON.date() + 5 * DAY,
    )  # fmt: skip

    bring(learner, card)

    stored = Card.objects.get()
    assert (stored.stability, stored.difficulty, stored.repetitions) == (33.5, 6.25, 1)
    assert (stored.due_date, stored.scheduled_days) == (NOON.date() + 5 * DAY, 14)
    assert list(Review.objects.order_by("id").values_list("kind", "source")) == [
        ("review", "import"), ("memory", "import"),
    ]  # fmt: skip


def test_ease_and_interval_become_a_memory(learner, word):
    bring(
        learner,
        TravellingCard(
            "pain", state=State.REVIEWING, ease=2.5, interval_days=20, due_date=NOON.date()
        ),
    )

    card = Card.objects.get()
    assert card.stability == pytest.approx(20, rel=0.01)
    assert (card.last_study_date, card.due_date) == ((NOON - 20 * DAY).date(), NOON.date())


def test_reviews_of_the_future_are_left_out(learner, word):
    reviews = (graded(5, 2), graded(-3, 2))

    report = bring(learner, TravellingCard("pain", state=State.REVIEWING, reviews=reviews))

    assert (report.reviews, Card.objects.get().repetitions) == (1, 1)


def test_a_word_begun_here_keeps_our_memory(learner, word):
    review(learner, word)

    report = bring(
        learner, TravellingCard("pain", state=State.REVIEWING, stability=9, difficulty=5)
    )

    assert report.left_out == {"already_learning": 1}
    assert Review.objects.count() == 1


def test_a_suspended_card_stays_put_aside(learner, word):
    bring(
        learner,
        TravellingCard("pain", state=State.REVIEWING, stability=9, difficulty=5, suspended=True),
    )

    assert Card.objects.due(NOON + 9 * DAY).count() == 0
    assert list(differences(learner)) == []


def test_a_card_in_a_step_keeps_its_moment(learner, word):
    soon = datetime(2026, 3, 10, 12, 7, tzinfo=UTC)
    card = TravellingCard(
        "pain", state=State.RELEARNING, stability=2, difficulty=5, due_at=soon,
        last_reviewed_at=NOON - timedelta(minutes=3),
    )  # fmt: skip

    bring(learner, card)

    stored = Card.objects.get()
    assert (stored.state, stored.step, stored.due_at, stored.due_date) == (
        "relearning", 0, soon, None,
    )  # fmt: skip


def test_words_of_another_language_do_not_match(learner):
    make_word("pain", language="de")

    assert bring(learner, TravellingCard("pain")).left_out == {"unknown": 1}


@pytest.mark.parametrize("count", [1, 3])
def test_an_import_costs_the_same_queries_for_any_number(learner, count, django_assert_num_queries):
    make_words(count)
    cards = [
        TravellingCard(f"mot{n}", state=State.REVIEWING, reviews=(graded(9, 2), graded(4, 2)))
        for n in range(count)
    ]
    bring(learner, TravellingCard("mot9"))

    with django_assert_num_queries(18):
        bring(learner, *cards)
