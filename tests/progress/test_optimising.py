import random
from datetime import timedelta
from io import StringIO

import pytest
from celery import current_app
from django.core.management import CommandError, call_command

from bench.memory.weights import life, scattered
from learners.ledger import mark_studied
from learners.study_days import starts_at
from progress.models import Card, MemorySettings, Parameters, Review
from progress.optimising import (
    LastAttempt,
    answers_of,
    is_due,
    learners_to_optimise,
    optimise,
    put_in_use,
    scored_reviews,
)
from progress.rebuilding import differences, rebuild_memories
from progress.scheduler import DEFAULT_WEIGHTS, Rating
from progress.tasks import optimise_memories, optimise_memory
from tests.progress.words import DAY, NOON, make_words, review, say

TRUTH = scattered(random.Random(7), 1.5)


def live(learner, *, reviews, weights=TRUTH, seed=5):
    """Write a simulated learner's reviews into the log, and the cards that follow from them."""
    answers = life(random.Random(seed), weights, reviews=reviews)
    words = make_words(1 + max(answer.card_id for answer in answers))
    Card.objects.bulk_create(Card(learner=learner, word=word) for word in words)
    cards = dict(enumerate(Card.objects.order_by("id")))
    days = dict.fromkeys(cards, NOON - 2000 * DAY)
    rows = []
    for number, answer in enumerate(answers):
        at = days[answer.card_id] = days[answer.card_id] + (answer.elapsed_days or 0) * DAY
        due = at.date() + DAY
        rows.append(
            Review(
                card=cards[answer.card_id], learner=learner, kind="review", source="explicit",
                rating=answer.rating, reviewed_at=at + timedelta(seconds=number), study_date=at.date(),
                elapsed_days=answer.elapsed_days, counted_days=answer.elapsed_days or 0,
                state_before="new", state_after="reviewing", stability_after=1, difficulty_after=5,
                due_date=due, due_at=starts_at(due, learner.zone), scheduled_days=1,
            )
        )  # fmt: skip
    Review.objects.bulk_create(rows, batch_size=1000)
    rebuild_memories(learner)
    return answers


def stabilities():
    return list(Card.objects.order_by("id").values_list("stability", flat=True))


def test_answers_are_read_oldest_first_with_days_and_source(learner):
    first, second = make_words(2)
    review(learner, first, Rating.GOOD, at=NOON - 20 * DAY)
    review(learner, second, Rating.AGAIN, at=NOON - 19 * DAY)
    say(learner, first, at=NOON - 10 * DAY)

    answers = [(a.rating, a.elapsed_days, a.is_explicit) for a in answers_of(learner)]

    assert answers == [(2, None, True), (0, None, True), (2, 10, False)]


def test_too_few_reviews_decide_nothing(learner):
    live(learner, reviews=300)

    assert optimise(learner=learner, now=NOON) is None
    assert Parameters.objects.count() == 0


def test_better_weights_are_adopted_and_every_memory_replayed(learner):
    live(learner, reviews=2000)
    before, due = stabilities(), list(Card.objects.order_by("id").values_list("due_at", flat=True))

    row = optimise(learner=learner, now=NOON)

    settings = MemorySettings.objects.get()
    assert (row.decision, settings.parameters, row.replaces) == ("adopted", row, None)
    assert row.loss_of_candidate < row.loss_in_use
    assert stabilities() != before
    assert list(differences(learner)) == []
    assert list(Card.objects.order_by("id").values_list("due_at", flat=True)) == due


def test_what_is_no_better_is_kept_as_a_row_and_changes_nothing(learner):
    live(learner, reviews=1200, weights=DEFAULT_WEIGHTS, seed=11)
    before = stabilities()

    row = optimise(learner=learner, now=NOON)

    assert row.decision == "kept"
    assert MemorySettings.objects.get().parameters is None
    assert stabilities() == before


def test_weights_that_turn_out_worse_are_rolled_back(learner):
    answers = live(learner, reviews=2500, weights=DEFAULT_WEIGHTS)
    adopted = Parameters.objects.create(
        learner=learner, weights=list(scattered(random.Random(1), 2.0)), decision="adopted",
        scored_reviews=sum(answer.is_scored for answer in answers) - 600, held_out_reviews=100,
        loss_in_use=0.4, loss_of_candidate=0.3, standard_error=0.01, fitted_at=NOON - 30 * DAY,
    )  # fmt: skip
    MemorySettings.objects.update(parameters=adopted)

    row = optimise(learner=learner, now=NOON)

    assert (row.decision, row.weights, row.replaces) == (
        "rolled_back", list(DEFAULT_WEIGHTS), adopted,
    )  # fmt: skip
    assert MemorySettings.objects.get().parameters == row
    assert list(differences(learner)) == []


def test_of_two_runs_at_once_the_slower_changes_nothing(learner):
    live(learner, reviews=2000)
    first = optimise(learner=learner, now=NOON)
    late = Parameters.objects.get()
    late.pk = None

    # The slower run had begun while the defaults were in use.
    assert put_in_use(learner, late, instead_of=None) is False
    assert MemorySettings.objects.get().parameters == first
    assert Parameters.objects.count() == 1


@pytest.mark.parametrize(
    ("scored", "last", "due"),
    [
        (399, None, False),
        (400, None, True),
        (599, LastAttempt(400, NOON - DAY), False),
        (600, LastAttempt(400, NOON - DAY), True),
        (4499, LastAttempt(4000, NOON - DAY), False),
        (4500, LastAttempt(4000, NOON - DAY), True),
        (4099, LastAttempt(4000, NOON - 31 * DAY), False),
        (4100, LastAttempt(4000, NOON - 31 * DAY), True),
    ],
)
def test_an_attempt_waits_for_enough_new_reviews(scored, last, due):
    assert is_due(scored, last, now=NOON, minimum=400) is due


def test_only_learners_who_studied_lately_are_looked_at(learner):
    live(learner, reviews=800)
    assert list(learners_to_optimise(now=NOON, minimum=400)) == []

    mark_studied(learner=learner, day=NOON.date())

    assert list(learners_to_optimise(now=NOON, minimum=400)) == [learner]
    assert scored_reviews(learner) >= 400


@pytest.fixture
def tasks_at_once():
    before = current_app.conf.task_always_eager
    current_app.conf.task_always_eager = True
    yield
    current_app.conf.task_always_eager = before


@pytest.mark.usefixtures("tasks_at_once")
def test_the_nightly_task_fits_each_learner_once(learner):
    live(learner, reviews=800)
    mark_studied(learner=learner, day=NOON.date() + 3650 * DAY)

    assert optimise_memories() == 1
    assert optimise_memories(from_the_future=1) == 0
    assert Parameters.objects.count() == 1


def test_the_task_of_a_deleted_learner_does_nothing(db):
    assert optimise_memory(learner_id="00000000-0000-0000-0000-000000000000") is None


def test_the_command_tells_the_decision(learner):
    live(learner, reviews=300)
    out = StringIO()

    call_command("optimise_memory", learner="ALICE@example.org", stdout=out)

    assert out.getvalue() == (
        "alice@example.org: nothing to decide (it takes 400 scored reviews)\n"
    )


def test_the_command_refuses_an_unknown_learner(db):
    with pytest.raises(CommandError, match=r"There is no learner nobody@example\.org"):
        call_command("optimise_memory", learner="nobody@example.org")
