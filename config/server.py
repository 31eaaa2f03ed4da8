"""Daphne inside this process, with what it lacks: small bodies, lifespan, back pressure, a stop."""

import asyncio
import logging
import os
import socket
import sys
from typing import Final

import daphne.server  # first: it installs the reactor that Twisted then uses
from daphne import http_protocol
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet import defer, interfaces, reactor
from zope.interface import implementer

from config.bodies import LINGER_SECONDS, MOST_BODY_BYTES, PROBLEM

logger = logging.getLogger(__name__)

# Twice what a client may send, so that the consumer is the one who refuses, with a close code.
MOST_MESSAGE_BYTES: Final = 128 * 1024
_TOO_LARGE = (
    b"HTTP/1.1 413 Content Too Large\r\nConnection: close\r\n"
    b"Content-Type: application/problem+json\r\nContent-Length: %d\r\n\r\n%s"
) % (len(PROBLEM), PROBLEM)


class CappedRequest(http_protocol.WebRequest):
    """A request whose body is refused before it is kept; Daphne would take any size into memory."""

    refused = False

    def __init__(self, *arguments, **options):
        # Twisted would parse every form too, on the event loop and in forty times its size.
        super().__init__(*arguments, **options, parsePOSTFormSubmission=False)

    def gotLength(self, length):
        if length is not None and length > MOST_BODY_BYTES:
            self._refuse()
        else:
            super().gotLength(length)

    def handleContentChunk(self, data):
        if not self.refused and self.content.tell() + len(data) > MOST_BODY_BYTES:
            self._refuse()
        if not self.refused:
            super().handleContentChunk(data)

    def requestReceived(self, *line):
        if not self.refused:
            super().requestReceived(*line)

    def _refuse(self):
        self.refused = True
        transport = self.channel.transport
        transport.write(_TOO_LARGE)
        reactor.callLater(LINGER_SECONDS, transport.abortConnection)


# Daphne's factory takes its request class from here and has no argument for it.
http_protocol.WebRequest = CappedRequest


@implementer(interfaces.IPushProducer)
class Valve:
    """Shut while a client reads more slowly than it is sent to."""

    def __init__(self) -> None:
        self.opened = asyncio.Event()
        self.opened.set()

    def pauseProducing(self):
        self.opened.clear()

    def resumeProducing(self):
        self.opened.set()

    stopProducing = resumeProducing  # the connection is lost: nobody waits any more


class Server(daphne.server.Server):
    """Runs one ASGI application until the process is told to stop, lifespan included."""

    def __init__(self, application, *, listener: socket.socket) -> None:
        super().__init__(
            application,
            endpoints=[f"fd:fileno={listener.fileno()}"],
            websocket_max_message_size=MOST_MESSAGE_BYTES,
            websocket_max_frame_size=MOST_MESSAGE_BYTES,
            server_name="",
        )
        self.lifespan = Lifespan(application)
        self.ports = []
        reactor.callWhenRunning(lambda: asyncio.ensure_future(self.lifespan.start()))

    def listen_success(self, port):
        self.ports.append(port)
        super().listen_success(port)

    def create_application(self, protocol, scope):
        inbox = super().create_application(protocol, scope)
        if isinstance(protocol, WebSocketProtocol):
            connection = self.connections[protocol]
            connection["valve"] = Valve()
            # Until here the transport slowed down the HTTP that it began with.
            protocol.transport.unregisterProducer()
            protocol.transport.registerProducer(connection["valve"], True)
            connection["application_instance"].add_done_callback(lambda ended: _hang_up(protocol))
        return inbox

    async def handle_reply(self, protocol, message):
        if valve := self.connections.get(protocol, {}).get("valve"):
            await valve.opened.wait()
        await super().handle_reply(protocol, message)

    def kill_all_applications(self):
        """Called before the reactor stops: accept nobody, finish what runs, then cut the rest."""
        finished = defer.Deferred.fromFuture(asyncio.ensure_future(self._finish()))
        return finished.addBoth(lambda _: self._cut())

    async def _finish(self):
        for port in self.ports:
            port.stopListening()
        await self.lifespan.stop()

    def _cut(self):
        self.connections = {
            protocol: details
            for protocol, details in self.connections.items()
            if "application_instance" in details
        }
        return super().kill_all_applications()


def _hang_up(protocol):
    """An application that ends without a close frame wants none; Daphne would keep the line."""
    if protocol.transport.connected:
        protocol.transport.abortConnection()


class Lifespan:
    """The ASGI lifespan protocol, which Daphne does not speak."""

    def __init__(self, application) -> None:
        self.application = application
        self.task = None

    async def start(self):
        self.inbox, self.outbox = asyncio.Queue(), asyncio.Queue()
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": {}}
        self.task = asyncio.ensure_future(self.application(scope, self.inbox.get, self.outbox.put))
        await self._say("startup")

    async def stop(self):
        if self.task and not self.task.done():
            await self._say("shutdown")

    async def _say(self, phase):
        """Wait for the application's answer, or for its end when it raises instead."""
        self.inbox.put_nowait({"type": f"lifespan.{phase}"})
        answer = asyncio.ensure_future(self.outbox.get())
        await asyncio.wait([answer, self.task], return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            answer.cancel()
            logger.error("The %s of the application failed: %r", phase, self.task.exception())


def open_port(host: str, port: int, *, tries: int = 1) -> socket.socket:
    """Return a listening socket on the first free port from `port` on; port 0 means any.

    Raises:
        OSError: none of them is free.
    """
    for number in range(port, port + tries):
        listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
            listener.listen(1024)
            return listener
        except OSError as error:
            listener.close()
            problem = error
    raise problem


def serve(application, *, listener: socket.socket) -> None:
    """Answer on an open socket until SIGINT or SIGTERM; the process ends with it."""
    Server(application, listener=listener).run()
    # What still warms up sits in C code, where the interpreter's own shutdown aborts.
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0)
