from datetime import date

import pytest

from learners.streaks import Streaks, streaks

TODAY = date(2026, 3, 10)


def march(*days):
    return [date(2026, 3, day) for day in days]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], Streaks()),
        (march(10), Streaks(1, 1, TODAY)),
        (march(8, 9), Streaks(2, 2, date(2026, 3, 9))),
        (march(7, 8), Streaks(0, 2, date(2026, 3, 8))),
        (march(1, 2, 3, 9, 10), Streaks(2, 3, TODAY)),
        (march(10, 9, 9, 8), Streaks(3, 3, TODAY)),
        ([date(2026, 2, 28), *march(1)], Streaks(0, 2, date(2026, 3, 1))),
        ([date(2028, 2, 28), date(2028, 3, 1)], Streaks(1, 1, date(2028, 3, 1))),
    ],
)
def test_streaks_are_days_in_a_row(days, expected):
    assert streaks(days, today=max([TODAY, *days])) == expected
