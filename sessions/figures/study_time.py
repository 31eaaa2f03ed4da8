"""How long a learner studied: the talk of each session, and the reviews outside of talk."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from learners.models import Learner
from learners.study_days import starts_at, study_date
from progress.models import Review
from sessions.models import Message

# Whoever is silent for longer was away.
LONGEST_GAP: Final = timedelta(minutes=5)
# Likewise, with a card in front of them.
LONGEST_ANSWER: Final = timedelta(minutes=1)

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class StudyTime:
    """Minutes: by study day, and those of conversation alone."""

    by_day: dict[date, float]
    talked: float

    @property
    def total(self) -> float:
        return sum(self.by_day.values())


def study_time(learner: Learner, *, since: date | None = None) -> StudyTime:
    """Return how long the learner studied, as far as messages and response times tell."""
    began = starts_at(since, learner.zone) if since else None
    talked, answered = list(_talking(learner, began)), list(_answering(learner, began))
    in_talk, in_all = (covered_by(spans, learner.zone) for spans in (talked, [*talked, *answered]))
    by_day: dict[date, float] = defaultdict(float)
    for start, end in talked:
        by_day[study_date(end, learner.zone)] += _minutes(start, end)
    for day, minutes in in_all.items():
        by_day[day] += max(0.0, minutes - in_talk.get(day, 0.0))
    return StudyTime(
        by_day={day: spent for day, spent in by_day.items() if since is None or day >= since},
        talked=sum(_minutes(start, end) for start, end in talked),
    )


def _minutes(start: datetime, end: datetime) -> float:
    return max(timedelta(0), end - start).total_seconds() / 60


def covered_by(spans: Iterable[Span], zone: ZoneInfo) -> dict[date, float]:
    """Return the minutes that spans cover together, by the study day on which each ends."""
    minutes: dict[date, float] = defaultdict(float)
    covered: datetime | None = None
    for start, end in sorted(spans):
        minutes[study_date(end, zone)] += _minutes(max(start, covered or start), end)
        covered = max(end, covered or end)
    return dict(minutes)


def _talking(learner: Learner, began: datetime | None) -> Iterator[Span]:
    """Yield the time before each message of a session but its first."""
    messages = Message.objects.filter(session__learner=learner)
    if began:
        messages = messages.filter(created_at__gte=began - LONGEST_GAP)
    said = messages.order_by("session_id", "sequence_number")
    session, before = None, None
    for session_id, at in said.values_list("session_id", "created_at").iterator():
        if before and session_id == session:
            yield max(before, at - LONGEST_GAP), at
        session, before = session_id, at


def _answering(learner: Learner, began: datetime | None) -> Iterator[Span]:
    """Yield the time before each review on purpose; where no client timed it, since the last."""
    reviews = Review.objects.filter(
        learner=learner, kind=Review.Kind.REVIEW, source=Review.Source.EXPLICIT
    )
    if began:
        reviews = reviews.filter(reviewed_at__gte=began)
    rows = reviews.order_by("reviewed_at", "id").values_list("reviewed_at", "response_time_ms")
    before: datetime | None = None
    for at, milliseconds in rows.iterator():
        if milliseconds is not None:
            yield at - min(timedelta(milliseconds=milliseconds), LONGEST_ANSWER), at
        elif before and at - before <= LONGEST_ANSWER:
            yield before, at
        before = at


def is_goal_reached(minutes: float, *, goal_minutes: int) -> bool | None:
    """Say whether a day's minutes make the learner's daily goal; None for who has set none."""
    return minutes >= goal_minutes if goal_minutes else None
