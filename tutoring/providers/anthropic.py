"""Anthropic, by its Messages API."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, Final

from tutoring import prompts
from tutoring.brief import Brief, ModelCorrections, Usage
from tutoring.prompts import Prompt
from tutoring.providers.base import FailureKind, ProviderFailed, Spoken
from tutoring.providers.corrections import SCHEMA, findings_in
from tutoring.providers.failures import translated
from tutoring.providers.loops import OnePerLoop
from tutoring.providers.parameters import Form, Parameters, merged
from tutoring.providers.prices import cost_usd

CONNECT_SECONDS: Final = 2.0
THINKING_TOKENS: Final = 2000  # for a model that cannot be kept from thinking

# A learner waits for the first word, and two to four sentences need no plan. Newer models think
# unless told otherwise; which word keeps them from it differs, and some cannot be kept.
_THINKING: Final = (
    Form({"thinking": {"type": "disabled"}}),
    Form({"thinking": {"type": "between_tools"}}),
    Form({"output_config": {"effort": "low"}}, room=THINKING_TOKENS),
    Form(room=THINKING_TOKENS),
)


class Messages:
    name = "anthropic"

    def __init__(
        self,
        *,
        model: str,
        api_key: str,
        base_url: str = "",
        timeout_seconds: float = 25.0,
        prices: str = "",
        reply_version: str = prompts.REPLY_VERSION,
    ) -> None:
        self.model = model
        self.prompt_version = f"reply.{reply_version}"
        self._reply_version = reply_version
        self._prices = prices
        self._api_key = api_key
        # The SDK adds /v1 itself; people write the address with and without it.
        self._base_url = base_url.rstrip("/").removesuffix("/v1") or None
        self._timeout_seconds = timeout_seconds
        self._clients = OnePerLoop(self._client, close=lambda client: client.close())
        self._parameters = Parameters(_THINKING)

    def load(self) -> None:
        """Import what a first call would wait for, some seconds' worth."""
        self._client()

    async def reply(self, brief: Brief) -> AsyncIterator[str | Spoken]:
        prompt = prompts.reply_prompt(brief, version=self._reply_version)
        client = await self._clients.get()
        with translated(_sdk()):
            events = await self._asked(client, prompt, stream=True)
            async with events, aclosing(self._spoken(events)) as pieces:
                async for piece in pieces:
                    yield piece

    async def correct(self, brief: Brief) -> ModelCorrections:
        client = await self._clients.get()
        with translated(_sdk()):
            answer = await self._asked(client, prompts.corrections_prompt(brief), stream=False)
        if isinstance(answer, str):  # a page of HTML, from a proxy in between
            raise ProviderFailed(FailureKind.MALFORMED)
        _check_stop(answer.stop_reason)
        text = "".join(block.text for block in answer.content or () if block.type == "text")
        usage = self.usage_of(_read(answer.usage), answer.usage.output_tokens)
        return ModelCorrections(findings_in(text, brief.learner_text), usage, self.name, self.model)

    async def _asked(self, client, prompt: Prompt, *, stream: bool):
        """Call the model, in another form when it refuses one."""
        while True:
            forms = self._parameters.current
            limit = prompt.max_output_tokens + sum(form.room for form in forms)
            try:
                return await self._call(client, prompt, merged(forms), limit, stream=stream)
            except _sdk().BadRequestError as error:
                if not self._parameters.learn(forms, error.message):
                    raise

    def _call(self, client, prompt: Prompt, given: dict[str, Any], limit: int, *, stream: bool):
        if not stream:
            form = {"format": {"type": "json_schema", "schema": SCHEMA}}
            given = given | {"output_config": given.get("output_config", {}) | form}
        return client.messages.create(
            model=self.model,
            system=prompt.system,
            messages=[{"role": m.role, "content": m.text} for m in prompt.messages],
            max_tokens=limit,
            stream=stream,
            **given,
        )

    async def _spoken(self, events) -> AsyncIterator[str | Spoken]:
        reason, read, written = None, 0, 0
        async for event in events:
            match event.type:
                case "message_start":
                    read = _read(event.message.usage)
                case "content_block_delta" if event.delta.type == "text_delta":
                    yield event.delta.text
                case "message_delta":
                    reason, written = event.delta.stop_reason, event.usage.output_tokens
                case "message_stop":
                    _check_stop(reason)
                    yield Spoken(self.usage_of(read, written))
                    return

    def usage_of(self, input_tokens: int, output_tokens: int) -> Usage:
        cost = cost_usd(self.model, input_tokens, output_tokens, overrides=self._prices)
        return Usage(input_tokens, output_tokens, cost)

    def _client(self):
        import httpx2  # noqa: PLC0415  # comes with the SDK, which is slow to import

        client = _sdk().AsyncAnthropic(
            api_key=self._api_key,
            base_url=self._base_url,
            max_retries=0,  # the tutor decides who is asked again, and when
            timeout=httpx2.Timeout(self._timeout_seconds, connect=CONNECT_SECONDS),
        )
        _ = client.messages  # imported at the first touch
        return client


def _check_stop(reason: str | None) -> None:
    failures = {
        None: FailureKind.CUT_SHORT,
        "max_tokens": FailureKind.TOO_LONG,
        "model_context_window_exceeded": FailureKind.TOO_LONG,
        "refusal": FailureKind.REFUSED,
    }
    if reason not in {"end_turn", "stop_sequence"}:
        raise ProviderFailed(failures.get(reason, FailureKind.MALFORMED))


def _read(usage) -> int:
    cached = (usage.cache_creation_input_tokens or 0) + (usage.cache_read_input_tokens or 0)
    return usage.input_tokens + cached


def _sdk():
    import anthropic  # noqa: PLC0415  # takes two seconds and 74 MB; most commands never talk

    return anthropic
