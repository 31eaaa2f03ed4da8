"""Sessions over REST, as an app uses them."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from learners.models import XpEntry
from progress.models import Card, Review, WordUse
from sessions.lifecycle.ending import complete_idle_sessions
from sessions.models import CorrectionReport, LearningSession, Message, Turn
from tests.conftest import api_of, make_learner
from tests.sessions.conftest import make_session

pytestmark = pytest.mark.usefixtures("words")


@pytest.fixture
def api(learner):
    return api_of(learner)


@pytest.fixture
def stranger_api(transactional_db):
    return api_of(make_learner(email="mallory@example.com"))


def begin(api, **plan):
    return api.post("/api/v1/sessions", plan).json()


def say(api, session_id, content, **more):
    return api.post(f"/api/v1/sessions/{session_id}/messages", {"content": content, **more})


def test_a_session_begins_with_a_greeting_and_its_targets(api):
    response = api.post("/api/v1/sessions", {"planned_duration_minutes": 15, "topic": "nourriture"})

    started = response.json()
    turn = started["assistant_turn"]
    assert response.status_code == 201
    assert (started["session"]["status"], started["session"]["topic"]) == (
        "in_progress",
        "nourriture",
    )
    assert (turn["message"]["sender"], turn["message"]["sequence_number"]) == ("assistant", 1)
    assert turn["message"]["target_words"] == [target["word_id"] for target in turn["targets"]]
    assert [target["mode"] for target in turn["targets"]] == ["introduce"] + ["listen"] * 4
    assert turn["targets"][0]["word"] in turn["message"]["content"]


def test_a_session_without_greeting_waits_for_the_learner(api):
    started = begin(api, generate_greeting=False)

    assert started["assistant_turn"] is None
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("plan", "loc", "kind"),
    [
        ({"planned_duration_minutes": 4}, "planned_duration_minutes", "min_value"),
        ({"planned_duration_minutes": 181}, "planned_duration_minutes", "max_value"),
        ({"conversation_style": "stern"}, "conversation_style", "enum"),
        ({"topic": "x" * 256}, "topic", "max_length"),
        ({"topic": "a\0b"}, "topic", "null_characters_not_allowed"),
        ({"generate_greeting": "perhaps"}, "generate_greeting", "invalid"),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(api, plan, loc, kind):
    response = api.post("/api/v1/sessions", plan)

    (error,) = response.json()["errors"]
    assert (response.status_code, error["loc"], error["type"]) == (422, ["body", loc], kind)
    assert LearningSession.objects.count() == 0


def test_a_session_draws_on_a_word_list(api):
    drink = api.get("/api/v1/vocabulary?search=boire").json()["items"][0]
    word_list = api.post("/api/v1/lists", {"name": "Mes verbes"}).json()
    api.post(f"/api/v1/lists/{word_list['id']}/words", {"word_id": drink["id"]})

    started = begin(api, topic="nourriture", word_list_id=word_list["id"])

    assert started["assistant_turn"]["targets"][0]["word"] == "boire"


def test_a_session_cannot_draw_on_a_list_that_is_not_there(api):
    response = api.post("/api/v1/sessions", {"word_list_id": str(uuid.uuid4())})

    assert (response.status_code, LearningSession.objects.count()) == (404, 0)


def test_a_turn_answers_corrects_and_counts(api, learner):
    started = begin(api, topic="nourriture")
    introduced = started["assistant_turn"]["targets"][0]

    response = say(api, started["session"]["id"], f"Je aime la {introduced['word']}.")

    turn = response.json()
    said, reply = turn["user_message"], turn["assistant_turn"]["message"]
    assert response.status_code == 200
    assert (said["sequence_number"], reply["sequence_number"]) == (2, 3)
    assert said["content"] == f"Je aime la {introduced['word']}."
    assert turn["error_feedback"] == said["error_feedback"]
    assert [(e["span"], e["suggestion"]) for e in turn["error_feedback"]["errors"]] == [
        ("Je aime", "J'aime")
    ]
    assert turn["error_feedback"]["metadata"]["rule_error_count"] == 1
    assert turn["session"]["xp_earned"] == turn["xp_awarded"] == said["xp_earned"] == 10 + 12
    assert {word["word_id"] for word in turn["word_feedback"]} == {
        target["word_id"] for target in started["assistant_turn"]["targets"]
    }
    used = [word for word in turn["word_feedback"] if word["was_used"]]
    assert [(word["word_id"], word["had_error"]) for word in used] == [
        (introduced["word_id"], False)
    ]


def test_the_first_use_of_an_introduced_word_is_its_first_review(api, learner):
    started = begin(api, topic="nourriture")
    introduced = started["assistant_turn"]["targets"][0]

    turn = say(
        api,
        started["session"]["id"],
        f"Moi, j'aime beaucoup la {introduced['word']}.",
        client_message_id=str(uuid.uuid4()),
    ).json()

    (word,) = [word for word in turn["word_feedback"] if word["was_used"]]
    card = Card.objects.get(learner=learner, word=introduced["word_id"])
    review = Review.objects.get(card=card)
    assert (word["rating"], word["evidence"]) == (1, "introduced_use")
    assert (card.state, card.repetitions, card.scheduled_days) == ("reviewing", 1, 1)
    assert (review.source, review.rating) == ("conversation", 1)
    assert str(review.message_id) == turn["user_message"]["id"]


def test_xp_is_entered_once_per_turn(api, learner):
    started = begin(api)
    key = str(uuid.uuid4())

    for _ in range(3):
        say(api, started["session"]["id"], "Bonjour Camille !", client_message_id=key)

    learner.refresh_from_db()
    assert learner.total_xp == 10
    assert [entry.amount for entry in XpEntry.objects.all()] == [10]


def test_the_same_message_again_gives_the_same_turn(api):
    started = begin(api)
    key = str(uuid.uuid4())

    first = say(api, started["session"]["id"], "Bonjour !", client_message_id=key).json()
    again = say(api, started["session"]["id"], "Bonjour !", client_message_id=key).json()

    assert again == first
    assert Turn.objects.count() == 1


def test_the_same_key_with_other_content_is_a_conflict(api):
    started = begin(api)
    key = str(uuid.uuid4())
    say(api, started["session"]["id"], "Bonjour !", client_message_id=key)

    response = say(api, started["session"]["id"], "Bonsoir !", client_message_id=key)

    assert (response.status_code, response.json()["code"]) == (409, "idempotency_key_reused")
    assert Turn.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "loc", "kind"),
    [
        ({}, "content", "missing"),
        ({"content": ""}, "content", "blank"),
        ({"content": " \n "}, "content", "blank"),
        ({"content": "x" * 4001}, "content", "max_length"),
        ({"content": ["Bonjour"]}, "content", "invalid"),
        ({"content": "Salut", "client_message_id": "7"}, "client_message_id", "invalid"),
        ({"content": "Salut", "suggested_word_ids": "7"}, "suggested_word_ids", "not_a_list"),
    ],
)
def test_a_message_that_does_not_fit_is_refused(api, session, body, loc, kind):
    response = api.post(f"/api/v1/sessions/{session.pk}/messages", body)

    (error,) = response.json()["errors"]
    assert (response.status_code, error["loc"], error["type"]) == (422, ["body", loc], kind)
    assert Message.objects.count() == 0


def test_four_thousand_characters_are_a_message(api, session):
    content = "ah " * 1333 + "a"

    assert say(api, session.pk, content).json()["user_message"]["content"] == content


def test_suggested_words_may_be_null(api, session):
    answer = say(api, session.pk, "Salut", suggested_words=None, suggested_word_ids=None)

    assert answer.json()["user_message"]["suggested_words_used"] == []


def test_suggested_words_count_as_shown(api, learner, session, words):
    begin_of_pool = begin(api, topic="nourriture")
    word_id = begin_of_pool["assistant_turn"]["targets"][0]["word_id"]
    lemma = begin_of_pool["assistant_turn"]["targets"][0]["word"]

    turn = say(
        api,
        begin_of_pool["session"]["id"],
        f"Je mange une {lemma} aujourd'hui.",
        suggested_words=[word_id],
        client_message_id=str(uuid.uuid4()),
    ).json()

    assert turn["user_message"]["suggested_words_used"] == [word_id]


def test_closed_sessions_take_no_messages_and_do_not_open_again(api, session):
    completed = api.patch(f"/api/v1/sessions/{session.pk}", {"status": "completed"}).json()

    refused = say(api, session.pk, "Encore !")
    reopened = api.patch(f"/api/v1/sessions/{session.pk}", {"status": "in_progress"})

    assert (completed["status"], completed["completed_at"] is None) == ("completed", False)
    assert (refused.status_code, refused.json()["detail"]) == (
        400,
        "Cannot add messages to a completed or abandoned session",
    )
    assert (reopened.status_code, reopened.json()["code"]) == (400, "session_closed")


def test_a_paused_session_resumes_with_the_next_message(api, session):
    api.patch(f"/api/v1/sessions/{session.pk}", {"status": "paused"})

    turn = say(api, session.pk, "Me voilà !").json()

    assert turn["session"]["status"] == "in_progress"


def test_an_unknown_status_is_refused(api, session):
    response = api.patch(f"/api/v1/sessions/{session.pk}", {"status": "asleep"})

    assert response.json()["errors"][0]["loc"] == ["body", "status"]


def test_sessions_left_idle_are_completed(learner, session):
    now = timezone.now() + timedelta(hours=12, minutes=1)

    first, second = complete_idle_sessions(now=now), complete_idle_sessions(now=now)

    session.refresh_from_db()
    assert (first, second) == (1, 0)
    assert (session.status, session.completed_at) == ("completed", now)


def test_deleting_a_session_forgets_the_words_and_keeps_what_was_earned(api, learner):
    started = begin(api, topic="nourriture")
    lemma = started["assistant_turn"]["targets"][0]["word"]
    say(api, started["session"]["id"], f"J'aime la {lemma}.", client_message_id=str(uuid.uuid4()))

    response = api.delete(f"/api/v1/sessions/{started['session']['id']}")

    learner.refresh_from_db()
    assert response.status_code == 204
    assert Message.objects.count() == 0
    assert learner.total_xp == 22
    assert Review.objects.count() == 1
    assert WordUse.objects.count() == 5


def test_the_transcript_is_paged_and_numbered(api, session):
    for content in ("Bonjour !", "Ça va ?", "Au revoir !"):
        say(api, session.pk, content)

    page = api.get(f"/api/v1/sessions/{session.pk}/messages?limit=2&offset=1").json()
    rest = api.get(f"/api/v1/sessions/{session.pk}/messages?after_sequence=4").json()

    assert page["total"] == 6
    assert [m["sequence_number"] for m in page["items"]] == [2, 3]
    assert [m["sequence_number"] for m in rest["items"]] == [5, 6]


@pytest.mark.parametrize("turns", [1, 3])
def test_the_transcript_costs_the_same_queries_for_any_length(
    api, session, turns, django_assert_num_queries
):
    for number in range(turns):
        say(api, session.pk, f"Je aime le numéro {number}.")

    with django_assert_num_queries(6):
        response = api.get(f"/api/v1/sessions/{session.pk}/messages")

    assert len(response.json()["items"]) == 2 * turns


@pytest.mark.parametrize("sessions", [1, 3])
def test_listing_sessions_costs_the_same_queries_for_any_number(
    api, learner, sessions, django_assert_num_queries
):
    made = [make_session(learner) for _ in range(sessions)]

    with django_assert_num_queries(3):
        response = api.get("/api/v1/sessions/?limit=50")

    assert [item["id"] for item in response.json()["items"]] == [str(s.pk) for s in reversed(made)]


def test_sessions_are_listed_by_status(api, learner):
    make_session(learner)
    done = make_session(learner, status="completed", completed_at=timezone.now())

    page = api.get("/api/v1/sessions?status=completed").json()

    assert (page["total"], page["items"][0]["id"]) == (1, str(done.pk))


def test_a_summary_adds_up(api):
    started = begin(api, topic="nourriture")
    lemma = started["assistant_turn"]["targets"][0]["word"]
    say(api, started["session"]["id"], f"Je aime la {lemma}.", client_message_id=str(uuid.uuid4()))

    summary = api.get(f"/api/v1/sessions/{started['session']['id']}/summary").json()

    assert summary["words_moved"][0].pop("scheduled_days") == 1
    assert summary | {"errors_to_learn": []} == {
        "xp_earned": 22,
        "words_practiced": 1,
        "accuracy_rate": 1.0,
        "new_words_introduced": 1,
        "words_reviewed": 0,
        "correct_responses": 1,
        "incorrect_responses": 0,
        "status": "in_progress",
        "errors_to_learn": [],
        "words_moved": [
            {
                "word_id": started["assistant_turn"]["targets"][0]["word_id"],
                "word": lemma,
                "rating": 1,
            }
        ],
    }
    assert [e["suggestion"] for e in summary["errors_to_learn"]] == ["J'aime"]


@pytest.mark.parametrize("more", [{}, {"client_message_id": str(uuid.UUID(int=7))}])
def test_the_accuracy_of_a_day_is_that_of_its_sessions(api, more):
    session_id = begin(api, topic="nourriture")["session"]["id"]
    turn = say(api, session_id, "Hier, j'ai manger du pain.", **more).json()

    def accuracies():
        days = api.get("/api/v1/analytics/statistics").json()["accuracy"]
        return api.get("/api/v1/analytics/summary").json()["accuracy_rate"], [
            day["value"] for day in days
        ]

    assert turn["session"]["accuracy_rate"] == 0.5
    assert accuracies() == (0.5, [0.5])
    api.delete(f"/api/v1/sessions/{session_id}")
    assert accuracies() == (None, [])


def test_an_empty_summary_is_all_zero(api, session):
    summary = api.get(f"/api/v1/sessions/{session.pk}/summary").json()

    assert (summary["accuracy_rate"], summary["words_practiced"], summary["xp_earned"]) == (0, 0, 0)


def test_a_correction_can_be_reported_once(api, stranger_api, session):
    turn = say(api, session.pk, "Je aime Paris.").json()
    path = f"/api/v1/corrections/{turn['error_feedback']['errors'][0]['id']}/report"

    answers = [
        api.post(path, {"reason": "I meant it."}).status_code,
        api.post(path, {}).status_code,
        stranger_api.post(path, {}).status_code,
    ]

    assert answers == [204, 204, 404]
    assert CorrectionReport.objects.get().code == turn["error_feedback"]["errors"][0]["code"]


def test_only_a_failed_or_cancelled_turn_can_be_retried(api, session):
    turn = say(api, session.pk, "Bonjour !").json()
    path = f"/api/v1/sessions/{session.pk}/messages/{turn['user_message']['id']}/retry"

    response = api.post(path)

    assert (response.status_code, response.json()["code"]) == (409, "nothing_to_retry")


def test_a_failed_turn_is_retried_without_counting_twice(api, learner, session):
    turn = say(api, session.pk, "Je aime Paris.").json()
    Message.objects.filter(sender="assistant").delete()
    LearningSession.objects.update(last_sequence=1)
    Turn.objects.update(status="failed")

    again = api.post(
        f"/api/v1/sessions/{session.pk}/messages/{turn['user_message']['id']}/retry"
    ).json()

    learner.refresh_from_db()
    assert again["assistant_turn"]["message"]["sequence_number"] == 2
    assert again["error_feedback"] == turn["error_feedback"]
    assert (learner.total_xp, XpEntry.objects.count()) == (10, 1)


def test_respond_async_names_the_place_to_look(api, session):
    accepted = api.post(
        f"/api/v1/sessions/{session.pk}/messages",
        {"content": "Bonjour !"},
        headers={"Prefer": "respond-async"},
    )

    assert accepted.status_code == 202
    assert accepted.headers["Location"] == accepted.json()["location"]
    assert api.get(accepted.headers["Location"]).status_code in (200, 202)


def test_another_learners_session_is_as_absent_as_none(stranger_api, session):
    def answers(session_id):
        path = f"/api/v1/sessions/{session_id}"
        responses = [
            stranger_api.get(path),
            stranger_api.patch(path, {"status": "paused"}),
            stranger_api.delete(path),
            stranger_api.get(f"{path}/messages"),
            stranger_api.post(f"{path}/messages", {"content": "Salut"}),
            stranger_api.get(f"{path}/summary"),
            stranger_api.post("/api/v1/auth/ws-ticket", {"session_id": str(session_id)}),
        ]
        bodies = [response.json() for response in responses]
        for body in bodies:
            body.pop("request_id")
        return [response.status_code for response in responses], bodies

    assert answers(session.pk) == answers(uuid.uuid4())
    assert answers(session.pk)[0] == [404] * 7


def test_without_a_token_nothing_is_told(public_api, session):
    path = f"/api/v1/sessions/{session.pk}/messages"

    answers = [
        public_api.post(path, {}).status_code,
        public_api.get("/api/v1/sessions/rubbish").status_code,
        public_api.get(path).headers["WWW-Authenticate"],
    ]

    assert answers == [401, 401, "Bearer"]


def test_a_path_that_is_no_uuid_is_invalid_input(api):
    response = api.get("/api/v1/sessions/rubbish")

    assert (response.status_code, response.json()["errors"][0]["loc"]) == (
        422,
        ["path", "session_id"],
    )
