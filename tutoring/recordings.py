"""A conversation kept as a file, to be held again with another provider or prompt. Pure."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from tutoring.brief import Brief, Finding, Line, Mode, Speaker, Style, TargetWord

Level = Literal["A1", "A2", "B1", "B2", "C1", "C2"]


class UnreadableRecording(Exception):
    """The file is not a recorded conversation; the message says where it is wrong."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class RecordedTarget(_Strict):
    word_id: int
    lemma: str
    gloss: str
    part_of_speech: str = ""
    gender: str = ""
    is_new: bool = False
    mode: Mode


class RecordedCorrection(_Strict):
    span: str
    suggestion: str | None
    source: str


class RecordedTurn(_Strict):
    """What the learner said, empty for a greeting, and what the tutor answered."""

    learner: str
    tutor: str
    targets: list[RecordedTarget] = []
    corrections: list[RecordedCorrection] = []


class Recording(_Strict):
    language: str = "fr"
    level: Level = "A2"
    native_language: str = "en"
    style: Style = Style.TUTOR
    topic: str = ""
    speaker: str = ""  # who gave the replies: provider, model and prompt
    turns: list[RecordedTurn] = []

    def brief(self, number: int, findings: Iterable[Finding] = ()) -> Brief:
        """Return the brief that the reply of a turn was made from; turns count from 0."""
        turn = self.turns[number]
        return Brief(
            language=self.language,
            level=self.level,
            native_language=self.native_language,
            style=self.style,
            topic=self.topic,
            learner_text=turn.learner,
            history=self.history(number),
            targets=tuple(TargetWord(**target.model_dump()) for target in turn.targets),
            findings=tuple(findings),
            turn_number=number,
            planned_turns=max(5, len(self.turns)),
        )

    def history(self, number: int) -> tuple[Line, ...]:
        """Return the lines before a turn, oldest first."""
        said = [
            line
            for turn in self.turns[:number]
            for line in (Line(Speaker.LEARNER, turn.learner), Line(Speaker.TUTOR, turn.tutor))
        ]
        return tuple(line for line in said if line.text)


def recorded(findings: Iterable[Finding]) -> list[RecordedCorrection]:
    return [
        RecordedCorrection(span=f.span, suggestion=f.suggestion, source=f.source) for f in findings
    ]


def read_recording(text: str) -> Recording:
    """Read the JSON of a recording.

    Raises:
        UnreadableRecording: it is something else.
    """
    try:
        return Recording.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise UnreadableRecording(f"{place}: {first['msg']}") from None
