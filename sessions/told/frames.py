"""The frames that a session's sockets and event streams are sent."""

from typing import Any, Final, Literal
from uuid import UUID

from pydantic import ConfigDict
from rest_framework.exceptions import APIException

from sessions.told.shapes import (
    ErrorFeedback,
    HintGiven,
    MessageShape,
    Moment,
    Overview,
    Shape,
    Simpler,
    SuggestedReplies,
    Translation,
    TurnShape,
    WordFeedback,
)


class PendingTurn(Shape):
    turn_id: UUID
    client_message_id: UUID
    text_so_far: str


class SessionReady(Shape):
    session: Overview
    active_user_ids: list[UUID]
    last_sequence: int
    pending_turn: PendingTurn | None


class Missed(Shape):
    items: list[MessageShape]


class TurnAccepted(Shape):
    turn_id: UUID
    client_message_id: UUID
    message_id: UUID
    sequence_number: int
    waiting: bool


class AssistantDelta(Shape):
    """`offset` counts the code points of the reply before `text`."""

    turn_id: UUID
    offset: int
    text: str


class Feedback(Shape):
    """What was found in the learner's message; ratings come with the turn_result."""

    turn_id: UUID
    error_feedback: ErrorFeedback
    word_feedback: list[WordFeedback]


class AssistantReset(Shape):
    """Another provider starts the reply again: forget the text so far."""

    turn_id: UUID


class TurnResult(TurnShape):
    pass


class TurnCancelled(Shape):
    """Cancelled before the tutor said anything."""

    turn_id: UUID
    client_message_id: UUID


class TypingSeen(Shape):
    user_id: UUID
    is_typing: bool


class HeartbeatSeen(Shape):
    server_time: Moment


class AuthRenewed(Shape):
    expires_at: Moment


class Fault(Shape):
    """Something was refused; the socket stays open.

    `detail` is "invalid_payload" or "processing_failed"; `code` tells more.
    """

    # What does not apply is left out.
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    detail: Literal["invalid_payload", "processing_failed"]
    code: str
    message: str | None = None
    errors: list[dict[str, Any]] | None = None
    client_message_id: UUID | None = None
    retry_after: float | None = None


FRAMES_OUT: Final[dict[type[Shape], str]] = {
    SessionReady: "session_ready",
    Missed: "missed",
    TurnAccepted: "turn_accepted",
    AssistantDelta: "assistant_delta",
    Feedback: "feedback",
    AssistantReset: "assistant_reset",
    TurnResult: "turn_result",
    TurnCancelled: "turn_cancelled",
    TypingSeen: "typing",
    HeartbeatSeen: "heartbeat",
    AuthRenewed: "auth_renewed",
    HintGiven: "hint",
    Translation: "translation",
    Simpler: "simpler",
    SuggestedReplies: "suggestions",
    Fault: "error",
}


def frame(data: Shape) -> dict[str, Any]:
    body = data.model_dump(mode="json", exclude_none=isinstance(data, Fault))
    return {"type": FRAMES_OUT[type(data)], "data": body}


def frame_text(data: Shape) -> str:
    """Return a frame as text; many are made each second, so it is written in one go."""
    body = data.model_dump_json(exclude_none=isinstance(data, Fault))
    return f'{{"type":"{FRAMES_OUT[type(data)]}","data":{body}}}'


def refused(error: APIException, client_message_id: UUID | None = None) -> Fault:
    """Say why a turn was refused."""
    return Fault(
        detail="processing_failed",
        code=str(error.get_codes()),
        message=str(error.detail),
        client_message_id=client_message_id,
        retry_after=getattr(error, "wait", None),
    )
