"""How much the reading of an uploaded file may cost, and how a file is refused. Pure."""

from dataclasses import dataclass
from typing import Final

MIB: Final = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process that reads one file may use."""

    cpu_seconds: int = 30
    wall_seconds: int = 120  # on a machine that has other things to do
    memory_bytes: int = 512 * MIB
    disk_bytes: int = 320 * MIB  # the largest file it may write
    answer_bytes: int = 32 * MIB  # of all that it hands back


class FileRefused(Exception):
    """The file cannot be read; nothing of it was.

    Attributes:
        code: stable machine-readable reason.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
