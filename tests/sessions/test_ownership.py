"""Whose session it is."""

import uuid

import pytest

pytestmark = pytest.mark.usefixtures("words")


def test_another_learners_session_is_as_absent_as_none(stranger_api, session):
    def answers(session_id):
        path = f"/api/v1/sessions/{session_id}"
        responses = [
            stranger_api.get(path),
            stranger_api.patch(path, {"status": "paused"}),
            stranger_api.delete(path),
            stranger_api.get(f"{path}/messages"),
            stranger_api.post(f"{path}/messages", {"content": "Salut"}),
            stranger_api.get(f"{path}/summary"),
            stranger_api.post("/api/v1/auth/ws-ticket", {"session_id": str(session_id)}),
        ]
        bodies = [response.json() for response in responses]
        for body in bodies:
            body.pop("request_id")
        return [response.status_code for response in responses], bodies

    assert answers(session.pk) == answers(uuid.uuid4())
    assert answers(session.pk)[0] == [404] * 7
