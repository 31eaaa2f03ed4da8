"""How much one client may ask for before others are harmed by it. Generous, and per process."""

import time
from collections import Counter
from typing import Final
from uuid import UUID

from django.conf import settings

from limiting.spending import spend_from
from sessions.database import in_database

# Frames that a socket may send at once, and then each second.
FRAMES: Final = (100, 10.0)
# Turns that a learner may take at once, and then each second, over all sockets and REST.
TURNS: Final = (60, 1.0)
MOST_SOCKETS: Final = 20  # of one learner
MOST_REMEMBERED: Final = 10_000


class Allowance:
    """A token bucket: so many at once, and so many a second."""

    def __init__(self, burst: float, per_second: float) -> None:
        self.burst, self.per_second = burst, per_second
        self.left, self.at = burst, time.monotonic()

    def take(self) -> bool:
        self._refill()
        if self.left < 1:
            return False
        self.left -= 1
        return True

    def is_full(self) -> bool:
        self._refill()
        return self.left >= self.burst

    def _refill(self) -> None:
        now = time.monotonic()
        self.left = min(self.burst, self.left + (now - self.at) * self.per_second)
        self.at = now


_turns: dict[UUID, Allowance] = {}
_sockets: Counter[UUID] = Counter()


def may_take_turn(learner_id: UUID) -> bool:
    if learner_id not in _turns:
        _forget_the_patient()
        _turns[learner_id] = Allowance(*TURNS)
    return _turns[learner_id].take()


async def may_take_turn_anywhere(learner_id: UUID) -> bool:
    """Ask for all processes together, where there are several, what the process asked itself."""
    if not settings.REDIS_URL:
        return True
    spent = await in_database(spend_from, "", "turn", account=str(learner_id))
    return not spent.refused


def may_open_socket(learner_id: UUID) -> bool:
    """Count a socket of a learner in, unless there are too many; `socket_closed` counts it out."""
    if _sockets[learner_id] >= MOST_SOCKETS:
        return False
    _sockets[learner_id] += 1
    return True


def socket_closed(learner_id: UUID) -> None:
    _sockets[learner_id] -= 1
    if not _sockets[learner_id]:
        del _sockets[learner_id]


def _forget_the_patient() -> None:
    if len(_turns) >= MOST_REMEMBERED:
        for learner_id in [key for key, allowance in _turns.items() if allowance.is_full()]:
            del _turns[learner_id]
