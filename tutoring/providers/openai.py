"""OpenAI, by its Responses API, and servers compatible with its Chat Completions."""

import re
from collections.abc import AsyncGenerator, Callable
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from tutoring.brief import Usage
from tutoring.plain_text import WithoutThoughts
from tutoring.prompts import Prompt
from tutoring.providers.base import Begun, FailureKind, ProviderFailed, Spoken
from tutoring.providers.failures import kind_named
from tutoring.providers.hosted import THINKING_TOKENS, HostedModel
from tutoring.providers.parameters import Form


class _OpenAI(HostedModel):
    """Either interface, asked for plain JSON.

    The SDK's typed methods try each message against every type of message there is and make an
    object of each token: a third of what a whole turn costs the event loop.
    """

    name = "openai"
    path: str

    def _sdk(self) -> ModuleType:
        import openai  # noqa: PLC0415  # half a second and 48 MB

        return openai

    def _client(self) -> Any:
        base_url = _with_version(self._base_url)
        return self._sdk().AsyncOpenAI(base_url=base_url, **self._options())

    def _usage(self, answer: dict[str, Any], read: str, written: str) -> Usage:
        used = _object(answer, "usage")
        return self.usage_of(used.get(read) or 0, used.get(written) or 0)

    def _post(self, client: Any, body: dict[str, Any], *, stream: bool) -> Any:
        return client.post(
            self.path,
            cast_to=object,
            body={"model": self.model, "stream": stream, **body},
            stream=stream,
            stream_cls=self._sdk().AsyncStream[object],
        )


class Responses(_OpenAI):
    """OpenAI itself."""

    path = "/responses"

    def _purposes(self) -> list[list[Form]]:
        return [_efforts(self.model, lambda effort: {"reasoning": {"effort": effort}})]

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
            given = given | {"text": {"format": {"type": "json_schema", **_named(schema)}}}
        messages = [{"role": m.role, "content": m.text} for m in prompt.messages]
        body = {
            "instructions": prompt.system,
            "input": messages,
            "max_output_tokens": limit,
            "store": False,
        }
        return self._post(client, body | given, stream=stream)

    async def _spoken(self, events: Any) -> AsyncGenerator[str | Begun | Spoken, None]:
        async for event in events:
            match event.get("type"):
                case "response.output_text.delta":
                    yield event["delta"]
                case "response.refusal.delta" | "response.refusal.done":
                    raise ProviderFailed(FailureKind.REFUSED)
                case "error":
                    raise ProviderFailed(kind_named(event.get("code")))
                case "response.completed" | "response.incomplete" | "response.failed":
                    yield Spoken(self._whole(event["response"]))
                    return

    def _answered(self, response: Any) -> tuple[str, Usage]:
        if not isinstance(response, dict):  # a page of HTML, from a proxy in between
            raise ProviderFailed(FailureKind.MALFORMED)
        usage = self._whole(response)
        parts = [part for item in _list(response, "output") for part in _list(item, "content")]
        if any(part["type"] == "refusal" for part in parts):
            raise ProviderFailed(FailureKind.REFUSED)
        return "".join(part["text"] for part in parts if part["type"] == "output_text"), usage

    def _whole(self, response: dict[str, Any]) -> Usage:
        """Return what a response used; one that is not complete is a failure."""
        if response.get("status") == "incomplete":
            reason = _object(response, "incomplete_details").get("reason")
            raise ProviderFailed(
                FailureKind.REFUSED if reason == "content_filter" else FailureKind.TOO_LONG
            )
        if response.get("status") != "completed":
            raise ProviderFailed(kind_named(_object(response, "error").get("code")))
        return self._usage(response, "input_tokens", "output_tokens")


class ChatCompletions(_OpenAI):
    """Any server that speaks Chat Completions: Ollama, vLLM, llama.cpp, gateways."""

    path = "/chat/completions"

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

    def _call(
        self,
        client: Any,
        prompt: Prompt,
        given: dict[str, Any],
        limit: int,
        stream: bool,
        schema: dict[str, Any] | None,
    ) -> Any:
        for name in given.keys() & {"max_completion_tokens", "max_tokens"}:
            given = given | {name: limit}
        if not stream:
            given.pop("stream_options", None)
        if schema:
            given["response_format"] = {"type": "json_schema", "json_schema": _named(schema)}
        system = {"role": "system", "content": prompt.system}
        messages = [system, *({"role": m.role, "content": m.text} for m in prompt.messages)]
        return self._post(client, {"messages": messages, **given}, stream=stream)

    async def _spoken(self, chunks: Any) -> AsyncGenerator[str | Begun | Spoken, None]:
        reason, usage, answer = None, Usage(), WithoutThoughts()
        async for chunk in chunks:
            if chunk.get("usage"):
                usage = self._usage(chunk, "prompt_tokens", "completion_tokens")
            for choice in _list(chunk, "choices"):
                delta = _object(choice, "delta")
                if text := answer.add(delta.get("content") or ""):
                    yield text
                if delta.get("refusal"):
                    raise ProviderFailed(FailureKind.REFUSED)
                reason = choice.get("finish_reason") or reason
        _check_finish(reason)
        yield Spoken(usage)

    def _answered(self, completion: Any) -> tuple[str, Usage]:
        if not isinstance(completion, dict) or not completion.get("choices"):
            raise ProviderFailed(FailureKind.MALFORMED)
        choice = completion["choices"][0]
        if choice["message"].get("refusal"):
            raise ProviderFailed(FailureKind.REFUSED)
        _check_finish(choice.get("finish_reason"))
        usage = self._usage(completion, "prompt_tokens", "completion_tokens")
        return WithoutThoughts().add(choice["message"].get("content") or ""), usage


def _object(json: dict[str, Any], name: str) -> dict[str, Any]:
    """Return an object within one; servers leave out or set to null what they do not know."""
    return json.get(name) or {}


def _list(json: dict[str, Any], name: str) -> list[Any]:
    return json.get(name) or []


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
