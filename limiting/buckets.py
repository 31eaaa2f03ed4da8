"""Token buckets, in Redis, or in the database where there is none or it is away.

A bucket is one number: the moment at which it is full again. Taking moves the moment on by one
step, and is refused when it would come to lie more than the whole refill ahead. One conditional
write decides, so that of many at once exactly as many pass as there are tokens.
"""

import logging
import time
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import redis
from django.conf import settings
from django.db.models import F, Value
from django.db.models.functions import Greatest

from limiting.models import Bucket
from limiting.table import Limit

logger = logging.getLogger(__name__)

# A Redis that fails is left alone so long: a frozen one would cost each request its timeout.
LEFT_ALONE_SECONDS: Final = 30.0
TIMEOUT_SECONDS: Final = 0.5

_TAKE: Final = """
local full_at = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), tonumber(ARGV[1]))
local step, refill = tonumber(ARGV[2]), tonumber(ARGV[3])
local taken = full_at + step <= tonumber(ARGV[1]) + refill + 0.000001
if taken then
  full_at = full_at + step
  redis.call('SET', KEYS[1], string.format('%.6f', full_at), 'PX', math.ceil(refill * 1000) + 1000)
end
return {taken and 1 or 0, string.format('%.6f', full_at)}
"""
_GIVE_BACK: Final = """
local full_at = tonumber(redis.call('GET', KEYS[1]) or 0)
if full_at > 0 then
  redis.call('SET', KEYS[1], string.format('%.6f', full_at - tonumber(ARGV[1])), 'KEEPTTL')
end
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking one token.

    Attributes:
        left: whole tokens that could be taken at once now.
        full_in: seconds until the bucket is full again.
        wait: seconds until there is a token; 0 when this one was given.
    """

    limit: Limit
    allowed: bool
    left: int
    full_in: float
    wait: float


def take(key: str, limit: Limit, *, now: float) -> Taken:
    """Take one token, if there is one.

    Args:
        now: seconds since 1970.
    """
    step = limit.seconds / limit.amount
    allowed, full_at = _taken(key, step, limit.seconds, now)
    full_in = max(0.0, full_at - now)
    left = int((limit.seconds - full_in) / step + 1e-6)
    wait = 0.0 if allowed else max(0.0, full_in + step - limit.seconds)
    return Taken(limit, allowed, max(0, left), full_in, wait)


def give_back(key: str, limit: Limit) -> None:
    """Take a token back that was taken for what did not happen."""
    step = limit.seconds / limit.amount
    if _redis_is_good():
        try:
            _scripts()[1](keys=[_named(key)], args=[step])
            return
        except redis.RedisError:
            _leave_redis_alone()
    Bucket.objects.filter(key=key).update(full_at=F("full_at") - step)


def forget_full(*, now: float) -> int:
    """Delete what is full again; return how many rows."""
    return Bucket.objects.filter(full_at__lt=now).delete()[0]


def _taken(key: str, step: float, refill: float, now: float) -> tuple[bool, float]:
    if _redis_is_good():
        try:
            taken, full_at = _scripts()[0](keys=[_named(key)], args=[now, step, refill])
            return bool(taken), float(full_at)
        except redis.RedisError:
            _leave_redis_alone()
    return _taken_in_database(key, step, refill, now)


def _taken_in_database(key: str, step: float, refill: float, now: float) -> tuple[bool, float]:
    row = Bucket.objects.filter(key=key)
    before = row.values_list("full_at", flat=True).first()
    if before is None:
        Bucket.objects.bulk_create([Bucket(key=key, full_at=now)], ignore_conflicts=True)
    full_at = max(now, before or 0.0)
    has_room = row.filter(full_at__lte=now + refill - step + 1e-6)
    if has_room.update(full_at=Greatest(F("full_at"), Value(now)) + step):
        return True, full_at + step
    return False, full_at


_away_until = 0.0


def _redis_is_good() -> bool:
    return bool(settings.REDIS_URL) and time.monotonic() >= _away_until


def _leave_redis_alone() -> None:
    global _away_until
    _away_until = time.monotonic() + LEFT_ALONE_SECONDS
    logger.warning("Limits are kept in the database: Redis is away")


@cache
def _scripts() -> tuple[Any, Any]:
    client = redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
    )
    return client.register_script(_TAKE), client.register_script(_GIVE_BACK)


def _named(key: str) -> str:
    prefix = settings.CACHES["default"].get("KEY_PREFIX", "")
    return f"{prefix}:limit:{key}"
