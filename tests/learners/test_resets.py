import json
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from learners.mail.outbox import MOST_ATTEMPTS, send_due_mails
from learners.models import Learner, Mail, MailedProof
from tests.conftest import PASSWORD, api_of, make_learner
from tests.learners.mails import last_code, sent


class NoBackend:
    def __init__(self, **options):
        raise ConnectionRefusedError


NEW_PASSWORD = "battery-staple-7"
RESET = "/api/v1/auth/password/reset"


@pytest.fixture
def code(public_api, learner):
    public_api.post(RESET, {"email": "ALICE@example.com"})
    return last_code()


def confirm(api, code, password=NEW_PASSWORD):
    return api.post(f"{RESET}/confirm", {"token": code, "new_password": password})


def test_a_forgotten_password_is_set_anew_by_the_code_of_a_mail(public_api, learner, code):
    signed_in = api_of(learner)

    response = confirm(public_api, code)

    login = {"email": learner.email, "password": NEW_PASSWORD}
    assert response.status_code == 204
    assert signed_in.get("/api/v1/users/me").status_code == 401
    assert public_api.post("/api/v1/auth/login", login).status_code == 200
    assert Learner.objects.get().is_verified is True
    assert [subject for _, subject in sent()] == [
        "Choose a new password",
        "Your password was changed",
    ]


def test_a_code_works_once(public_api, learner, code):
    confirm(public_api, code)

    again = confirm(public_api, code, "another-staple-8")

    assert (again.status_code, again.json()["code"]) == (400, "invalid_proof")
    assert Learner.objects.get().check_password(NEW_PASSWORD)


def test_a_code_that_met_a_weak_password_is_still_good(public_api, learner, code):
    refused = confirm(public_api, code, "alice@example.com")

    assert refused.json()["errors"][0]["loc"] == ["body", "new_password"]
    assert confirm(public_api, code).status_code == 204


def change_password(learner):
    learner.set_password("changed-since-9")
    learner.save()


def change_address(learner):
    Learner.objects.filter(pk=learner.pk).update(email="new@example.com")


def lock_out(learner):
    Learner.objects.filter(pk=learner.pk).update(is_active=False)


def ask_again(learner):
    Mail.objects.create(
        kind="password_reset",
        address=learner.email,
        created_at=timezone.now(),
        due_at=timezone.now(),
    )
    send_due_mails(now=timezone.now())


@pytest.mark.parametrize("overtaken", [change_password, change_address, lock_out, ask_again])
def test_a_later_change_makes_the_code_useless(public_api, learner, code, overtaken):
    overtaken(learner)

    assert confirm(public_api, code).status_code == 400


def test_a_code_is_good_for_an_hour(public_api, learner, code):
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        late = confirm(public_api, code)

    assert late.status_code == 400


def test_a_code_of_another_purpose_sets_no_password(public_api, api, learner):
    api.post("/api/v1/auth/email/verification")

    assert confirm(public_api, last_code()).status_code == 400


@pytest.mark.parametrize(
    ("code", "status"), [("", 422), ("x" * 101, 422), ("\ud800", 422), ("nul\0", 422), ("é", 400)]
)
def test_a_code_that_is_none_is_refused(public_api, db, code, status):
    body = json.dumps({"token": code, "new_password": NEW_PASSWORD})

    answer = public_api.post(f"{RESET}/confirm", data=body, content_type="application/json")

    assert answer.status_code == status


def test_the_answer_does_not_tell_who_has_an_account(
    public_api, learner, django_assert_num_queries
):
    guest = make_learner(is_guest=True)
    make_learner(email="gone@example.com", is_active=False)
    told = []

    for address in ("alice@example.com", "nobody@example.com", "gone@example.com", guest.email):
        with django_assert_num_queries(1):  # the same work, and so the same time
            response = public_api.post(RESET, {"email": address})
        headers = set(response.headers) - {"X-Request-ID"}
        told.append((response.status_code, response.content, frozenset(headers)))

    assert set(told) == {(202, b"", told[0][2])}
    assert [address for address, _ in sent()] == ["alice@example.com"]
    assert Mail.objects.count() == 0


def test_the_link_leads_where_the_setting_says(public_api, learner, settings):
    settings.PUBLIC_URL = "https://tutor.example.org"

    public_api.post(RESET, {"email": learner.email}, headers={"Host": "localhost"})

    code = last_code()
    message = mail.outbox[0]
    (html, _) = message.alternatives[0]
    link = f"https://tutor.example.org/account#password_reset={code}"
    assert link in message.body
    assert f'href="{link}"' in html
    assert MailedProof.objects.get().digest not in message.body


def test_mails_are_in_the_language_that_the_learner_knows(public_api, db):
    make_learner(email="amie@example.com", native_language="fr")

    public_api.post(RESET, {"email": "amie@example.com"})

    assert sent() == [("amie@example.com", "Choisissez un nouveau mot de passe")]
    assert "l'heure qui vient" in mail.outbox[0].body


def test_nothing_that_a_stranger_wrote_is_in_a_mail(public_api, db):
    given = {
        "email": "victim@example.com",
        "password": PASSWORD,
        "full_name": "https://evil.example <b>click</b>",
    }
    public_api.post("/api/v1/auth/register", given)

    sent()

    (message,) = mail.outbox
    assert "evil" not in message.body + message.alternatives[0][0]


def test_a_mail_that_cannot_be_sent_waits_longer_and_longer(learner, settings):
    settings.EMAIL_BACKEND = "tests.learners.test_resets.NoBackend"
    now = timezone.now()
    ask_again(learner)

    tried = []
    for minutes in (0, 1, 3, 4):
        send_due_mails(now=now + timedelta(minutes=minutes, seconds=5))
        tried.append(Mail.objects.get().attempts)

    assert tried == [1, 2, 3, 3]
    Mail.objects.update(attempts=MOST_ATTEMPTS - 1, due_at=now)
    send_due_mails(now=now)
    assert Mail.objects.count() == 0
