"""XP is a ledger: what was earned is entered once, and the total is always the sum."""

from datetime import date, datetime

from django.db import transaction

from learners.models import Learner, StudyDay, XpEntry
from learners.study_days import study_date
from queries import compiled

_locked_xp = compiled.Select(
    lambda learner: (
        Learner.objects.select_for_update().filter(pk=learner).values_list("total_xp", flat=True)
    )
)
_entries_for = compiled.Select(
    lambda learner, source, source_id: XpEntry.objects.filter(
        learner=learner, source=source, source_id=source_id
    ).values_list("pk")
)
_enter = compiled.Insert(XpEntry)
_save_xp = compiled.Save(Learner, ["total_xp"])
_insert_day = compiled.Insert(StudyDay, ignore_conflicts=True)


@transaction.atomic(savepoint=False)
def award(*, learner: Learner, amount: int, source: str, source_id: str, now: datetime) -> bool:
    """Enter XP for one thing and note the study day; return False if it was entered before.

    `learner.total_xp` in memory follows the database.
    """
    day = study_date(now, learner.zone)
    # The lock makes two who award the same thing come one after the other.
    [learner.total_xp] = _locked_xp(learner=learner.pk)
    is_first = not _entries_for(learner=learner.pk, source=source, source_id=source_id)
    if is_first:
        entry = XpEntry(
            learner=learner,
            amount=amount,
            source=source,
            source_id=source_id,
            study_date=day,
            created_at=now,
        )
        _enter([entry])
        learner.total_xp += amount
        _save_xp(learner)
    if source == XpEntry.Source.TURN:
        mark_studied(learner=learner, day=day)
    return is_first


def mark_studied(*, learner: Learner, day: date) -> None:
    """Note that the learner took a turn or reviewed a card on a study day."""
    _insert_day([StudyDay(learner=learner, date=day)])
