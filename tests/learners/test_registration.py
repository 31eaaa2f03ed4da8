import threading

import pytest
from django.db import connection

from learners.models import Learner
from tests.conftest import PASSWORD, make_learner

PROFILE_OF_NEW_LEARNER = {
    "email": "new@example.com",
    "full_name": None,
    "native_language": "en",
    "target_language": "fr",
    "proficiency_level": "beginner",
    "daily_goal_minutes": 15,
    "notifications_enabled": True,
    "preferred_session_time": None,
    "is_active": True,
    "is_verified": False,
    "subscription_tier": "free",
    "subscription_expires_at": None,
    "total_xp": 0,
    "level": 1,
    "current_streak": 0,
    "longest_streak": 0,
    "last_activity_date": None,
    "timezone": "UTC",
    "desired_retention": 0.9,
    "new_words_per_day": 10,
    "correction_strictness": "balanced",
}


def errors_of(response):
    assert response.status_code == 422
    return [(error["loc"], error["type"]) for error in response.json()["errors"]]


@pytest.mark.django_db
def test_registering_answers_with_the_profile(public_api):
    response = public_api.post(
        "/api/v1/auth/register", {"email": "new@example.com", "password": PASSWORD}
    )

    profile = response.json()
    assert response.status_code == 201
    assert profile.pop("id") == str(Learner.objects.get().pk)
    assert profile == PROFILE_OF_NEW_LEARNER


@pytest.mark.django_db
def test_name_is_another_name_of_full_name(public_api):
    given = {"email": "new@example.com", "password": PASSWORD, "name": "Ada", "shoe_size": 38}

    response = public_api.post("/api/v1/auth/register/", given)

    assert response.json()["full_name"] == "Ada"


@pytest.mark.django_db
def test_an_address_in_other_case_is_taken(public_api):
    make_learner(email="new@example.com")

    response = public_api.post(
        "/api/v1/auth/register", {"email": "NEW@Example.com", "password": PASSWORD}
    )

    problem = response.json()
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert problem["code"] == "email_taken"
    assert problem["detail"] == "A user with this email already exists."
    assert problem["request_id"] == response.headers["X-Request-ID"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"email": "no-address"}, [(["body", "email"], "invalid")]),
        ({"email": None}, [(["body", "email"], "missing")]),
        ({"password": "short"}, [(["body", "password"], "min_length")]),
        ({"password": "x" * 129}, [(["body", "password"], "max_length")]),
        ({"password": "null\0character"}, [(["body", "password"], "null_characters_not_allowed")]),
        ({"proficiency_level": "fluent"}, [(["body", "proficiency_level"], "enum")]),
        ({"daily_goal_minutes": -1}, [(["body", "daily_goal_minutes"], "min_value")]),
        ({"native_language": "e" * 11}, [(["body", "native_language"], "max_length")]),
        ({"timezone": "Mars/Olympus"}, [(["body", "timezone"], "timezone")]),
    ],
)
def test_what_does_not_fit_is_named(public_api, change, expected):
    given = {"email": "new@example.com", "password": PASSWORD} | change

    response = public_api.post("/api/v1/auth/register", given)

    assert errors_of(response) == expected
    assert Learner.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("length", [8, 73, 128])
def test_passwords_of_every_allowed_length_sign_in(public_api, length):
    credentials = {"email": "new@example.com", "password": "é" * length}
    public_api.post("/api/v1/auth/register", credentials)

    response = public_api.post("/api/v1/auth/login", credentials)

    assert response.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["{", "[" * 100_000], ids=["cut short", "nested too deeply"])
def test_malformed_json_is_a_validation_error(public_api, text):
    response = public_api.post("/api/v1/auth/register", data=text, content_type="application/json")

    assert errors_of(response) == [(["body"], "json_invalid")]


@pytest.mark.django_db
def test_a_refusal_names_a_value_that_no_answer_can_carry(public_api):
    body = r'{"email": "new@example.com", "password": "12345678", "proficiency_level": "\ud800"}'

    response = public_api.post("/api/v1/auth/register", data=body, content_type="application/json")

    assert errors_of(response) == [(["body", "proficiency_level"], "enum")]
    assert response.json()["detail"] == 'body.proficiency_level: "?" is not a valid choice.'


@pytest.mark.django_db
def test_another_media_type_is_refused(public_api):
    response = public_api.post("/api/v1/auth/register", data="<a/>", content_type="text/xml")

    assert (response.status_code, response.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.django_db(transaction=True)
def test_of_two_registrations_at_once_one_succeeds(public_api):
    barrier = threading.Barrier(4)
    statuses = []

    def register():
        barrier.wait()
        body = {"email": "new@example.com", "password": PASSWORD}
        statuses.append(public_api.post("/api/v1/auth/register", body).status_code)
        connection.close()

    threads = [threading.Thread(target=register) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [201, 400, 400, 400]
