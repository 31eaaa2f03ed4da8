"""Which words the tutor's next message is about: the learner's memory meets the session's plan."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count

from learners.models import Learner
from progress.introducing import new_words_left
from progress.models import Review
from progress.queue import due_word_ids, new_word_ids, returning_word_ids
from queries import compiled
from sessions.models import LearningSession, Target
from tutoring.brief import TargetWord
from tutoring.plan import (
    Capacity,
    capacity,
    may_introduce,
    new_word_budget,
    plan_turn,
    review_performance,
    review_share,
)
from vocabulary.models import Word
from vocabulary.topics import topic_of

MOST_RETURNING = 20
# Of a word, in the order of TargetWord, after the id.
TARGET_WORD_FIELDS = ("lemma", "gloss", "part_of_speech", "gender", "example")
ASKED_FOR = (Target.Mode.INTRODUCE, Target.Mode.ELICIT)

_words = compiled.Select(
    lambda ids: Word.objects.filter(pk__in=ids).values_list("pk", *TARGET_WORD_FIELDS)
)
_targets_so_far = compiled.Select(
    lambda session: (
        Target.objects.filter(message__session=session)
        .order_by()
        .values_list("word_id", "mode", "used")
    )
)
_ratings_since = compiled.Select(
    lambda learner, since: (
        Review.objects.counted()
        .filter(learner=learner, reviewed_at__gte=since)
        .order_by()
        .values_list("rating")
        .annotate(Count("id"))
    )
)


def session_capacity(session: LearningSession) -> Capacity:
    return capacity(
        session.planned_duration_minutes,
        minutes_per_turn=settings.DEFAULT_MINUTES_PER_TURN,
        min_words=settings.MIN_WORDS_PER_TURN,
        max_words=settings.MAX_WORDS_PER_TURN,
    )


def plan_targets(
    session: LearningSession,
    *,
    previous: Mapping[int, bool],
    turn_number: int,
    now: datetime,
    said: str = "",
) -> tuple[TargetWord, ...]:
    """Return the pool of the tutor's next message, what is asked for first.

    Args:
        previous: word ids of the last tutor message, and whether the learner used them.
        turn_number: 0 for the greeting.
        said: the learner's last message; without a topic the talk goes where it leads.
    """
    so_far, words = SoFar.of(session, previous), _candidates(session, said, now)
    room = session_capacity(session)
    planned = plan_turn(
        due=words.due,
        new=words.new,
        returning=[word for word in words.returning if word not in so_far.used],
        pool_size=room.words_per_turn,
        share=_share_of_reviews(session.learner, now),
        may_introduce=_may_introduce(room, words, so_far, turn_number),
        previous=previous,
        attempts=so_far.attempts,
    )
    rows: list[Any] = _words(ids=[target.word_id for target in planned])
    found = {word.word_id: word for word in (TargetWord(*row) for row in rows)}
    return tuple(replace(found[t.word_id], is_new=t.is_new, mode=t.mode) for t in planned)


@dataclass(frozen=True, slots=True)
class SoFar:
    """What became of the session's targets until now, by word id."""

    introduced: frozenset[int]
    used: frozenset[int]
    attempts: Counter[int]  # how often each was introduced or elicited

    @classmethod
    def of(cls, session: LearningSession, previous: Mapping[int, bool]) -> "SoFar":
        rows = _targets_so_far(session=session.pk)
        just_used = {word for word, was_used in previous.items() if was_used}
        return cls(
            introduced=frozenset(w for w, mode, _ in rows if mode == Target.Mode.INTRODUCE),
            used=frozenset(w for w, _, used in rows if used) | just_used,
            attempts=Counter(word for word, mode, _ in rows if mode in ASKED_FOR),
        )


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Ids of words."""

    due: list[int]
    new: list[int]
    returning: list[int]
    left_today: int  # of the allowance of new words


def _candidates(session: LearningSession, said: str, now: datetime) -> _Candidates:
    learner, language = session.learner, session.language
    room, left_today = session_capacity(session), new_words_left(learner, now)
    return _Candidates(
        due=due_word_ids(learner, now=now, language=language, limit=room.total),
        new=new_word_ids(
            learner,
            language=language,
            topic=topic_of(session.topic) or topic_of(said),
            word_list=session.word_list,
            limit=min(room.words_per_turn, left_today),
        ),
        returning=returning_word_ids(learner, language=language, limit=MOST_RETURNING),
        left_today=left_today,
    )


def _may_introduce(room: Capacity, words: _Candidates, so_far: SoFar, turn_number: int) -> bool:
    introduced = len(so_far.introduced)
    budget = new_word_budget(
        total=room.total,
        due=len(words.due),
        percentage=settings.MAX_NEW_WORDS_PERCENTAGE,
        left_today=words.left_today + introduced,
    )
    return words.left_today > 0 and may_introduce(
        budget=budget, introduced=introduced, turn_number=turn_number, turns=room.turns
    )


def _share_of_reviews(learner: Learner, now: datetime) -> float:
    since = now - timedelta(days=settings.REVIEW_PERFORMANCE_LOOKBACK_DAYS)
    return review_share(
        review_performance(dict(_ratings_since(learner=learner.pk, since=since))),
        poor=settings.POOR_PERFORMANCE_THRESHOLD,
        good=settings.GOOD_PERFORMANCE_THRESHOLD,
    )
