import threading
from datetime import timedelta

import jwt
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import timezone

from learners.models import Learner, RefreshFamily
from learners.tokens import issue_tokens
from tests.conftest import PASSWORD, api_of


def sign_in(api):
    return api.post(
        "/api/v1/auth/login", {"email": "ALICE@example.com", "password": PASSWORD}
    ).json()


def refresh(api, token):
    return api.post("/api/v1/auth/refresh", {"refresh_token": token})


def me(api, token):
    return api.get("/api/v1/users/me", headers={"Authorization": f"Bearer {token}"})


def test_signing_in_gives_tokens_with_the_promised_claims(public_api, learner):
    tokens = sign_in(public_api)

    access = jwt.decode(tokens["access_token"], settings.SECRET_KEY, algorithms=["HS256"])
    assert tokens["token_type"] == "bearer"
    assert (access["sub"], access["type"]) == (str(learner.pk), "access")
    assert access["exp"] - access["iat"] == settings.ACCESS_TOKEN_EXPIRE_MINUTES * 60
    assert len(access["jti"]) == 32


@pytest.mark.parametrize("email", ["alice@example.com", "nobody@example.com"])
def test_wrong_credentials_tell_nothing(public_api, learner, email):
    response = public_api.post("/api/v1/auth/login", {"email": email, "password": "wrong-password"})

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert response.json()["detail"] == "Incorrect email or password"


def test_an_inactive_learner_is_shut_out(public_api, learner):
    tokens = sign_in(public_api)
    Learner.objects.update(is_active=False)

    answers = [
        me(public_api, tokens["access_token"]).status_code,
        refresh(public_api, tokens["refresh_token"]).status_code,
        public_api.post(
            "/api/v1/auth/login", {"email": learner.email, "password": PASSWORD}
        ).status_code,
    ]

    assert answers == [401, 401, 401]


def test_a_refresh_token_of_a_deleted_learner_is_no_good(public_api, learner):
    tokens = sign_in(public_api)
    learner.delete()

    assert refresh(public_api, tokens["refresh_token"]).status_code == 401


def test_a_refresh_token_works_once(public_api, learner):
    first = sign_in(public_api)

    second = refresh(public_api, first["refresh_token"]).json()

    assert second["refresh_token"] != first["refresh_token"]
    assert me(public_api, second["access_token"]).status_code == 200


def test_shown_again_within_the_grace_it_gives_the_same_successor(public_api, learner):
    first = sign_in(public_api)

    answers = [refresh(public_api, first["refresh_token"]).json() for _ in range(3)]

    assert len({answer["refresh_token"] for answer in answers}) == 1


def test_shown_again_later_it_ends_the_sign_in(public_api, learner):
    first = sign_in(public_api)
    second = refresh(public_api, first["refresh_token"]).json()

    with time_machine.travel(timezone.now() + timedelta(seconds=21)):
        reused = refresh(public_api, first["refresh_token"])
        child = refresh(public_api, second["refresh_token"])

    assert (reused.status_code, child.status_code) == (401, 401)
    assert RefreshFamily.objects.get().revoked is True


@pytest.mark.django_db(transaction=True)
def test_eight_refreshes_at_once_make_one_successor(public_api, learner):
    token = sign_in(public_api)["refresh_token"]
    barrier = threading.Barrier(8)
    answers = []

    def show():
        barrier.wait()
        answers.append(refresh(public_api, token).json()["refresh_token"])
        connection.close()

    threads = [threading.Thread(target=show) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(answers), len(set(answers))) == (8, 1)


def test_signing_out_ends_one_sign_in(public_api, learner):
    here, there = sign_in(public_api), sign_in(public_api)

    response = public_api.post("/api/v1/auth/logout", {"refresh_token": here["refresh_token"]})

    assert response.status_code == 204
    assert refresh(public_api, here["refresh_token"]).status_code == 401
    assert refresh(public_api, there["refresh_token"]).status_code == 200


def test_signing_out_everywhere_ends_access_tokens_too(public_api, learner):
    here, there = sign_in(public_api), sign_in(public_api)

    response = public_api.post(
        "/api/v1/auth/logout-all", headers={"Authorization": f"Bearer {here['access_token']}"}
    )

    assert response.status_code == 204
    assert me(public_api, there["access_token"]).status_code == 401
    assert refresh(public_api, there["refresh_token"]).status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"type": "refresh"},
        {"exp": 1},
        {"sub": "not-a-uuid"},
        {"version": None},
        {"sub": "9c0f5b5e-6a4b-4d0e-9a43-1f5a3a0e0f00"},
    ],
)
def test_a_forged_or_stale_token_is_refused(public_api, learner, change):
    token = issue_tokens(learner, now=timezone.now()).access_token
    claims = jwt.decode(token, settings.SECRET_KEY, algorithms=["HS256"]) | change
    forged = jwt.encode(claims, settings.SECRET_KEY, algorithm="HS256")

    assert me(public_api, forged).status_code == 401


def test_a_token_of_another_key_or_algorithm_is_refused(public_api, learner):
    token = issue_tokens(learner, now=timezone.now()).access_token
    claims = jwt.decode(token, settings.SECRET_KEY, algorithms=["HS256"])

    for forged in (
        jwt.encode(claims, "another key that is long enough for HS256", algorithm="HS256"),
        jwt.encode(claims, None, algorithm="none"),
        jwt.encode(claims, settings.SECRET_KEY, algorithm="HS512"),
        "rubbish",
    ):
        assert me(public_api, forged).status_code == 401


def test_a_request_without_token_is_unauthenticated_before_it_is_invalid(public_api, db):
    response = public_api.patch("/api/v1/users/me", {"shoe_size": 38})

    assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")


def test_a_guest_can_start_at_once(public_api, db, settings):
    settings.EMBEDDED = True

    response = public_api.post("/api/v1/auth/guest", {"timezone": "Europe/Paris"})

    profile = me(public_api, response.json()["access_token"]).json()
    assert response.status_code == 201
    assert profile["timezone"] == "Europe/Paris"


def test_there_are_no_guests_outside_the_embedded_mode(public_api, db, settings):
    settings.EMBEDDED = False

    response = public_api.post("/api/v1/auth/guest", {})

    assert (response.status_code, Learner.objects.count()) == (404, 0)


def test_an_api_client_of_the_suite_is_signed_in(learner):
    assert api_of(learner).get("/api/v1/users/me").json()["email"] == learner.email
