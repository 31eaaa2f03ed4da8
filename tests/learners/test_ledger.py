from datetime import UTC, datetime

import pytest
from django.db.models import Sum

from learners.ledger import award
from learners.models import Learner, StudyDay, XpEntry

LATE = datetime(2026, 3, 11, 2, 30, tzinfo=UTC)


@pytest.fixture
def learner(db):
    return Learner.objects.create_user("alice@example.org", "a long password")


def test_xp_is_entered_once_and_the_total_is_the_sum(learner):
    given = [
        award(learner=learner, amount=amount, source="turn", source_id=turn, now=LATE)
        for turn, amount in (("a", 10), ("b", 25), ("a", 10))
    ]

    assert given == [True, True, False]
    assert learner.total_xp == XpEntry.objects.aggregate(Sum("amount"))["amount__sum"] == 35


def test_a_turn_before_four_in_the_morning_belongs_to_the_day_before(learner):
    award(learner=learner, amount=10, source="turn", source_id="a", now=LATE)

    assert StudyDay.objects.get().date == XpEntry.objects.get().study_date
    assert StudyDay.objects.get().date.isoformat() == "2026-03-10"


def test_an_achievement_alone_makes_no_study_day(learner):
    award(learner=learner, amount=50, source="achievement", source_id="first", now=LATE)

    assert (learner.total_xp, StudyDay.objects.count()) == (50, 0)
