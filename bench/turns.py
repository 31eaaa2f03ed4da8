"""Load servers with practising learners and print what they wait for and what it costs.

    python -m bench turns [--runs 3] [--parts alone crowd ...] [--stores sqlite production]

The model is a local server that streams every reply for one second; `overhead` is what a turn takes
beyond that. The learners run on the same machine and take their share of it, which is not in the
server's figures. Each run has a server of its own, at rest before it begins; a figure is the median
of the runs, for errors and connections the worst.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from bench import machine, measuring
from bench.coverage import coverage_of
from bench.deployments import TITLES, Deployment, deployed
from bench.enrolling import enrolled
from bench.figures import Run, cell, combined, goals_table, table
from bench.measuring import Load, Trial
from bench.practising import KINDS, Learner
from tests.rig.gateway_process import running_gateway

LATENCY_SECONDS = 1.0
# In this order: the sockets' memory is measured before anything has grown.
MEASURES = {
    "idle": measuring.idle,
    "alone": measuring.alone,
    "crowd": measuring.crowd,
    "resume": measuring.resume,
    "burst": measuring.burst,
}
PARTS = (*MEASURES, "processes", "load", "coverage")
LOAD_SIZES = (1, 20, 100)
CROWD_COLUMNS = (
    ("turns/s", "crowd_rate"), ("overhead p50", "crowd_p50"), ("p99", "crowd_p99"),
    ("accepted p50", "accepted_p50"), ("p99", "accepted_p99"),
    ("heartbeat p50", "heartbeat_p50"), ("p99", "heartbeat_p99"),
    ("CPU ms/turn", "cpu"), ("RSS MB", "rss"), ("connections", "connections"),
    ("degraded", "crowd_degraded"), ("errors", "crowd_errors"),
)  # fmt: skip
BURST_COLUMNS = (
    ("at once: turns/s", "burst_rate"), ("degraded", "burst_degraded"), ("errors", "burst_errors"),
)  # fmt: skip


def main() -> None:
    options = read_options()
    load = Load(options.seconds, options.crowd, options.every, options.at_once, options.idle)
    machine.allow_open_files(4 * load.learners)
    started = time.monotonic()
    print(f"{machine.description()}; median of {options.runs} runs.")
    with running_gateway(latency=LATENCY_SECONDS) as model_url:
        model_seconds = measuring.seconds_of_model(model_url)
        print(f"The model alone takes {1000 * model_seconds:,.0f} ms for a reply.", flush=True)
        goals = {}
        for store in options.stores:
            with deployed(store, model_url) as deployment:
                goals[TITLES[store]] = Bench(deployment, model_seconds, load, options).run()
    print(
        f"\n{load.crowd} sockets take a turn every {load.every:g} s, {load.at_once} learners one at "
        f"once, {load.idle} sockets are idle. `!` misses the goal."
        f"\n\n{goals_table(goals)}"
        f"\n\nThis took {(time.monotonic() - started) / 60:.0f} minutes."
    )


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench turns", description=__doc__.split("\n")[0])
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--stores", nargs="+", choices=TITLES, default=list(TITLES))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=30, help="of a crowd's practice")
    parser.add_argument("--crowd", type=int, default=200, help="sockets that take turns")
    parser.add_argument("--every", type=float, default=10, help="seconds between a socket's turns")
    parser.add_argument("--at-once", type=int, default=500, help="turns at the same moment")
    parser.add_argument("--idle", type=int, default=1000, help="sockets that say nothing")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4], help="compared")
    return parser.parse_args()


class Bench:
    """Everything that is measured on one database."""

    def __init__(self, deployment: Deployment, model_seconds: float, load: Load, options) -> None:
        self.deployment = deployment
        self.model_seconds = model_seconds
        self.load = load
        self.options = options
        self.learners: Sequence[Learner] = ()

    def run(self) -> Run:
        """Print what concerns this database only and return its figures."""
        parts = self.options.parts
        print(f"\n{TITLES[self.deployment.store]}", flush=True)
        self.learners = enrolled(self.load.learners, self.deployment.environment)
        run = self.combined([name for name in MEASURES if name in parts])
        if "processes" in parts and self.deployment.database_url:
            print(f"\n{self.by_processes(run)}", flush=True)
        if "load" in parts:
            print(f"\n{self.by_load()}", flush=True)
        if "coverage" in parts:
            print(f"\n{coverage_of(self.deployment.environment)}", flush=True)
        return run

    def combined(self, measures: Sequence[str], processes: int = 1) -> Run:
        runs = self.options.runs if measures else 0
        return combined([self.measured(measures, processes) for _ in range(runs)])

    def measured(self, measures: Sequence[str], processes: int) -> Run:
        figures: dict[str, float] = {}
        with self.deployment.serving(processes) as server:
            trial = self.trial(server)
            figures |= asyncio.run(measuring.warm_up(trial, processes))
            for name in measures:
                figures |= (measured := asyncio.run(MEASURES[name](trial)))
                _say(name, measured)
        return figures

    def trial(self, server) -> Trial:
        return Trial(self.deployment, server, self.learners, self.model_seconds, self.load)

    def by_processes(self, one: Run) -> str:
        """Return how a crowd and a burst fare with more processes of the server."""
        columns = CROWD_COLUMNS + BURST_COLUMNS
        rows = []
        for count in self.options.processes:
            known = count == 1 and {"crowd_p50", "burst_rate"} <= one.keys()
            run = one if known else self.combined(["crowd", "burst"], count)
            rows.append([count, *_cells(run, columns)])
        return table(["processes", *(head for head, _ in columns)], rows)

    def by_load(self) -> str:
        """Return how crowds of several sizes fare, each once, over the socket and over REST."""
        rows = []
        with self.deployment.serving() as server:
            load = replace(self.load, seconds=self.load.seconds / 2)
            trial = replace(self.trial(server), load=load)
            asyncio.run(measuring.warm_up(trial))
            for via in KINDS:
                for size in LOAD_SIZES:
                    every = self.load.every if size > 1 else 0
                    run = asyncio.run(measuring.crowd(trial, size=size, via=via, every=every))
                    rows.append([via, size, *_cells(run, CROWD_COLUMNS)])
        return table(["via", "learners", *(head for head, _ in CROWD_COLUMNS)], rows)


def _cells(run: Run, columns: Sequence[tuple[str, str]]) -> list[str]:
    return [cell(run.get(key)) for _, key in columns]


def _say(name: str, figures: Run) -> None:
    """Show that it goes on."""
    shown = ", ".join(f"{key} {cell(value)}" for key, value in figures.items())
    print(f"  {name}: {shown}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
