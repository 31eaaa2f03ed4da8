from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.due_days import choose_day, choose_days, day_range, fraction_of
from progress.scheduler import Memory, Rating, State

LONG = 36_500


def outcomes(again, hard, good, easy):
    return {
        rating: Memory(
            State.REVIEWING if days else State.LEARNING,
            interval=timedelta(days=days) if days else timedelta(minutes=10),
        )
        for rating, days in zip(Rating, (again, hard, good, easy), strict=True)
    }


@pytest.mark.parametrize(
    ("interval", "days"),
    [
        (1, (1, 1)),
        (2, (2, 2)),
        (3, (2, 4)),
        (5, (4, 6)),
        (7, (5, 9)),
        (10, (8, 12)),
        (20, (17, 23)),
        (50, (46, 54)),
        (100, (93, 107)),
        (365, (345, 385)),
    ],
)
def test_reviews_are_spread_over_the_ranges_of_anki(interval, days):
    assert day_range(interval, maximum=LONG) == days


def test_the_range_ends_at_the_maximum():
    assert day_range(365, maximum=365) == (345, 365)


def test_the_range_begins_after_the_worse_answer():
    assert day_range(10, minimum=11, maximum=LONG) == (11, 13)


def test_the_least_loaded_day_of_the_range_is_chosen():
    load = {8: 3, 9: 2, 10: 0, 11: 4, 12: 1}

    assert choose_day(8, 12, fraction=0.99, load=load) == 10


def test_among_equally_loaded_days_the_card_decides():
    chosen = [choose_day(8, 12, fraction=fraction, load={}) for fraction in (0, 0.5, 0.999)]

    assert chosen == [8, 10, 12]


def test_far_days_are_not_balanced():
    assert choose_day(95, 99, fraction=0.0, load={95: 50}) == 95


def test_the_fraction_depends_on_the_card_and_its_repetitions_alone():
    assert fraction_of("a:1:0") == fraction_of("a:1:0")
    assert len({fraction_of(f"a:1:{reps}") for reps in range(50)}) == 50


def test_steps_have_no_day():
    chosen = choose_days(outcomes(0, 0, 3, 8), fraction=0.0, load={}, maximum_interval=LONG)

    assert (chosen[Rating.AGAIN], chosen[Rating.HARD]) == (None, None)


def test_a_better_answer_comes_later_by_a_day_at_least():
    chosen = choose_days(outcomes(1, 1, 1, 1), fraction=0.0, load={}, maximum_interval=LONG)

    assert list(chosen.values()) == [1, 1, 2, 3]


def test_at_the_maximum_interval_the_answers_meet():
    chosen = choose_days(outcomes(1, 9, 9, 9), fraction=0.9, load={}, maximum_interval=3)

    assert list(chosen.values()) == [1, 3, 3, 3]


intervals = st.integers(1, LONG)
loads = st.dictionaries(st.integers(1, 90), st.integers(0, 9))


@given(st.tuples(intervals, intervals, intervals, intervals), st.floats(0, 0.9999), loads)
def test_days_are_in_order_and_in_range_whatever_the_load(days, fraction, load):
    hard, good, easy = sorted(days[1:])

    chosen = choose_days(
        outcomes(days[0], hard, good, easy),
        fraction=fraction,
        load=load,
        maximum_interval=LONG,
    )

    passes = [chosen[rating] for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)]
    assert passes == sorted(passes)
    assert all(1 <= day <= LONG for day in chosen.values())
    assert len(set(passes)) == 3 or LONG in passes


@given(intervals)
def test_the_range_holds_the_interval(interval):
    first, last = day_range(interval, maximum=LONG)

    assert first <= interval <= last
