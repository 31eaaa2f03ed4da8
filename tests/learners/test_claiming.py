import pytest

from learners.models import Learner
from tests.conftest import PASSWORD, api_of, make_learner, make_word
from tests.learners.mails import sent

CLAIM = "/api/v1/users/me/claim"
GIVEN = {"email": "ada@example.com", "password": "analytical-engine-1"}


@pytest.fixture
def guest(db):
    return make_learner(
        email="guest-1@guest.invalid", is_guest=True, timezone="Europe/Paris", total_xp=30
    )


def test_a_guest_becomes_an_account_and_keeps_everything(guest, public_api):
    client = api_of(guest)
    guest.word_lists.create(name="Mots").entries.create(word=make_word("pain"))

    response = client.post(CLAIM, {**GIVEN, "name": "Ada"})

    profile = response.json()
    assert response.status_code == 200
    assert (profile["id"], profile["email"], profile["full_name"], profile["total_xp"]) == (
        str(guest.pk), "ada@example.com", "Ada", 30,
    )  # fmt: skip
    assert profile["timezone"] == "Europe/Paris"
    assert client.get("/api/v1/lists").json()["items"][0]["word_count"] == 1
    assert public_api.post("/api/v1/auth/login", GIVEN).status_code == 200
    assert sent() == [("ada@example.com", "Confirm your address")]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"email": "BOB@example.com"}, 400, "email_taken"),
        ({"password": "password"}, 422, "validation_failed"),
        ({"password": "ada@example.com"}, 422, "validation_failed"),
        ({"email": "none"}, 422, "validation_failed"),
    ],
)
def test_what_no_account_can_have_leaves_the_guest_a_guest(
    guest, other_learner, change, status, code
):
    response = api_of(guest).post(CLAIM, GIVEN | change)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert Learner.objects.get(pk=guest.pk).is_guest is True
    assert sent() == []


def test_an_account_cannot_be_claimed(api, learner):
    response = api.post(CLAIM, GIVEN)

    assert (response.status_code, response.json()["code"]) == (409, "not_a_guest")
    learner.refresh_from_db()
    assert learner.check_password(PASSWORD)
