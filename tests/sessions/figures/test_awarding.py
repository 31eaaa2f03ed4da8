import pytest

from tests.progress.words import make_word, review

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def word(db):
    return make_word("pain")


def test_what_was_reached_stays_reached_when_a_review_is_undone(api, learner, word):
    review(learner, word)
    api.post("/api/v1/achievements/check")
    api.post(f"/api/v1/progress/{word.pk}/undo")

    (mine,) = api.get("/api/v1/achievements/my").json()

    assert (mine["current_progress"], mine["completed"]) == (1, True)
