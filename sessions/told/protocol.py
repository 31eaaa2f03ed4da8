"""The frames of the socket, both ways: one definition for sending, checking and the AsyncAPI file."""

import json
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    field_validator,
)

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
from wire.inputs import MAX_ID

MAX_CONTENT: Final = 4000
MAX_SUGGESTED: Final = 100
MAX_FRAME_BYTES: Final = 64 * 1024

CLOSE_UNAUTHENTICATED: Final = 4401
CLOSE_NOT_FOUND: Final = 4404
CLOSE_SILENT: Final = 4408
CLOSE_TOO_BIG: Final = 4413
CLOSE_TOO_MANY: Final = 4429
CLOSE_RESTARTING: Final = 4503


# Frames in. Unknown fields are ignored.

WordId = Annotated[int, Field(ge=1, le=MAX_ID)]


class UserMessage(BaseModel):
    type: Literal["user_message"]
    content: Annotated[str, StringConstraints(min_length=1, max_length=MAX_CONTENT)]
    suggested_words: Annotated[list[WordId], Field(max_length=MAX_SUGGESTED)] = []
    client_message_id: UUID | None = None

    @field_validator("content")
    @classmethod
    def _says_something(cls, content):
        if not content.strip():
            raise ValueError("content must not be blank")
        if "\0" in content:
            raise ValueError("content must not contain null characters")
        return content


class Typing(BaseModel):
    type: Literal["typing"]
    is_typing: bool = True


class Heartbeat(BaseModel):
    type: Literal["heartbeat"]
    sent_at: str | float | None = None


class Cancel(BaseModel):
    type: Literal["cancel"]
    turn_id: UUID | None = None


class Auth(BaseModel):
    type: Literal["auth"]
    token: Annotated[str, StringConstraints(max_length=4096)]


class Hint(BaseModel):
    type: Literal["hint"]
    word_id: WordId


class Translate(BaseModel):
    type: Literal["translate"]
    message_id: UUID


class Simplify(BaseModel):
    type: Literal["simplify"]
    message_id: UUID


class Suggestions(BaseModel):
    type: Literal["suggestions"]


HelpFrame = Hint | Translate | Simplify | Suggestions
FrameIn = Annotated[
    UserMessage | Typing | Heartbeat | Cancel | Auth | HelpFrame, Field(discriminator="type")
]
_FRAME_IN = TypeAdapter(FrameIn)
FRAMES_IN: Final = (
    UserMessage, Typing, Heartbeat, Cancel, Auth, Hint, Translate, Simplify, Suggestions,
)  # fmt: skip


class InvalidPayload(Exception):
    """A frame that is not one of FRAMES_IN.

    Attributes:
        errors: `{"type", "loc", "msg"}` for each fault.
    """

    code = "invalid_payload"

    def __init__(self, errors: list[dict]) -> None:
        super().__init__(errors)
        self.errors = errors


def read_frame(text: str) -> FrameIn:
    """Return the frame in a text message.

    Raises:
        InvalidPayload: bad JSON, an unknown type, or a field that does not fit.
    """
    try:
        return _FRAME_IN.validate_python(json.loads(text))
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        raise InvalidPayload([{**fault, "loc": list(fault["loc"])} for fault in faults]) from None
    except (ValueError, RecursionError):
        raise InvalidPayload([{"type": "json_invalid", "loc": [], "msg": "Invalid JSON"}]) from None


# Frames out.


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
    errors: list[dict] | None = None
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


def frame(data: Shape) -> dict:
    body = data.model_dump(mode="json", exclude_none=isinstance(data, Fault))
    return {"type": FRAMES_OUT[type(data)], "data": body}


def frame_text(data: Shape) -> str:
    """Return a frame as text; many are made each second, so it is written in one go."""
    body = data.model_dump_json(exclude_none=isinstance(data, Fault))
    return f'{{"type":"{FRAMES_OUT[type(data)]}","data":{body}}}'


def invalid_payload(error: InvalidPayload) -> Fault:
    return Fault(detail="invalid_payload", code=error.code, errors=error.errors)


def refused(error, client_message_id: UUID | None = None) -> Fault:
    """Say why a turn was refused; `error` is an APIException."""
    return Fault(
        detail="processing_failed",
        code=error.get_codes(),
        message=str(error.detail),
        client_message_id=client_message_id,
        retry_after=getattr(error, "wait", None),
    )
