"""A learner's live connection to one session: transport only; nothing a client sends can kill it.

It uses no channel layer of its own, so a Redis that is away closes no socket.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from functools import partial
from typing import Any
from uuid import UUID

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
from django.db import Error
from django.http import Http404
from django.utils import timezone

from sessions.database import in_database
from sessions.limits.allowances import FRAMES, Allowance, may_open_socket, socket_closed
from sessions.live.close_codes import CloseCode
from sessions.live.errands import Errands
from sessions.live.helping import help_with
from sessions.live.incoming import (
    Auth,
    Cancel,
    FrameIn,
    Heartbeat,
    HelpFrame,
    Hint,
    InvalidPayload,
    Simplify,
    Suggestions,
    Translate,
    Typing,
    UserMessage,
    invalid_payload,
    is_too_big,
    read_frame,
)
from sessions.live.outgoing import Outgoing
from sessions.live.resuming import missed, session_ready
from sessions.live.sign_in import Handshake, SignIn, handshake_of, sign_in, sign_in_by_token
from sessions.ownership import own_session
from sessions.told.frames import AuthRenewed, HeartbeatSeen, TypingSeen
from sessions.told.hub import Listener, listening
from sessions.told.telling import group_of, tell_session
from sessions.turn.cancelling import cancel
from sessions.turn.opening import Accepted, Said
from sessions.turn.running import turns_here
from sessions.turn.taking import accepted_frame, outcome_of, submit

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

logger = logging.getLogger(__name__)

open_sockets: "set[SessionConsumer]" = set()


async def leave_all(patience_seconds: float) -> None:
    """Close every socket of this process, each after the running turn of its session, if it ends."""
    await asyncio.gather(*(socket.leave(patience_seconds) for socket in tuple(open_sockets)))


class SessionConsumer(AsyncConsumer):
    """A socket. Channels hops onto one shared thread before each message; `dispatch` here does not.

    Attributes:
        is_modern: the client was written for this server, as far as can be told.
        heard_at: when the client said something last, by the monotonic clock.
    """

    channel_layer_alias = "none"

    session_id: UUID
    signed_in: SignIn
    listener: Listener
    errands: Errands
    passing_on: "asyncio.Task[None] | None" = None

    def __init__(self) -> None:
        self.allowance = Allowance(*FRAMES)
        self.heard_at = time.monotonic()

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        self.client = Outgoing(send)
        # Messages that came are still taken when the client is gone, and turns go on.
        with ExitStack() as self.at_the_end:
            self.at_the_end.callback(self.client.shut)
            try:
                await super().__call__(scope, receive, send)
            except asyncio.CancelledError:
                if not self.client.is_cut:
                    raise

    async def dispatch(self, message: Message) -> None:
        match message["type"]:
            case "websocket.connect":
                await self.open()
            case "websocket.receive":
                await self.hear(message)
            case "websocket.disconnect":
                raise StopConsumer

    # Opening and closing

    async def open(self) -> None:
        handshake = handshake_of(self.scope)
        self.is_modern = handshake.is_modern
        await self.client.accept(handshake.subprotocol)
        try:
            refusal = await self.enter(handshake)
        except Http404:
            refusal = CloseCode.NOT_FOUND
        except Error:
            logger.warning("A socket could not open: the database is away")
            refusal = CloseCode.RESTARTING
        if refusal:
            await self.client.close(refusal)

    async def enter(self, handshake: Handshake) -> CloseCode | None:
        """Join the session; return why this socket may not, if so."""
        session_id = _uuid(self.scope["url_route"]["kwargs"]["session_id"])
        signed_in = await in_database(sign_in, handshake, session_id, now=timezone.now())
        if signed_in is None:
            return CloseCode.UNAUTHENTICATED
        if session_id is None:
            return CloseCode.NOT_FOUND
        await in_database(own_session, session_id, signed_in.learner_id)
        if turns_here().is_draining:
            return CloseCode.RESTARTING
        if not may_open_socket(signed_in.learner_id):
            return CloseCode.TOO_MANY
        self.at_the_end.callback(socket_closed, signed_in.learner_id)
        self.session_id, self.signed_in = session_id, signed_in
        await self.join(handshake.after_sequence)
        return None

    async def join(self, after_sequence: int | None) -> None:
        # Heard from now on, so that nothing falls between what is read and what is told.
        self.listener = self.at_the_end.enter_context(listening(group_of(self.session_id)))
        self.errands = Errands(self.client, self.session_id)
        self.at_the_end.callback(self.errands.end_those_beside)
        open_sockets.add(self)
        self.at_the_end.callback(open_sockets.discard, self)
        if after_sequence is not None:
            await self.client.tell(await in_database(missed, self.session_id, after_sequence))
        await self.client.tell(await in_database(session_ready, self.session_id))
        self.passing_on = asyncio.create_task(self.pass_on())
        self.at_the_end.callback(self.passing_on.cancel)

    async def pass_on(self) -> None:
        while (text := await self.listener.frames.get()) is not None:
            await self.client.tell_text(text)
        await self.say_goodbye()

    async def say_goodbye(self) -> None:
        if self.listener.fell_behind:
            await self.client.close(CloseCode.TOO_MANY)
        elif self.is_modern:
            await self.client.close(CloseCode.RESTARTING)
        else:
            # Older apps take any close frame for the end, and connect again only without one.
            self.client.cut()

    async def leave(self, patience_seconds: float) -> None:
        """Send the client elsewhere as soon as it has heard the end of the running turn."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience_seconds):
                while turn := turns_here().first_of(self.session_id):
                    await asyncio.wait([turn.task])
        self.listener.end()

    def close_soon(self, code: CloseCode) -> None:
        self.errands.do_beside(partial(self.client.close, code))

    # What the client says

    async def hear(self, message: Message) -> None:
        if not self.client.is_open or self.passing_on is None:
            return
        self.heard_at = time.monotonic()
        if is_too_big(message):
            await self.client.close(CloseCode.TOO_BIG)
        elif not self.allowance.take():
            await self.client.close(CloseCode.TOO_MANY)
        else:
            await self.take(message)

    async def take(self, message: Message) -> None:
        try:
            frame = read_frame(message.get("text") or "")
        except InvalidPayload as error:
            await self.client.tell(invalid_payload(error))
        else:
            await self.receive(frame)

    async def receive(self, frame: FrameIn) -> None:
        match frame:
            case Heartbeat(sent_at=sent_at):
                self.is_modern |= sent_at is not None
                await self.client.tell(HeartbeatSeen(server_time=timezone.now()))
            case Typing(is_typing=is_typing):
                seen = TypingSeen(user_id=self.signed_in.learner_id, is_typing=is_typing)
                tell_session(self.session_id, seen)
            case Hint() | Translate() | Simplify() | Suggestions():
                self.is_modern = True
                self.errands.do_beside(partial(self.help, frame))
            case UserMessage(client_message_id=key):
                self.is_modern |= key is not None
                self.errands.do_in_order(partial(self.take_message, frame), key)
            case Cancel(turn_id=turn_id):
                self.is_modern = True
                self.errands.do_in_order(partial(self.cancel, turn_id))
            case Auth(token=token):
                self.is_modern = True
                self.errands.do_in_order(partial(self.renew, token))

    async def help(self, frame: HelpFrame) -> None:
        learner_id = self.signed_in.learner_id
        given = await help_with(frame, session_id=self.session_id, learner_id=learner_id)
        await self.client.tell(given)

    async def take_message(self, frame: UserMessage) -> None:
        said = Said(
            content=frame.content,
            suggested_word_ids=tuple(dict.fromkeys(frame.suggested_words)),
            client_message_id=frame.client_message_id,
        )
        accepted = await submit(
            session_id=self.session_id, learner_id=self.signed_in.learner_id, said=said
        )
        if not accepted.is_new:
            await self.client.tell(accepted_frame(accepted))
            # Answered in another process, its end may not be told here: the database knows it.
            if turns_here().get(accepted.turn_id) is None:
                self.errands.do_beside(partial(self.tell_outcome, accepted))

    async def tell_outcome(self, accepted: Accepted) -> None:
        await self.client.tell(await outcome_of(accepted))

    async def cancel(self, turn_id: UUID | None) -> None:
        await cancel(session_id=self.session_id, turn_id=turn_id)

    async def renew(self, token: str) -> None:
        renewed = await in_database(sign_in_by_token, token)
        if renewed is None or renewed.learner_id != self.signed_in.learner_id:
            await self.client.close(CloseCode.UNAUTHENTICATED)
        else:
            self.signed_in = renewed
            await self.client.tell(AuthRenewed(expires_at=renewed.ends_at))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
