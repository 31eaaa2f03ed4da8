import random
from statistics import fmean

import pytest

from bench.memory.due_days import Year, balanced, live


def test_a_steady_rise_is_not_uneven():
    assert Year(reviews=[3, 5, 7, 9]).unevenness == pytest.approx(0)
    assert Year(reviews=[3, 9, 3, 9]).unevenness == pytest.approx(2.68, abs=0.01)


def test_in_a_year_reviews_come_when_they_should():
    year = live(random.Random(1), balanced, days=150)

    means = {low: fmean(shares) for low, shares in year.share_of_interval.items()}
    assert means == pytest.approx({3: 1, 7: 1, 20: 1, 90: 1}, abs=0.05)
    assert fmean(year.recall_with_room) == pytest.approx(0.9, abs=0.01)
    assert len(year.reviews) == 30
