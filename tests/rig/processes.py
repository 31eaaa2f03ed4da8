"""Child processes of a test: started on free loopback ports, stopped or killed by their id."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


class DidNotStart(Exception):
    """A server did not answer in time; the message ends with what it had logged."""


class ChildProcess:
    """A server as a child process, with its output in a log file.

    Its own process group, so that an interrupt at the terminal reaches us first and we stop it
    in order; `stop` and `kill` reach its children too.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        user: str | None = None,
        stop_signal: int = signal.SIGTERM,
    ):
        self.command = [str(part) for part in command]
        self.log = log
        self.environment = environment
        self.folder = folder
        self.user = user
        self.stop_signal = stop_signal
        self.process: subprocess.Popen | None = None

    def start(self, *, until: Callable[[], bool], timeout_seconds: float = 30) -> None:
        """Start and wait until it is up.

        Raises:
            DidNotStart: it ended, or was not up in time.
        """
        identity = {"user": self.user, "extra_groups": []} if self.user else {}
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=None if self.environment is None else dict(self.environment),
                cwd=self.folder,
                start_new_session=True,
                **identity,
            )
        deadline = time.monotonic() + timeout_seconds
        while not until():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise DidNotStart(f"{' '.join(self.command)}\n{self.tail()}")
            time.sleep(0.02)

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self, timeout_seconds: float = 20) -> int | None:
        """Ask it to end, kill it when it does not, and return its exit status."""
        if not self.is_running:
            return None
        self._signal(self.stop_signal)
        try:
            return self.process.wait(timeout_seconds)
        except subprocess.TimeoutExpired:
            return self.kill()

    def kill(self) -> int | None:
        """End it at once, as a power cut would (SIGKILL)."""
        if not self.is_running:
            return None
        self._signal(signal.SIGKILL)
        return self.process.wait()

    def pause(self) -> None:
        """Hang it, as an overloaded peer would (SIGSTOP)."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def tail(self, lines: int = 30) -> str:
        """Return the end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
