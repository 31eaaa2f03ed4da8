"""Places where a test may kill the process, to prove that nothing is lost there."""

import os
import signal
from typing import Final

NAMES: Final = ("accepted", "claimed", "thought", "answered", "closed")
_ARMED: Final = os.environ.get("TUTOR_FAILPOINT", "")


def failpoint(name: str) -> None:
    """Die as by `kill -9` when this place is armed; nothing otherwise."""
    if name == _ARMED:
        os.kill(os.getpid(), signal.SIGKILL)
