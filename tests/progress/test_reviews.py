from datetime import timedelta

import pytest

from learners.models import StudyDay
from progress.models import Card, Review
from progress.reviews import (
    CardSuspended,
    KeyReused,
    NothingToUndo,
    NotSuspended,
    StaleReview,
    mark_known,
    record_review,
    resume,
    suspend,
    undo,
)
from progress.scheduler import Rating
from tests.progress.words import (
    DAY,
    NOON,
    log_of,
    make_word,
    review,
    reviewed_card,
    say,
)


def state_of(card):
    card.refresh_from_db()
    return {
        name: getattr(card, name)
        for name in (
            "state", "step", "stability", "difficulty", "due_at", "due_date", "scheduled_days",
            "last_reviewed_at", "last_study_date", "repetitions", "lapses", "suspended", "known",
        )
    }  # fmt: skip


def test_first_good_review_is_due_in_two_days(learner, word):
    logged = review(learner, word, Rating.GOOD)

    card = Card.objects.get()
    assert (logged.state_after, logged.stability_after) == ("reviewing", 2.3065)
    assert (card.due_date, card.scheduled_days) == ((NOON + 2 * DAY).date(), 2)


def test_first_again_comes_back_after_ten_minutes(learner, word):
    logged = review(learner, word, Rating.AGAIN)

    assert (logged.state_after, logged.due_at) == ("learning", NOON + timedelta(minutes=10))
    assert (logged.due_date, logged.scheduled_days) == (None, 0)


def test_a_reviewed_card_is_due_when_the_learners_day_begins(learner, word):
    learner.timezone = "Asia/Tokyo"
    learner.save()

    logged = review(learner, word, Rating.EASY)

    assert logged.due_at.isoformat() == f"{logged.due_date - DAY}T19:00:00+00:00"


def test_a_lapse_is_counted_and_relearned(learner, word):
    card = reviewed_card(learner, word)

    review(learner, word, Rating.AGAIN)

    card.refresh_from_db()
    assert (card.state, card.lapses, card.repetitions) == ("relearning", 1, 2)
    assert card.due_at == NOON + timedelta(minutes=10)


def test_a_review_makes_the_day_a_study_day_and_spends_the_allowance(learner, word):
    review(learner, word)

    assert StudyDay.objects.get().date == NOON.date()
    assert Card.objects.get().introduced_date == NOON.date()


def test_a_review_dated_before_the_last_one_is_stale(learner, word):
    card = reviewed_card(learner, word)
    before = state_of(card)

    with pytest.raises(StaleReview):
        review(learner, word, at=card.last_reviewed_at - DAY)

    assert state_of(card) == before


def test_a_review_after_waiting_for_another_is_dated_after_it(learner, word):
    review(learner, word, at=NOON + DAY)

    logged = record_review(
        learner=learner, word=word, rating=Rating.GOOD, reviewed_at=None, now=NOON
    )

    assert logged.reviewed_at == NOON + DAY


def test_the_same_key_gives_the_same_review(learner, word):
    first = review(learner, word, idempotency_key="k")
    review(learner, word, at=NOON + DAY)

    again = review(learner, word, idempotency_key="k")

    assert again == first
    assert Review.objects.count() == 2


@pytest.mark.parametrize("change", ["rating", "word"])
def test_the_same_key_with_another_body_is_refused(learner, word, change):
    review(learner, word, Rating.GOOD, idempotency_key="k")
    other = make_word("eau") if change == "word" else word
    rating = Rating.EASY if change == "rating" else Rating.GOOD

    with pytest.raises(KeyReused):
        review(learner, other, rating, idempotency_key="k")

    assert Review.objects.count() == 1


def test_an_explicit_review_voids_what_the_conversation_counted_that_day(learner, word):
    card = reviewed_card(learner, word)
    say(learner, word, at=NOON)

    logged = review(learner, word, Rating.AGAIN, at=NOON + timedelta(hours=1))

    assert log_of(card) == [("review", True), ("review", False), ("void", True), ("review", True)]
    assert (logged.elapsed_days, logged.state_before) == (10, "reviewing")
    assert state_of(card)["repetitions"] == 2


def test_an_explicit_answer_from_before_the_conversation_still_takes_its_place(learner, word):
    reviewed_card(learner, word)
    say(learner, word, at=NOON)

    logged = review(learner, word, Rating.HARD, at=NOON - timedelta(hours=1))

    assert Review.objects.counted().last() == logged


def test_the_conversation_of_another_day_stands(learner, word):
    card = reviewed_card(learner, word)
    say(learner, word, at=NOON)

    review(learner, word, at=NOON + DAY)

    assert log_of(card) == [("review", True)] * 3


