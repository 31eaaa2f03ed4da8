"""What the tutor is told of a session before it speaks."""

import zlib
from datetime import datetime
from typing import Any

from sessions.brief.planning import plan_targets, session_capacity
from sessions.models import LearningSession, Message
from tutoring.brief import Brief, Line, Speaker, Style

HISTORY_LINES = 24


def brief_of(session: LearningSession, **parts: Any) -> Brief:
    learner = session.learner
    return Brief(
        language=session.language,
        level=learner.cefr_level,
        native_language=learner.native_language,
        style=Style(session.conversation_style),
        topic=session.topic,
        planned_turns=session_capacity(session).turns,
        # Stable, so that a turn done again says the same; another session says something else.
        seed=zlib.crc32(session.pk.bytes),
        **parts,
    )


def brief_of_greeting(session: LearningSession, *, now: datetime) -> Brief:
    return brief_of(
        session,
        turn_number=0,
        targets=plan_targets(session, previous={}, turn_number=0, now=now),
    )


def brief_of_help(session: LearningSession) -> Brief:
    """Return what is known when the learner is to answer: no text yet, and the tutor's last words."""
    newest = list(session.messages.order_by("-sequence_number")[:HISTORY_LINES])
    return brief_of(session, history=tuple(line_of(m.sender, m.content) for m in reversed(newest)))


def line_of(sender: str, content: str) -> Line:
    spoken_by_learner = sender == Message.Sender.LEARNER
    return Line(Speaker.LEARNER if spoken_by_learner else Speaker.TUTOR, content)
