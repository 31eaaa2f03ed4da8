"""Several runs become one line, and what misses its goal is marked."""

import pytest

from bench.figures import Figure, combined, goals_table, percentile, table

FAST = Figure("crowd_p50", "overhead", goal=120)
MANY = Figure("burst_rate", "turns", "/s", goal=25, at_least=True)


def test_a_figure_is_the_median_of_its_runs_and_errors_are_the_worst():
    runs = [
        {"alone_p50": 50.0, "burst_errors": 0},
        {"alone_p50": 90.0, "burst_errors": 2},
        {"alone_p50": 55.0, "burst_errors": 0},
    ]

    assert combined(runs) == {"alone_p50": 55.0, "burst_errors": 2}


@pytest.mark.parametrize(
    ("figure", "value", "cell"),
    [
        (FAST, 120, "120"),
        (FAST, 120.5, "120 !"),
        (FAST, None, "-"),
        (FAST, float("nan"), "- !"),
        (MANY, 25, "25"),
        (MANY, 7.71, "7.7 !"),
        (Figure("rss", "memory", "MB"), 1234.5, "1,234"),
    ],
)
def test_a_cell_marks_a_missed_goal(figure, value, cell):
    assert figure.cell(value) == cell


def test_stores_stand_side_by_side_with_what_was_measured_of_them():
    shown = goals_table({"SQLite": {"alone_p50": 50.0}, "PostgreSQL": {"cpu": 41.0}})

    assert shown.splitlines() == [
        "| figure                   | unit | goal  | SQLite | PostgreSQL |",
        "|--------------------------|------|-------|--------|------------|",
        "| overhead, 1 learner, p50 | ms   | <= 60 | 50     | -          |",
        "| CPU a turn, crowd        | ms   | <= 40 | -      | 41 !       |",
    ]


def test_a_table_without_rows_has_its_heads():
    assert table(["provider", "kept %"], []) == "| provider | kept % |\n|----------|--------|"


@pytest.mark.parametrize(("values", "expected"), [([7.0], 7.0), (list(range(101)), 99.0)])
def test_the_99th_percentile_lies_between_the_values(values, expected):
    assert percentile(values, 99) == expected
