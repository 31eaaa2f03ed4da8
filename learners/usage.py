"""What a learner's conversations used of the models, and what that cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from learners.budgets import tokens_left
from learners.models import ModelUse


@dataclass(frozen=True, slots=True)
class DayOfUse:
    """The use of one study day; `models` has one row per provider and model."""

    date: date
    input_tokens: int
    output_tokens: int
    cost_usd: float
    models: tuple[ModelUse, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """The use of some study days; days without any are left out.

    Attributes:
        tokens_left_today: None without a cap.
    """

    days: tuple[DayOfUse, ...]
    total_tokens: int
    total_cost_usd: float
    tokens_left_today: int | None


def usage_until(*, learner_id: UUID, today: date, days: int) -> Usage:
    """Return what a learner used in the last `days` study days, the newest first."""
    uses = ModelUse.objects.filter(
        learner_id=learner_id, day__gt=today - timedelta(days=days), day__lte=today
    ).order_by("-day", "provider", "model")
    by_day = tuple(_day(day, tuple(rows)) for day, rows in groupby(uses, lambda use: use.day))
    return Usage(
        days=by_day,
        total_tokens=sum(day.input_tokens + day.output_tokens for day in by_day),
        total_cost_usd=_dollars(use.cost_usd for day in by_day for use in day.models),
        tokens_left_today=tokens_left(learner_id=learner_id, day=today),
    )


def _day(day: date, uses: tuple[ModelUse, ...]) -> DayOfUse:
    return DayOfUse(
        date=day,
        input_tokens=sum(use.input_tokens for use in uses),
        output_tokens=sum(use.output_tokens for use in uses),
        cost_usd=_dollars(use.cost_usd for use in uses),
        models=uses,
    )


def _dollars(costs: Iterable[Decimal]) -> float:
    # Summed as decimals: many small costs would drift as floats.
    return float(sum(costs))
