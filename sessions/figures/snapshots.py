"""Study days that have ended are written down, so that a learner's progress has a history."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from learners.models import Learner, StudyDay
from learners.study_days import study_date
from progress.models import DaySnapshot
from progress.snapshots import take_snapshot
from sessions.figures.study_time import study_time


def snapshot_days(*, now: datetime, days: int = 1) -> int:
    """Write down the study days that have ended, of the learners who studied on them.

    Safe to run at any time and again: a day written once is left, unless it is asked for by a
    larger `days`, which writes the last days anew. Returns how many were written.
    """
    # Wherever on Earth that was.
    recently = study_date(now, ZoneInfo("UTC")) - timedelta(days=days + 1)
    learners = Learner.objects.filter(study_days__date__gte=recently).distinct()
    return sum(_snapshot_ended_days(learner, now, days) for learner in learners.iterator())


def _snapshot_ended_days(learner: Learner, now: datetime, days: int) -> int:
    today = study_date(now, learner.zone)
    window = {"learner": learner, "date__gte": today - timedelta(days=days), "date__lt": today}
    ended = set(StudyDay.objects.filter(**window).values_list("date", flat=True))
    if days == 1:
        ended -= set(DaySnapshot.objects.filter(**window).values_list("date", flat=True))
    minutes = study_time(learner, since=min(ended)).by_day if ended else {}
    for day in sorted(ended):
        take_snapshot(learner=learner, day=day, minutes=minutes.get(day, 0.0), now=now)
    return len(ended)
