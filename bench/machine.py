"""What this machine is, and what a server's processes take of it (Linux, from /proc)."""

import os
import platform
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Usage:
    """Of a process and everything below it."""

    cpu_seconds: float
    resident_bytes: int


def description() -> str:
    cpu = re.search(r"model name\s*:\s*(.+)", (PROC / "cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = cpu[1].strip() if cpu else platform.machine()
    return f"{name}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def usage(pid: int) -> Usage:
    cpu = resident = 0
    for process in family(pid):
        times = _stat(process)
        cpu += int(times[11]) + int(times[12])
        resident += int((PROC / str(process) / "statm").read_text().split()[1])
    return Usage(cpu / TICKS, resident * os.sysconf("SC_PAGE_SIZE"))


def open_files(pid: int, suffix: str) -> int:
    """Return how often the processes have a file open whose name ends so."""
    count = 0
    for process in family(pid):
        for link in (PROC / str(process) / "fd").iterdir():
            try:
                count += os.readlink(link).endswith(suffix)
            except FileNotFoundError:  # closed meanwhile
                continue
    return count


def family(pid: int) -> Iterator[int]:
    """Yield a process and all below it."""
    children = defaultdict(list)
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                children[int(_stat(int(entry.name))[1])].append(int(entry.name))
            except (FileNotFoundError, ProcessLookupError):  # ended meanwhile
                continue
    waiting = [pid]
    while waiting:
        process = waiting.pop()
        yield process
        waiting += children[process]


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the name, which may hold spaces: state first."""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
