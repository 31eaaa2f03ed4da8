"""The shapes of a conversation on the wire, for REST answers and socket frames alike."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, PlainSerializer

Moment = Annotated[
    datetime,
    PlainSerializer(lambda at: at.astimezone(UTC).isoformat().replace("+00:00", "Z"), str),
]
# What the database allows; its own choices are checked against these.
Status = Literal["in_progress", "paused", "completed", "abandoned"]
Sender = Literal["user", "assistant"]
Category = Literal["grammar", "vocabulary", "spelling", "punctuation", "style"]
Severity = Literal["low", "medium", "high"]
Source = Literal["rule", "model"]
Mode = Literal["introduce", "elicit", "listen"]


class Shape(BaseModel):
    model_config = ConfigDict(
        from_attributes=True, json_schema_serialization_defaults_required=True
    )


class Overview(Shape):
    id: UUID
    status: Status
    topic: str | None
    conversation_style: str
    planned_duration_minutes: int
    xp_earned: int
    words_practiced: int
    accuracy_rate: float | None
    started_at: Moment
    completed_at: Moment | None


class ErrorItem(Shape):
    """One correction. `start` and `end` count Unicode code points into the learner's text."""

    id: UUID
    code: str
    message: str
    span: str
    suggestion: str | None
    category: Category
    severity: Severity
    confidence: float
    start: int
    end: int
    source: Source
    folded: bool = False


class FeedbackMetadata(Shape):
    rule_error_count: int
    llm_provider: str | None = None
    llm_model: str | None = None
    llm_tokens: int | None = None
    llm_cost: float | None = None


class ErrorFeedback(Shape):
    summary: str
    errors: list[ErrorItem]
    review_vocabulary: list[str]
    metadata: FeedbackMetadata
    corrected_text: str


class MessageShape(Shape):
    id: UUID
    sender: Sender
    content: str
    sequence_number: int
    created_at: Moment
    xp_earned: int
    target_words: list[int]
    words_used: list[int]
    suggested_words_used: list[int]
    error_feedback: ErrorFeedback | None
    client_message_id: UUID | None = None


class TargetShape(Shape):
    word_id: int
    word: str
    translation: str
    is_new: bool
    mode: Mode


class SafetyLine(Shape):
    """Somebody to call: `url` is tel: and the number, or https: and a directory of lines."""

    purpose: Literal["emergency", "ambulance", "police", "crisis", "child", "violence"]
    label: str
    number: str
    url: str


class SafetyShape(Shape):
    """The reply is a fixed text to somebody who seems to be in danger; show whom they can call."""

    kind: Literal["medical", "self_harm", "danger", "partner_violence", "abuse", "threat"]
    resources: list[SafetyLine]


class AssistantTurn(Shape):
    message: MessageShape
    targets: list[TargetShape]
    degraded: bool = False
    safety: SafetyShape | None = None


class WordFeedback(Shape):
    """What became of one target of the tutor's previous message."""

    word_id: int
    word: str
    translation: str
    is_new: bool
    was_used: bool
    rating: int | None
    had_error: bool
    error: str | None
    evidence: str | None = None


class TurnShape(Shape):
    session: Overview
    user_message: MessageShape
    assistant_turn: AssistantTurn | None
    xp_awarded: int
    error_feedback: ErrorFeedback
    word_feedback: list[WordFeedback]
    turn_id: UUID


class SessionStarted(Shape):
    session: Overview
    assistant_turn: AssistantTurn | None


class OverviewPage(Shape):
    total: int
    items: list[Overview]


class MessagePage(Shape):
    total: int
    items: list[MessageShape]


class LearnedError(Shape):
    """A mistake of the session that is worth another look."""

    span: str
    suggestion: str | None
    message: str
    category: str


class MovedWord(Shape):
    word_id: int
    word: str
    rating: int
    scheduled_days: int | None


class Summary(Shape):
    xp_earned: int
    words_practiced: int
    accuracy_rate: float
    new_words_introduced: int
    words_reviewed: int
    correct_responses: int
    incorrect_responses: int
    status: str
    errors_to_learn: list[LearnedError]
    words_moved: list[MovedWord]


class HintGiven(Shape):
    """A little more help each time: 1 the meaning, 2 the first letter, 3 a sentence with a gap."""

    word_id: int
    step: int
    hint: str


class Gloss(Shape):
    form: str
    word_id: int
    word: str
    translation: str


class Translation(Shape):
    """Without a model, sentences of the tutor's own files are translated and words are glossed."""

    message_id: UUID
    translation: str | None
    glosses: list[Gloss]


class Simpler(Shape):
    message_id: UUID
    text: str


class SuggestedReplies(Shape):
    suggestions: list[str]


class AcceptedTurn(Shape):
    """Where to look for a turn that goes on without the caller."""

    turn_id: UUID
    status: str
    location: str


class Ticket(Shape):
    ticket: str
    expires_at: Moment
