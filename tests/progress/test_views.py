from uuid import uuid4

import pytest
import time_machine
from rest_framework.test import APIClient

from progress.models import Card, Review
from progress.scheduler import Rating
from progress.word_uses import record_hint
from tests.progress.words import DAY, NOON, make_word, make_words, review, reviewed_card

QUEUE = "/api/v1/progress/queue"
DUE = "/api/v1/progress/due"
REVIEW = "/api/v1/progress/review"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def card_url(word, action=""):
    return f"/api/v1/progress/{word.pk}{action}"


def test_everything_here_needs_a_sign_in(word):
    client = APIClient()

    answers = [
        client.get(QUEUE, {"limit": "x"}),
        client.get(DUE),
        client.post(REVIEW, {}),
        client.get(card_url(word)),
        client.get(card_url(word, "/why")),
        client.post(card_url(word, "/undo")),
    ]

    assert [answer.status_code for answer in answers] == [401] * 6


def test_the_queue_gives_due_cards_first_then_new_words(api, learner):
    due = make_word("pain")
    make_word("eau", frequency_rank=7)
    card = reviewed_card(learner, due)

    items = api.get(QUEUE).json()

    assert [(item["word"], item["is_new"], item["state"]) for item in items] == [
        ("pain", False, "reviewing"),
        ("eau", True, "new"),
    ]
    assert items[0] == {
        "word_id": due.pk,
        "word": "pain",
        "language": "fr",
        "english_translation": "the pain",
        "part_of_speech": "noun",
        "difficulty_level": 1,
        "state": "reviewing",
        "next_review": card.due_at.isoformat().replace("+00:00", "Z"),
        "scheduled_days": card.scheduled_days,
        "is_new": False,
        "is_leech": False,
        "retrievability": items[0]["retrievability"],
        "preview": items[0]["preview"],
    }
    assert items[1]["next_review"] is None
    assert items[1]["preview"]["again"] == {
        "state": "learning",
        "scheduled_days": 0,
        "next_review": "2026-03-10T12:10:00Z",
    }


@pytest.mark.parametrize("rating", Rating)
@pytest.mark.parametrize("met", [True, False])
def test_a_review_does_what_its_preview_said(api, learner, word, rating, met):
    for other in make_words(6):
        reviewed_card(learner, other, at=NOON + 2 * DAY)
    if met:
        reviewed_card(learner, word)
    (item,) = [i for i in api.get(QUEUE, {"limit": 50}).json() if i["word_id"] == word.pk]

    done = api.post(REVIEW, {"word_id": word.pk, "rating": rating.value}).json()

    promised = item["preview"][rating.name.lower()]
    assert {name: done[name] for name in promised} == promised


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_queries_for_any_number(
    api, learner, count, django_assert_num_queries
):
    for word in make_words(2 * count)[:count]:
        reviewed_card(learner, word)

    # due, introduced today, any levels, new words, settings, load
    with django_assert_num_queries(6):
        items = api.get(QUEUE).json()

    assert len(items) == 2 * count


def test_the_queue_of_another_language_is_asked_for(api, learner):
    reviewed_card(learner, make_word("pain"))
    reviewed_card(learner, make_word("Brot", language="de"))

    items = api.get(QUEUE, {"language": "de"}).json()

    assert [item["word"] for item in items] == ["Brot"]


@pytest.mark.parametrize("limit", ["0", "51", "ten"])
def test_a_limit_out_of_range_is_refused(api, limit):
    answer = api.get(QUEUE, {"limit": limit})

    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["query", "limit"])


def test_due_pages_show_every_card_once_as_of_the_first_page(api, learner):
    words = make_words(5)
    for word in words:
        reviewed_card(learner, word)

    first = api.get(DUE, {"limit": 2}).json()
    api.post(REVIEW, {"word_id": first["items"][0]["word_id"], "rating": 2})
    second = api.get(DUE, {"limit": 2, "cursor": first["next_cursor"]}).json()
    third = api.get(DUE, {"limit": 2, "cursor": second["next_cursor"]}).json()

    seen = [item["word_id"] for page in (first, second, third) for item in page["items"]]
    assert sorted(seen) == [word.pk for word in words]
    assert third["next_cursor"] is None


def test_a_forged_cursor_is_refused(api):
    answer = api.get(DUE, {"cursor": "WzFd:1abc:xyz"})

    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["query", "cursor"])


@pytest.mark.parametrize("count", [1, 3])
def test_a_due_page_costs_the_same_queries_for_any_number(
    api, learner, count, django_assert_num_queries
):
    for word in make_words(count):
        reviewed_card(learner, word)

    with django_assert_num_queries(3):  # due, settings, load
        page = api.get(DUE).json()

    assert len(page["items"]) == count


