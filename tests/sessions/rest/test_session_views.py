"""Sessions over REST: lists, and who sees them."""

import pytest
from django.utils import timezone

from tests.sessions.conftest import make_session

pytestmark = pytest.mark.usefixtures("words")


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
