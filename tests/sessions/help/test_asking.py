"""Who is helped, and by whom."""

import pytest
from asgiref.sync import sync_to_async

from tests.conftest import api_of, make_learner
from tests.sessions.conftest import token_of

pytestmark = pytest.mark.usefixtures("words")


@pytest.fixture
def started(api):
    return api.post("/api/v1/sessions", {"topic": "nourriture"}).json()


def path_of(started, kind):
    return f"/api/v1/sessions/{started['session']['id']}/{kind}"


@pytest.mark.parametrize("kind", ["hint", "translate", "simplify", "suggestions"])
def test_only_the_learner_of_a_session_is_helped(started, kind):
    stranger = api_of(make_learner(email="mallory@example.com"))
    message_id = started["assistant_turn"]["message"]["id"]

    response = stranger.post(path_of(started, kind), {"word_id": 1, "message_id": message_id})

    assert response.status_code == 404


async def test_with_a_model_the_model_helps(session, learner, gateway, async_client):
    gateway.models.reply = "Oui, beaucoup.\nNon, pas du tout.\nParfois, le matin."

    response = await async_client.post(
        f"/api/v1/sessions/{session.pk}/suggestions",
        headers={"Authorization": f"Bearer {await sync_to_async(token_of)(learner)}"},
    )

    assert response.json()["suggestions"] == gateway.models.reply.splitlines()
