"""Whatever is done to a card, in whatever order: what is stored is what its log says."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase
from rest_framework.exceptions import APIException

from learners.models import Learner
from progress.cards import log_row
from progress.models import Card, Review
from progress.replaying import LogRow, elapsed_days, is_leech, replay, taken_back
from progress.reviews import mark_known, resume, suspend, undo
from progress.scheduler import Memory, Preset, Rating, State, schedule
from tests.progress.words import DAY, NOON, make_word, review, say

ratings = st.sampled_from(list(Rating))


def rows_of(reviews):
    """A log of plain reviews, given as (rating, days since the one before)."""
    moment, rows = NOON, []
    for number, (rating, days) in enumerate(reviews, start=1):
        moment += days * DAY
        rows.append(
            LogRow(
                id=number,
                kind="review",
                reviewed_at=moment,
                study_date=moment.date(),
                rating=rating,
                counted_days=days if number > 1 else 0,
            )
        )
    return rows


@given(st.lists(st.tuples(ratings, st.integers(0, 500)), max_size=12), st.randoms())
def test_replay_of_a_log_in_any_order_is_the_memory_built_step_by_step(reviews, random):
    rows = rows_of(reviews)
    memory = Memory()
    for number, (rating, days) in enumerate(reviews):
        memory = schedule(memory, rating, elapsed_days=days if number else 0, preset=Preset())
    random.shuffle(rows)

    state = replay(rows, preset=Preset())

    assert (state.memory, state.repetitions) == (memory, len(reviews))


def test_a_row_that_takes_back_can_be_taken_back():
    review_, void, undo_ = (
        LogRow(id=n, kind=kind, reviewed_at=NOON, study_date=NOON.date(), revokes_id=revokes)
        for n, kind, revokes in ((1, "review", None), (2, "void", 1), (3, "undo", 2))
    )

    assert taken_back([review_, void]) == {1}
    assert taken_back([review_, void, undo_]) == {2}


def test_a_memory_brought_along_is_taken_as_it_is():
    brought = Memory(State.REVIEWING, stability=40.0, difficulty=5.0)
    row = LogRow(
        id=2, kind="memory", reviewed_at=NOON + DAY, study_date=NOON.date(), memory=brought
    )

    state = replay([*rows_of([(Rating.GOOD, 0)]), row], preset=Preset())

    assert (state.memory, state.repetitions) == (brought, 1)


@pytest.mark.parametrize(("lapses", "leech"), [(7, False), (8, True)])
def test_a_card_forgotten_eight_times_is_a_leech(lapses, leech):
    assert is_leech(lapses) is leech


def test_days_elapsed_are_never_negative():
    assert elapsed_days(NOON.date(), NOON.date() - DAY) == 0


class TestStoredState(HypothesisCase):
    actions = st.sampled_from(
        ["again", "hard", "good", "easy", "say", "slip", "undo", "suspend", "resume", "known"]
    )

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(actions, st.integers(0, 90)), max_size=14))
    def test_stored_state_is_the_replay_of_the_log(self, actions):
        learner = Learner.objects.create_user("alice@example.org", "a long password")
        word = make_word("pain")
        moment = NOON
        for action, hours in actions:
            moment += timedelta(hours=hours)
            try:
                act(learner, word, action, moment)
            except APIException:
                continue

        for card in Card.objects.all():
            self.assert_rebuilt(card)

    def assert_rebuilt(self, card):
        rows = [log_row(row) for row in card.reviews.all()]
        state = replay(rows, preset=Preset())
        revoked = taken_back(rows)
        assert (card.state, card.step) == (state.memory.state, state.memory.step)
        assert (card.stability, card.difficulty) == (
            state.memory.stability,
            state.memory.difficulty,
        )
        assert (card.repetitions, card.lapses) == (state.repetitions, state.lapses)
        assert (card.due_at, card.due_date) == (state.due_at, state.due_date)
        assert (card.suspended, card.known) == (state.suspended, state.known)
        assert set(Review.objects.filter(counts=False).values_list("pk", flat=True)) == revoked


def act(learner, word, action, moment):
    match action:
        case "say":
            say(learner, word, mode="elicit", at=moment)
        case "slip":
            say(learner, word, lexical_error=True, at=moment)
        case "undo":
            undo(learner=learner, word=word, now=moment)
        case "suspend":
            suspend(learner=learner, word=word, now=moment)
        case "resume":
            resume(learner=learner, word=word, now=moment)
        case "known":
            mark_known(learner=learner, word=word, now=moment)
        case rating:
            review(learner, word, Rating[rating.upper()], at=moment)
