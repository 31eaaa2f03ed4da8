"""What a reply has come to, for sockets that open at other processes: over the cache, best effort."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.core.cache import cache

logger = logging.getLogger(__name__)

KEPT_SECONDS: Final = 60


async def share_texts(texts: Mapping[UUID, str]) -> None:
    """Let other processes read the texts so far, by turn."""
    by_key = {_key(turn_id): text for turn_id, text in texts.items()}
    try:
        await asyncio.to_thread(cache.set_many, by_key, KEPT_SECONDS)
    except Exception as error:  # whatever a cache raises that is away
        logger.warning("The texts so far cannot be shared: %r", error)


def shared_text(turn_id: UUID) -> str:
    try:
        return str(cache.get(_key(turn_id), ""))
    except Exception as error:  # whatever a cache raises that is away
        logger.warning("The text so far of turn %s cannot be read: %r", turn_id, error)
        return ""


def _key(turn_id: UUID) -> str:
    return f"turn.{turn_id}.text"
