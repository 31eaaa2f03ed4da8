"""Periodic jobs of conversation. Each is safe to run twice."""

import asyncio
from typing import Any

from celery import shared_task
from django.utils import timezone

from sessions.figures import statistics
from sessions.lifecycle import ending
from sessions.told import hub
from sessions.turn import recovery
from sessions.turn.running import RunningTurns


@shared_task
def complete_idle_sessions(**_newer_arguments: Any) -> int:
    return ending.complete_idle_sessions(now=timezone.now())


@shared_task
def recover_turns(**_newer_arguments: Any) -> int:
    """Answer turns that no web process is alive for."""
    return asyncio.run(_recover_and_tell())


async def _recover_and_tell() -> int:
    recovered = await recovery.recover_turns(RunningTurns())
    if recovered:
        await hub.all_passed_on()  # the loop, and with it the way to the sockets, ends here
    return recovered


@shared_task
def snapshot_days(**_newer_arguments: Any) -> int:
    return statistics.snapshot_days(now=timezone.now())
