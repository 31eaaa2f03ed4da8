"""Who helps."""

import pytest
from asgiref.sync import sync_to_async

from tests.sessions.conftest import token_of

pytestmark = pytest.mark.usefixtures("words")


async def test_with_a_model_the_model_helps(session, learner, gateway, async_client):
    gateway.models.reply = "Oui, beaucoup.\nNon, pas du tout.\nParfois, le matin."

    response = await async_client.post(
        f"/api/v1/sessions/{session.pk}/suggestions",
        headers={"Authorization": f"Bearer {await sync_to_async(token_of)(learner)}"},
    )

    assert response.json()["suggestions"] == gateway.models.reply.splitlines()
