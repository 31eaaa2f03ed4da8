"""What turns may cost: tokens are reserved before a model is asked and settled when it has spoken."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from learners.budgets import ModelCall, reserve, settle
from learners.models import Learner
from learners.study_days import study_date
from sessions.models import Turn
from tutoring.brief import Brief, FailedCall, ModelCorrections, ReplyFinished, Written
from tutoring.prompts import estimated_turn_tokens

OFFLINE = "offline"
_READ_FOR_BUDGET = (
    "reserved_tokens", "accepted_at", "session__learner_id", "session__learner__timezone",
)  # fmt: skip


@transaction.atomic
def reserve_turn(turn_id: UUID, brief: Brief) -> bool:
    """Hold back tokens for the whole turn; False when the day's are used up.

    An attempt that died has left its reservation on the turn, and the next one goes on with it.
    """
    turn = Turn.objects.select_related("session__learner").only(*_READ_FOR_BUDGET).get(pk=turn_id)
    if turn.reserved_tokens:
        return True
    learner = turn.session.learner
    tokens = estimated_turn_tokens(brief)
    day = study_date(turn.accepted_at, learner.zone)
    if not reserve(learner_id=learner.pk, day=day, tokens=tokens):
        return False
    turn.reserved_tokens, turn.budget_date = tokens, day
    turn.save(update_fields=["reserved_tokens", "budget_date"])
    return True


def settle_turn(turn: Turn, calls: Iterable[ModelCall] = ()) -> None:
    """Give back what a turn reserved and book what it used; the caller saves the turn."""
    learner = turn.session.learner
    settle(
        learner_id=learner.pk,
        day=turn.budget_date or study_date(turn.accepted_at, learner.zone),
        reserved=turn.reserved_tokens,
        calls=calls,
    )
    turn.reserved_tokens = 0


def reserve_greeting(learner: Learner, day: date, brief: Brief) -> int:
    """Hold back tokens for a greeting; return how many, 0 when the day's are used up."""
    tokens = estimated_turn_tokens(brief)
    return tokens if reserve(learner_id=learner.pk, day=day, tokens=tokens) else 0


def calls_of(
    *answers: ReplyFinished | ModelCorrections | Written | None, left: Iterable[FailedCall] = ()
) -> list[ModelCall]:
    """Return the model calls behind some answers, failed ones too; the offline tutor is free.

    Args:
        left: calls that were cut off before there was an answer.
    """
    given = [answer for answer in answers if answer]
    calls = [*given, *left, *(call for answer in given for call in answer.failed_calls)]
    return [
        ModelCall(
            provider=call.provider,
            model=call.model,
            input_tokens=call.usage.input_tokens,
            output_tokens=call.usage.output_tokens,
            cost_usd=call.usage.cost_usd,
        )
        for call in calls
        if call.provider not in ("", OFFLINE)
    ]
