"""The last message is answered once more."""

import asyncio

import pytest

from learners.models import XpEntry
from sessions.models import LearningSession, Message, Turn
from tests.rig.fake_models import REPLY
from tests.sessions.conftest import connected, say

pytestmark = pytest.mark.usefixtures("words")


def test_only_a_failed_or_cancelled_turn_can_be_retried(api, session):
    turn = say(api, session.pk, "Bonjour !").json()
    path = f"/api/v1/sessions/{session.pk}/messages/{turn['user_message']['id']}/retry"

    response = api.post(path)

    assert (response.status_code, response.json()["code"]) == (409, "nothing_to_retry")


def test_a_failed_turn_is_retried_without_counting_twice(api, learner, session):
    turn = say(api, session.pk, "Je aime Paris.").json()
    Message.objects.filter(sender="assistant").delete()
    LearningSession.objects.update(last_sequence=1)
    Turn.objects.update(status="failed")

    again = api.post(
        f"/api/v1/sessions/{session.pk}/messages/{turn['user_message']['id']}/retry"
    ).json()

    learner.refresh_from_db()
    assert again["assistant_turn"]["message"]["sequence_number"] == 2
    assert again["error_feedback"] == turn["error_feedback"]
    assert (learner.total_xp, XpEntry.objects.count()) == (10, 1)


async def test_a_cancelled_message_can_be_answered_after_all(session, token, gateway, async_client):
    gateway.script("slow-headers", "slow-headers")
    async with connected(session.pk, token=token) as socket:
        await socket.receive()
        await socket.send("user_message", content="Bonjour !")
        while len(gateway.requests) < 2:
            await asyncio.sleep(0.01)
        await socket.send("cancel")
        (*_, cancelled) = await socket.until("turn_result")
    message_id = cancelled["data"]["user_message"]["id"]

    response = await async_client.post(
        f"/api/v1/sessions/{session.pk}/messages/{message_id}/retry",
        headers={"Authorization": f"Bearer {token}"},
    )

    turn = response.json()
    assert turn["assistant_turn"]["message"]["content"].endswith(REPLY)
    assert turn["user_message"]["sequence_number"] == 1
    assert turn["assistant_turn"]["message"]["sequence_number"] == 2
