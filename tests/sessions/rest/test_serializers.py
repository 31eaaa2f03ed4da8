"""What clients may not send."""

import pytest

from sessions.models import LearningSession, Message
from tests.sessions.conftest import say

pytestmark = pytest.mark.usefixtures("words")


@pytest.mark.parametrize(
    ("plan", "loc", "kind"),
    [
        ({"planned_duration_minutes": 4}, "planned_duration_minutes", "min_value"),
        ({"planned_duration_minutes": 181}, "planned_duration_minutes", "max_value"),
        ({"conversation_style": "stern"}, "conversation_style", "enum"),
        ({"topic": "x" * 256}, "topic", "max_length"),
        ({"topic": "a\0b"}, "topic", "null_characters_not_allowed"),
        ({"generate_greeting": "perhaps"}, "generate_greeting", "invalid"),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(api, plan, loc, kind):
    response = api.post("/api/v1/sessions", plan)

    (error,) = response.json()["errors"]
    assert (response.status_code, error["loc"], error["type"]) == (422, ["body", loc], kind)
    assert LearningSession.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "loc", "kind"),
    [
        ({}, "content", "missing"),
        ({"content": ""}, "content", "blank"),
        ({"content": " \n "}, "content", "blank"),
        ({"content": "x" * 4001}, "content", "max_length"),
        ({"content": ["Bonjour"]}, "content", "invalid"),
        ({"content": "Salut", "client_message_id": "7"}, "client_message_id", "invalid"),
        ({"content": "Salut", "suggested_word_ids": "7"}, "suggested_word_ids", "not_a_list"),
    ],
)
def test_a_message_that_does_not_fit_is_refused(api, session, body, loc, kind):
    response = api.post(f"/api/v1/sessions/{session.pk}/messages", body)

    (error,) = response.json()["errors"]
    assert (response.status_code, error["loc"], error["type"]) == (422, ["body", loc], kind)
    assert Message.objects.count() == 0


def test_four_thousand_characters_are_a_message(api, session):
    content = "ah " * 1333 + "a"

    assert say(api, session.pk, content).json()["user_message"]["content"] == content


def test_suggested_words_may_be_null(api, session):
    answer = say(api, session.pk, "Salut", suggested_words=None, suggested_word_ids=None)

    assert answer.json()["user_message"]["suggested_words_used"] == []


def test_an_unknown_status_is_refused(api, session):
    response = api.patch(f"/api/v1/sessions/{session.pk}", {"status": "asleep"})

    assert response.json()["errors"][0]["loc"] == ["body", "status"]
