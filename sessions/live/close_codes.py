"""Why a socket is closed."""

from enum import IntEnum
from typing import Final


class CloseCode(IntEnum):
    UNAUTHENTICATED = 4401
    NOT_FOUND = 4404
    SILENT = 4408
    TOO_BIG = 4413
    TOO_MANY = 4429
    RESTARTING = 4503


# As client developers read it.
MEANINGS: Final = {
    CloseCode.UNAUTHENTICATED: "no, bad or expired token",
    CloseCode.NOT_FOUND: "no such session, or not yours",
    CloseCode.SILENT: "nothing heard for 120 s",
    CloseCode.TOO_BIG: "a frame over 64 KiB",
    CloseCode.TOO_MANY: "too many frames, or frames not read",
    CloseCode.RESTARTING: "restarting: connect again",
}
