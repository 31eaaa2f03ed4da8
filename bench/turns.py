"""Load a server with practising learners and print what they wait for and what it costs.

    python -m bench turns [--learners 1 20 100] [--seconds 15] [--processes 0 1 2 4]

The model is a local server that streams every reply for one second. `overhead` is what a turn takes
beyond that; `processes` 0 is Daphne in one process, otherwise uvicorn. The learners run on the same
machine and take their share of it.
"""

import argparse
import asyncio
import contextlib
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psycopg

from bench import machine
from bench.practising import KINDS, Waits
from tests.rig import stores
from tests.rig.processes import ChildProcess, free_port, listens
from tests.rig.servers import PROGRAMS, ROOT, WebServer, embedded, manage, production

LATENCY_SECONDS = 1.0
SAMPLE_EVERY_SECONDS = 0.5
SIGN_INS_AT_ONCE = 10
COLUMNS = (
    "store", "processes", "via", "learners", "turns", "turns/s", "overhead p50", "p99",
    "accepted p50", "p99", "heartbeat p50", "p99", "CPU ms/turn", "RSS MB", "connections",
    "degraded", "errors",
)  # fmt: skip


@dataclass
class Deployment:
    """A running server, and how to count its database connections."""

    server: WebServer
    database_url: str = ""
    most_connections: int = 0

    async def watch_connections(self) -> None:
        self.most_connections = 0
        while True:
            count = await asyncio.to_thread(self.connections)
            self.most_connections = max(self.most_connections, count)
            await asyncio.sleep(SAMPLE_EVERY_SECONDS)

    def connections(self) -> int:
        if not self.database_url:
            return machine.open_files(self.server.pid, "tutor.sqlite3")
        with psycopg.connect(self.database_url) as connection:
            others = "datname = current_database() AND pid <> pg_backend_pid()"
            return connection.execute(
                f"SELECT count(*) FROM pg_stat_activity WHERE {others}"
            ).fetchone()[0]


def main() -> None:
    options = read_options()
    print(f"{machine.description()}; {options.seconds:.0f} s a run; times in ms.")
    print(f"Pauses between turns are {options.think:.0f} s on average; one learner makes none.\n")
    print("| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|", flush=True)
    with fake_model() as model_url:
        for store in options.stores:
            for processes in options.processes:
                if store == "production" or processes < 2:
                    run_deployment(store, processes, model_url, options)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench turns", description=__doc__.split("\n")[0])
    parser.add_argument("--learners", type=int, nargs="+", default=[1, 20, 100])
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--think", type=float, default=3, help="seconds between turns")
    parser.add_argument("--processes", type=int, nargs="+", default=[0], help="0: Daphne")
    parser.add_argument("--via", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument(
        "--stores", nargs="+", choices=["sqlite", "production"], default=["sqlite", "production"]
    )
    return parser.parse_args()


@contextlib.contextmanager
def fake_model() -> Iterator[str]:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        gateway = ChildProcess(
            [PROGRAMS / "python", "-m", "tests.rig.fake_gateway",
             "--port", str(port), "--latency", str(LATENCY_SECONDS)],
            log=Path(folder) / "model.log",
            folder=ROOT,
        )  # fmt: skip
        gateway.start(until=lambda: listens(port))
        try:
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            gateway.stop()


def run_deployment(store: str, processes: int, model_url: str, options) -> None:
    with deployed(store, processes, model_url) as deployment:
        asyncio.run(practise(deployment, "socket", learners=4, seconds=5, think=0))  # warms it up
        for via in options.via:
            for learners in options.learners:
                think = options.think if learners > 1 else 0
                figures = asyncio.run(
                    practise(
                        deployment, via, learners=learners, seconds=options.seconds, think=think
                    )
                )
                row = [store, processes or "Daphne", via, learners, *figures]
                print("| " + " | ".join(str(cell) for cell in row) + " |", flush=True)


@contextlib.contextmanager
def deployed(store: str, processes: int, model_url: str) -> Iterator[Deployment]:
    """Start a server with the shipped words on this kind of store."""
    model = {
        "OPENAI_API_KEY": "bench", "OPENAI_API_BASE": model_url, "OPENAI_MODEL": "bench",
        "PRIMARY_LLM_PROVIDER": "openai", "LOG_LEVEL": "WARNING",
    }  # fmt: skip
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        url = ""
        if store == "sqlite":
            environment = embedded(folder, **model)
        else:
            url = stack.enter_context(stores.postgresql()).url
            redis_url = stack.enter_context(stores.redis()).url
            environment = production(folder, database_url=url, redis_url=redis_url, **model)
        manage("migrate", environment=environment)
        manage("seed_vocabulary", environment=environment)
        server = WebServer(folder, environment, processes=processes)
        server.start()
        stack.callback(server.stop)
        try:
            yield Deployment(server, url)
        except httpx.HTTPError:
            print(f"The server {'is up' if server.is_running else 'has ended'}:\n{server.tail()}")
            raise


async def practise(
    deployment: Deployment, via: str, *, learners: int, seconds: float, think: float
) -> list:
    """Let learners practise for some seconds and return the figures of a row."""
    waits, server = Waits(), deployment.server
    crowd = [KINDS[via](server.url, waits, think_seconds=think) for _ in range(learners)]
    for few in batched(crowd, SIGN_INS_AT_ONCE):
        await asyncio.gather(*(learner.sign_in() for learner in few))
    watching = asyncio.create_task(deployment.watch_connections())
    before, started = machine.usage(server.pid), time.monotonic()
    await asyncio.gather(*(learner.practise(started + seconds) for learner in crowd))
    took, after = time.monotonic() - started, machine.usage(server.pid)
    watching.cancel()
    for error in sorted(set(waits.errors))[:3]:
        print(f"  ! {error}")
    return figures(waits, took, before, after, deployment.most_connections)


def batched(crowd: list, size: int) -> Iterator[list]:
    for start in range(0, len(crowd), size):
        yield crowd[start : start + size]


def figures(waits: Waits, took, before, after, connections) -> list:
    turns = len(waits.turns)
    return [
        turns,
        f"{turns / took:.1f}",
        *milliseconds([turn - LATENCY_SECONDS for turn in waits.turns]),
        *milliseconds(waits.accepted),
        *milliseconds(waits.heartbeats),
        f"{1000 * (after.cpu_seconds - before.cpu_seconds) / max(1, turns):.0f}",
        f"{after.resident_bytes / 2**20:.0f}",
        connections,
        waits.degraded,
        len(waits.errors),
    ]


def milliseconds(seconds: list[float]) -> tuple[str, str]:
    """Return the median and the 99th percentile."""
    if len(seconds) < 2:
        return "-", "-"
    percentiles = statistics.quantiles(seconds, n=100, method="inclusive")
    return f"{1000 * percentiles[49]:.0f}", f"{1000 * percentiles[98]:.0f}"


if __name__ == "__main__":
    main()
