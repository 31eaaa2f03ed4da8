"""Who is helped over REST."""

import pytest

from tests.conftest import api_of, make_learner

pytestmark = pytest.mark.usefixtures("words")


@pytest.fixture
def started(api):
    return api.post("/api/v1/sessions", {"topic": "nourriture"}).json()


def path_of(started, kind):
    return f"/api/v1/sessions/{started['session']['id']}/{kind}"


@pytest.mark.parametrize("kind", ["hint", "translate", "simplify", "suggestions"])
def test_only_the_learner_of_a_session_is_helped(started, kind):
    stranger = api_of(make_learner(email="mallory@example.com"))
    message_id = started["assistant_turn"]["message"]["id"]

    response = stranger.post(path_of(started, kind), {"word_id": 1, "message_id": message_id})

    assert response.status_code == 404


@pytest.mark.parametrize("kind", ["hint", "translate", "simplify"])
def test_what_is_asked_about_must_be_said(api, started, kind):
    answer = api.post(path_of(started, kind), {})

    field = "word_id" if kind == "hint" else "message_id"
    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["body", field])
