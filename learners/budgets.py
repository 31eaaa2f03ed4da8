"""How many model tokens a learner, and the whole site, may use in a day.

Tokens are reserved before a model is asked and settled afterwards, so that turns which run at
once cannot spend the same tokens. A cap of 0 means no cap, and no row that counts towards it; the
row of a day on which a cap is set begins with what was used by then.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Expression, ExpressionWrapper, F, Field, Sum
from django.db.models.functions import Greatest

from learners.models import Budget, ModelUse
from queries import compiled


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One finished call of a model."""

    provider: str
    model: str
    input_tokens: int
    output_tokens: int
    cost_usd: float

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens


class _Exhausted(Exception):
    """A cap would be passed; undoes what was reserved on the way."""


def _more(name: str, amount: Expression) -> Expression:
    field = ModelUse._meta.get_field(name)
    assert isinstance(field, Field)
    return F(name) + ExpressionWrapper(amount, field)


_add = compiled.Update(
    lambda learner_id, day, provider, model, **used: (
        ModelUse.objects.filter(learner_id=learner_id, day=day, provider=provider, model=model),
        {name: _more(name, amount) for name, amount in used.items()},
    )
)


def reserve(*, learner_id: UUID, day: date, tokens: int) -> bool:
    """Hold back tokens for one turn; False when the learner's or the site's day is used up."""
    if not is_capped():
        return True
    try:
        with transaction.atomic():
            # The site's row last: everybody waits for whoever holds it.
            _reserve(learner_id, day, tokens, settings.LEARNER_DAILY_TOKENS)
            _reserve(None, day, tokens, settings.SITE_DAILY_TOKENS)
    except _Exhausted:
        return False
    return True


def is_capped() -> bool:
    return bool(settings.LEARNER_DAILY_TOKENS or settings.SITE_DAILY_TOKENS)


@transaction.atomic(savepoint=False)
def settle(*, learner_id: UUID, day: date, reserved: int, calls: Iterable[ModelCall]) -> None:
    """Give back what one turn reserved, and book what it used.

    Args:
        day: as given to `reserve`.
        reserved: as given to `reserve`; 0 when it refused, or was not asked.
    """
    calls = [call for call in calls if call.tokens]
    spent = sum(call.tokens for call in calls)
    # Before the booking, which a row that is made here would count twice.
    if reserved or (spent and settings.LEARNER_DAILY_TOKENS):
        _settle(learner_id, day, reserved, spent)
    if reserved or (spent and settings.SITE_DAILY_TOKENS):
        _settle(None, day, reserved, spent)
    for (provider, model), same in _by_model(calls).items():
        _book(learner_id, day, provider, model, same)


def tokens_left(*, learner_id: UUID, day: date) -> int | None:
    """Return what the learner may still use on a day; None when there is no cap."""
    cap = settings.LEARNER_DAILY_TOKENS
    if not cap:
        return None
    budget = Budget.objects.filter(learner_id=learner_id, day=day).first()
    return max(0, cap - budget.reserved_tokens - budget.spent_tokens) if budget else cap


def _reserve(learner_id: UUID | None, day: date, tokens: int, cap: int) -> None:
    if not cap:
        return
    row = Budget.objects.filter(learner=learner_id, day=day)
    if not row.exists():
        _make_row(learner_id, day)
    room = row.filter(reserved_tokens__lte=cap - tokens - F("spent_tokens"))
    if not room.update(reserved_tokens=F("reserved_tokens") + tokens):
        raise _Exhausted


def _settle(learner_id: UUID | None, day: date, reserved: int, spent: int) -> None:
    row = Budget.objects.filter(learner=learner_id, day=day)
    settled = {
        # Nothing was reserved in a row without a cap.
        "reserved_tokens": Greatest(F("reserved_tokens") - reserved, 0),
        "spent_tokens": F("spent_tokens") + spent,
    }
    if not row.update(**settled):
        _make_row(learner_id, day)
        row.update(**settled)


def _make_row(learner_id: UUID | None, day: date) -> None:
    used = ModelUse.objects.filter(day=day, **({"learner_id": learner_id} if learner_id else {}))
    spent = used.aggregate(tokens=Sum(F("input_tokens") + F("output_tokens")))["tokens"] or 0
    Budget.objects.bulk_create(
        [Budget(learner_id=learner_id, day=day, spent_tokens=spent)], ignore_conflicts=True
    )


def _by_model(calls: Iterable[ModelCall]) -> dict[tuple[str, str], list[ModelCall]]:
    grouped = defaultdict(list)
    for call in calls:
        grouped[call.provider, call.model].append(call)
    return grouped


def _book(
    learner_id: UUID, day: date, provider: str, model: str, calls: Sequence[ModelCall]
) -> None:
    key = {"learner_id": learner_id, "day": day, "provider": provider, "model": model}
    used = {
        "calls": len(calls),
        "input_tokens": sum(call.input_tokens for call in calls),
        "output_tokens": sum(call.output_tokens for call in calls),
        "cost_usd": sum(Decimal(f"{call.cost_usd:.6f}") for call in calls),
    }
    if not _add(**key, **used):
        ModelUse.objects.bulk_create([ModelUse(**key)], ignore_conflicts=True)
        _add(**key, **used)
