"""Figures of a learner's memory, counted from events whenever they are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Avg,
    Case,
    Count,
    F,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Floor

from learners.models import Learner, XpEntry
from learners.study_days import study_date
from progress.calibrating import Bin, Curve, GradedBin, curve_of, workload
from progress.cards import recall_of
from progress.evidence import Evidence
from progress.figures import MASTERED, MASTERED_STABILITY_DAYS
from progress.models import Card, CardQuerySet, Review, WordUse
from progress.presets import memory_settings, preset_of
from progress.queue import served_to
from progress.scheduler import Preset, Rating, State

FORECAST_DAYS = 30
BINS = 20


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How many words stand where."""

    learning: int
    mastered: int
    due_today: int
    due_week: int


@dataclass(frozen=True, slots=True)
class MemoryReport:
    """How well the schedule fits the learner, and what it asks of them."""

    calibration: dict[str, Curve]
    true_retention: float | None  # of what learners reviewed on purpose
    conversation_retention: float | None
    desired_retention: float
    forecast: list[tuple[date, int]]
    overdue: int
    expected_known_words: float
    workload: list[tuple[float, float]]


def word_counts(learner: Learner, *, now: datetime) -> WordCounts:
    today = study_date(now, learner.zone)
    met = ~Q(state=State.NEW)
    served = served_to(learner)
    counts = Card.objects.filter(learner=learner).aggregate(
        learning=Count("id", filter=met & ~MASTERED & Q(known=False)),
        mastered=Count("id", filter=MASTERED | Q(known=True)),
        due_today=Count("id", filter=served & _due_by(today)),
        due_week=Count("id", filter=served & _due_by(today + timedelta(days=6))),
    )
    return WordCounts(**counts)


def _due_by(day: date) -> Q:
    """Reviews of the study days up to `day`, and learning steps, which are minutes away."""
    return Q(due_date__lte=day) | Q(due_date=None, due_at__isnull=False)


def states(learner: Learner) -> dict[str, int]:
    """Return how many cards are in each state, of all states."""
    counted = Card.objects.filter(learner=learner).values_list("state").annotate(Count("id"))
    return {state.value: 0 for state in State} | dict(counted.order_by())


def reviews_by_day(learner: Learner, *, since: date) -> dict[date, int]:
    reviews = Review.objects.counted().filter(learner=learner, study_date__gte=since)
    return _by_day(reviews, Count("id"))


def xp_by_day(learner: Learner, *, since: date) -> dict[date, int]:
    entries = XpEntry.objects.filter(learner=learner, study_date__gte=since)
    return _by_day(entries, Sum("amount"))


def _by_day(rows: QuerySet[Any], figure: Aggregate) -> dict[date, int]:
    return dict(rows.values_list("study_date").annotate(figure).order_by("study_date"))


def words_used(learner: Learner) -> int:
    """Return how many different words the learner has said."""
    said = WordUse.objects.filter(learner=learner).exclude(
        evidence__in=[Evidence.NOT_USED.value, Evidence.HINT_SHOWN.value]
    )
    return said.values("word").distinct().count()


def review_count(learner: Learner) -> int:
    return Review.objects.counted().filter(learner=learner).count()


def memory_report(learner: Learner, *, now: datetime) -> MemoryReport:
    today = study_date(now, learner.zone)
    settings = memory_settings(learner)
    preset = preset_of(settings, learner)
    curves = _curves(_graded(learner))
    cards = list(_remembered(learner))
    load = _load(learner, today)
    return MemoryReport(
        calibration=curves,
        true_retention=curves["explicit"].achieved,
        conversation_retention=curves["conversation"].achieved,
        desired_retention=learner.desired_retention,
        forecast=_forecast(load, today),
        overdue=sum(count for day, count in load.items() if day < today),
        expected_known_words=sum(expected_recall(card, day=today, preset=preset) for card in cards),
        workload=workload(
            [card.stability or 0.0 for card in cards if not card.suspended], preset=preset
        ),
    )


def _remembered(learner: Learner) -> CardQuerySet:
    """Cards that were reviewed, and words that the learner says are known."""
    columns = ("state", "step", "stability", "difficulty", "last_study_date", "suspended")
    return Card.objects.filter(~Q(state=State.NEW) | Q(known=True), learner=learner).only(*columns)


def expected_recall(card: Card, *, day: date, preset: Preset) -> float:
    """Return the probability of recall; of a word never reviewed there is only the learner's word."""
    return 1.0 if card.state == State.NEW else recall_of(card, day=day, preset=preset)


def _graded(learner: Learner) -> list[GradedBin]:
    """Count the reviews, a day at least after the one before, by predicted recall and kind."""
    rows = (
        Review.objects.counted()
        .filter(learner=learner, elapsed_days__gte=1)
        .exclude(source=Review.Source.IMPORT)
        .annotate(
            place=Floor(F("retrievability") * BINS),
            mature=Case(
                When(stability_before__gte=MASTERED_STABILITY_DAYS, then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            ),
        )
        .values("place", "mature", "source")
        .annotate(
            reviews=Count("id"),
            passed=Count("id", filter=Q(rating__gte=Rating.HARD)),
            predicted=Avg("retrievability"),
        )
        .order_by("place", "mature", "source")
    )
    return [
        GradedBin(
            Bin(int(row["place"]), row["reviews"], row["passed"], row["predicted"]),
            is_mature=bool(row["mature"]),
            is_spoken=row["source"] == Review.Source.CONVERSATION,
        )
        for row in rows
    ]


def _curves(graded: list[GradedBin]) -> dict[str, Curve]:
    return {
        "all": curve_of(row.bin for row in graded),
        "young": curve_of(row.bin for row in graded if not row.is_mature),
        "mature": curve_of(row.bin for row in graded if row.is_mature),
        "explicit": curve_of(row.bin for row in graded if not row.is_spoken),
        "conversation": curve_of(row.bin for row in graded if row.is_spoken),
    }


def _load(learner: Learner, today: date) -> dict[date, int]:
    cards = Card.objects.filter(
        served_to(learner), learner=learner, due_date__lt=today + timedelta(days=FORECAST_DAYS)
    )
    return dict(cards.values_list("due_date").annotate(Count("due_date")).order_by("due_date"))


def _forecast(load: Mapping[date, int], today: date) -> list[tuple[date, int]]:
    days = [today + timedelta(days=n) for n in range(FORECAST_DAYS)]
    return [(day, load.get(day, 0)) for day in days]
