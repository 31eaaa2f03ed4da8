"""OpenAI, by its Responses API, and servers compatible with its Chat Completions."""

import re
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import urlsplit

from tutoring.brief import Usage
from tutoring.plain_text import WithoutThoughts
from tutoring.prompts import Prompt
from tutoring.providers.base import FailureKind, ProviderFailed, Spoken
from tutoring.providers.failures import kind_named
from tutoring.providers.hosted import THINKING_TOKENS, HostedModel
from tutoring.providers.parameters import Form


class _OpenAI(HostedModel):
    """Either interface. The messages go as `extra_body`, which the SDK passes on as it is.

    As an argument it tries each of them against every type of message there is: 4 to 6 ms of the
    event loop for a history of 24.
    """

    name = "openai"

    def _sdk(self):
        import openai  # noqa: PLC0415  # half a second and 48 MB

        return openai

    def _client(self):
        base_url = _with_version(self._base_url)
        client = self._sdk().AsyncOpenAI(base_url=base_url, **self._options())
        self._endpoint(client)  # imported at the first touch
        return client


class Responses(_OpenAI):
    """OpenAI itself."""

    def _purposes(self) -> list[list[Form]]:
        return [_efforts(self.model, lambda effort: {"reasoning": {"effort": effort}})]

    def _endpoint(self, client):
        return client.responses

    def _call(self, client, prompt: Prompt, given: dict[str, Any], limit: int, stream, schema):
        if schema:
            given = given | {"text": {"format": {"type": "json_schema", **_named(schema)}}}
        messages = [{"role": m.role, "content": m.text} for m in prompt.messages]
        return self._endpoint(client).create(
            model=self.model,
            instructions=prompt.system,
            extra_body={"input": messages},  # see the class
            max_output_tokens=limit,
            store=False,
            stream=stream,
            **given,
        )

    async def _spoken(self, events) -> AsyncIterator[str | Spoken]:
        async for event in events:
            match event.type:
                case "response.output_text.delta":
                    yield event.delta
                case "response.refusal.delta" | "response.refusal.done":
                    raise ProviderFailed(FailureKind.REFUSED)
                case "error":
                    raise ProviderFailed(kind_named(event.code))
                case "response.completed" | "response.incomplete" | "response.failed":
                    yield Spoken(self._whole(event.response))
                    return

    def _answered(self, response) -> tuple[str, Usage]:
        if isinstance(response, str):  # a page of HTML, from a proxy in between
            raise ProviderFailed(FailureKind.MALFORMED)
        usage = self._whole(response)
        parts = [
            part for item in response.output or () for part in getattr(item, "content", None) or ()
        ]
        if any(part.type == "refusal" for part in parts):
            raise ProviderFailed(FailureKind.REFUSED)
        return "".join(part.text for part in parts if part.type == "output_text"), usage

    def _whole(self, response) -> Usage:
        """Return what a response used; one that is not complete is a failure."""
        if response.status == "incomplete":
            reason = response.incomplete_details and response.incomplete_details.reason
            raise ProviderFailed(
                FailureKind.REFUSED if reason == "content_filter" else FailureKind.TOO_LONG
            )
        if response.status != "completed":
            raise ProviderFailed(kind_named(response.error and response.error.code))
        used = response.usage
        return self.usage_of(used.input_tokens, used.output_tokens) if used else Usage()


