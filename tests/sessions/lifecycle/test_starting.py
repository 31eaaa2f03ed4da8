"""A session begins as its learner wants it."""

import uuid

import pytest

from sessions.models import LearningSession, Message
from tests.sessions.conftest import begin

pytestmark = pytest.mark.usefixtures("words")


def test_a_session_without_greeting_waits_for_the_learner(api):
    started = begin(api, generate_greeting=False)

    assert started["assistant_turn"] is None
    assert Message.objects.count() == 0


def test_a_session_draws_on_a_word_list(api):
    drink = api.get("/api/v1/vocabulary?search=boire").json()["items"][0]
    word_list = api.post("/api/v1/lists", {"name": "Mes verbes"}).json()
    api.post(f"/api/v1/lists/{word_list['id']}/words", {"word_id": drink["id"]})

    started = begin(api, topic="nourriture", word_list_id=word_list["id"])

    assert started["assistant_turn"]["targets"][0]["word"] == "boire"


def test_a_session_cannot_draw_on_a_list_that_is_not_there(api):
    response = api.post("/api/v1/sessions", {"word_list_id": str(uuid.uuid4())})

    assert (response.status_code, LearningSession.objects.count()) == (404, 0)
