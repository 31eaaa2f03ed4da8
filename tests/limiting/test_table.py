from pathlib import Path

import pytest

from limiting.table import LIMITS, MEANINGS, Limit, as_markdown
from sessions.limits.allowances import TURNS

README = (Path(__file__).resolve().parents[2] / "README.md").read_text()


def test_the_table_of_the_readme_is_the_table_in_force():
    assert as_markdown() in README


def test_every_limit_says_what_it_counts():
    assert LIMITS.keys() == MEANINGS.keys()


def test_one_process_and_all_together_allow_the_same_turns():
    (limit,) = LIMITS["turn"]

    assert (limit.amount, limit.amount / limit.seconds) == TURNS


def test_a_class_signs_up_and_in_at_once():
    """Sixty pupils behind one address, each of whom types the password wrong once."""
    at_once = {limit.per: limit.amount for limit in LIMITS["failed_sign_in"]}

    assert min(LIMITS["sign_up"][0].amount, LIMITS["sign_in"][0].amount) >= 60
    assert at_once["address"] >= 60


@pytest.mark.parametrize(
    ("factor", "amount"), [(1.0, 10), (2.5, 25), (0.01, 1)], ids=["as is", "more", "at least one"]
)
def test_limits_are_multiplied(factor, amount):
    assert Limit("site", 10, 60).times(factor) == Limit("site", amount, 60)
