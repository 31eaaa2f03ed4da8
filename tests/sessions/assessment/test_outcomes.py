"""What a target is worth follows its use and the sure errors on it."""

from dataclasses import replace

import pytest

from sessions.assessment.outcomes import outcomes_of
from tests.sessions.assessment.conftest import KEY, finding, setup, uses

TEXT = "Je mange du pain."


@pytest.mark.parametrize(
    ("findings", "is_new", "xp"),
    [
        ([], False, 15),
        ([], True, 12),
        ([finding(12, 16, severity="low")], False, 6),
        ([finding(12, 16, severity="high")], False, 0),
        ([finding(12, 16, confidence=0.89)], False, 15),  # a question lowers nothing
        ([finding(3, 8)], False, 15),  # elsewhere in the sentence
    ],
)
def test_xp_follows_the_outcome_of_a_target(findings, is_new, xp):
    (outcome,) = outcomes_of([setup(is_new=is_new)], uses(TEXT), findings)

    assert (outcome.was_used, outcome.xp) == (True, xp)


def test_a_target_that_was_not_used_earns_nothing():
    used, unused = outcomes_of([setup(), setup(KEY)], uses(TEXT), [])

    assert (used.was_used, unused.was_used, unused.xp) == (True, False, 0)


def test_a_target_that_an_earlier_message_used_earns_nothing_again():
    (outcome,) = outcomes_of([replace(setup(), was_used=True)], uses(TEXT), [])

    assert (outcome.was_used, outcome.xp) == (True, 0)
