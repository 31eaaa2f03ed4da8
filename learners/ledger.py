"""XP is a ledger: what was earned is entered once, and the total is always the sum."""

from datetime import date, datetime

from django.db import transaction

from learners.models import Learner, StudyDay, XpEntry
from learners.study_days import study_date


@transaction.atomic(savepoint=False)
def award(*, learner: Learner, amount: int, source: str, source_id: str, now: datetime) -> bool:
    """Enter XP for one thing and note the study day; return False if it was entered before.

    `learner.total_xp` in memory follows the database.
    """
    day = study_date(now, learner.zone)
    # The lock makes two who award the same thing come one after the other.
    before = Learner.objects.select_for_update().values_list("total_xp", flat=True)
    learner.total_xp = before.get(pk=learner.pk)
    thing = {"learner": learner, "source": source, "source_id": source_id}
    is_first = not XpEntry.objects.filter(**thing).exists()
    if is_first:
        XpEntry.objects.create(**thing, amount=amount, study_date=day, created_at=now)
        learner.total_xp += amount
        learner.save(update_fields=["total_xp"])
    if source == XpEntry.Source.TURN:
        mark_studied(learner=learner, day=day)
    return is_first


def mark_studied(*, learner: Learner, day: date) -> None:
    """Note that the learner took a turn or reviewed a card on a study day."""
    StudyDay.objects.bulk_create([StudyDay(learner=learner, date=day)], ignore_conflicts=True)
