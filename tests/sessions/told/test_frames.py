"""Frames as they go over the wire."""

import json
from uuid import UUID

from rest_framework.exceptions import NotFound

from sessions.told.frames import AssistantDelta, Fault, frame, frame_text, refused
from sessions.turn.refusals import TurnInProgress

KEY = UUID(int=7)


def test_a_frame_is_the_same_as_an_object_and_as_text():
    delta = AssistantDelta(turn_id=KEY, offset=3, text="« Ça » va")

    assert json.loads(frame_text(delta)) == frame(delta)
    assert frame(delta) == {
        "type": "assistant_delta",
        "data": {"turn_id": str(KEY), "offset": 3, "text": "« Ça » va"},
    }


def test_a_refusal_says_what_and_when_to_try_again():
    assert frame(refused(TurnInProgress(), KEY))["data"] == {
        "detail": "processing_failed",
        "code": "turn_in_progress",
        "message": "The tutor is still answering; please wait for the reply.",
        "client_message_id": str(KEY),
        "retry_after": 2,
    }


def test_what_does_not_apply_to_a_fault_is_left_out():
    told = frame(refused(NotFound()))["data"]

    assert told.keys() == {"detail", "code", "message"}
    assert "null" not in frame_text(Fault(detail="invalid_payload", code="x"))
