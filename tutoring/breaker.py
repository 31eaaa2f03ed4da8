"""When to stop asking a provider that keeps failing, and when to try it again.

Pure: moments are seconds on any clock that only moves forward, and are passed in.
"""

from collections import deque
from threading import Lock
from typing import Final

from tutoring.providers.base import FailureKind

WINDOW_SECONDS: Final = 30.0
FAILURES_TO_OPEN: Final = 5
CALLS_FOR_A_SHARE: Final = 10
SHARE_TO_OPEN: Final = 0.5
OPEN_SECONDS: Final = 20.0
OPEN_SECONDS_OF_AN_OPERATOR: Final = 300.0
LONGEST_RATE_LIMIT_SECONDS: Final = 60.0
DEFAULT_RATE_LIMIT_SECONDS: Final = 5.0
PROBE_SECONDS: Final = 30.0

# Only a person can mend these, so asking again soon is pointless.
_NEEDS_AN_OPERATOR: Final = {
    FailureKind.NOT_ALLOWED,
    FailureKind.MODEL_NOT_FOUND,
    FailureKind.QUOTA_EXHAUSTED,
}
# The provider answered, or was never asked.
_NOT_ITS_FAULT: Final = {
    FailureKind.REFUSED,
    FailureKind.TOO_LONG,
    FailureKind.BUSY,
    FailureKind.CIRCUIT_OPEN,
}


class Breaker:
    """The circuit of one provider and model: closed, open, or half open with one probe out."""

    def __init__(self) -> None:
        self._outcomes: deque[tuple[float, bool]] = deque()
        self._open_until: float | None = None
        self._probing_until: float | None = None
        # Several event loops, each in its thread, may share one breaker.
        self._lock = Lock()

    def admits(self, now: float) -> bool:
        """Say whether to ask the provider; after an open spell, only one probe is let through."""
        with self._lock:
            if self._open_until is None:
                return True
            if now < self._open_until or (self._probing_until or 0.0) > now:
                return False
            self._probing_until = now + PROBE_SECONDS
            return True

    def is_open(self, now: float) -> bool:
        return self._open_until is not None and now < self._open_until

    def succeeded(self, now: float) -> None:
        with self._lock:
            if self._open_until is not None:
                self._outcomes.clear()
            self._open_until = self._probing_until = None
            self._record(now, True)

    def failed(self, kind: FailureKind, now: float, retry_after: float | None = None) -> None:
        if kind in _NOT_ITS_FAULT:
            return self.abandoned()
        with self._lock:
            was_probe, self._probing_until = self._probing_until is not None, None
            self._record(now, False)
            seconds = _seconds_open(kind, retry_after) or (
                OPEN_SECONDS if was_probe or self._fails_too_often() else None
            )
            if seconds is not None:
                self._open_until = max(self._open_until or 0.0, now + seconds)
        return None

    def abandoned(self) -> None:
        """Forget a call that says nothing about the provider, such as a cancelled one."""
        with self._lock:
            self._probing_until = None

    def _record(self, now: float, success: bool) -> None:
        self._outcomes.append((now, success))
        while self._outcomes[0][0] <= now - WINDOW_SECONDS:
            self._outcomes.popleft()

    def _fails_too_often(self) -> bool:
        calls = len(self._outcomes)
        failures = sum(not success for _, success in self._outcomes)
        if failures == calls and failures >= FAILURES_TO_OPEN:
            return True
        return calls >= CALLS_FOR_A_SHARE and failures / calls >= SHARE_TO_OPEN


def _seconds_open(kind: FailureKind, retry_after: float | None) -> float | None:
    """Return how long one failure of this kind keeps the circuit open, or None if it does not."""
    if kind in _NEEDS_AN_OPERATOR:
        return OPEN_SECONDS_OF_AN_OPERATOR
    if kind is FailureKind.RATE_LIMITED:
        wait = DEFAULT_RATE_LIMIT_SECONDS if retry_after is None else retry_after
        return min(wait, LONGEST_RATE_LIMIT_SECONDS)
    return None
