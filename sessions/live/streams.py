"""A turn over REST as server-sent events: the socket's frames by the same names."""

import json
from collections.abc import AsyncIterator
from contextlib import ExitStack
from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse

from sessions.told.frames import frame, refused
from sessions.told.hub import Listener, listening
from sessions.told.telling import group_of
from sessions.turn import taking
from sessions.turn.opening import Accepted, Said
from sessions.turn.refusals import TurnFailed

LAST_FRAMES = {"turn_result", "turn_cancelled", "error"}


async def event_stream(*, session_id: UUID, learner_id: UUID, said: Said) -> StreamingHttpResponse:
    """Submit a message and answer with its events.

    Raises:
        Http404, SessionClosed, TurnInProgress, KeyReused, ServerRestarting: before the stream.
    """
    hearing = ExitStack()
    listener = hearing.enter_context(listening(group_of(session_id)))
    try:
        accepted = await taking.submit(session_id=session_id, learner_id=learner_id, said=said)
    except BaseException:
        hearing.close()
        raise
    events = _events(hearing, listener, accepted)
    response = StreamingHttpResponse(events, content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _events(hearing: ExitStack, listener: Listener, accepted: Accepted) -> AsyncIterator[str]:
    with hearing:
        if not accepted.is_new:
            async for event in _again(accepted):
                yield event
            return
        while text := await listener.frames.get():
            told = json.loads(text)
            if not _is_about(told["data"], accepted):
                continue
            yield _event(told)
            if told["type"] in LAST_FRAMES:
                return


async def _again(accepted: Accepted) -> AsyncIterator[str]:
    """The same message once more: its acknowledgement, and its end when it has come."""
    yield _event(frame(taking.accepted_frame(accepted)))
    try:
        yield _event(frame(await taking.outcome_of(accepted)))
    except TurnFailed as failure:
        yield _event(frame(refused(failure, accepted.client_message_id)))


def _is_about(data: dict[str, Any], accepted: Accepted) -> bool:
    return str(accepted.turn_id) == data.get("turn_id") or (
        str(accepted.client_message_id) == data.get("client_message_id")
    )


def _event(told: dict[str, Any]) -> str:
    return f"event: {told['type']}\ndata: {json.dumps(told['data'], ensure_ascii=False)}\n\n"
