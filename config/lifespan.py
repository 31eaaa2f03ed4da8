"""What a server process does once: warm up beside the open port, care for turns, finish them."""

import asyncio
import logging
import sys
import threading
from typing import Any, Final

from django.conf import settings
from django.core.signals import request_finished
from django.db import Error, connections
from django.utils import timezone

from config.limits import Receive, Scope, Send
from config.stopping import finish, finish_before_stopping
from learners.mail.outbox import send_due_mails
from sessions.live.stale_sockets import keep_watching
from sessions.turn.recovery import keep_recovering
from sessions.turn.running import begin, turns_here
from tutoring.warmup import warm_up

logger = logging.getLogger(__name__)

# The first page and the first reply come before the house-keeping.
FIRST_JOBS_AFTER_SECONDS: Final = 20
JOBS_EVERY_SECONDS: Final = 24 * 60 * 60
MAILS_EVERY_SECONDS: Final = 2


async def lifespan(scope: Scope, receive: Receive, send: Send) -> None:
    """Speak the ASGI lifespan protocol."""
    background: list[asyncio.Task[None]] = []
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            background += start()
            await send({"type": "lifespan.startup.complete"})
        else:
            await stop(background)
            await send({"type": "lifespan.shutdown.complete"})
            return


_without_lifespan: list[asyncio.Task[None]] = []


def start_without_lifespan() -> None:
    """Begin with the first request under Daphne, which does not speak this protocol."""
    reactor = sys.modules.get("twisted.internet.reactor")
    if reactor and reactor.running and not _without_lifespan:
        _without_lifespan.extend(start())


def start() -> list[asyncio.Task[None]]:
    """Begin everything that runs beside the requests."""
    # Not on asyncio's own threads: a stop would wait for half a minute of imports.
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    finish_before_stopping()
    background = [
        asyncio.create_task(keep_recovering(begin())),
        asyncio.create_task(keep_watching()),
    ]
    if not settings.CELERY_BROKER_URL:
        background.append(asyncio.create_task(_keep_sending_mails()))
    if settings.EMBEDDED:
        request_finished.connect(_close_connections)
        background.append(asyncio.create_task(_run_jobs_daily()))
    return background


async def stop(background: list[asyncio.Task[None]]) -> None:
    """Let the running turns end; those that do not are taken up again after the next start."""
    for task in background:
        task.cancel()
    await asyncio.gather(*background, return_exceptions=True)
    if not turns_here().is_draining:
        await finish()


def _close_connections(**_signal: Any) -> None:
    """Close what a request opened on a thread that ends with it.

    Kept open for the next request, as on the threads for turns, a SQLite connection and its cache
    of two megabytes would wait for the garbage collector: a hundred of them were seen.
    """
    connections.close_all()


async def _keep_sending_mails() -> None:
    """Where no worker does it. On a thread that no turn waits for: a mail server takes its time."""
    while True:
        await asyncio.sleep(MAILS_EVERY_SECONDS)
        try:
            await asyncio.to_thread(_send_mails)
        except Error:
            logger.warning("Mails wait: the database is away")


def _send_mails() -> None:
    try:
        send_due_mails(now=timezone.now())
    finally:
        connections.close_all()


async def _run_jobs_daily() -> None:
    await asyncio.sleep(FIRST_JOBS_AFTER_SECONDS)
    while True:
        await _run_jobs()
        await asyncio.sleep(JOBS_EVERY_SECONDS)


async def _run_jobs() -> None:
    """In a process of its own, so that the jobs take no time from the learners' turns."""
    manage = settings.BASE_DIR / "manage.py"
    process = await asyncio.create_subprocess_exec(sys.executable, manage, "run_jobs")
    try:
        if status := await process.wait():
            logger.error("run_jobs ended with status %s", status)
    except asyncio.CancelledError:
        process.terminate()
        raise
