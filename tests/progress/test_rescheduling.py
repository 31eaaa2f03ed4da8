import pytest

from progress.models import Card, Review
from progress.rebuilding import differences
from progress.rescheduling import preview_backlog, reschedule
from progress.scheduler import Rating
from tests.progress.words import DAY, NOON, make_words, review

TODAY = NOON.date()


def lower_retention(learner):
    for number, word in enumerate(make_words(6)):
        review(learner, word, Rating.EASY, at=NOON - number * DAY)
    learner.desired_retention = 0.75
    learner.save()


def due_dates():
    return list(Card.objects.order_by("id").values_list("due_date", flat=True))


def test_a_preview_shows_the_days_before_and_after_and_changes_nothing(learner):
    lower_retention(learner)
    before = due_dates()

    backlog = preview_backlog(learner, now=NOON)

    assert sum(now for _, now, _ in backlog.days) + backlog.overdue_now == 6
    assert backlog.moved == 6
    assert due_dates() == before


def test_rescheduling_does_what_the_preview_showed_and_logs_it(learner):
    lower_retention(learner)
    before = due_dates()
    promised = {day: then for day, _, then in preview_backlog(learner, now=NOON).days if then}

    moved = reschedule(learner=learner, now=NOON)

    counted = {day: due_dates().count(day) for day in due_dates() if day < TODAY + 30 * DAY}
    assert (moved, counted) == (6, promised)
    assert all(after > early for early, after in zip(before, due_dates(), strict=True))
    assert Review.objects.filter(kind="reschedule").count() == 6
    assert list(differences(learner)) == []


def test_rescheduling_again_moves_nothing(learner):
    lower_retention(learner)
    reschedule(learner=learner, now=NOON)

    assert reschedule(learner=learner, now=NOON) == 0
    assert preview_backlog(learner, now=NOON).moved == 0


def test_another_learners_dates_stay(learner):
    lower_retention(learner)
    bob = type(learner).objects.create_user("bob@example.org", "a long password")

    assert reschedule(learner=bob, now=NOON) == 0
    assert Review.objects.filter(kind="reschedule").count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_rescheduling_costs_the_same_queries_for_any_number(
    learner, count, django_assert_num_queries
):
    for word in make_words(count):
        review(learner, word, Rating.EASY)
    learner.desired_retention = 0.75
    learner.save()

    # savepoint, settings, cards, log, update, savepoint; bulk writes in savepoints of their own
    with django_assert_num_queries(6):
        reschedule(learner=learner, now=NOON)
