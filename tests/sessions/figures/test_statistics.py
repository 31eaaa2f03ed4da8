"""Figures are counted from what was said."""

import uuid

import pytest

from tests.progress.words import DAY, NOON
from tests.sessions.conftest import begin, say

YESTERDAY = (NOON - DAY).date().isoformat()

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize("more", [{}, {"client_message_id": str(uuid.UUID(int=7))}])
def test_the_accuracy_of_a_day_is_that_of_its_sessions(api, more):
    session_id = begin(api, topic="nourriture")["session"]["id"]
    turn = say(api, session_id, "Hier, j'ai manger du pain.", **more).json()

    def accuracies():
        days = api.get("/api/v1/analytics/statistics").json()["accuracy"]
        return api.get("/api/v1/analytics/summary").json()["accuracy_rate"], [
            day["value"] for day in days
        ]

    assert turn["session"]["accuracy_rate"] == 0.5
    assert accuracies() == (0.5, [0.5])
    api.delete(f"/api/v1/sessions/{session_id}")
    assert accuracies() == (None, [])
