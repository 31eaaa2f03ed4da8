"""Which words the tutor's next message is about."""

from datetime import timedelta

import pytest
from django.utils import timezone

from progress.models import Card
from sessions.brief.planning import plan_targets, session_capacity
from tutoring.brief import Mode


@pytest.fixture
def now():
    return timezone.now()


def due(learner, word, now):
    yesterday = now - timedelta(days=1)
    return Card.objects.create(
        learner=learner, word=word, state=Card.State.REVIEWING, stability=5, difficulty=5,
        due_at=yesterday, due_date=yesterday.date(), last_reviewed_at=now - timedelta(days=6),
        scheduled_days=5, repetitions=3,
    )  # fmt: skip


def test_a_word_that_is_due_is_asked_for(session, learner, words, now):
    due(learner, words[2], now)

    targets = plan_targets(session, previous={}, turn_number=1, now=now)

    asked_for = next(target for target in targets if target.lemma == "manger")
    assert (asked_for.mode, asked_for.is_new) == (Mode.ELICIT, False)
    assert (asked_for.gloss, asked_for.part_of_speech) == ("to eat", "verb")


def test_a_new_word_is_introduced_one_at_a_time(session, words, now):
    targets = plan_targets(session, previous={}, turn_number=1, now=now)

    assert [target.mode for target in targets].count(Mode.INTRODUCE) == 1
    assert all(target.is_new for target in targets)


def test_nothing_new_is_introduced_when_the_day_has_had_its_share(session, learner, words, now):
    learner.new_words_per_day = 0
    learner.save()

    targets = plan_targets(session, previous={}, turn_number=1, now=now)

    assert Mode.INTRODUCE not in [target.mode for target in targets]


def test_a_longer_session_has_room_for_more_turns(session):
    short = session_capacity(session).turns
    session.planned_duration_minutes = 60

    assert session_capacity(session).turns > short
