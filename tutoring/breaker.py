"""When to stop asking a provider that keeps failing, and when to try it again.

A failing provider is left alone, then tried by one call, the probe. One that is asked too often
only rests for as long as it says, and is then asked as before.

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
    """The circuit of one provider and model: closed, open, or half open with one probe out.

    `began`, where it is asked for, is the moment at which a call was admitted: what began before
    the circuit opened neither closes it nor takes the place of the probe.
    """

    def __init__(self) -> None:
        self._outcomes: deque[tuple[float, bool]] = deque()
        self._open_until: float | None = None
        self._probe_began: float | None = None
        self._resting_until = 0.0
        # Several event loops, each in its thread, may share one breaker.
        self._lock = Lock()

    def admits(self, now: float) -> bool:
        """Say whether to ask the provider; after an open spell, only one probe is let through."""
        with self._lock:
            if self.is_open(now) or self._is_probed(now):
                return False
            if self._open_until is not None:
                self._probe_began = now
            return True

    def is_open(self, now: float) -> bool:
        return now < max(self._open_until or 0.0, self._resting_until)

    def rest_left(self, now: float) -> float | None:
        """Return the seconds until a provider that only rests is asked again; None otherwise."""
        resting = self._open_until is None and now < self._resting_until
        return self._resting_until - now if resting else None

    def succeeded(self, now: float, *, began: float) -> None:
        with self._lock:
            if self._open_until is not None:
                if not self._is_probe(began):
                    return
                self._outcomes.clear()
            self._open_until = self._probe_began = None
            self._record(now, True)

    def failed(
        self, kind: FailureKind, now: float, *, began: float, retry_after: float | None = None
    ) -> None:
        if kind in _NOT_ITS_FAULT:
            return self.abandoned(began=began)
        with self._lock:
            was_probe = self._is_probe(began)
            if was_probe:
                self._probe_began = None
            if kind is FailureKind.RATE_LIMITED:
                self._resting_until = max(self._resting_until, now + _rest(retry_after))
            else:
                self._record(now, False)
                self._open(now, self._seconds_open(kind, was_probe))
        return None

    def abandoned(self, *, began: float) -> None:
        """Forget a call that says nothing about the provider, such as a cancelled one."""
        with self._lock:
            if self._is_probe(began):
                self._probe_began = None

    def _is_probed(self, now: float) -> bool:
        return self._probe_began is not None and now < self._probe_began + PROBE_SECONDS

    def _is_probe(self, began: float) -> bool:
        return self._probe_began is not None and began >= self._probe_began

    def _open(self, now: float, seconds: float) -> None:
        if seconds:
            self._open_until = max(self._open_until or 0.0, now + seconds)

    def _seconds_open(self, kind: FailureKind, was_probe: bool) -> float:
        if kind in _NEEDS_AN_OPERATOR:
            return OPEN_SECONDS_OF_AN_OPERATOR
        return OPEN_SECONDS if was_probe or self._fails_too_often() else 0.0

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


def _rest(retry_after: float | None) -> float:
    wait = DEFAULT_RATE_LIMIT_SECONDS if retry_after is None else retry_after
    return min(wait, LONGEST_RATE_LIMIT_SECONDS)
