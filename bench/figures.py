"""The figures of the turns' bench: what is aimed at, and how several runs become one table."""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Run = Mapping[str, float]


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes:
        goal: the most it may be, or with `at_least` the least; None when nothing is aimed at.
        across: how the values of several runs become one.
    """

    key: str
    title: str
    unit: str = "ms"
    goal: float | None = None
    at_least: bool = False
    across: Callable[[Sequence[float]], float] = statistics.median

    def is_met(self, value: float) -> bool:
        if self.goal is None:
            return True
        return value >= self.goal if self.at_least else value <= self.goal

    def aim(self) -> str:
        return "" if self.goal is None else f"{'>=' if self.at_least else '<='} {self.goal:g}"

    def cell(self, value: float | None) -> str:
        return cell(value) + ("" if value is None or self.is_met(value) else " !")


FIGURES = (
    Figure("alone_p50", "overhead, 1 learner, p50", goal=60),
    Figure("crowd_p50", "overhead, crowd, p50", goal=120),
    Figure("crowd_p99", "overhead, crowd, p99", goal=400),
    Figure("accepted_p99", "acknowledgement, crowd, p99", goal=150),
    Figure("heartbeat_p99", "heartbeat during turns, crowd, p99", goal=60),
    Figure("cpu", "CPU a turn, crowd", goal=40),
    Figure("burst_errors", "errors, all at once", "", goal=0, across=max),
    Figure("burst_rate", "turns, all at once", "/s", goal=25, at_least=True),
    Figure("socket_kb", "memory of an idle socket", "KB", goal=40),
    Figure("connections", "database connections of a process, crowd", "", goal=10, across=max),
    Figure("burst_connections", "the same, all at once", "", goal=10, across=max),
    Figure("rest_slower", "a REST call slower beside idle sockets, p50", "%", goal=10),
    Figure("resume_p50", "resume, p50", goal=50),
    # What explains the lines above.
    Figure("accepted_p50", "acknowledgement, crowd, p50"),
    Figure("heartbeat_p50", "heartbeat during turns, crowd, p50"),
    Figure("alone_p99", "overhead, 1 learner, p99"),
    Figure("crowd_rate", "turns, crowd", "/s"),
    Figure("crowd_errors", "errors, crowd", "", across=max),
    Figure("crowd_degraded", "degraded, crowd", "", across=max),
    Figure("burst_degraded", "degraded, all at once", "", across=max),
    Figure("rest_p50", "a REST call, p50"),
    Figure("rest_beside_p50", "a REST call beside idle sockets, p50"),
    Figure("rest_p99", "a REST call, p99"),
    Figure("rest_beside_p99", "a REST call beside idle sockets, p99"),
    Figure("resume_p99", "resume, p99"),
    Figure("rss_warm", "memory of the server, warm", "MB"),
    Figure("rss", "memory of the server, after all", "MB"),
    Figure("own_delay_p99", "delay of the load generator itself, crowd, p99"),
)


def cell(value: float | None) -> str:
    if value is None or math.isnan(value):
        return "-"
    return f"{value:.1f}" if abs(value) < 10 and value % 1 else f"{value:,.0f}"


def combined(runs: Sequence[Run]) -> Run:
    """Return one value for each figure that the runs measured."""
    values = {
        figure.key: [run[figure.key] for run in runs if figure.key in run] for figure in FIGURES
    }
    return {
        figure.key: figure.across(values[figure.key]) for figure in FIGURES if values[figure.key]
    }


def goals_table(stores: Mapping[str, Run]) -> str:
    """Return the figures side by side; a `!` marks what misses its goal."""
    rows = [
        [figure.title, figure.unit, figure.aim()]
        + [figure.cell(run.get(figure.key)) for run in stores.values()]
        for figure in FIGURES
        if any(figure.key in run for run in stores.values())
    ]
    return table(["figure", "unit", "goal", *stores], rows)


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table in Markdown whose columns also line up as plain text."""
    cells = [[str(cell) for cell in row] for row in [heads, *rows]]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    lines = [
        "| " + " | ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)) + " |"
        for row in cells
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def percentile(values: Sequence[float], percent: int) -> float:
    """Return a percentile between the values; of one value, that value."""
    if len(values) < 2:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
