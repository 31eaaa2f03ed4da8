"""What the database itself holds to."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sessions.models import LearningSession, Message, Turn


@pytest.fixture
def now():
    return timezone.now()


def turn(session, now, status, **fields):
    return Turn.objects.create(
        session=session,
        client_message_id=uuid4(),
        status=status,
        accepted_at=now,
        lease_until=fields.pop("lease_until", now),
        **fields,
    )


def test_a_session_answers_one_turn_at_a_time(session, now):
    turn(session, now, "running")
    turn(session, now, "accepted")

    with pytest.raises(IntegrityError, match="turn"), transaction.atomic():
        turn(session, now, "running")
    assert [t.status for t in Turn.objects.pending().order_by("status")] == ["accepted", "running"]


def test_stranded_are_those_that_nobody_holds_any_more(session, now):
    left = turn(session, now, "running", lease_until=now - timedelta(seconds=1))
    turn(session, now, "accepted", lease_until=now + timedelta(seconds=1))
    turn(session, now, "done", lease_until=now - timedelta(seconds=1))

    assert list(Turn.objects.stranded(now)) == [left]


def test_a_turn_is_held_by_its_latest_attempt_alone(session, now):
    running = turn(session, now, "running", attempt=2)

    assert list(Turn.objects.held(running.pk, 2)) == [running]
    assert not Turn.objects.held(running.pk, 1).exists()


@pytest.mark.parametrize("number", [0, 1])
def test_a_session_counts_its_lines_from_one_and_no_number_twice(session, now, number):
    line = {"session": session, "sender": "user", "content": "Bonjour !", "created_at": now}
    Message.objects.create(sequence_number=1, **line)

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(sequence_number=number, **line)


@pytest.mark.parametrize(
    "change",
    [{"status": "completed"}, {"completed_at": timezone.now()}, {"planned_duration_minutes": 4}],
)
def test_a_session_that_contradicts_itself_is_not_stored(session, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        LearningSession.objects.update(**change)


def test_open_sessions_run_or_pause(session):
    states = {}
    for status in LearningSession.Status:
        ended = None if status in LearningSession.OPEN else session.started_at
        LearningSession.objects.update(status=status, completed_at=ended)
        states[str(status)] = LearningSession.objects.open().exists()

    assert states == {
        "in_progress": True,
        "paused": True,
        "completed": False,
        "abandoned": False,
    }
