import pytest

from limiting.waiting import whole_seconds


@pytest.mark.parametrize(("seconds", "told"), [(5.0000003, 5), (4.2, 5), (0.002, 1), (0, 0)])
def test_what_is_told_is_never_too_short_by_a_millisecond(seconds, told):
    assert whole_seconds(seconds) == told