def test_undo_restores_the_memory_before(learner, word):
    card = reviewed_card(learner, word)
    before = state_of(card)
    review(learner, word, Rating.AGAIN)

    undo(learner=learner, word=word, now=NOON)

    assert state_of(card) == before
    assert log_of(card) == [("review", True), ("review", False), ("undo", True)]


def test_undo_of_the_first_review_makes_the_card_new(learner, word):
    review(learner, word)

    card = undo(learner=learner, word=word, now=NOON)

    assert (card.state, card.stability, card.due_at, card.repetitions) == ("new", None, None, 0)


def test_undo_of_an_explicit_review_lets_the_conversations_count_again(learner, word):
    card = reviewed_card(learner, word)
    say(learner, word, at=NOON)
    before = state_of(card)
    review(learner, word, Rating.AGAIN, at=NOON + timedelta(hours=1))

    undo(learner=learner, word=word, now=NOON + timedelta(hours=2))

    assert state_of(card) == before
    assert log_of(card) == [
        ("review", True), ("review", True), ("void", False), ("review", False),
        ("undo", True), ("undo", True),
    ]  # fmt: skip


def test_a_conversation_that_came_back_can_be_replaced_once_more(learner, word):
    card = reviewed_card(learner, word)
    say(learner, word, at=NOON)
    review(learner, word, Rating.AGAIN)
    undo(learner=learner, word=word, now=NOON)

    review(learner, word, Rating.EASY)

    kinds = [kind for kind, counts in log_of(card) if counts and kind == "review"]
    assert (len(kinds), state_of(card)["repetitions"], state_of(card)["lapses"]) == (2, 2, 0)


def test_undo_goes_back_step_by_step_until_nothing_is_left(learner, word):
    review(learner, word, at=NOON)
    review(learner, word, at=NOON + 3 * DAY)

    undo(learner=learner, word=word, now=NOON + 3 * DAY)
    card = undo(learner=learner, word=word, now=NOON + 3 * DAY)

    assert card.repetitions == 0
    with pytest.raises(NothingToUndo):
        undo(learner=learner, word=word, now=NOON + 3 * DAY)


def test_an_undo_sent_twice_takes_back_one_review(learner, word):
    card = reviewed_card(learner, word)
    review(learner, word, at=NOON)

    for _ in range(2):
        undo(learner=learner, word=word, now=NOON, idempotency_key="u")

    assert state_of(card)["repetitions"] == 1


def test_a_conversation_review_can_be_undone(learner, word):
    card = reviewed_card(learner, word)
    before = state_of(card)
    say(learner, word, lexical_error=True)

    undo(learner=learner, word=word, now=NOON)

    assert state_of(card) == before


def test_a_suspended_card_cannot_be_reviewed(learner, word):
    card = suspend(learner=learner, word=word, now=NOON)

    with pytest.raises(CardSuspended):
        review(learner, word)

    assert state_of(card)["suspended"] is True


def test_resume_gives_the_memory_back_as_it_was(learner, word):
    card = reviewed_card(learner, word)
    before = state_of(card)
    suspend(learner=learner, word=word, now=NOON)

    resume(learner=learner, word=word, now=NOON)

    assert state_of(card) == before


def test_only_what_was_put_aside_can_be_resumed(learner, word):
    reviewed_card(learner, word)

    with pytest.raises(NotSuspended):
        resume(learner=learner, word=word, now=NOON)


def test_a_known_word_is_put_aside_until_that_is_undone(learner, word):
    card = reviewed_card(learner, word)
    before = state_of(card)

    mark_known(learner=learner, word=word, now=NOON)
    aside = (state_of(card)["known"], Card.objects.due(NOON).count())
    undo(learner=learner, word=word, now=NOON)

    assert aside == (True, 0)
    assert state_of(card) == before


def test_undo_and_suspend_leave_nothing_behind_for_a_word_never_met(learner, word):
    with pytest.raises(NothingToUndo):
        undo(learner=learner, word=word, now=NOON)

    assert Card.objects.count() == 0


def test_a_new_time_zone_keeps_the_due_date_and_moves_the_moment(learner, word):
    card = reviewed_card(learner, word)
    due_date = card.due_date
    learner.timezone = "Asia/Tokyo"
    learner.save()

    review(learner, make_word("eau"))

    card.refresh_from_db()
    assert card.due_date == due_date
    assert card.due_at.isoformat() == f"{due_date - DAY}T19:00:00+00:00"
