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


@dataclass(frozen=True)
class Answer:
    """What the model says, before it is put on a wire."""

    body: dict[str, Any]  # of the request
    text: str
    pieces: tuple[str, ...]
    ending: str = "stop"  # stop, length or refusal
    input_tokens: int = 0
    output_tokens: int = 0
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

    def answer(self, body: dict, mode: str) -> Answer:
        asked = "\n".join(_texts(body))
        answer = Answer(body, "", ())
        text = self._json_answer(mode) if answer.wants_json else self._reply_to(asked, mode)
        return Answer(
            body=body,
            text=text,
            pieces=_pieces(text, self.deltas),
            ending={"refuse": "refusal"}.get(mode, mode),
            input_tokens=len(asked) // 4,
            output_tokens=len(text) // 4,
        )

    def _json_answer(self, mode: str) -> str:
        if mode == "bad-answer":
            return 'Sorry, here it is: {"corr'
        if mode == "wrong-shape":
            return json.dumps({"corrections": [{"quote": 7}]})
        return json.dumps({"corrections": self.corrections})

    def _reply_to(self, asked: str, mode: str) -> str:
        if mode == "echo":
            return asked
        if mode == "huge":
            return "mot " * (HUGE // 4)
        block = re.findall(r"<introduce>(.*?)</introduce>", asked, re.DOTALL)
        words = re.findall(r"<lemma>(.*?)</lemma>.*?<meaning>(.*?)</meaning>", "".join(block))
        return " ".join([*(f"Voici « {lemma} » ({gloss})." for lemma, gloss in words), self.reply])


def refused_parameter(path: str, body: dict) -> str | None:
    """Return the parameter that the real services, or an old local one, would not take."""
    model = body.get("model", "")
    if path == "/v1/messages":
        refused = {"temperature", "top_p", "top_k"}
        if re.match(r"claude-[a-z]+-4", model):
            refused |= {"thinking"}  # an invention: stands for whatever the next model refuses
    elif model.startswith("local-old"):
        refused = {"max_completion_tokens", "store"}
    elif _NEWER_OPENAI.match(model):
        refused = {"temperature", "max_tokens"}
    else:
        refused = {"reasoning", "reasoning_effort"}
    return next((name for name in body if name in refused), None)


def _texts(body: dict) -> list[str]:
    messages = body.get("messages") or body.get("input") or []
    return [body.get("instructions") or body.get("system") or "", *(m["content"] for m in messages)]


def _pieces(text: str, count: int) -> tuple[str, ...]:
    size = max(1, -(-len(text) // count))
    return tuple(text[at : at + size] for at in range(0, len(text), size))
