"""Anthropic, by its Messages API."""

from collections.abc import AsyncGenerator
from types import ModuleType
from typing import Any, Final

from tutoring.brief import Usage
from tutoring.prompts import Prompt
from tutoring.providers.base import Begun, FailureKind, ProviderFailed, Spoken, believable
from tutoring.providers.hosted import THINKING_TOKENS, HostedModel
from tutoring.providers.parameters import Form

# A learner waits for the first word, and two to four sentences need no plan. Newer models think
# unless told otherwise; which word keeps them from it differs, and some cannot be kept.
_THINKING: Final = (
    Form({"thinking": {"type": "disabled"}}),
    Form({"thinking": {"type": "between_tools"}}),
    Form({"output_config": {"effort": "low"}}, room=THINKING_TOKENS),
    Form(room=THINKING_TOKENS),
)


class Messages(HostedModel):
    name = "anthropic"

    def _sdk(self) -> ModuleType:
        import anthropic  # noqa: PLC0415  # two seconds and 74 MB

        return anthropic

    def _client(self) -> Any:
        # The SDK adds /v1 itself; people write the address with and without it.
        base_url = self._base_url.rstrip("/").removesuffix("/v1") or None
        client = self._sdk().AsyncAnthropic(base_url=base_url, **self._options())
        _ = client.messages  # imported at the first touch
        return client

    def _purposes(self) -> list[tuple[Form, ...]]:
        return [_THINKING]

    def _call(
        self,
        client: Any,
        prompt: Prompt,
        given: dict[str, Any],
        limit: int,
        stream: bool,
        schema: dict[str, Any] | None,
    ) -> Any:
        if schema:
            form = {"format": {"type": "json_schema", "schema": schema}}
            given = given | {"output_config": given.get("output_config", {}) | form}
        return client.messages.create(
            model=self.model,
            system=prompt.system,
            messages=[{"role": m.role, "content": m.text} for m in prompt.messages],
            max_tokens=limit,
            stream=stream,
            **given,
        )

    async def _spoken(self, events: Any) -> AsyncGenerator[str | Begun | Spoken, None]:
        reason, read, written = None, 0, 0
        async for event in events:
            match event.type:
                case "message_start":
                    read = _read(event.message.usage)
                    yield Begun(self.usage_of(read, 0))
                case "content_block_delta" if event.delta.type == "text_delta":
                    yield event.delta.text
                case "message_delta":
                    reason, written = event.delta.stop_reason, event.usage.output_tokens
                case "message_stop":
                    _check_stop(reason)
                    yield Spoken(self.usage_of(read, written))
                    return

    def _answered(self, answer: Any) -> tuple[str, Usage]:
        if isinstance(answer, str):  # a page of HTML, from a proxy in between
            raise ProviderFailed(FailureKind.MALFORMED)
        _check_stop(answer.stop_reason)
        text = "".join(block.text for block in answer.content or () if block.type == "text")
        return text, self.usage_of(_read(answer.usage), answer.usage.output_tokens)


def _check_stop(reason: str | None) -> None:
    failures = {
        None: FailureKind.CUT_SHORT,
        "max_tokens": FailureKind.TOO_LONG,
        "model_context_window_exceeded": FailureKind.TOO_LONG,
        "refusal": FailureKind.REFUSED,
    }
    if reason not in {"end_turn", "stop_sequence"}:
        raise ProviderFailed(failures.get(reason, FailureKind.MALFORMED))


def _read(usage: Any) -> int:
    parts = (usage.input_tokens, usage.cache_creation_input_tokens, usage.cache_read_input_tokens)
    return sum(believable(part) for part in parts)
