"""What the models behind the fake gateway know, say and refuse."""

import json
import re
import uuid
from dataclasses import dataclass, field
from typing import Any

REPLY = (
    "Ah, c'est une bonne idée ! Moi aussi, j'aime beaucoup ça. "
    "Et toi, qu'est-ce que tu préfères faire le week-end ?"
)
HUGE = 10_000_000
_NEWER_OPENAI = re.compile(r"gpt-[5-9]|o\d")
_OLDER_OPENAI = re.compile(r"gpt-[34]")


@dataclass(frozen=True)
class Answer:
    """What the model says, before it is put on a wire."""

    body: dict[str, Any]  # of the request
    text: str
    pieces: tuple[str, ...]
    ending: str = "stop"  # stop, length or refusal
    input_tokens: float = 0
    output_tokens: float = 0
    key: str = field(default_factory=lambda: uuid.uuid4().hex[:24])

    @property
    def model(self) -> str:
        return self.body.get("model", "")

    @property
    def wants_json(self) -> bool:
        formats = (
            (self.body.get("text") or {}).get("format"),
            self.body.get("response_format"),
            (self.body.get("output_config") or {}).get("format"),
        )
        return any(form and form.get("type") == "json_schema" for form in formats)


class FakeModels:
    """All of them say the same."""

    def __init__(self, deltas: int) -> None:
        self.deltas = deltas
        self.reply = REPLY
        self.corrections: list[dict] = []
        self.wrap = "{}"  # what stands around a structured answer
        self.count: float | None = None  # told as every number of tokens, however absurd

    def answer(self, body: dict, mode: str) -> Answer:
        asked = "\n".join(_texts(body))
        answer = Answer(body, "", ())
        text = self._json_answer(mode) if answer.wants_json else self._reply_to(asked, mode)
        return Answer(
            body=body,
            text=text,
            pieces=_pieces(text, self.deltas),
            ending={"refuse": "refusal"}.get(mode, mode),
            input_tokens=len(asked) // 4 if self.count is None else self.count,
            output_tokens=len(text) // 4 if self.count is None else self.count,
        )

    def _json_answer(self, mode: str) -> str:
        if mode == "bad-answer":
            return 'Sorry, here it is: {"corr'
        if mode == "wrong-shape":
            return json.dumps({"corrections": [{"quote": 7}]})
        return self.wrap.replace("{}", json.dumps({"corrections": self.corrections}))

    def _reply_to(self, asked: str, mode: str) -> str:
        if mode == "echo":
            return asked
        if mode == "huge":
            return "mot " * (HUGE // 4)
        block = re.findall(r"<introduce>(.*?)</introduce>", asked, re.DOTALL)
        words = re.findall(r"<lemma>(.*?)</lemma>.*?<meaning>(.*?)</meaning>", "".join(block))
        return " ".join([*(f"Voici « {lemma} » ({gloss})." for lemma, gloss in words), self.reply])


def refusal(path: str, body: dict) -> tuple[str, str] | None:
    """Return (parameter, message) for what the real services, or an old local one, would refuse."""
    model = body.get("model", "")
    if path == "/v1/messages":
        return _refused_by_anthropic(model, body)
    if model.startswith("local-old"):
        return _unsupported(
            body, "reasoning_effort", "max_completion_tokens", "store", "stream_options"
        )
    if model.startswith("local-terse") and "reasoning_effort" in body:
        return "", 'invalid reasoning value: \'none\' (must be "high", "medium", or "low")'
    if _OLDER_OPENAI.match(model):
        return _unsupported(body, "reasoning", "reasoning_effort")
    if not _NEWER_OPENAI.match(model):
        return None
    effort = (body.get("reasoning") or {}).get("effort") or body.get("reasoning_effort")
    if effort in _refused_efforts(model):
        return (
            "reasoning.effort",
            f"Unsupported value: '{effort}' is not supported with this model.",
        )
    return _unsupported(body, "temperature", "max_tokens")


def forbidden_input(body: dict) -> dict | None:
    """Return what Mistral's service says of parameters that it does not know."""
    unknown = [name for name in ("reasoning_effort", "store") if name in body]
    if not body.get("model", "").startswith("mistral") or not unknown:
        return None
    detail = [{"type": "extra_forbidden", "loc": ["body", name]} for name in unknown]
    return {"object": "error", "message": {"detail": detail}, "param": None, "code": None}


def _unsupported(body: dict, *names: str) -> tuple[str, str] | None:
    for name in names:
        if name in body:
            return name, f"Unsupported parameter: '{name}' is not supported with this model."
    return None


def _refused_efforts(model: str) -> set[str]:
    if "codex" in model:
        return {"none", "minimal"}
    return {"none"} if re.match(r"gpt-5(-|$)|o\d", model) else {"minimal"}


def _refused_by_anthropic(model: str, body: dict) -> tuple[str, str] | None:
    for name in ("temperature", "top_p", "top_k"):
        if name in body:
            return name, f"{name}: Extra inputs are not permitted"
    thinking = (body.get("thinking") or {}).get("type")
    unknown = {"claude-opus-5-5": {"disabled", "between_tools"}, "claude-sonnet-5-5": {"disabled"}}
    if thinking in unknown.get(model, ()):
        return "thinking", f'"thinking.type.{thinking}" is not supported for this model.'
    return None


def _texts(body: dict) -> list[str]:
    messages = body.get("messages") or body.get("input") or []
    return [body.get("instructions") or body.get("system") or "", *(m["content"] for m in messages)]


def _pieces(text: str, count: int) -> tuple[str, ...]:
    size = max(1, -(-len(text) // count))
    return tuple(text[at : at + size] for at in range(0, len(text), size))
