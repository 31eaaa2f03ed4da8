import pytest

from tutoring.breaker import (
    DEFAULT_RATE_LIMIT_SECONDS,
    LONGEST_RATE_LIMIT_SECONDS,
    OPEN_SECONDS,
    OPEN_SECONDS_OF_AN_OPERATOR,
    PROBE_SECONDS,
    Breaker,
)
from tutoring.providers.base import FailureKind

FAULT = FailureKind.SERVER_FAULT


def opened(at=0.0):
    breaker = Breaker()
    for _ in range(5):
        breaker.failed(FAULT, at, began=at)
    return breaker


def seconds_open(breaker):
    """Return the first whole second at which the breaker lets a call through."""
    return next(second for second in range(1000) if not breaker.is_open(second))


def test_new_breaker_admits():
    assert Breaker().admits(0.0) is True


def test_five_failures_in_a_row_open_it():
    breaker = Breaker()

    admitted = []
    for _ in range(6):
        admitted.append(breaker.admits(0.0))
        breaker.failed(FAULT, 0.0, began=0.0)

    assert admitted == [True] * 5 + [False]
    assert seconds_open(breaker) == OPEN_SECONDS


def test_failures_spread_over_a_long_time_do_not_open_it():
    breaker = Breaker()

    for at in (0, 10, 20, 30, 40, 50, 60):
        breaker.failed(FAULT, at, began=at)

    assert breaker.admits(60) is True


@pytest.mark.parametrize(("failures", "admits"), [(7, True), (10, False)])
def test_among_successes_half_must_fail(failures, admits):
    breaker = Breaker()
    for _ in range(10):
        breaker.succeeded(0.0, began=0.0)

    for _ in range(failures):
        breaker.failed(FAULT, 0.0, began=0.0)

    assert breaker.admits(0.0) is admits


def test_one_probe_is_let_through_when_the_time_is_over():
    breaker = opened()

    admitted = [breaker.admits(at) for at in (OPEN_SECONDS - 1, OPEN_SECONDS, OPEN_SECONDS)]

    assert admitted == [False, True, False]


def test_good_probe_closes_it_and_forgets_the_past():
    breaker = opened()
    breaker.admits(OPEN_SECONDS)

    breaker.succeeded(OPEN_SECONDS, began=OPEN_SECONDS)
    breaker.failed(FAULT, OPEN_SECONDS, began=OPEN_SECONDS)

    assert [breaker.admits(OPEN_SECONDS) for _ in range(3)] == [True] * 3


def test_bad_probe_opens_it_again():
    breaker = opened()
    breaker.admits(OPEN_SECONDS)

    breaker.failed(FAULT, OPEN_SECONDS, began=OPEN_SECONDS)

    assert seconds_open(breaker) == 2 * OPEN_SECONDS


def test_cancelled_probe_leaves_the_place_to_another():
    breaker = opened()
    breaker.admits(OPEN_SECONDS)

    breaker.abandoned(began=OPEN_SECONDS)

    assert breaker.admits(OPEN_SECONDS) is True


def test_probe_that_never_reports_back_does_not_block_for_ever():
    breaker = opened()
    breaker.admits(OPEN_SECONDS)

    assert breaker.admits(OPEN_SECONDS + PROBE_SECONDS) is True


@pytest.mark.parametrize(
    "kind", [FailureKind.NOT_ALLOWED, FailureKind.MODEL_NOT_FOUND, FailureKind.QUOTA_EXHAUSTED]
)
def test_what_only_a_person_can_mend_opens_it_at_once_and_for_long(kind):
    breaker = Breaker()

    breaker.failed(kind, 0.0, began=0.0)

    assert seconds_open(breaker) == OPEN_SECONDS_OF_AN_OPERATOR


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        (7.0, 7),
        (600.0, LONGEST_RATE_LIMIT_SECONDS),
        (None, DEFAULT_RATE_LIMIT_SECONDS),
        (0.0, 0),
    ],
)
def test_rate_limit_opens_it_for_as_long_as_it_says(retry_after, seconds):
    breaker = Breaker()

    breaker.failed(FailureKind.RATE_LIMITED, 0.0, began=0.0, retry_after=retry_after)

    assert seconds_open(breaker) == seconds


@pytest.mark.parametrize(
    "kind",
    [FailureKind.REFUSED, FailureKind.TOO_LONG, FailureKind.BUSY, FailureKind.CIRCUIT_OPEN],
)
def test_what_is_not_its_fault_never_opens_it(kind):
    breaker = Breaker()

    for _ in range(50):
        breaker.failed(kind, 0.0, began=0.0)

    assert breaker.admits(0.0) is True


def test_call_from_before_it_opened_neither_closes_it_nor_frees_the_place_of_the_probe():
    breaker = opened()
    breaker.admits(OPEN_SECONDS)

    breaker.abandoned(began=0.0)
    breaker.succeeded(OPEN_SECONDS, began=0.0)

    assert breaker.admits(OPEN_SECONDS) is False


def test_after_a_rate_limit_everybody_is_let_through_again():
    breaker = Breaker()
    for _ in range(50):
        breaker.failed(FailureKind.RATE_LIMITED, 0.0, began=0.0, retry_after=1.5)

    assert breaker.admits(1.0) is False
    assert (breaker.rest_left(0.5), breaker.rest_left(1.5)) == (1.0, None)
    assert [breaker.admits(1.5) for _ in range(3)] == [True] * 3


def test_provider_that_fails_does_not_only_rest():
    assert opened().rest_left(1.0) is None