class ChatCompletions(_OpenAI):
    """Any server that speaks Chat Completions: Ollama, vLLM, llama.cpp, gateways."""

    def _purposes(self) -> list[list[Form]]:
        # The limit itself is filled in with each prompt.
        limits = [Form({"max_completion_tokens": None}), Form({"max_tokens": None})]
        if not _is_openais(self.model):
            limits.reverse()  # Ollama passes over the newer name without a word
        return [
            _efforts(self.model, lambda effort: {"reasoning_effort": effort}),
            [*limits, Form()],
            [Form({"store": False}), Form()],
            [Form({"stream_options": {"include_usage": True}}), Form()],
        ]

    def _endpoint(self, client):
        return client.chat.completions

    def _call(self, client, prompt: Prompt, given: dict[str, Any], limit: int, stream, schema):
        for name in given.keys() & {"max_completion_tokens", "max_tokens"}:
            given = given | {name: limit}
        if not stream:
            given.pop("stream_options", None)
        if schema:
            given["response_format"] = {"type": "json_schema", "json_schema": _named(schema)}
        system = {"role": "system", "content": prompt.system}
        messages = [system, *({"role": m.role, "content": m.text} for m in prompt.messages)]
        return self._endpoint(client).create(
            model=self.model,
            messages=(),
            extra_body={"messages": messages},  # see the class
            stream=stream,
            **given,
        )

    async def _spoken(self, chunks) -> AsyncIterator[str | Spoken]:
        reason, usage, answer = None, Usage(), WithoutThoughts()
        async for chunk in chunks:
            if chunk.usage:
                usage = self.usage_of(chunk.usage.prompt_tokens, chunk.usage.completion_tokens)
            for choice in chunk.choices or ():
                if text := answer.add(choice.delta.content or ""):
                    yield text
                if choice.delta.refusal:
                    raise ProviderFailed(FailureKind.REFUSED)
                reason = choice.finish_reason or reason
        _check_finish(reason)
        yield Spoken(usage)

    def _answered(self, completion) -> tuple[str, Usage]:
        choices = getattr(completion, "choices", None)
        if not choices:
            raise ProviderFailed(FailureKind.MALFORMED)
        if choices[0].message.refusal:
            raise ProviderFailed(FailureKind.REFUSED)
        _check_finish(choices[0].finish_reason)
        used = completion.usage
        usage = self.usage_of(used.prompt_tokens, used.completion_tokens) if used else Usage()
        return WithoutThoughts().add(choices[0].message.content or ""), usage


def _named(schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": "answer", "strict": True, "schema": schema}


def _efforts(model: str, written: Callable[[str], dict[str, Any]]) -> list[Form]:
    """Return how to ask a model to reason as little as it can.

    A learner waits for the first word, and two to four sentences need no plan.
    """
    # Some local models think whatever they are told; OpenAI's do as they say.
    rooms = {"low": THINKING_TOKENS} if _is_openais(model) else {"none": THINKING_TOKENS}
    forms = [
        Form(written(effort), rooms.get(effort, 0), also_called=("reasoning", "think"))
        for effort in least_efforts(model)
    ]
    return [*forms, Form(room=THINKING_TOKENS if forms else 0)]


def least_efforts(model: str) -> tuple[str, ...]:
    """Return the efforts that a model may take, the least first; none if it does not reason.

    Of models that are not OpenAI's, many think unless told otherwise.
    """
    name = model.rpartition("/")[2]
    if re.match(r"o\d", name):
        return ("low",)
    if not (match := re.match(r"gpt-(\d+)(\.\d+)?", name)):
        return () if _is_openais(model) else ("none",)
    if int(match[1]) < 5:
        return ()
    return ("none", "low") if match[2] or int(match[1]) > 5 else ("minimal", "low")


def _is_openais(model: str) -> bool:
    return bool(re.match(r"(chat)?gpt-\d|o\d", model.rpartition("/")[2]))


def _check_finish(reason: str | None) -> None:
    failures = {
        None: FailureKind.CUT_SHORT,
        "length": FailureKind.TOO_LONG,
        "content_filter": FailureKind.REFUSED,
    }
    if reason not in {"stop", "eos_token", "stop_sequence"}:  # the latter two: Hugging Face's TGI
        raise ProviderFailed(failures.get(reason, FailureKind.MALFORMED))


def _with_version(base_url: str) -> str | None:
    """Complete an address given without a path, as people write that of a local server."""
    if base_url and not urlsplit(base_url).path.strip("/"):
        return base_url.rstrip("/") + "/v1"
    return base_url or None
