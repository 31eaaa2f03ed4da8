import pytest

from tutoring.providers.base import MOST_TOKENS, believable


@pytest.mark.parametrize(
    ("told", "believed"),
    [
        (0, 0),
        (120, 120),
        (12.7, 12),
        (MOST_TOKENS, MOST_TOKENS),
        (MOST_TOKENS + 1, 0),
        (-1, 0),
        (10**22, 0),
        (float("nan"), 0),
        (float("inf"), 0),
        (None, 0),
        ("120", 0),
        ([120], 0),
    ],
)
def test_absurd_counts_are_none(told, believed):
    assert believable(told) == believed
