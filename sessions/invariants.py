"""What must hold at every moment, whatever crashed: checked by the doctor and after every fault."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import Coalesce

from learners.models import Learner
from progress.rebuilding import differences
from sessions.models import LearningSession, Message, Turn

# A stranded turn is taken up within seconds; after this long nobody does.
GRACE = timedelta(minutes=2)


def broken_invariants(*, now: datetime) -> list[str]:
    """Return one sentence for each thing that should not be; none means all is well."""
    return [
        *_lost_messages(),
        *_gaps(),
        *_missing_replies(),
        *_wrong_totals(),
        *_stranded_turns(now),
        *_drifted_cards(),
    ]


def _lost_messages() -> Iterator[str]:
    said = Count("messages", filter=Q(messages__sender=Message.Sender.LEARNER))
    wrong = Turn.objects.annotate(said=said).exclude(said=1)
    for turn_id, count in wrong.values_list("pk", "said"):
        yield f"Turn {turn_id} has {count} learner messages."


def _gaps() -> Iterator[str]:
    sessions = LearningSession.objects.annotate(
        count=Count("messages"), highest=Coalesce(Max("messages__sequence_number"), 0)
    )
    wrong = sessions.exclude(count=F("last_sequence"), highest=F("last_sequence"))
    for session_id, count, highest, last in wrong.values_list(
        "pk", "count", "highest", "last_sequence"
    ):
        yield (
            f"Session {session_id} has {count} messages up to number {highest}, and says {last}."
        )


def _missing_replies() -> Iterator[str]:
    replies = Count("messages", filter=Q(messages__sender=Message.Sender.TUTOR))
    answered = Turn.objects.filter(status__in=[Turn.Status.DONE, Turn.Status.DEGRADED])
    wrong = answered.annotate(replies=replies).exclude(replies=1)
    for turn_id, status, count in wrong.values_list("pk", "status", "replies"):
        yield f"Turn {turn_id} is {status} with {count} replies."


def _wrong_totals() -> Iterator[str]:
    learners = Learner.objects.annotate(earned=Coalesce(Sum("xp_entries__amount"), 0))
    for learner in learners.exclude(earned=F("total_xp")):
        yield f"Learner {learner.pk} has {learner.total_xp} XP; the ledger says {learner.earned}."


def _drifted_cards() -> Iterator[str]:
    for learner in Learner.objects.iterator():
        for card, names in differences(learner):
            yield f"Card {card.pk} differs from the replay of its reviews in {', '.join(names)}."


def _stranded_turns(now: datetime) -> Iterator[str]:
    for turn in Turn.objects.stranded(now - GRACE):
        yield f"Turn {turn.pk} is {turn.status} past its lease."
