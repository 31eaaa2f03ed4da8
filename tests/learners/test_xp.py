import pytest

from learners.xp import level_of, xp_of_target


@pytest.mark.parametrize(("total", "level"), [(0, 1), (499, 1), (500, 2), (1250, 3)])
def test_a_level_is_worth_five_hundred(total, level):
    assert level_of(total) == level


@pytest.mark.parametrize(
    ("is_new", "severity", "difficulty", "xp"),
    [
        (True, None, 1, 12),
        (False, None, 1, 15),
        (True, None, 2, 14),
        (False, None, 3, 22),
        (False, None, 5, 30),
        (False, "low", 4, 10),
        (True, "medium", 5, 0),
        (False, "high", 1, 0),
    ],
)
def test_a_target_earns_by_outcome_and_difficulty_rounded_down(is_new, severity, difficulty, xp):
    earned = xp_of_target(is_new=is_new, error_severity=severity, difficulty_level=difficulty)

    assert earned == xp
