import pytest

from tests.progress.words import make_word, review

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def word(db):
    return make_word("pain")


def test_achievements_are_listed_with_their_rewards(api):
    first = api.get("/api/v1/achievements").json()[0]

    assert first == {
        "id": 1,
        "achievement_key": "first_session",
        "name": "Premier pas",
        "description": "Complete a first session.",
        "tier": "bronze",
        "xp_reward": 25,
        "icon_url": None,
    }


def test_checking_awards_what_was_reached_once(api, learner, word):
    review(learner, word)

    first, again = (api.post("/api/v1/achievements/check").json() for _ in range(2))

    assert [a["achievement_key"] for a in first["newly_unlocked"]] == ["first_review"]
    assert (first["total_unlocked"], again) == (1, {"newly_unlocked": [], "total_unlocked": 1})
    learner.refresh_from_db()
    assert learner.total_xp == 10


def test_my_achievements_show_the_locked_ones_on_request(api, learner, word):
    review(learner, word)
    api.post("/api/v1/achievements/check")

    mine = api.get("/api/v1/achievements/my").json()
    everything = api.get("/api/v1/achievements/my", {"include_locked": "true"}).json()

    assert [(a["achievement_id"], a["completed"], a["unlocked_at"]) for a in mine] == [
        (4, True, "2026-03-10T12:00:00Z")
    ]
    hundred = next(a for a in everything if a["achievement_key"] == "hundred_reviews")
    assert (hundred["current_progress"], hundred["target_progress"]) == (1, 100)
    assert (hundred["completed"], len(everything)) == (False, 13)
