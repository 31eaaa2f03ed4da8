"""Which words the tutor's next message is about: the learner's memory meets the session's plan."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings

from progress.introducing import new_words_left
from progress.models import Review
from progress.queue import due_words, new_words, returning_words
from sessions.models import LearningSession, Target
from tutoring.brief import TargetWord
from tutoring.plan import (
    Capacity,
    PlannedTarget,
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
ASKED_FOR = (Target.Mode.INTRODUCE, Target.Mode.ELICIT)


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
    learner, room = session.learner, session_capacity(session)
    targeted = list(
        Target.objects.filter(message__session=session).values_list("word_id", "mode", "used")
    )
    introduced = {word for word, mode, _ in targeted if mode == Target.Mode.INTRODUCE}
    used = {word for word, _, used in targeted if used} | {w for w, was in previous.items() if was}
    due = due_words(learner, now=now, language=session.language, limit=room.total)
    left_today = new_words_left(learner, now)
    budget = new_word_budget(
        total=room.total,
        due=len(due),
        percentage=settings.MAX_NEW_WORDS_PERCENTAGE,
        left_today=left_today + len(introduced),
    )
    new = new_words(
        learner,
        now=now,
        language=session.language,
        topic=topic_of(session.topic) or topic_of(said),
        word_list=session.word_list,
        limit=room.words_per_turn,
    )
    returning = [
        word
        for word in returning_words(learner, language=session.language, limit=MOST_RETURNING)
        if word.pk not in used
    ]
    planned = plan_turn(
        due=[card.word_id for card in due],
        new=[word.pk for word in new],
        returning=[word.pk for word in returning],
        pool_size=room.words_per_turn,
        share=_share_of_reviews(learner, now),
        may_introduce=left_today > 0
        and may_introduce(
            budget=budget, introduced=len(introduced), turn_number=turn_number, turns=room.turns
        ),
        previous=previous,
        attempts=Counter(word for word, mode, _ in targeted if mode in ASKED_FOR),
    )
    words = {word.pk: word for word in [*(card.word for card in due), *new, *returning]}
    return tuple(_target_word(target, words[target.word_id]) for target in planned)


def _share_of_reviews(learner, now):
    since = now - timedelta(days=settings.REVIEW_PERFORMANCE_LOOKBACK_DAYS)
    ratings = Review.objects.counted().filter(learner=learner, reviewed_at__gte=since)
    return review_share(
        review_performance(list(ratings.values_list("rating", flat=True))),
        poor=settings.POOR_PERFORMANCE_THRESHOLD,
        good=settings.GOOD_PERFORMANCE_THRESHOLD,
    )


def _target_word(target: PlannedTarget, word: Word) -> TargetWord:
    return TargetWord(
        word_id=word.pk,
        lemma=word.lemma,
        gloss=word.gloss,
        part_of_speech=word.part_of_speech,
        gender=word.gender,
        example=word.example,
        is_new=target.is_new,
        mode=target.mode,
    )
