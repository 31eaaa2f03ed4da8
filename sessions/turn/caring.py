"""Turns of somebody in danger, and those after: a fixed text, no practice, and gently on.

The message is read before anybody is asked, so no model sees it in this turn, and none answers.
"""

from dataclasses import dataclass
from typing import Any

from sessions.told.frames import AssistantDelta
from sessions.told.telling import tell_session
from sessions.turn.gathering import Material, addressee
from sessions.turn.running import RunningTurn
from tutoring.brief import ReplyFinished
from tutoring.safety.aftercare import is_gentle, words_after
from tutoring.safety.answering import SafetyAnswer, answer_to
from tutoring.safety.detecting import alarm_in

PROVIDER = "safety"


@dataclass(frozen=True, slots=True)
class Care:
    """What a message of somebody in danger, or one soon after, asks of a turn."""

    answer: SafetyAnswer | None = None  # to say now, whoever else could speak
    words_after: str = ""  # to say where no model speaks

    @property
    def record(self) -> dict[str, Any] | None:
        """Return what the reply keeps: its kind, whom it names, its translation."""
        if self.answer is None:
            return None
        return {
            "kind": str(self.answer.kind),
            "resources": [
                {
                    "purpose": str(named.line.purpose),
                    "label": named.label,
                    "number": named.line.number,
                    "url": named.line.url,
                }
                for named in self.answer.lines
            ],
            "translation": self.answer.translation,
        }


def care_for(material: Material) -> Care | None:
    """Return how a message is to be answered with care; None for an everyday one."""
    if alarm := alarm_in(material.text):
        return Care(answer_to(alarm, addressee(material)))
    alarmed = material.alarmed
    if alarmed is None or not is_gentle(alarmed.said_since):
        return None
    if is_gentle((*alarmed.said_since, material.text)):
        first = not alarmed.said_since
        said = words_after(material.text, alarmed.kind, addressee(material)) if first else ""
        return Care(words_after=said)
    return None


def say(text: str, turn: RunningTurn) -> ReplyFinished:
    """Tell the session a fixed text, at once and whole; a cancel does not keep it back."""
    turn.text = text
    tell_session(turn.session_id, AssistantDelta(turn_id=turn.turn_id, offset=0, text=text))
    return ReplyFinished(text=text, provider=PROVIDER)
