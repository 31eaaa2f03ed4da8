"""New due dates on request: after the weights or the desired retention changed.

Due dates never move by themselves, because they could all come at once. The learner sees the
backlog first, and then decides.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from learners.models import Learner
from learners.study_days import starts_at, study_date
from progress.applying import Study
from progress.cards import event_of, memory_of
from progress.due_days import choose_day, days_around, fraction_of
from progress.models import Card, Review
from progress.replaying import elapsed_days
from progress.scheduler import State, interval_on_time

SHOWN_DAYS = 30


@dataclass(frozen=True, slots=True)
class Backlog:
    """Reviews per day, as they are and as they would be."""

    days: list[tuple[date, int, int]]
    overdue_now: int
    overdue_then: int
    moved: int


def preview_backlog(learner: Learner, *, now: datetime) -> Backlog:
    """Return what rescheduling would do to the coming days."""
    today = study_date(now, learner.zone)
    planned = list(_planned(learner, now))
    yesterday = today - timedelta(days=1)
    before = Counter(max(card.due_date or yesterday, yesterday) for card, _ in planned)
    after = Counter(max(due, yesterday) for _, due in planned)
    days = [today + timedelta(days=n) for n in range(SHOWN_DAYS)]
    return Backlog(
        days=[(day, before[day], after[day]) for day in days],
        overdue_now=before[yesterday],
        overdue_then=after[yesterday],
        moved=sum(card.due_date != due for card, due in planned),
    )


@transaction.atomic
def reschedule(*, learner: Learner, now: datetime) -> int:
    """Give every reviewed card the due date that its memory asks for; return how many moved.

    Each move is a row of the log.
    """
    moved = [(card, due) for card, due in _planned(learner, now, lock=True) if card.due_date != due]
    rows = [_move(card, due, learner, now) for card, due in moved]
    Review.objects.bulk_create(rows, batch_size=500)
    Card.objects.bulk_create(
        [card for card, _ in moved],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["due_date", "due_at", "scheduled_days"],
    )
    return len(moved)


def _move(card: Card, due: date, learner: Learner, now: datetime) -> Review:
    card.scheduled_days = elapsed_days(card.last_study_date, due)
    card.due_date, card.due_at = due, starts_at(due, learner.zone)
    return event_of(
        card,
        kind=Review.Kind.RESCHEDULE,
        learner=learner,
        now=now,
        due_at=card.due_at,
        due_date=due,
        scheduled_days=card.scheduled_days,
    )


def _planned(learner: Learner, now: datetime, *, lock: bool = False) -> Iterator[tuple[Card, date]]:
    """Yield each reviewed card with its new due date, balanced card by card."""
    study = Study.of(learner, now=now, writing=lock)
    cards = Card.objects.active().filter(
        learner=learner, state=State.REVIEWING, due_date__isnull=False
    )
    load: Counter[date] = Counter()
    for card in (cards.select_for_update() if lock else cards).order_by("id"):
        due = _due_date(card, study, load)
        load[due] += 1
        yield card, due


def _due_date(card: Card, study: Study, load: Counter[date]) -> date:
    interval = interval_on_time(memory_of(card), preset=study.preset)
    first, middle, last = days_around(interval, maximum=study.preset.maximum_interval)
    seed = f"{study.learner.pk}:{card.word_id}:{card.repetitions}"
    since = card.last_study_date
    assert since is not None  # it was reviewed
    of_days = {days: load[since + timedelta(days=days)] for days in range(first, last + 1)}
    days = choose_day(first, middle, last, fraction=fraction_of(seed), load=of_days)
    return since + timedelta(days=days)
