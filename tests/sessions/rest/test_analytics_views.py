import pytest
from rest_framework.test import APIClient

from learners.ledger import award, mark_studied
from progress.models import Card
from progress.reviews import mark_known, suspend
from progress.scheduler import Rating
from tests.progress.words import DAY, NOON, make_word, make_words, review, reviewed_card, say
from tests.sessions.talks import MINUTE, correct, talk

TODAY = NOON.date().isoformat()

PATHS = ["summary", "statistics", "streak", "vocabulary", "errors", "memory"]

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def api(learner):
    """Signed in without a token, so that only the queries of the figures are counted."""
    client = APIClient()
    client.force_authenticate(learner)
    return client


@pytest.fixture
def word(db):
    return make_word("pain")


def get(api, name, **query):
    return api.get(f"/api/v1/analytics/{name}", query).json()


@pytest.mark.parametrize("path", [*(f"analytics/{p}" for p in PATHS), "achievements/my"])
def test_figures_need_a_sign_in(path):
    assert APIClient().get(f"/api/v1/{path}").status_code == 401


@pytest.mark.parametrize("path", PATHS)
def test_a_learner_who_did_nothing_gets_figures_too(api, path):
    assert api.get(f"/api/v1/analytics/{path}").status_code == 200


def test_the_summary_counts_from_events(api, learner):
    closed = {"status": "completed", "completed_at": NOON}
    talk(learner, 0, 2, 4, at=NOON - DAY, uses=4, clean_uses=3, **closed)
    talk(learner, 0, 3, at=NOON - DAY, uses=1, clean_uses=1)
    award(learner=learner, amount=40, source="turn", source_id="a", now=NOON - DAY)
    due, later = make_words(2)
    reviewed_card(learner, due)
    review(learner, later, Rating.EASY, at=NOON)

    assert get(api, "summary") == {
        "sessions_completed": 1,
        "total_minutes": 7,
        "average_minutes": 3.5,
        "minutes_today": 0.0,
        "daily_goal_minutes": 15,
        "daily_goal_reached": False,
        "xp_earned": 40,
        "accuracy_rate": 0.8,
        "current_streak": 2,
        "longest_streak": 2,
        "words_learning": 2,
        "words_mastered": 0,
        "reviews_due_today": 1,
        "reviews_due_week": 1 + (review_due_within_week(later)),
        "last_session_at": (NOON - DAY).isoformat().replace("+00:00", "Z"),
    }


def review_due_within_week(word):
    return word.cards.get().scheduled_days <= 6


def test_statistics_give_every_day_up_to_today(api, learner, word):
    reviewed_card(learner, word)
    say(learner, word, is_target=True, mode="elicit")
    award(learner=learner, amount=25, source="turn", source_id="a", now=NOON)
    award(learner=learner, amount=10, source="turn", source_id="b", now=NOON)
    talk(learner, 0, 3)

    figures = get(api, "statistics", days=7)

    assert [row["date"] for row in figures["xp_earned"]][0] == (NOON - 6 * DAY).date().isoformat()
    assert figures.pop("accuracy") == []
    assert {name: rows[-1] for name, rows in figures.items()} == {
        "xp_earned": {"date": TODAY, "value": 35},
        "minutes_practiced": {"date": TODAY, "value": 3.0},
        "reviews_completed": {"date": TODAY, "value": 1},
    }
    assert [len(rows) for rows in figures.values()] == [7, 7, 7]


def test_an_undone_review_is_not_counted(api, learner, word):
    review(learner, word)
    api.post(f"/api/v1/progress/{word.pk}/undo")

    assert get(api, "statistics", days=7)["reviews_completed"][-1]["value"] == 0


def test_the_streak_shows_the_days_studied(api, learner):
    for back in (1, 2, 4):
        mark_studied(learner=learner, day=(NOON - back * DAY).date())

    streak = get(api, "streak", window_days=7)

    assert (streak["current_streak"], streak["longest_streak"]) == (2, 2)
    assert [day["completed"] for day in streak["calendar"]] == [
        False, False, True, False, True, True, False,
    ]  # fmt: skip


def test_the_day_turns_at_four_where_the_learner_is(api, learner, word):
    learner.timezone = "Pacific/Auckland"  # UTC+13: noon in London is one in the morning there
    learner.save()
    review(learner, word, at=NOON)

    streak = get(api, "streak", window_days=7)

    assert streak["calendar"][-1] == {
        "date": TODAY,
        "completed": True,
        "minutes": 0.0,
        "goal_reached": False,
    }


def test_vocabulary_counts_every_state(api, learner):
    known, again, easy = make_words(3)
    mark_known(learner=learner, word=known, now=NOON)
    review(learner, again, Rating.AGAIN)
    review(learner, easy, Rating.EASY)

    assert get(api, "vocabulary") == {
        "total": 3,
        "states": [
            {"state": "new", "count": 1},
            {"state": "learning", "count": 1},
            {"state": "reviewing", "count": 1},
            {"state": "relearning", "count": 0},
        ],
    }


