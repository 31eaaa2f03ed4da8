"""Our own processes as a deployment runs them: web server, worker, beat, and single commands."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from dotenv import dotenv_values

from tests.rig.processes import ChildProcess, free_port

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent


def embedded(folder: Path, **variables: str) -> dict[str, str]:
    """Return the environment of an embedded deployment that keeps everything in `folder`."""
    # Set to nothing rather than left out, so that a developer's .env cannot leak in.
    unset = dict.fromkeys(dotenv_values(ROOT / ".env.example"), "")
    return {
        **os.environ,
        **unset,
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(folder),
        # Everybody here has one address, and perhaps one Redis with other runs.
        "RATE_LIMITS": "off",
        **variables,
    }


def production(folder: Path, *, database_url: str, redis_url: str, **variables: str):
    """Return the environment of a deployment on PostgreSQL and Redis."""
    return (
        embedded(
            folder,
            DATABASE_URL=database_url,
            REDIS_URL=redis_url,
            SECRET_KEY="rig-" + "0123456789abcdef" * 4,
            ALLOWED_HOSTS="127.0.0.1,localhost",
        )
        | variables
    )


def manage(*arguments: str, environment: Mapping[str, str]) -> str:
    """Run a management command to its end and return what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise AssertionError(f"manage.py {' '.join(arguments)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


class WebServer(ChildProcess):
    """A web server of ours, as production starts it unless another command is given."""

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        *options: str,
        command: Sequence[str] = ("deploy/web", "--host", "127.0.0.1", "--port"),
    ):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        log = folder / f"web-{self.port}.log"
        command = [*command, str(self.port), *options]
        super().__init__(command, log=log, environment=environment, folder=ROOT)

    def start(self, *, until=None, timeout_seconds: float = 60) -> None:
        super().start(until=until or self.answers, timeout_seconds=timeout_seconds)

    def answers(self, path: str = "/healthz") -> bool:
        try:
            with urllib.request.urlopen(self.url + path, timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False


def worker(folder: Path, environment: Mapping[str, str]) -> ChildProcess:
    return _celery("worker", folder, environment, "--concurrency", "1", "--loglevel", "info")


def beat(folder: Path, environment: Mapping[str, str]) -> ChildProcess:
    return _celery("beat", folder, environment, "--loglevel", "info", "--pidfile=")


def _celery(role, folder, environment, *arguments) -> ChildProcess:
    return ChildProcess(
        [sys.executable, "-m", "celery", "-A", "config", role, *arguments],
        log=folder / f"{role}.log",
        environment=environment,
        folder=ROOT,
    )
