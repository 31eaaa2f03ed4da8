"""The measures: each loads a server in one way and returns its figures by name."""

import asyncio
import math
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from bench import machine
from bench.deployments import Deployment, watched
from bench.figures import percentile
from bench.practising import Learner, OverSocket, Waits, all_at_once, everybody, practise
from tests.rig.servers import WebServer

CALLS_WITHOUT, CALLS_BESIDE = 100, 300
# So that the calls meet everything that sockets do from time to time.
CALL_EVERY_SECONDS = 0.05
SETTLE_SECONDS = 2
RESUMES = 50
WARM_LEARNERS = 8  # for each process
MB = 2**20


@dataclass(frozen=True)
class Load:
    """How much is asked of a server."""

    seconds: float
    crowd: int
    every: float  # seconds between the turns of one of the crowd
    at_once: int
    idle: int

    @property
    def learners(self) -> int:
        return max(self.crowd, self.at_once, self.idle)


@dataclass(frozen=True)
class Trial:
    """A server at rest, the learners who know it, and how long the model takes for a reply."""

    deployment: Deployment
    server: WebServer
    learners: Sequence[Learner]
    model_seconds: float
    load: Load

    def overheads(self, waits: Waits) -> list[float]:
        return [1000 * (seconds - self.model_seconds) for seconds in waits.turns]


async def warm_up(trial: Trial, processes: int = 1) -> dict[str, float]:
    """Take first turns, which nobody counts."""
    few = trial.learners[: WARM_LEARNERS * processes]
    for _ in range(2):
        await all_at_once(trial.server.url, few)
    return {"rss_warm": machine.usage(trial.server.pid).resident_bytes / MB}


async def alone(trial: Trial) -> dict[str, float]:
    """One learner, one turn after the other."""
    waits = Waits()
    async with everybody(trial.server.url, trial.learners[:1], waits) as one:
        await practise(one, waits, seconds=trial.load.seconds / 2, every=0)
    overheads = trial.overheads(waits)
    return {"alone_p50": statistics.median(overheads), "alone_p99": percentile(overheads, 99)}


async def crowd(
    trial: Trial, *, size: int | None = None, via: str = "socket", every: float | None = None
) -> dict[str, float]:
    """Everybody takes a turn from time to time."""
    learners = trial.learners[: trial.load.crowd if size is None else size]
    every = trial.load.every if every is None else every
    waits = Waits()
    # Watched once they are there: to open a socket is not part of a turn.
    async with (
        everybody(trial.server.url, learners, waits, via=via) as everyone,
        watched(trial.deployment, trial.server) as watch,
    ):
        await practise(everyone, waits, seconds=trial.load.seconds, every=every)
    _show(waits.errors)
    return {
        "crowd_rate": len(waits.turns) / waits.took,
        **_percentiles("crowd", trial.overheads(waits)),
        **_percentiles("accepted", [1000 * wait for wait in waits.accepted]),
        **_percentiles("heartbeat", [1000 * wait for wait in waits.heartbeats]),
        "own_delay_p99": 1000 * percentile(waits.own_delays, 99),
        "crowd_errors": len(waits.errors),
        "crowd_degraded": waits.degraded,
        "cpu": 1000 * watch.cpu_seconds / max(1, len(waits.turns)),
        "connections": watch.connections,
        "rss": machine.usage(trial.server.pid).resident_bytes / MB,
    }


async def burst(trial: Trial) -> dict[str, float]:
    """Everybody takes a turn at the same moment."""
    async with watched(trial.deployment, trial.server) as watch:
        waits = await all_at_once(trial.server.url, trial.learners[: trial.load.at_once])
    _show(waits.errors)
    return {
        "burst_rate": len(waits.turns) / waits.took,
        "burst_errors": len(waits.errors),
        "burst_degraded": waits.degraded,
        "burst_connections": watch.connections,
        "rss": machine.usage(trial.server.pid).resident_bytes / MB,
    }


async def resume(trial: Trial) -> dict[str, float]:
    """A learner comes back and reads everything once more, one learner after the other."""
    times = []
    for learner in trial.learners[:RESUMES]:
        started = time.monotonic()
        async with OverSocket(trial.server.url, learner, Waits(), query="?after_sequence=0"):
            times.append(1000 * (time.monotonic() - started))
    return _percentiles("resume", times)


async def idle(trial: Trial) -> dict[str, float]:
    """Sockets that say nothing, and calls without and beside them."""
    sitters = trial.learners[: trial.load.idle]
    # The first ones fill what the process has freed: only the later ones show what one takes.
    first, later = sitters[: len(sitters) // 2], sitters[len(sitters) // 2 :]
    without = await _call_times(trial, CALLS_WITHOUT)
    async with everybody(trial.server.url, first, Waits()):
        before = await _resident_bytes(trial)
        async with everybody(trial.server.url, later, Waits()):
            taken = await _resident_bytes(trial) - before
            beside = await _call_times(trial, CALLS_BESIDE)
    slower = statistics.median(beside) / statistics.median(without) - 1
    return {
        "socket_kb": taken / len(later) / 1024,
        "rest_slower": 100 * slower,
        **_percentiles("rest", without),
        **_percentiles("rest_beside", beside),
    }


async def _resident_bytes(trial: Trial) -> int:
    await asyncio.sleep(SETTLE_SECONDS)
    return machine.usage(trial.server.pid).resident_bytes


async def _call_times(trial: Trial, count: int) -> list[float]:
    times = []
    async with httpx.AsyncClient(
        base_url=trial.server.url, headers=trial.learners[0].headers, timeout=30
    ) as api:
        for _ in range(count):
            started = time.monotonic()
            (await api.get("/api/v1/users/me")).raise_for_status()
            times.append(1000 * (time.monotonic() - started))
            await asyncio.sleep(CALL_EVERY_SECONDS)
    return times


def seconds_of_model(url: str, calls: int = 5) -> float:
    """Return how long the model itself takes to stream a reply."""
    asked = {"model": "bench", "stream": True, "messages": [{"role": "user", "content": "Salut"}]}
    times = []
    with httpx.Client(timeout=30) as client:
        for _ in range(calls):
            started = time.monotonic()
            client.post(f"{url}/v1/chat/completions", json=asked).raise_for_status()
            times.append(time.monotonic() - started)
    return statistics.median(times)


def _percentiles(name: str, values: Sequence[float]) -> dict[str, float]:
    if not values:
        return {f"{name}_p50": math.nan, f"{name}_p99": math.nan}
    return {f"{name}_p50": statistics.median(values), f"{name}_p99": percentile(values, 99)}


def _show(errors: Sequence[str]) -> None:
    for error in sorted(set(errors))[:3]:
        print(f"  ! {errors.count(error)} x {error}")
