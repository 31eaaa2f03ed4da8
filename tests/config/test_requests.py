"""What every request gets: an id, a slash more or less, logs without secrets, and its origin checked."""

import logging

import pytest

from config.requests import OrdinaryRefusalFilter, RedactFilter


def test_a_request_keeps_the_id_it_brings(client, db):
    response = client.get("/healthz", headers={"X-Request-ID": "mine-12345"})

    assert response.headers["X-Request-ID"] == "mine-12345"


@pytest.mark.parametrize("given", ["short", "x" * 65, "with space in it", "a\tb-12345678"])
def test_an_id_that_could_confuse_a_log_is_replaced(client, db, given):
    response = client.get("/healthz", headers={"X-Request-ID": given})

    assert len(response.headers["X-Request-ID"]) == 32


@pytest.mark.parametrize("path", ["/api/v1/vocabulary", "/api/v1/vocabulary/"])
def test_a_path_works_with_and_without_its_slash(client, db, path):
    assert client.get(path).json() == {"total": 0, "items": []}


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (
            "WebSocket /ws?token=abc.def&x=1 [accepted]",
            "WebSocket /ws?token=[redacted]&x=1 [accepted]",
        ),
        ("?ticket=s3cret", "?ticket=[redacted]"),
        ("Bearer eyJhbGciOi.eyJzdWIi.c2ln", "Bearer [redacted]"),
        ("key sk-ant-api03-abcdefgh", "key [redacted]"),
        ("nothing to hide", "nothing to hide"),
    ],
)
def test_secrets_are_blotted_out_of_logs(text, clean):
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "%s", (text,), None)

    RedactFilter().filter(record)

    assert record.getMessage() == clean


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [("http://localhost:3000", "http://localhost:3000"), ("https://evil.example", None)],
)
def test_only_named_origins_may_read_answers(client, db, origin, allowed):
    response = client.get("/api/v1/vocabulary", headers={"Origin": origin})

    assert response.headers.get("Access-Control-Allow-Origin") == allowed
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_health_says_what_is_wrong_and_what_is_not(client, db):
    assert client.get("/readyz").json() == {
        "status": "ok",
        "checks": {"database": "ok", "cache": "ok"},
    }


def test_no_cache_keeps_what_one_person_is_told(api, public_api, learner):
    told = [
        api.get("/api/v1/users/me"),
        api.get("/api/v1/progress/queue"),
        api.get("/api/v1/sessions/rubbish"),
        public_api.post("/api/v1/auth/login", {"email": "a@example.com", "password": "wrong"}),
        public_api.post("/api/v1/auth/password/reset", {"email": "a@example.com"}),
    ]

    assert [response.headers.get("Cache-Control") for response in told] == ["no-store"] * 5
    assert "Cache-Control" not in public_api.get("/api/v1/vocabulary").headers


@pytest.mark.parametrize(("status", "has_traceback"), [(403, False), (400, False), (500, True)])
def test_only_what_went_wrong_here_has_a_traceback(status, has_traceback):
    error = (ValueError, ValueError("x"), None)
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "x", (), error)
    record.status_code = status

    OrdinaryRefusalFilter().filter(record)

    assert bool(record.exc_info) is has_traceback
