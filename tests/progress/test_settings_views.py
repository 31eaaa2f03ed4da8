import pytest
import time_machine

from progress.scheduler import Rating
from tests.progress.words import NOON, make_words, review


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


REVIEW = "/api/v1/progress/review"


def test_rescheduling_is_previewed_and_then_done(api, learner):
    for word in make_words(2):
        review(learner, word, Rating.EASY)
    learner.desired_retention = 0.75
    learner.save()

    preview = api.get("/api/v1/progress/reschedule").json()
    done = api.post("/api/v1/progress/reschedule").json()

    assert (preview["moved"], preview["overdue_now"], len(preview["days"])) == (2, 0, 30)
    assert done == {"moved": 2}


def test_the_longest_interval_can_be_set_and_holds(api, learner, word):
    before = api.get("/api/v1/progress/settings").json()
    after = api.patch("/api/v1/progress/settings", {"maximum_interval": 3}).json()

    done = api.post(REVIEW, {"word_id": word.pk, "rating": 3}).json()

    assert before == {
        "maximum_interval": 36_500,
        "desired_retention": 0.9,
        "personal_weights": None,
    }
    assert after == before | {"maximum_interval": 3}
    assert done["scheduled_days"] == 3


@pytest.mark.parametrize("days", [0, 36_501, "many"])
def test_an_interval_out_of_range_is_refused(api, days):
    answer = api.patch("/api/v1/progress/settings", {"maximum_interval": days})

    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (
        422, ["body", "maximum_interval"],
    )  # fmt: skip
