"""Who can speak for the tutor, and the one way in which they fail."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Protocol

from tutoring.brief import Brief, ModelCorrections, Usage, Written
from tutoring.prompts import Prompt

# More than any model reads or writes in one call.
MOST_TOKENS: Final = 4_000_000


def believable(tokens: Any) -> int:
    """Return a count of tokens as a server gives it; 0, as from one that does not count, if absurd."""
    is_count = isinstance(tokens, (int, float)) and 0 <= tokens <= MOST_TOKENS
    return int(tokens) if is_count else 0


class FailureKind(StrEnum):
    """Why a provider gave no whole reply; the codes that are stored and reported."""

    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    RATE_LIMITED = "rate_limited"
    QUOTA_EXHAUSTED = "quota_exhausted"
    NOT_ALLOWED = "not_allowed"  # the key is wrong, or may not use this model
    MODEL_NOT_FOUND = "model_not_found"
    BAD_REQUEST = "bad_request"
    OVERLOADED = "overloaded"
    SERVER_FAULT = "server_fault"
    MALFORMED = "malformed"  # not what the wire format promises
    CUT_SHORT = "cut_short"  # the stream ended without saying that it was complete
    TOO_LONG = "too_long"  # the reply hit the limit on its length
    REFUSED = "refused"
    EMPTY = "empty"
    BUSY = "busy"  # our own cap on calls at once
    CIRCUIT_OPEN = "circuit_open"
    INTERNAL = "internal"


class ProviderFailed(Exception):
    """A provider could not give a whole reply.

    Attributes:
        kind: the reason.
        retry_after: seconds after which the provider asks to be tried again, or None.
    """

    def __init__(
        self, kind: FailureKind, message: str = "", *, retry_after: float | None = None
    ) -> None:
        super().__init__(message or kind.value)
        self.kind = kind
        self.retry_after = retry_after

    @property
    def code(self) -> str:
        return self.kind.value


@dataclass(frozen=True, slots=True)
class Begun:
    """The model has taken the call, and has used this much by now."""

    usage: Usage


@dataclass(frozen=True, slots=True)
class Spoken:
    """The last item of a stream: the reply before it is whole."""

    usage: Usage = field(default_factory=Usage)


class Provider(Protocol):
    """Someone who can give the tutor's reply."""

    name: str
    model: str
    prompt_version: str

    def reply(self, brief: Brief) -> AsyncGenerator[str | Begun | Spoken, None]:
        """Yield the pieces of the reply, and `Spoken` when, and only when, it is whole.

        A model says beforehand, once or more often, that it has `Begun`.

        Raises:
            ProviderFailed: there is no whole reply.
        """


class ModelProvider(Provider, Protocol):
    """A language model behind a network."""

    def load(self) -> None:
        """Do what is slow and has to be done once, before the first call."""

    def usage_of(self, input_tokens: int, output_tokens: int) -> Usage:
        """Return so many tokens with their price."""

    async def correct(self, brief: Brief) -> ModelCorrections:
        """Return what could be said better in the learner's text.

        Raises:
            ProviderFailed: there is no usable answer.
        """

    async def write(self, prompt: Prompt) -> Written:
        """Return what the model answers to a prompt, whole.

        Raises:
            ProviderFailed: there is no whole answer.
        """
