"""What this machine is, and what a server's processes take of it (Linux, from /proc)."""

import contextlib
import os
import platform
import re
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
ESTABLISHED = "01"
REST_SECONDS = 3
RESTING_CPU = 0.1  # of one processor


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


def allow_open_files(count: int) -> None:
    """Let this process and those it starts keep so many files open, if the machine does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(soft, count) if hard == resource.RLIM_INFINITY else min(max(soft, count), hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def usage(pid: int) -> Usage:
    cpu = resident = 0
    for process in family(pid):
        times = _stat(process)
        cpu += int(times[11]) + int(times[12])
        resident += _resident_pages(process)
    return Usage(cpu / TICKS, resident * os.sysconf("SC_PAGE_SIZE"))


def resident_bytes(pid: int) -> int:
    """Return the memory of one process, without those below it."""
    return _resident_pages(pid) * os.sysconf("SC_PAGE_SIZE")


def is_at_rest(pid: int) -> bool:
    """Watch a process and those below it for some seconds: what begins with it has ended."""
    before = usage(pid).cpu_seconds
    time.sleep(REST_SECONDS)
    return usage(pid).cpu_seconds - before < RESTING_CPU * REST_SECONDS


def open_files(pid: int, suffix: str) -> int:
    """Return how often one of the processes has a file open whose name ends so, at most."""
    return _most_open(pid, lambda name: name.endswith(suffix))


def connections_to(pid: int, port: int) -> int:
    """Return how many connections to a port one of the processes has, at most."""
    sockets = set(_sockets_to(port))
    return _most_open(pid, sockets.__contains__)


def bytes_in_deleted_files(pid: int) -> int:
    """Return how much the processes keep in files without a name, such as spooled bodies."""
    total = 0
    for process in family(pid):
        for link in (PROC / str(process) / "fd").iterdir():
            with contextlib.suppress(FileNotFoundError):  # closed meanwhile
                if os.readlink(link).endswith("(deleted)"):
                    total += link.stat().st_size
    return total


def runs(pid: int, word: str) -> bool:
    """Say whether a process below this one has a word on its command line."""
    for process in family(pid):
        try:
            if word.encode() in (PROC / str(process) / "cmdline").read_bytes().split(b"\0"):
                return True
        except (FileNotFoundError, ProcessLookupError):  # ended meanwhile
            continue
    return False


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


def _resident_pages(process: int) -> int:
    return int((PROC / str(process) / "statm").read_text().split()[1])


def _most_open(pid: int, is_meant: Callable[[str], bool]) -> int:
    return max(sum(map(is_meant, _open_names(process))) for process in family(pid))


def _open_names(pid: int) -> Iterator[str]:
    for link in (PROC / str(pid) / "fd").iterdir():
        try:
            yield os.readlink(link)
        except FileNotFoundError:  # closed meanwhile
            continue


def _sockets_to(port: int) -> Iterator[str]:
    """Yield the names under which processes hold their connections to a port."""
    for table in ("tcp", "tcp6"):
        for line in (PROC / "net" / table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[2].endswith(f":{port:04X}") and fields[3] == ESTABLISHED:
                yield f"socket:[{fields[9]}]"


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the name, which may hold spaces: state first."""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
