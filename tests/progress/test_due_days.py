from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.due_days import choose_day, choose_days, days_around, fraction_of
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
        (1, (1, 1, 1)),
        (2, (2, 2, 2)),
        (3, (2, 3, 4)),
        (5, (4, 5, 6)),
        (7, (5, 7, 9)),
        (10, (8, 10, 12)),
        (20, (17, 20, 23)),
        (50, (46, 50, 54)),
        (100, (93, 100, 107)),
        (365, (345, 365, 385)),
    ],
)
def test_reviews_are_spread_over_the_ranges_of_anki(interval, days):
    assert days_around(interval, maximum=LONG) == days


@pytest.mark.parametrize("interval", [365, 500])
def test_the_range_ends_at_the_maximum_and_its_middle_moves_with_it(interval):
    assert days_around(interval, maximum=365) == (345, 355, 365)


def spread(first, middle, last, load):
    """Return the days chosen by a thousand cards."""
    fractions = (number / 1000 for number in range(1000))
    chosen = [
        choose_day(first, middle, last, fraction=fraction, load=load) for fraction in fractions
    ]
    return Counter(chosen)


def test_a_day_that_is_lighter_than_the_slope_is_chosen():
    falling = {8: 9, 9: 8, 10: 7, 11: 6, 12: 5}

    assert spread(8, 10, 12, falling | {10: 3}) == {10: 1000}
    assert spread(8, 10, 12, falling | {9: 4, 11: 2}) == {9: 500, 11: 500}


def test_the_nearer_of_two_days_is_chosen_more_often():
    assert spread(8, 10, 12, {8: 9, 9: 0, 10: 9, 11: 9, 12: 0}) == {9: 667, 12: 333}


@pytest.mark.parametrize("slope", [-3, 0, 4])
def test_a_slope_alone_brings_nobody_sooner_or_later(slope):
    load = {day: 50 + slope * day for day in range(8, 13)}

    assert spread(8, 10, 12, load) == spread(8, 10, 12, {})


def test_among_equally_loaded_days_the_card_decides():
    assert spread(8, 10, 12, {}) == {8: 167, 9: 234, 10: 200, 11: 233, 12: 166}


def test_far_days_are_not_balanced():
    assert choose_day(95, 97, 99, fraction=0.0, load={95: 50}) == 95
    assert choose_day(95, 97, 99, fraction=0.99, load={95: 50}) == 99


def test_the_fraction_depends_on_the_card_and_its_repetitions_alone():
    assert fraction_of("a:1:0") == fraction_of("a:1:0")
    assert len({fraction_of(f"a:1:{reps}") for reps in range(50)}) == 50


def test_steps_have_no_day():
    chosen = choose_days(outcomes(0, 0, 3, 8), fraction=0.0, load={}, maximum_interval=LONG)

    assert (chosen[Rating.AGAIN], chosen[Rating.HARD]) == (None, None)


def test_a_better_answer_comes_later_by_a_day_at_least():
    chosen = choose_days(outcomes(1, 1, 1, 1), fraction=0.0, load={}, maximum_interval=LONG)

    assert list(chosen.values()) == [1, 1, 2, 3]


def test_a_hard_answer_makes_room_for_a_good_one():
    chosen = choose_days(outcomes(1, 4, 4, 4), fraction=0.0, load={}, maximum_interval=LONG)

    assert list(chosen.values()) == [1, 3, 4, 5]


def test_to_have_forgotten_never_brings_a_card_back_later():
    load = {3: 0, 4: 9, 5: 9}

    chosen = choose_days(outcomes(4, 4, 9, 20), fraction=0.0, load=load, maximum_interval=LONG)

    assert chosen[Rating.AGAIN] <= chosen[Rating.HARD]


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

    answers = list(chosen.values())
    passes = answers[1:]
    assert answers == sorted(answers)
    assert all(1 <= day <= LONG for day in chosen.values())
    assert len(set(passes)) == 3 or LONG in passes


@given(intervals)
def test_the_range_holds_the_interval(interval):
    first, middle, last = days_around(interval, maximum=LONG)

    assert first <= middle <= last
    assert middle == interval or last == LONG


@given(st.integers(1, 85), loads)
def test_the_mean_day_is_the_interval_whatever_the_load(interval, load):
    first, middle, last = days_around(interval, maximum=LONG)

    chosen = spread(first, middle, last, load)

    assert sum(day * count for day, count in chosen.items()) / 1000 == pytest.approx(
        interval, abs=0.01 * (last - first)
    )


@given(st.integers(3, 85), loads, st.integers(-5, 5), st.floats(0, 0.9999))
def test_a_slope_in_the_load_changes_no_choice(interval, load, slope, fraction):
    first, middle, last = days_around(interval, maximum=LONG)
    sloped = {day: load.get(day, 0) + slope * day for day in range(first, last + 1)}

    assert choose_day(first, middle, last, fraction=fraction, load=sloped) == choose_day(
        first, middle, last, fraction=fraction, load=load
    )
