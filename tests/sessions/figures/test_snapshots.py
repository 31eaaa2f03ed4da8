import pytest

from progress.models import DaySnapshot
from progress.scheduler import Rating
from sessions.figures.snapshots import snapshot_days
from tests.progress.words import DAY, NOON, make_word, review, reviewed_card
from tests.sessions.talks import talk

YESTERDAY = (NOON - DAY).date().isoformat()

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def word(db):
    return make_word("pain")


def test_snapshots_write_ended_study_days_once_and_again_on_demand(api, learner, word):
    reviewed_card(learner, word, at=NOON - DAY)
    review(learner, word, Rating.AGAIN, at=NOON - DAY)
    review(learner, make_word("eau"), at=NOON)
    talk(learner, 0, 2, at=NOON - DAY)

    written = [snapshot_days(now=NOON), snapshot_days(now=NOON), snapshot_days(now=NOON, days=2)]

    snapshot = DaySnapshot.objects.get()
    assert written == [1, 0, 1]
    assert (snapshot.date.isoformat(), snapshot.reviews, snapshot.correct_reviews) == (
        YESTERDAY,
        1,
        0,
    )
    assert (snapshot.minutes, snapshot.words_learning, snapshot.words_mastered) == (2.0, 1, 0)
    assert snapshot.expected_words_known == 1.0
    assert api.get("/api/v1/analytics/memory").json()["known_words_by_day"] == [
        {"date": YESTERDAY, "words": 1.0}
    ]
