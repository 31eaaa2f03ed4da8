"""What is limited, through the doors by which it is asked for."""

import secrets
from collections import Counter

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from learners.models import KnownNetwork, Learner
from learners.tokens import issue_tokens
from limiting.models import Bucket
from limiting.table import LIMITS
from tests.conftest import PASSWORD, api_of, make_learner
from tests.sessions.conftest import make_session

pytestmark = pytest.mark.django_db

LOGIN = "/api/v1/auth/login"


@pytest.fixture(autouse=True)
def in_force(settings):
    settings.RATE_LIMITS = 1.0
    settings.EMBEDDED = True
    # A Redis may be shared: nobody has met these addresses and accounts.
    settings.SECRET_KEY = secrets.token_hex(32)


@pytest.fixture
def elsewhere(public_api):
    """A function that asks from some other address."""

    def ask(address, password, email="alice@example.com"):
        given = {"email": email, "password": password}
        return public_api.post(LOGIN, given, REMOTE_ADDR=address)

    return ask


def statuses(ask, times):
    return Counter(ask().status_code for _ in range(times))


def test_wrong_passwords_meet_a_limit(elsewhere, learner):
    answers = [elsewhere("203.0.113.1", "wrong-password") for _ in range(100)]

    refused = answers[-1]
    assert Counter(answer.status_code for answer in answers) == {401: 10, 429: 90}
    assert (refused.json()["code"], refused.headers["Content-Type"]) == (
        "too_many_requests",
        "application/problem+json",
    )
    assert 1 <= int(refused.headers["Retry-After"]) <= 60


def test_wrong_passwords_for_many_accounts_meet_a_limit(elsewhere, learner):
    answers = Counter(
        elsewhere("203.0.113.1", "wrong-password", f"{number}@example.com").status_code
        for number in range(100)
    )

    assert answers == {401: 60, 429: 40}


def test_failures_elsewhere_lock_nobody_out(elsewhere, learner):
    """A hundred addresses fail at an account; its learner comes home."""
    assert elsewhere("203.0.113.1", PASSWORD).status_code == 200
    failures = Counter(
        elsewhere(f"198.51.100.{number}", "wrong-password").status_code for number in range(110)
    )

    assert failures == {401: 100, 429: 10}
    assert elsewhere("203.0.113.1", PASSWORD).status_code == 200
    assert elsewhere("198.51.100.200", PASSWORD).status_code == 429


def test_failures_at_the_same_school_lock_nobody_out(elsewhere, learner):
    assert elsewhere("203.0.113.1", PASSWORD).status_code == 200
    for number in range(70):
        elsewhere("203.0.113.1", "wrong-password", f"{number}@example.com")

    assert elsewhere("203.0.113.1", PASSWORD).status_code == 200
    assert elsewhere("203.0.113.1", "wrong-password").status_code == 401


def test_who_signs_in_well_is_not_held_back(elsewhere, learner):
    assert statuses(lambda: elsewhere("203.0.113.1", PASSWORD), 30) == {200: 30}


def test_networks_and_accounts_are_kept_as_digests(elsewhere, learner, settings):
    settings.REDIS_URL = ""
    elsewhere("203.0.113.1", PASSWORD)
    elsewhere("203.0.113.1", "wrong-password")

    kept = [*Bucket.objects.values_list("key", flat=True), KnownNetwork.objects.get().network]

    assert len(kept) == 6
    assert not any("203.0" in text or "alice" in text for text in kept)


def test_sign_ups_meet_a_limit(public_api):
    def sign_up():
        email = f"{secrets.token_hex(4)}@example.com"
        return public_api.post("/api/v1/auth/register", {"email": email, "password": PASSWORD})

    assert statuses(sign_up, 302) == {201: 200, 429: 102}
    assert Learner.objects.count() == 200