def test_errors_are_the_most_frequent_kinds_with_the_last_example(api, learner):
    first, second = talk(learner, 0, 1), talk(learner, 0, 1, at=NOON + MINUTE)
    correct(first, "gender.article", "le table", "la table")
    correct(second, "gender.article", "un chaise", "une chaise")
    correct(second, "verb.ending", "je mange pas")

    assert get(api, "errors", limit=1) == {
        "total": 3,
        "items": [
            {
                "error_type": "gender.article",
                "count": 2,
                "severity": "medium",
                "example": "un chaise → une chaise",
            }
        ],
    }


def test_memory_compares_what_was_predicted_with_what_was_remembered(api, learner):
    words = make_words(4)
    for word in words:
        reviewed_card(learner, word)
    for word, rating in zip(
        words, (Rating.GOOD, Rating.EASY, Rating.HARD, Rating.AGAIN), strict=True
    ):
        review(learner, word, rating)

    memory = get(api, "memory")

    everything = memory["calibration"]["all"]
    assert (everything["reviews"], everything["achieved"]) == (4, 0.75)
    assert [bin_["reviews"] for bin_ in everything["bins"]] == [4]
    assert memory["calibration"]["conversation"]["reviews"] == 0
    assert memory["true_retention"] == 0.75
    assert sum(day["due"] for day in memory["forecast"]) == sum(
        word.cards.get().scheduled_days in range(1, 30) for word in words
    )
    assert memory["expected_known_words"] == 4.0
    costs = [point["reviews_per_day"] for point in memory["workload"]]
    assert costs == sorted(costs)


def test_true_retention_is_that_of_reviews_on_purpose_and_conversation_stands_beside(api, learner):
    forgotten, *spoken = make_words(3)
    for word in (forgotten, *spoken):
        reviewed_card(learner, word)
    review(learner, forgotten, Rating.AGAIN)
    say(learner, *spoken, is_target=True, mode="elicit")

    memory = get(api, "memory")

    assert (memory["true_retention"], memory["conversation_retention"]) == (0.0, 1.0)
    assert memory["calibration"]["all"]["reviews"] == 3


def test_only_what_the_queue_serves_is_due(api, learner):
    live, retired, german, aside = words = [
        make_word("pain"),
        make_word("eau"),
        make_word("Brot", language="de"),
        make_word("vin"),
    ]
    for word in words:
        reviewed_card(learner, word)
    retired.status = "retired"
    retired.save()
    suspend(learner=learner, word=aside, now=NOON)
    served = api.get("/api/v1/progress/due").json()["items"]

    summary, memory = get(api, "summary"), get(api, "memory")

    assert [item["word"] for item in served] == ["pain"]
    assert (summary["reviews_due_today"], summary["reviews_due_week"]) == (1, 1)
    assert memory["overdue"] + sum(day["due"] for day in memory["forecast"]) == 1
    assert summary["words_learning"] == 4


def test_words_put_aside_cost_nothing(api, learner):
    for word in make_words(2):
        reviewed_card(learner, word)
    before = get(api, "memory")

    suspend(learner=learner, word=word, now=NOON)

    after = get(api, "memory")
    assert [2 * point["reviews_per_day"] for point in after["workload"]] == pytest.approx(
        [point["reviews_per_day"] for point in before["workload"]], abs=0.011
    )
    assert after["expected_known_words"] == before["expected_known_words"]


def test_a_word_said_to_be_known_fades_if_it_was_ever_reviewed(api, learner):
    reviewed, never = make_words(2)
    card = reviewed_card(learner, reviewed)
    for word in (reviewed, never):
        mark_known(learner=learner, word=word, now=NOON)
    Card.objects.filter(pk=card.pk).update(last_study_date=(NOON - 400 * DAY).date())

    recall = api.get(f"/api/v1/progress/{reviewed.pk}").json()["retrievability"]

    assert recall < 0.65
    assert get(api, "memory")["expected_known_words"] == pytest.approx(1 + recall, abs=0.005)


def test_nothing_of_another_learner_is_counted(api, learner, word):
    bob = type(learner).objects.create_user("bob@example.org", "a long password")
    correct(talk(bob, 0, 1), "verb.ending", "je mange pas")
    reviewed_card(bob, word)

    assert get(api, "errors") == {"total": 0, "items": []}
    assert get(api, "vocabulary")["total"] == 0
    assert get(api, "summary")["words_learning"] == 0


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("summary", 5),
        ("statistics", 5),
        ("streak", 4),
        ("vocabulary", 1),
        ("errors", 1),
        ("memory", 5),
    ],
)
def test_figures_cost_the_same_queries_for_any_number(
    api, learner, count, path, queries, django_assert_num_queries
):
    for number, word in enumerate(make_words(count)):
        reviewed_card(learner, word)
        say(learner, word, is_target=True)
        correct(talk(learner, 0, 1), f"code.{number}", "span")

    with django_assert_num_queries(queries):
        get(api, path)
