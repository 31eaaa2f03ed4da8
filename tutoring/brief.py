"""What the tutor is told before it speaks, and what it is asked to do. Plain values only."""

from dataclasses import dataclass, field
from enum import StrEnum


class Mode(StrEnum):
    """What the reply should do with a target; the words of the wire."""

    INTRODUCE = "introduce"
    ELICIT = "elicit"
    LISTEN = "listen"


class Style(StrEnum):
    TUTOR = "tutor"
    CASUAL = "casual"
    TRAVEL = "travel"
    BUSINESS = "business"


class Speaker(StrEnum):
    LEARNER = "learner"
    TUTOR = "tutor"


@dataclass(frozen=True, slots=True)
class TargetWord:
    """A word of the pool, with what the tutor needs to introduce or elicit it."""

    word_id: int
    lemma: str
    gloss: str
    part_of_speech: str = ""
    gender: str = ""
    example: str = ""
    is_new: bool = False
    mode: Mode = Mode.LISTEN


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the transcript."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a learner's text that could be said better.

    `start` and `end` count Unicode code points into the text; `text[start:end] == span`.
    """

    code: str  # stable id of the rule, or "model.<category>"
    start: int
    end: int
    span: str
    suggestion: str | None  # what to write in place of the span; "" deletes it
    category: str  # grammar, vocabulary, spelling, punctuation, style
    severity: str  # low, medium, high
    confidence: float  # 0 to 1; below 0.9 it is phrased as a question
    message: str  # the explanation, in English
    message_fr: str = ""
    source: str = "rule"  # rule or model
    level: str = "A1"  # CEFR level from which it is worth teaching


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything one reply is made from."""

    language: str  # ISO 639-1 code of the language learned
    level: str  # CEFR, A1 to C2
    native_language: str = "en"
    style: Style = Style.TUTOR
    topic: str = ""  # as the learner wrote it; may be empty or anything
    learner_text: str = ""  # empty for a greeting
    history: tuple[Line, ...] = ()  # oldest first, without learner_text
    targets: tuple[TargetWord, ...] = ()
    previous_targets: tuple[TargetWord, ...] = ()  # of the tutor's last message
    findings: tuple[Finding, ...] = ()  # on learner_text, most useful first
    earlier_errors: tuple[str, ...] = ()  # corrected phrases worth returning to
    turn_number: int = 0  # 0 is the greeting
    planned_turns: int = 5
    gentle: bool = False  # somebody was in danger just before: no exercise, nothing mended
    seed: int = 0  # same seed and same brief: the offline tutor says the same

    @property
    def introduced(self) -> tuple[TargetWord, ...]:
        return tuple(t for t in self.targets if t.mode is Mode.INTRODUCE)

    @property
    def elicited(self) -> tuple[TargetWord, ...]:
        return tuple(t for t in self.targets if t.mode is Mode.ELICIT)

    @property
    def is_last_turn(self) -> bool:
        return self.turn_number >= self.planned_turns


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens and money of one provider call."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0


@dataclass(frozen=True, slots=True)
class FailedCall:
    """A call on which a model worked without giving a whole answer, or that was left before it.

    Its usage is an estimate, but for what the provider had told by then.
    """

    provider: str
    model: str
    usage: Usage


@dataclass(frozen=True, slots=True)
class ModelCorrections:
    """What a model found in a learner's text; empty when none is configured or it failed."""

    findings: tuple[Finding, ...] = ()
    usage: Usage = field(default_factory=Usage)
    provider: str = ""
    model: str = ""
    failure: str = ""  # code of what went wrong; empty when nothing did
    failed_calls: tuple[FailedCall, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What was written in answer to a request for help; empty when nobody could."""

    text: str = ""
    usage: Usage = field(default_factory=Usage)
    provider: str = ""
    model: str = ""
    failure: str = ""
    failed_calls: tuple[FailedCall, ...] = ()


@dataclass(frozen=True, slots=True)
class TextDelta:
    """The next piece of a streamed reply."""

    text: str


@dataclass(frozen=True, slots=True)
class ReplyReset:
    """What was streamed so far is void: another provider starts again."""


@dataclass(frozen=True, slots=True)
class ReplyFinished:
    """The whole reply, and who gave it. `text` is the deltas since the last reset, joined."""

    text: str
    provider: str
    model: str = ""
    usage: Usage = field(default_factory=Usage)
    prompt_version: str = ""
    degraded: bool = False  # the offline tutor, although a model is configured
    failure: str = ""  # code of the last failure on the way to this reply
    missed: tuple[int, ...] = ()  # words to introduce that are absent, to elicit that are said
    beyond_level_share: float | None = None  # of its words, 0 to 1; None where it is not known
    in_language: bool | None = None  # whether it is in the language learned; None: not looked at
    failed_calls: tuple[FailedCall, ...] = ()  # on the way to this reply


ReplyEvent = TextDelta | ReplyReset | ReplyFinished
