"""The frames that clients send; unknown fields are ignored."""

import json
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import (
    BaseModel,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    field_validator,
)

from sessions.told.frames import Fault
from wire.inputs import MAX_ID

MAX_CONTENT: Final = 4000
MAX_SUGGESTED: Final = 100
MAX_FRAME_BYTES: Final = 64 * 1024

WordId = Annotated[int, Field(ge=1, le=MAX_ID)]


class UserMessage(BaseModel):
    type: Literal["user_message"]
    content: Annotated[str, StringConstraints(min_length=1, max_length=MAX_CONTENT)]
    suggested_words: Annotated[list[WordId], Field(max_length=MAX_SUGGESTED)] = []
    client_message_id: UUID | None = None

    @field_validator("content")
    @classmethod
    def _says_something(cls, content: str) -> str:
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

    def __init__(self, errors: list[dict[str, Any]]) -> None:
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


def is_too_big(message: dict[str, Any]) -> bool:
    """Say whether a message from the client, text or binary, is longer than any frame may be."""
    text, binary = message.get("text"), message.get("bytes")
    encoded = text.encode(errors="surrogatepass") if text is not None else binary
    return len(encoded or b"") > MAX_FRAME_BYTES


def invalid_payload(error: InvalidPayload) -> Fault:
    return Fault(detail="invalid_payload", code=error.code, errors=error.errors)
