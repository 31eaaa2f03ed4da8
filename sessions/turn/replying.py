"""The middle of a turn, on the tutor's side: the reply, streamed as it comes."""

import asyncio
from contextlib import aclosing

from sessions.told.frames import AssistantDelta, AssistantReset
from sessions.told.telling import tell_session
from sessions.turn.running import RunningTurn
from tutoring.brief import Brief, ReplyFinished, ReplyReset, TextDelta
from tutoring.tutor import Tutor

# Frames are sent at most this often; a model's tokens come faster than anybody reads.
FLUSH_SECONDS = 0.05


async def speak(brief: Brief, turn: RunningTurn, tutor: Tutor) -> ReplyFinished | None:
    """Stream the tutor's reply to the session; return it, or what was said before a cancel.

    Returns None when the turn was cancelled before the first word.
    """
    reply = await turn.unless_cancelled(_stream(brief, turn, tutor))
    if reply is None and turn.text:
        return await asyncio.to_thread(tutor.broken_off, turn.text, brief)
    return reply


async def _stream(brief: Brief, turn: RunningTurn, tutor: Tutor) -> ReplyFinished:
    async with (
        _Telling(turn) as telling,
        aclosing(tutor.reply(brief, left=turn.left_calls)) as events,
    ):
        async for event in events:
            match event:
                case TextDelta(text=text):
                    telling.add(text)
                case ReplyReset():
                    telling.reset()
                case ReplyFinished():
                    return event
    raise RuntimeError("The tutor ended without a reply.")


class _Telling:
    """Gathers deltas and sends them on, at most one frame in FLUSH_SECONDS."""

    def __init__(self, turn: RunningTurn) -> None:
        self.turn = turn
        self.sent = 0
        self.timer: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> "_Telling":
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # Cut off without having been cancelled by the learner: it is no longer ours to tell.
        if kind is asyncio.CancelledError and not self.turn.cancelled.is_set():
            self._stop_timer()
        else:
            self.flush()

    def add(self, text: str) -> None:
        self.turn.text += text
        if self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(FLUSH_SECONDS, self.flush)

    def reset(self) -> None:
        self.flush()
        self.turn.text, self.sent = "", 0
        tell_session(self.turn.session_id, AssistantReset(turn_id=self.turn.turn_id))

    def flush(self) -> None:
        self._stop_timer()
        if text := self.turn.text[self.sent :]:
            tell_session(
                self.turn.session_id,
                AssistantDelta(turn_id=self.turn.turn_id, offset=self.sent, text=text),
            )
            self.sent = len(self.turn.text)

    def _stop_timer(self) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer = None
