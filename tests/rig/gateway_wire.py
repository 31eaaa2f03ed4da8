"""How OpenAI and Anthropic write answers and errors on the wire, plain and as event streams."""

import json
import time
from typing import Any

from tests.rig.fake_models import Answer

_ANTHROPIC_ERRORS = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    529: "overloaded_error",
}
_OPENAI_ERRORS = {
    400: ("invalid_request_error", None),
    401: ("invalid_request_error", "invalid_api_key"),
    404: ("invalid_request_error", "model_not_found"),
    429: ("requests", "rate_limit_exceeded"),
}
REFUSAL = "I can't help with that."


def event(payload: Any, name: str = "") -> bytes:
    heading = f"event: {name}\n" if name else ""
    return f"{heading}data: {json.dumps(payload)}\n\n".encode()


class Wire:
    """One dialect. `opening`, then a `delta` per piece, then `closing` make a whole stream."""

    request_id_header = "x_request_id"

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.said_at = int(time.time())


class ChatWire(Wire):
    @staticmethod
    def error(status: int, message: str, param: str | None = None) -> dict:
        kind, code = _OPENAI_ERRORS.get(status, ("server_error", None))
        if param:
            code = "unsupported_parameter"
        return {"error": {"message": message, "type": kind, "param": param, "code": code}}

    def plain(self, *, empty: bool = False) -> dict:
        refused = self.answer.ending == "refusal"
        message = {
            "role": "assistant",
            "content": None if refused else self.answer.text,
            "refusal": REFUSAL if refused else None,
            "annotations": [],
        }
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": self._finish()}
        return self._named("chat.completion", [] if empty else [choice]) | {"usage": self._usage()}

    def opening(self) -> bytes:
        return self._chunk({"role": "assistant", "content": "", "refusal": None})

    def delta(self, piece: str) -> bytes:
        return self._chunk({"content": piece})

    def closing(self) -> bytes:
        refused = self.answer.ending == "refusal"
        end = self._chunk({"refusal": REFUSAL}) if refused else b""
        end += self._chunk({}, finish=self._finish())
        if (self.answer.body.get("stream_options") or {}).get("include_usage"):
            end += event(self._named("chat.completion.chunk", []) | {"usage": self._usage()})
        return end + b"data: [DONE]\n\n"

    def in_band_error(self) -> bytes:
        return event(self.error(500, "The server had an error"))

    def _chunk(self, delta: dict, finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return event(self._named("chat.completion.chunk", [choice]))

    def _named(self, kind: str, choices: list) -> dict:
        return {
            "id": f"chatcmpl-{self.answer.key}",
            "object": kind,
            "created": self.said_at,
            "model": self.answer.model,
            "choices": choices,
            "service_tier": "default",
        }

    def _finish(self) -> str:
        return "length" if self.answer.ending == "length" else "stop"

    def _usage(self) -> dict:
        read, written = self.answer.input_tokens, self.answer.output_tokens
        return {
            "prompt_tokens": read,
            "completion_tokens": written,
            "total_tokens": read + written,
        }


class ResponsesWire(Wire):
    error = staticmethod(ChatWire.error)

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer)
        self.sequence_number = 0

    def plain(self, *, empty: bool = False) -> dict:
        return self._ended([] if empty else [self._item()])

    def opening(self) -> bytes:
        started = self._response("in_progress", [])
        item = {**self._item(), "status": "in_progress", "content": []}
        part = {"type": "output_text", "text": "", "annotations": [], "logprobs": []}
        return (
            self._event("response.created", response=started)
            + self._event("response.in_progress", response=started)
            + self._event("response.output_item.added", output_index=0, item=item)
            + self._event("response.content_part.added", **self._place(), part=part)
        )

    def delta(self, piece: str) -> bytes:
        return self._event("response.output_text.delta", **self._place(), delta=piece, logprobs=[])

    def closing(self) -> bytes:
        end = b""
        if self.answer.ending == "refusal":
            end += self._event("response.refusal.done", **self._place(), refusal=REFUSAL)
        end += self._event("response.output_item.done", output_index=0, item=self._item())
        response = self._ended([self._item()])
        return end + self._event(f"response.{response['status']}", response=response)

    def in_band_error(self) -> bytes:
        fault = {"code": "server_error", "message": "The server had an error"}
        failed = self._response("failed", []) | {"error": fault}
        return self._event("error", **fault, param=None) + self._event(
            "response.failed", response=failed
        )

    def _event(self, name: str, **fields) -> bytes:
        payload = {"type": name, "sequence_number": self.sequence_number, **fields}
        self.sequence_number += 1
        return event(payload, name)

    def _place(self) -> dict:
        return {"item_id": f"msg_{self.answer.key}", "output_index": 0, "content_index": 0}

    def _item(self) -> dict:
        part = {"type": "output_text", "text": self.answer.text, "annotations": [], "logprobs": []}
        if self.answer.ending == "refusal":
            part = {"type": "refusal", "refusal": REFUSAL}
        return {
            "id": f"msg_{self.answer.key}",
            "type": "message",
            "status": "completed",
            "role": "assistant",
            "content": [part],
        }

    def _ended(self, output: list) -> dict:
        if self.answer.ending == "length":
            details = {"reason": "max_output_tokens"}
            return self._response("incomplete", output) | {"incomplete_details": details}
        return self._response("completed", output)

    def _response(self, status: str, output: list) -> dict:
        read, written = self.answer.input_tokens, self.answer.output_tokens
        body = self.answer.body
        return {
            "id": f"resp_{self.answer.key}",
            "object": "response",
            "created_at": self.said_at,
            "status": status,
            "error": None,
            "incomplete_details": None,
            "instructions": body.get("instructions"),
            "max_output_tokens": body.get("max_output_tokens"),
            "model": self.answer.model,
            "output": output,
            "parallel_tool_calls": True,
            "store": body.get("store", True),
            "text": body.get("text") or {"format": {"type": "text"}},
            "tool_choice": "auto",
            "tools": [],
            "usage": None
            if status == "in_progress"
            else {
                "input_tokens": read,
                "input_tokens_details": {"cached_tokens": 0},
                "output_tokens": written,
                "output_tokens_details": {"reasoning_tokens": 0},
                "total_tokens": read + written,
            },
            "metadata": {},
        }


