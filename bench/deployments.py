"""What is put under load: a database with the shipped words, and servers that came to rest."""

import asyncio
import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench import machine
from tests.rig import stores
from tests.rig.servers import WebServer, embedded, manage, production

PATIENCE_SECONDS = 180
SAMPLE_EVERY_SECONDS = 0.5
TITLES = {"sqlite": "SQLite", "production": "PostgreSQL + Redis"}


class NeverRested(Exception):
    """A server was still busy with itself long after its start."""


@dataclass(frozen=True)
class Deployment:
    """A database, and the environment of servers on it; `database_url` is empty for SQLite."""

    store: str
    folder: Path
    environment: dict[str, str]
    database_url: str = ""

    @contextlib.contextmanager
    def serving(self, processes: int = 1) -> Iterator[WebServer]:
        """Run a server that has done what it does after a start."""
        workers = ["--workers", str(processes)] if processes > 1 else []
        server = WebServer(self.folder, self.environment, *workers)
        server.start()
        try:
            self._wait_until_at_rest(server)
            yield server
        except Exception:
            print(f"The server {'is up' if server.is_running else 'has ended'}:\n{server.tail()}")
            raise
        finally:
            server.stop(timeout_seconds=30)

    def _wait_until_at_rest(self, server: WebServer) -> None:
        if not self.database_url:  # an embedded server runs the jobs itself, a moment later
            _wait(lambda: machine.runs(server.pid, "run_jobs"))
            _wait(lambda: not machine.runs(server.pid, "run_jobs"))
        _wait(lambda: machine.is_at_rest(server.pid))

    def connections(self, pid: int) -> int:
        """Return how many database connections one process has, at most."""
        if not self.database_url:
            return machine.open_files(pid, "tutor.sqlite3")
        return machine.connections_to(pid, urlsplit(self.database_url).port or 5432)


@contextlib.contextmanager
def deployed(store: str, model_url: str) -> Iterator[Deployment]:
    """Make a database with the shipped words on this kind of store."""
    model = {
        "OPENAI_API_KEY": "bench", "OPENAI_API_BASE": f"{model_url}/v1", "OPENAI_MODEL": "bench",
        "PRIMARY_LLM_PROVIDER": "openai", "LOG_LEVEL": "WARNING",
        "ACCESS_TOKEN_EXPIRE_MINUTES": "600",
    }  # fmt: skip
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        url = ""
        if store == "sqlite":
            environment = embedded(folder, **model)
        else:
            service = stack.enter_context(stores.postgresql())
            url = stack.enter_context(stores.own_database(service))
            redis_url = stack.enter_context(stores.redis()).url
            environment = production(folder, database_url=url, redis_url=redis_url, **model)
        manage("migrate", environment=environment)
        manage("seed_vocabulary", environment=environment)
        yield Deployment(store, folder, environment, url)


@dataclass
class Watch:
    """The most database connections that a process had while the block ran, and the CPU it took."""

    connections: int = 0
    cpu_seconds: float = 0.0


@contextlib.asynccontextmanager
async def watched(deployment: Deployment, server: WebServer):
    watch = Watch()
    watching = asyncio.create_task(_watch_connections(deployment, server, watch))
    before = machine.usage(server.pid).cpu_seconds
    yield watch
    watch.cpu_seconds = machine.usage(server.pid).cpu_seconds - before
    watching.cancel()


async def _watch_connections(deployment: Deployment, server: WebServer, watch: Watch) -> None:
    while True:
        count = await asyncio.to_thread(deployment.connections, server.pid)
        watch.connections = max(watch.connections, count)
        await asyncio.sleep(SAMPLE_EVERY_SECONDS)


def _wait(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > until:
            raise NeverRested
        time.sleep(0.2)
