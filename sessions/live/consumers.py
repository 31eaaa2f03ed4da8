"""A learner's live connection to one session: transport only; nothing a client sends can kill it.

It uses no channel layer of its own, so a Redis that is away closes no socket.
"""

import asyncio
import contextlib
import logging
import time
from uuid import UUID

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
from django.db import Error
from django.http import Http404
from django.utils import timezone
from rest_framework.exceptions import APIException, NotFound

from learners.models import Learner
from sessions.database import in_database
from sessions.help.asking import Asking
from sessions.help.hints import give_hint
from sessions.help.simplifying import simplify
from sessions.help.suggesting import suggest
from sessions.help.translating import translate
from sessions.limits.allowances import FRAMES, Allowance, may_open_socket, socket_closed
from sessions.live.resuming import missed, session_ready
from sessions.live.sign_in import (
    Credentials,
    SignIn,
    credentials_of,
    own_session,
    sign_in,
    sign_in_by_token,
)
from sessions.models import group_name
from sessions.told import protocol
from sessions.told.hub import listening, tell
from sessions.told.shapes import Shape
from sessions.turn import running, taking
from sessions.turn.opening import Accepted, Said
from sessions.turn.refusals import TurnFailed

logger = logging.getLogger(__name__)

# A client that takes no frame for so long does not read any more.
SEND_SECONDS = 15.0

open_sockets: "set[SessionConsumer]" = set()


async def leave_all(patience_seconds: float) -> None:
    """Close every socket of this process, each after the running turn of its session, if it ends."""
    await asyncio.gather(*(socket.leave(patience_seconds) for socket in tuple(open_sockets)))


