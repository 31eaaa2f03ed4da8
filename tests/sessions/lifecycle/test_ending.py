"""Sessions pause, end and are forgotten."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from progress.models import Review, WordUse
from sessions.lifecycle.ending import complete_idle_sessions
from sessions.models import Message
from tests.sessions.conftest import begin, say

pytestmark = pytest.mark.usefixtures("words")


def test_closed_sessions_take_no_messages_and_do_not_open_again(api, session):
    completed = api.patch(f"/api/v1/sessions/{session.pk}", {"status": "completed"}).json()

    refused = say(api, session.pk, "Encore !")
    reopened = api.patch(f"/api/v1/sessions/{session.pk}", {"status": "in_progress"})

    assert (completed["status"], completed["completed_at"] is None) == ("completed", False)
    assert (refused.status_code, refused.json()["detail"]) == (
        400,
        "Cannot add messages to a completed or abandoned session",
    )
    assert (reopened.status_code, reopened.json()["code"]) == (400, "session_closed")


def test_a_paused_session_resumes_with_the_next_message(api, session):
    api.patch(f"/api/v1/sessions/{session.pk}", {"status": "paused"})

    turn = say(api, session.pk, "Me voilà !").json()

    assert turn["session"]["status"] == "in_progress"


def test_sessions_left_idle_are_completed(learner, session):
    now = timezone.now() + timedelta(hours=12, minutes=1)

    first, second = complete_idle_sessions(now=now), complete_idle_sessions(now=now)

    session.refresh_from_db()
    assert (first, second) == (1, 0)
    assert (session.status, session.completed_at) == ("completed", now)


def test_deleting_a_session_forgets_the_words_and_keeps_what_was_earned(api, learner):
    started = begin(api, topic="nourriture")
    lemma = started["assistant_turn"]["targets"][0]["word"]
    say(api, started["session"]["id"], f"J'aime la {lemma}.", client_message_id=str(uuid.uuid4()))

    response = api.delete(f"/api/v1/sessions/{started['session']['id']}")

    learner.refresh_from_db()
    assert response.status_code == 204
    assert Message.objects.count() == 0
    assert learner.total_xp == 22
    assert Review.objects.count() == 1
    assert WordUse.objects.count() == 5
