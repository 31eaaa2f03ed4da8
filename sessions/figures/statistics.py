"""How much a learner talked, and what came of it: figures from sessions, messages and targets."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, Sum

from learners.achievements import Standing
from learners.models import Learner, StudyDay
from learners.streaks import Streaks, streaks
from learners.study_days import study_date
from progress.models import WordUse
from progress.statistics import review_count, word_counts, words_used
from sessions.figures.study_time import is_goal_reached, study_time
from sessions.models import Correction, LearningSession, Message
from tutoring.revision import SURE


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything the learner has done so far."""

    sessions_completed: int
    total_minutes: int
    average_minutes: float
    minutes_today: float
    daily_goal_minutes: int
    daily_goal_reached: bool | None
    xp_earned: int
    accuracy_rate: float | None
    current_streak: int
    longest_streak: int
    words_learning: int
    words_mastered: int
    reviews_due_today: int
    reviews_due_week: int
    last_session_at: datetime | None


def totals_of(learner: Learner, *, now: datetime) -> Totals:
    talked = _talked(learner)
    time = study_time(learner)
    today = time.by_day.get(study_date(now, learner.zone), 0.0)
    days = streaks_of(learner, now=now)
    words = word_counts(learner, now=now)
    return Totals(
        sessions_completed=talked["completed"],
        total_minutes=round(time.total),
        average_minutes=round(time.talked / talked["spoken"], 1) if talked["spoken"] else 0.0,
        minutes_today=round(today, 1),
        daily_goal_minutes=learner.daily_goal_minutes,
        daily_goal_reached=is_goal_reached(today, goal_minutes=learner.daily_goal_minutes),
        xp_earned=learner.total_xp,
        accuracy_rate=talked["clean"] / talked["uses"] if talked["uses"] else None,
        current_streak=days.current,
        longest_streak=days.longest,
        words_learning=words.learning,
        words_mastered=words.mastered,
        reviews_due_today=words.due_today,
        reviews_due_week=words.due_week,
        last_session_at=talked["last"],
    )


def _talked(learner: Learner) -> dict[str, Any]:
    return LearningSession.objects.filter(learner=learner).aggregate(
        completed=Count("id", filter=Q(status=LearningSession.Status.COMPLETED)),
        spoken=Count("id", filter=Q(last_sequence__gt=1)),
        uses=Sum("uses"),
        clean=Sum("clean_uses"),
        last=Max("last_activity_at"),
    )


def streaks_of(learner: Learner, *, now: datetime) -> Streaks:
    return streaks(study_dates(learner), today=study_date(now, learner.zone))


def study_dates(learner: Learner, *, since: date = date.min) -> list[date]:
    days = StudyDay.objects.filter(learner=learner, date__gte=since)
    return list(days.values_list("date", flat=True))


def accuracy_by_day(learner: Learner, *, since: date) -> dict[date, float]:
    """Return clean uses / uses of each day's targets; days without a use are left out.

    As in a session's figures, a use is clean if no sure correction overlaps it, whatever it was
    evidence of: an echo can be wrong, too. A deleted session counts no more.
    """
    said = Message.objects.filter(pk=OuterRef("message_id"))
    corrected = Correction.objects.filter(
        message=OuterRef("message_id"),
        confidence__gte=SURE,
        start__lt=OuterRef("end"),
        end__gt=OuterRef("start"),
    )
    uses = WordUse.objects.filter(
        Exists(said), learner=learner, study_date__gte=since, is_target=True, start__isnull=False
    )
    counted = uses.values_list("study_date").annotate(
        used=Count("id"), unblamed=Count("id", filter=~Exists(corrected))
    )
    return {day: clean / used for day, used, clean in counted.order_by("study_date")}


def standing_of(learner: Learner, *, now: datetime) -> Standing:
    """Return what achievements are measured by."""
    talked = _talked(learner)
    words = word_counts(learner, now=now)
    return Standing(
        sessions_completed=talked["completed"],
        reviews=review_count(learner),
        words_reviewed=words.learning + words.mastered,
        words_mastered=words.mastered,
        words_used=words_used(learner),
        longest_streak=streaks_of(learner, now=now).longest,
        minutes=int(study_time(learner).talked),
        clean_uses=talked["clean"] or 0,
    )