class SessionConsumer(AsyncConsumer):
    """Channels hops onto one shared thread before each message; `dispatch` here does not."""

    channel_layer_alias = "none"

    def __init__(self):
        self.is_open = True
        self.is_dropped = False
        self.hearing = None
        self.passing_on: asyncio.Task | None = None
        self.inbox: list[protocol.FrameIn] = []
        self.taking: asyncio.Task | None = None
        self._beside: set[asyncio.Task] = set()
        self.allowance = Allowance(*FRAMES)
        self.heard_at = time.monotonic()

    async def __call__(self, scope, receive, send):
        self.serving = asyncio.current_task()
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if not self.is_dropped:
                raise
        finally:
            self.closed()

    async def dispatch(self, message):
        match message["type"]:
            case "websocket.connect":
                await self.opened()
            case "websocket.receive":
                await self.heard(message)
            case "websocket.disconnect":
                raise StopConsumer

    # Opening and closing

    async def opened(self):
        credentials = credentials_of(self.scope)
        self.is_modern = credentials.is_modern
        await self.send({"type": "websocket.accept", "subprotocol": credentials.subprotocol})
        try:
            await self.enter(credentials)
        except Error:
            logger.warning("A socket could not open: the database is away")
            await self.close(protocol.CLOSE_RESTARTING)

    async def enter(self, credentials: Credentials):
        session_id = _uuid(self.scope["url_route"]["kwargs"]["session_id"])
        signed_in = await in_database(sign_in, credentials, session_id, now=timezone.now())
        if signed_in is None:
            return await self.close(protocol.CLOSE_UNAUTHENTICATED)
        session = session_id and await in_database(own_session, session_id, signed_in.learner_id)
        if not session:
            return await self.close(protocol.CLOSE_NOT_FOUND)
        if running.is_draining():
            return await self.close(protocol.CLOSE_RESTARTING)
        if not may_open_socket(signed_in.learner_id):
            return await self.close(protocol.CLOSE_TOO_MANY)
        self.session_id, self.sign_in, self.group = session.pk, signed_in, group_name(session.pk)
        # Heard from now on, so that nothing falls between what is read and what is told.
        self.hearing = listening(self.group)
        self.listener = self.hearing.__enter__()
        open_sockets.add(self)
        if credentials.after_sequence is not None:
            await self.tell(await in_database(missed, session.pk, credentials.after_sequence))
        await self.tell(await in_database(session_ready, session.pk))
        self.passing_on = asyncio.create_task(self.pass_on())
        return None

    def closed(self):
        """The client is gone; messages that came are still taken, and turns go on."""
        self.is_open = False
        open_sockets.discard(self)
        for task in (self.passing_on, *self._beside):
            if task:
                task.cancel()
        if self.hearing:
            self.hearing.__exit__(None, None, None)
            self.hearing = None
            socket_closed(self.sign_in.learner_id)

    async def close(self, code: int):
        if self.is_open:
            self.is_open = False
            await self.send({"type": "websocket.close", "code": code})

    async def leave(self, patience_seconds: float):
        """Send the client elsewhere as soon as it has heard the end of the running turn."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience_seconds):
                while turn := running.running_in(self.session_id):
                    await asyncio.wait([turn.task])
        self.listener.end()

    async def say_goodbye(self):
        if self.listener.fell_behind:
            await self.close(protocol.CLOSE_TOO_MANY)
        elif self.is_modern:
            await self.close(protocol.CLOSE_RESTARTING)
        else:
            # Older apps take any close frame for the end, and connect again only without one.
            self.drop()

    def drop(self):
        """End without a close frame."""
        self.is_open, self.is_dropped = False, True
        self.serving.cancel()

    # What the client says

    async def heard(self, message):
        if not self.is_open or self.passing_on is None:
            return None
        self.heard_at = time.monotonic()
        text, binary = message.get("text"), message.get("bytes")
        if len(binary or b"") > protocol.MAX_FRAME_BYTES or _is_too_big(text):
            return await self.close(protocol.CLOSE_TOO_BIG)
        if not self.allowance.take():
            return await self.close(protocol.CLOSE_TOO_MANY)
        try:
            frame = protocol.read_frame(text if text is not None else "")
        except protocol.InvalidPayload as error:
            return await self.tell(protocol.invalid_payload(error))
        return await self.received(frame)

    async def received(self, frame: protocol.FrameIn):
        match frame:
            case protocol.Heartbeat():
                self.is_modern |= frame.sent_at is not None
                await self.tell(protocol.HeartbeatSeen(server_time=timezone.now()))
            case protocol.Typing():
                seen = protocol.TypingSeen(
                    user_id=self.sign_in.learner_id, is_typing=frame.is_typing
                )
                tell(self.group, protocol.frame_text(seen))
            case (
                protocol.Hint()
                | protocol.Translate()
                | protocol.Simplify()
                | protocol.Suggestions()
            ):
                self.is_modern = True
                self.beside(self.give_help(frame))
            case _:
                # Database work: in order, and beside us, so that heartbeats are answered at once.
                self.inbox.append(frame)
                if self.taking is None or self.taking.done():
                    self.taking = asyncio.create_task(self.take_messages())

    async def take_messages(self):
        while self.inbox:
            frame = self.inbox.pop(0)
            client_message_id = getattr(frame, "client_message_id", None)
            await self.attempt(self.take(frame), client_message_id)

    async def attempt(self, work, client_message_id: UUID | None = None):
        """Do what a frame asks; whatever goes wrong is told, and the socket stays open."""
        try:
            await work
        except Http404:
            await self.tell(protocol.refused(NotFound(), client_message_id))
        except APIException as refusal:
            await self.tell(protocol.refused(refusal, client_message_id))
        except Exception:
            logger.exception("A frame could not be taken in session %s", self.session_id)
            await self.tell(protocol.refused(TurnFailed(), client_message_id))

    def beside(self, work):
        """Do what may take long in a task of its own."""
        self._beside.add(task := asyncio.create_task(self.attempt(work)))
        task.add_done_callback(self._beside.discard)

    async def give_help(self, frame: protocol.HelpFrame):
        learner = await in_database(Learner.objects.get, pk=self.sign_in.learner_id)
        asking = Asking(learner, self.session_id, timezone.now())
        match frame:
            case protocol.Hint():
                await self.tell(await in_database(give_hint, asking, frame.word_id))
            case protocol.Translate():
                await self.tell(await translate(asking, frame.message_id))
            case protocol.Simplify():
                await self.tell(await simplify(asking, frame.message_id))
            case protocol.Suggestions():
                await self.tell(await suggest(asking))

    async def take(self, frame: protocol.FrameIn):
        match frame:
            case protocol.UserMessage():
                self.is_modern |= frame.client_message_id is not None
                await self.take_message(frame)
            case protocol.Cancel():
                self.is_modern = True
                await taking.cancel(session_id=self.session_id, turn_id=frame.turn_id)
            case protocol.Auth():
                self.is_modern = True
                await self.renew(frame.token)

    async def take_message(self, frame: protocol.UserMessage):
        said = Said(
            content=frame.content,
            suggested_word_ids=tuple(dict.fromkeys(frame.suggested_words)),
            client_message_id=frame.client_message_id,
        )
        accepted = await taking.submit(
            session_id=self.session_id, learner_id=self.sign_in.learner_id, said=said
        )
        if not accepted.is_new:
            await self.tell(taking.accepted_frame(accepted))
            # Answered in another process, its end may not be told here: the database knows it.
            if running.running(accepted.turn_id) is None:
                self.beside(self.tell_outcome(accepted))

    async def tell_outcome(self, accepted: Accepted):
        await self.tell(await taking.outcome_of(accepted))

    async def renew(self, token: str):
        renewed = await in_database(sign_in_by_token, token)
        if renewed is None or renewed.learner_id != self.sign_in.learner_id:
            return await self.close(protocol.CLOSE_UNAUTHENTICATED)
        self.sign_in: SignIn = renewed
        return await self.tell(protocol.AuthRenewed(expires_at=renewed.ends_at))

    # What the client is told

    async def tell(self, what: Shape):
        await self.send_text(protocol.frame_text(what))

    async def send_text(self, text: str):
        if not self.is_open:
            return
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await self.send({"type": "websocket.send", "text": text})
        except TimeoutError:
            self.drop()

    async def pass_on(self):
        while (text := await self.listener.frames.get()) is not None:
            await self.send_text(text)
        await self.say_goodbye()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _is_too_big(text: str | None) -> bool:
    return text is not None and len(text.encode(errors="surrogatepass")) > protocol.MAX_FRAME_BYTES
