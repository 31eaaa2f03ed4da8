"""What one reply may still try, what went wrong on the way to it, and what that used."""

import logging
from dataclasses import dataclass, field

from tutoring.brief import Brief, FailedCall, ReplyFinished, Usage
from tutoring.prompts import Prompt, estimated_tokens, reply_prompt
from tutoring.providers.base import FailureKind, ModelProvider, Provider, ProviderFailed

logger = logging.getLogger(__name__)

# The model has read the prompt, as far as can be told, and is paid for it.
WORKED_ON = {
    FailureKind.TIMED_OUT,
    FailureKind.REFUSED,
    FailureKind.TOO_LONG,
    FailureKind.EMPTY,
    FailureKind.MALFORMED,
    FailureKind.CUT_SHORT,
}
_NEVER_CALLED = {FailureKind.CIRCUIT_OPEN, FailureKind.BUSY}


@dataclass(slots=True)
class Attempts:
    """What one reply has left, and what has gone wrong so far.

    `until` is a moment of the running loop's clock, `left` counts calls.
    """

    until: float
    left: int
    failure_code: str = ""
    retry_after: float | None = None
    shown: str = ""  # of the reply that is being given
    used: Usage | None = None  # by the call that is under way; None until a model has taken it
    failed_calls: list[FailedCall] = field(default_factory=list)

    def note(self, failure: ProviderFailed, model: ModelProvider, brief: Brief) -> None:
        logger.warning("%s gave no reply: %s", model.name, failure.code)
        self.failure_code = failure.code
        self.retry_after = failure.retry_after
        # To wait until a provider has rested is an attempt, too, or it would be endless.
        self.left -= failure.kind not in _NEVER_CALLED or failure.retry_after is not None
        if self.used or self.shown or failure.kind in WORKED_ON:
            self.note_call(model, brief)
        self.used = None

    def note_call(self, model: ModelProvider, brief: Brief) -> None:
        """Account for a call that gave no whole reply."""
        used = self.used or model.usage_of(reply_prompt(brief).input_tokens, 0)
        written = max(used.output_tokens, estimated_tokens(self.shown))
        usage = model.usage_of(used.input_tokens, written)
        self.failed_calls.append(FailedCall(model.name, model.model, usage))

    def finished(self, speaker: Provider, *, text: str, usage: Usage) -> ReplyFinished:
        return ReplyFinished(
            text=text,
            provider=speaker.name,
            model=speaker.model,
            prompt_version=speaker.prompt_version,
            usage=usage,
            failure=self.failure_code,
            failed_calls=tuple(self.failed_calls),
        )


def failed_call(model: ModelProvider, prompt: Prompt) -> FailedCall:
    """Account for a call that was sent and brought nothing."""
    return FailedCall(model.name, model.model, model.usage_of(prompt.input_tokens, 0))