def test_guests_meet_a_limit(public_api):
    assert statuses(lambda: public_api.post("/api/v1/auth/guest"), 210) == {201: 200, 429: 10}


def test_refreshes_meet_a_limit(public_api, learner):
    token = issue_tokens(learner, now=timezone.now()).refresh_token

    def refresh():
        return public_api.post("/api/v1/auth/refresh", {"refresh_token": token})

    assert statuses(refresh, 300) == {200: 120, 429: 180}


def test_tickets_meet_a_limit(api, learner, stranger):
    given = {"session_id": str(make_session(learner).pk)}
    theirs = {"session_id": str(make_session(stranger).pk)}

    assert statuses(lambda: api.post("/api/v1/auth/ws-ticket", given), 200) == {200: 120, 429: 80}
    assert api_of(stranger).post("/api/v1/auth/ws-ticket", theirs).status_code == 200


def test_mails_to_one_address_meet_a_limit_that_does_not_tell_who_has_it(public_api, learner):
    def ask(email):
        return public_api.post("/api/v1/auth/password/reset", {"email": email})

    assert statuses(lambda: ask("ALICE@example.com"), 7) == {202: 5, 429: 2}
    assert statuses(lambda: ask("nobody@example.com"), 7) == {202: 5, 429: 2}


def test_codes_cannot_be_tried_out(public_api):
    def confirm():
        given = {"token": secrets.token_hex(16), "new_password": "battery-staple-7"}
        return public_api.post("/api/v1/auth/password/reset/confirm", given)

    assert statuses(confirm, 70) == {400: 60, 429: 10}


def test_the_current_password_cannot_be_tried_out(api, learner):
    def change(current):
        given = {"current_password": current, "new_password": "battery-staple-7"}
        return api.post("/api/v1/auth/password/change", given)

    assert statuses(lambda: change("wrong"), 15) == {400: 10, 429: 5}
    assert change(PASSWORD).status_code == 429


def test_exports_and_uploads_meet_a_limit(api, learner):
    def upload():
        given = {"file": SimpleUploadedFile("words.csv", b"lemma\n")}
        return api.post("/api/v1/progress/import", given, format="multipart")

    assert statuses(lambda: api.get("/api/v1/progress/export.csv"), 32) == {200: 30, 429: 2}
    assert statuses(upload, 32)[429] == 2


def test_an_upload_too_many_is_told_in_the_desk(client):
    curator = make_learner(is_staff=True)
    curator.groups.add(Group.objects.get(name="curator"))
    client.force_login(curator)

    def upload():
        file = SimpleUploadedFile("words.csv", b"no such column\n1\n")
        return client.post(
            "/admin/vocabulary/wordimport/add/", {"file": file, "language": "fr"}
        ).content.decode()

    pages = [upload() for _ in range(32)]

    assert [("too often" in page) for page in pages[28:]] == [False, False, True, True]


def test_the_answer_tells_what_is_left(api, learner):
    first = api.post("/api/v1/auth/ws-ticket", {"session_id": str(make_session(learner).pk)})

    assert first.headers["RateLimit-Policy"] == '"ticket";q=120;w=600'
    assert first.headers["RateLimit"] == '"ticket";r=119;t=5'
    assert "RateLimit" not in api.get("/api/v1/users/me").headers


def test_a_refusal_counts_against_nobody_else(public_api, learner):
    """One account's refused mails use up nothing of its address or the site."""
    address = LIMITS["mail"][0].amount

    for _ in range(address + 5):
        public_api.post("/api/v1/auth/password/reset", {"email": "alice@example.com"})

    other = public_api.post("/api/v1/auth/password/reset", {"email": "bob@example.com"})
    assert other.status_code == 202


def test_off_is_off(elsewhere, learner, settings):
    settings.RATE_LIMITS = 0.0

    assert statuses(lambda: elsewhere("203.0.113.1", "wrong-password"), 80) == {401: 80}
    assert Bucket.objects.count() == 0
