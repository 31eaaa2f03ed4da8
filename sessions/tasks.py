"""Periodic jobs of conversation. Each is safe to run twice."""

import asyncio
from typing import Any

from celery import shared_task
from django.utils import timezone

from sessions.figures import snapshots
from sessions.lifecycle import ending
from sessions.turn.recovery import recover_once


@shared_task
def complete_idle_sessions(**_newer_arguments: Any) -> int:
    return ending.complete_idle_sessions(now=timezone.now())


@shared_task
def recover_turns(**_newer_arguments: Any) -> int:
    """Answer turns that no web process is alive for."""
    return asyncio.run(recover_once())


@shared_task
def snapshot_days(**_newer_arguments: Any) -> int:
    return snapshots.snapshot_days(now=timezone.now())