class MessagesWire(Wire):
    request_id_header = "request_id"

    @staticmethod
    def error(status: int, message: str, param: str | None = None) -> dict:
        kind = _ANTHROPIC_ERRORS.get(status, "api_error")
        return {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req"}

    def plain(self, *, empty: bool = False) -> dict:
        silent = empty or self.answer.ending == "refusal"
        content = [] if silent else [{"type": "text", "text": self.answer.text}]
        return self._message(content, self._stop()) | {"usage": self._usage()}

    def opening(self) -> bytes:
        block = {"type": "text", "text": ""}
        usage = self._usage() | {"output_tokens": 1}
        message = self._message([], None) | {"usage": usage}
        return (
            self._event("message_start", message=message)
            + self._event("content_block_start", index=0, content_block=block)
            + self._event("ping")
        )

    def delta(self, piece: str) -> bytes:
        return self._event(
            "content_block_delta", index=0, delta={"type": "text_delta", "text": piece}
        )

    def closing(self) -> bytes:
        delta = {"stop_reason": self._stop(), "stop_sequence": None}
        usage = {"output_tokens": self.answer.output_tokens}
        return (
            self._event("content_block_stop", index=0)
            + self._event("message_delta", delta=delta, usage=usage)
            + self._event("message_stop")
        )

    def in_band_error(self) -> bytes:
        return self._event("error", error={"type": "overloaded_error", "message": "Overloaded"})

    @staticmethod
    def _event(name: str, **fields) -> bytes:
        return event({"type": name, **fields}, name)

    def _message(self, content: list, stop_reason: str | None) -> dict:
        return {
            "id": f"msg_{self.answer.key}",
            "type": "message",
            "role": "assistant",
            "model": self.answer.model,
            "content": content,
            "stop_reason": stop_reason,
            "stop_sequence": None,
        }

    def _stop(self) -> str:
        return {"length": "max_tokens", "refusal": "refusal"}.get(self.answer.ending, "end_turn")

    def _usage(self) -> dict:
        return {
            "input_tokens": self.answer.input_tokens,
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 0,
            "output_tokens": self.answer.output_tokens,
            "service_tier": "standard",
        }


WIRES: dict[str, type[ChatWire] | type[ResponsesWire] | type[MessagesWire]] = {
    "/v1/chat/completions": ChatWire,
    "/v1/responses": ResponsesWire,
    "/v1/messages": MessagesWire,
}
