import threading

import pytest
from django.db import connection

from learners.models import Learner
from tests.conftest import PASSWORD, make_learner
from tests.learners.mails import last_code, sent

CHANGE = "/api/v1/auth/email/change"
CONFIRM = "/api/v1/auth/email/confirm"


def test_registering_has_the_address_confirmed(public_api, db):
    public_api.post("/api/v1/auth/register", {"email": "new@example.com", "password": PASSWORD})

    response = public_api.post(CONFIRM, {"token": last_code()})

    assert response.status_code == 204
    assert Learner.objects.get().is_verified is True
    assert sent() == [("new@example.com", "Confirm your address")]


def test_the_mail_is_sent_again_until_the_address_is_confirmed(api, public_api, learner):
    first = (api.post("/api/v1/auth/email/verification").status_code, last_code())
    second = (api.post("/api/v1/auth/email/verification").status_code, last_code())

    assert public_api.post(CONFIRM, {"token": first[1]}).status_code == 400
    assert public_api.post(CONFIRM, {"token": second[1]}).status_code == 204
    assert api.post("/api/v1/auth/email/verification").status_code == 202
    assert len(sent()) == 2


def test_an_address_is_changed_by_a_mail_to_the_new_one(api, public_api, learner):
    response = api.post(CHANGE, {"email": "Ada@Example.com", "password": PASSWORD})
    before = Learner.objects.get().email
    code = last_code()

    assert (response.status_code, before) == (202, "alice@example.com")
    assert public_api.post(CONFIRM, {"token": code}).status_code == 204
    learner.refresh_from_db()
    assert (learner.email, learner.is_verified) == ("Ada@Example.com", True)
    assert sent() == [
        ("Ada@Example.com", "Confirm your new address"),
        ("alice@example.com", "Your address was changed"),
    ]
    assert api.get("/api/v1/users/me").json()["email"] == "Ada@Example.com"


def test_an_address_is_not_changed_without_the_password(api, learner):
    response = api.post(CHANGE, {"email": "new@example.com", "password": "wrong"})

    assert (response.status_code, response.json()["code"]) == (400, "wrong_password")
    assert sent() == []


def test_to_an_address_that_is_taken_nothing_is_sent(api, learner, stranger):
    response = api.post(CHANGE, {"email": "MALLORY@example.com", "password": PASSWORD})

    assert (response.status_code, sent()) == (202, [])


def test_an_address_that_was_taken_meanwhile_is_refused(api, public_api, learner):
    api.post(CHANGE, {"email": "new@example.com", "password": PASSWORD})
    code = last_code()
    make_learner(email="NEW@example.com")

    response = public_api.post(CONFIRM, {"token": code})

    assert (response.status_code, response.json()["code"]) == (400, "email_taken")
    learner.refresh_from_db()
    assert learner.email == "alice@example.com"
    assert len(sent()) == 1


def test_a_new_password_overtakes_the_change_of_an_address(api, public_api, learner):
    api.post(CHANGE, {"email": "new@example.com", "password": PASSWORD})
    code = last_code()
    learner.set_password("battery-staple-7")
    learner.save()

    assert public_api.post(CONFIRM, {"token": code}).status_code == 400


@pytest.mark.django_db(transaction=True)
def test_of_many_confirmations_at_once_one_succeeds(api, public_api, learner):
    api.post("/api/v1/auth/email/verification")
    code, barrier, statuses = last_code(), threading.Barrier(4), []

    def show():
        barrier.wait()
        statuses.append(public_api.post(CONFIRM, {"token": code}).status_code)
        connection.close()

    threads = [threading.Thread(target=show) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [204, 400, 400, 400]