def test_a_review_answers_with_the_moved_card(api, word):
    answer = api.post(REVIEW, {"word_id": word.pk, "rating": 3, "response_time_ms": 1800})

    logged = Review.objects.get()
    assert (answer.status_code, logged.response_time_ms) == (200, 1800)
    assert answer.json() == {
        "word_id": word.pk,
        "state": "reviewing",
        "stability": 8.2956,
        "difficulty": 1.0,
        "scheduled_days": logged.scheduled_days,
        "next_review": logged.due_at.isoformat().replace("+00:00", "Z"),
    }


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"rating": 2}, "word_id"),
        ({"word_id": 0, "rating": 2}, "word_id"),
        ({"word_id": 1, "rating": 4}, "rating"),
        ({"word_id": 1, "rating": -1}, "rating"),
        ({"word_id": 1, "rating": "good"}, "rating"),
        ({"word_id": 1, "rating": 2, "response_time_ms": -1}, "response_time_ms"),
        ({"word_id": 1, "rating": 2, "reviewed_at": (NOON + DAY).isoformat()}, "reviewed_at"),
        ({"word_id": 1, "rating": 2, "reviewed_at": (NOON - 8 * DAY).isoformat()}, "reviewed_at"),
    ],
)
def test_a_bad_review_is_refused_before_the_word_is_looked_for(api, body, field):
    answer = api.post(REVIEW, body)

    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["body", field])


def test_a_review_of_an_unknown_word_is_not_found(api):
    answer = api.post(REVIEW, {"word_id": 999, "rating": 2})

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_stale_and_a_suspended_review_say_so(api, learner, word):
    review(learner, word, at=NOON)
    yesterday = (NOON - DAY).isoformat()
    stale = api.post(REVIEW, {"word_id": word.pk, "rating": 2, "reviewed_at": yesterday})
    api.post(card_url(word, "/suspend"))

    aside = api.post(REVIEW, {"word_id": word.pk, "rating": 2})

    assert (stale.status_code, stale.json()["code"]) == (409, "stale_review")
    assert (aside.status_code, aside.json()["code"]) == (409, "card_suspended")


def test_a_repeated_key_answers_the_same_and_another_body_conflicts(api, word):
    first, again, other = (
        api.post(REVIEW, {"word_id": word.pk, "rating": rating}, headers={"Idempotency-Key": "k"})
        for rating in (2, 2, 3)
    )

    assert again.json() == first.json()
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")


def test_a_card_shows_what_was_counted_from_its_events(api, learner, word):
    reviewed_card(learner, word)
    review(learner, word, Rating.AGAIN, at=NOON)
    record_hint(learner=learner, word=word, session_id=uuid4(), now=NOON)

    detail = api.get(card_url(word)).json()

    history = detail.pop("history")
    assert [(row["kind"], row["rating"], row["undone"]) for row in history] == [
        ("review", 0, False),
        ("review", 3, False),
    ]
    assert detail == {
        "word_id": word.pk,
        "state": "relearning",
        "stability": Card.objects.get().stability,
        "difficulty": Card.objects.get().difficulty,
        "scheduled_days": 0,
        "next_review": "2026-03-10T12:10:00Z",
        "last_review": "2026-03-10T12:00:00Z",
        "reps": 2,
        "lapses": 1,
        "correct_count": 1,
        "incorrect_count": 1,
        "hint_count": 1,
        "proficiency_score": 7,
        "reviews_logged": 2,
        "retrievability": 1.0,
        "suspended": False,
        "known": False,
        "is_leech": False,
    }


def test_a_word_never_met_is_new(api, word):
    detail = api.get(card_url(word)).json()

    assert (detail["state"], detail["stability"], detail["reps"], detail["history"]) == (
        "new",
        None,
        0,
        [],
    )


@pytest.mark.parametrize(("path", "status"), [("/abc", 422), ("/0", 422), ("/999", 404)])
def test_a_bad_word_id_is_refused_and_an_unknown_one_not_found(api, path, status):
    assert api.get(f"/api/v1/progress{path}").status_code == status


def test_nothing_of_another_learner_is_shown(api, learner, word):
    bob = type(learner).objects.create_user("bob@example.org", "a long password")
    reviewed_card(bob, word)

    detail = api.get(card_url(word)).json()
    undone = api.post(card_url(word, "/undo"))

    assert (detail["state"], detail["reviews_logged"]) == ("new", 0)
    assert (undone.status_code, undone.json()["code"]) == (409, "nothing_to_undo")
    assert Card.objects.get(learner=bob).repetitions == 1


def test_putting_aside_resuming_and_knowing_are_answered_with_the_card(api, word):
    states = [
        api.post(card_url(word, action), headers={"Idempotency-Key": action}).json()
        for action in ("/suspend", "/resume", "/known", "/undo")
    ]

    assert [(state["suspended"], state["known"]) for state in states] == [
        (True, False),
        (False, False),
        (True, True),
        (False, False),
    ]
    assert api.post(card_url(word, "/resume")).json()["code"] == "card_not_suspended"
