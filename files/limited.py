"""Read an uploaded file in a process of its own, which can harm nobody.

The process is a new one, not a fork of a server with threads. It has no secrets in its environment,
may use so much memory, time and disk, and hands back JSON of a bounded size.
"""

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final

from files.limits import MIB, FileRefused, Limits

logger = logging.getLogger(__name__)

ROOT: Final = Path(__file__).resolve().parent.parent
# Each may take its share of memory: so many files of all learners are read at once by a server.
AT_ONCE: Final = 2
WAIT_SECONDS: Final = 20
_LONGEST_LINE: Final = 4 * MIB
_PROGRAM: Final = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); from files.inside import main; main()"
)
_places = threading.BoundedSemaphore(AT_ONCE)


class ReadersBusy(FileRefused):
    """Others are having their files read; a little later there is a place."""

    def __init__(self) -> None:
        super().__init__("busy", "Other files are being read right now. Please try again.")


def read_limited(
    reader: str, file: IO[bytes], *, options: Mapping[str, Any], limits: Limits
) -> Generator[Any, None, None]:
    """Yield what a reader finds in a file.

    Args:
        reader: "package.module:function"; the function takes the open file and the options, yields
            what JSON can hold, and may write into its working folder. Its module imports neither
            Django nor anything else that it does not need: every file waits for its imports.

    Raises:
        FileRefused: the reader refuses the file, or reading it took more than the limits.
        ReadersBusy: no place became free.
    """
    with _place(), tempfile.TemporaryDirectory(prefix="upload-") as folder:
        task = {"reader": reader, "options": dict(options), "limits": asdict(limits)}
        with _on_disk(file, folder) as source:
            try:
                process = _started(task, source, folder)
            except OSError as error:  # the machine has no place for another process
                raise ReadersBusy from error
        with _watched(process, limits.wall_seconds) as is_late:
            yield from _answer(process, limits, is_late)


@contextmanager
def _place() -> Iterator[None]:
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise ReadersBusy
    try:
        yield
    finally:
        _places.release()


@contextmanager
def _on_disk(file: IO[bytes], folder: str) -> Iterator[IO[bytes]]:
    """Give the file as one that another process can read, which one in memory is not."""
    file.seek(0)
    try:
        file.fileno()
    except (OSError, AttributeError):
        with (Path(folder) / "upload").open("w+b") as copy:
            shutil.copyfileobj(file, copy)
            copy.flush()
            yield copy
    else:
        yield file


def _started(task: Mapping[str, Any], source: IO[bytes], folder: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-B", "-c", _PROGRAM, json.dumps(task)],
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(),
        start_new_session=True,
    )


def _environment() -> dict[str, str]:
    """Nothing but where shared libraries are: keys and passwords of the server stay there."""
    kept = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
    return {name: os.environ[name] for name in kept if name in os.environ}


@contextmanager
def _watched(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """End the process when its time is over, or nobody listens any more."""
    is_late = threading.Event()

    def end() -> None:
        is_late.set()
        process.kill()

    watch = threading.Timer(seconds, end)
    watch.daemon = True
    watch.start()
    try:
        yield is_late
    finally:
        watch.cancel()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _answer(
    process: subprocess.Popen[bytes], limits: Limits, is_late: threading.Event
) -> Iterator[Any]:
    end: Mapping[str, Any] = {}
    with closing(_found(process, limits)) as found:
        for items in found:
            if isinstance(items, list):
                yield from items
            else:
                end = items
                break
        else:
            raise _died(process.wait(), limits, is_late=is_late.is_set())
    if "refused" in end:
        raise FileRefused(*end["refused"])
    if end.get("failed") == "memory":
        raise _too_much_memory(limits)
    if end.get("failed") == "disk":
        most = limits.disk_bytes // MIB
        raise FileRefused("too_large", f"The file unpacks to more than the {most} MB it may.")
    if "failed" in end:
        logger.info("Unreadable file: %s", end["failed"])
        raise _damaged()


def _found(process: subprocess.Popen[bytes], limits: Limits) -> Generator[Any, None, None]:
    """Yield the lines of the process, as long as they are no more than was agreed."""
    assert process.stdout is not None
    size = 0
    while line := process.stdout.readline(_LONGEST_LINE):
        size += len(line)
        if size > limits.answer_bytes or not line.endswith(b"\n"):
            if len(line) == _LONGEST_LINE or size > limits.answer_bytes:
                raise _too_much(limits)
            return  # killed half-way through a line
        yield json.loads(line)


def _died(status: int, limits: Limits, *, is_late: bool) -> FileRefused:
    """Say why a process ended without a word of its own."""
    logger.warning("Reading a file ended with status %s", status)
    if is_late or status == -signal.SIGXCPU:
        seconds = limits.cpu_seconds
        return FileRefused(
            "too_slow", f"Reading the file took longer than the {seconds} seconds it may take."
        )
    if status == -signal.SIGKILL:  # by the system, which ran out of memory
        return _too_much_memory(limits)
    return _damaged()


def _damaged() -> FileRefused:
    return FileRefused("damaged", "The file is damaged, or is not what its name says.")


def _too_much_memory(limits: Limits) -> FileRefused:
    most = limits.memory_bytes // MIB
    return FileRefused(
        "too_much_memory", f"Reading the file needed more than the {most} MB of memory it may use."
    )


def _too_much(limits: Limits) -> FileRefused:
    most = limits.answer_bytes // MIB
    return FileRefused("too_large", f"The file holds more than the {most} MB of text it may hold.")
