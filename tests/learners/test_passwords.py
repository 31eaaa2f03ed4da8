import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from learners.models import Learner, Mail
from learners.passwords import NotBreached
from tests.conftest import PASSWORD, make_learner
from tests.learners.mails import sent

NEW_PASSWORD = "battery-staple-7"
CHANGE = "/api/v1/auth/password/change"

WEAK = [
    ("short", "min_length"),
    ("password", "password_too_common"),
    ("PassWord", "password_too_common"),
    (" password ", "password_too_common"),
    ("        ", "password_blank"),
    ("\t\t\t\t\t\t\t\t", "password_blank"),
    ("a       ", "password_blank"),
    ("12345678", "password_too_common"),
    ("motdepasse", "password_too_common"),
    ("azertyuiop", "password_too_common"),
    ("Ｐａｓｓｗｏｒｄ", "password_breached"),
    ("new@example.com", "password_too_similar"),
    ("NEW@EXAMPLE.COM", "password_too_similar"),
    ("new@example.com1", "password_too_similar"),
    ("x" * 129, "max_length"),
]


def first_fault(response):
    assert response.status_code == 422
    return response.json()["errors"][0]["loc"], response.json()["errors"][0]["type"]


@pytest.mark.django_db
@pytest.mark.parametrize(("password", "fault"), WEAK)
def test_a_weak_password_makes_no_account(public_api, password, fault):
    given = {"email": "new@example.com", "password": password}

    response = public_api.post("/api/v1/auth/register", given)

    assert first_fault(response) == (["body", "password"], fault)
    assert Learner.objects.count() == 0


@pytest.mark.django_db
def test_a_password_like_the_name_is_refused(public_api):
    given = {"email": "new@example.com", "full_name": "Ada Lovelace", "password": "adalovelace"}

    response = public_api.post("/api/v1/auth/register", given)

    assert first_fault(response) == (["body", "password"], "password_too_similar")


@pytest.mark.django_db
def test_every_broken_rule_is_told(public_api):
    given = {"email": "12345678@example.com", "password": "12345678"}

    errors = public_api.post("/api/v1/auth/register", given).json()["errors"]

    assert [error["type"] for error in errors] == [
        "password_too_common", "password_breached", "password_too_similar",
    ]  # fmt: skip
    assert all(error["msg"].endswith(".") for error in errors)


@pytest.mark.parametrize("password", ["password1", "iloveyou", "dragon123", "marseille"])
def test_breached_passwords_are_known(password):
    with pytest.raises(ValidationError):
        NotBreached().validate(password)


def test_a_weak_password_is_refused_wherever_one_is_chosen(api, learner):
    given = {"current_password": PASSWORD, "new_password": "alice@example.com"}

    response = api.post(CHANGE, given)

    assert first_fault(response) == (["body", "new_password"], "password_too_similar")
    assert Learner.objects.get().check_password(PASSWORD)


def test_a_weak_password_is_refused_by_command_too(learner, monkeypatch, capsys):
    monkeypatch.setattr("getpass.getpass", lambda prompt: "        ")

    with pytest.raises(Exception, match="Aborting"):
        call_command("changepassword", learner.email)

    assert "not counting blanks" in capsys.readouterr().err


def test_a_changed_password_ends_every_sign_in_and_is_told_by_mail(api, public_api, learner):
    response = api.post(CHANGE, {"current_password": PASSWORD, "new_password": NEW_PASSWORD})

    login = {"email": learner.email, "password": NEW_PASSWORD}
    assert response.status_code == 204
    assert api.get("/api/v1/users/me").status_code == 401
    assert public_api.post("/api/v1/auth/login", login).status_code == 200
    assert sent() == [("alice@example.com", "Your password was changed")]


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"current_password": "wrong", "new_password": NEW_PASSWORD}, 400, "wrong_password"),
        ({"current_password": "wrong", "new_password": "short"}, 422, "validation_failed"),
        ({"new_password": NEW_PASSWORD}, 422, "validation_failed"),
    ],
)
def test_without_the_current_password_nothing_changes(api, learner, given, status, code):
    response = api.post(CHANGE, given)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert api.get("/api/v1/users/me").status_code == 200
    assert Mail.objects.count() == 0


def test_accounts_with_an_older_weak_password_still_sign_in(public_api, db):
    learner = make_learner()
    learner.set_password("password")
    learner.save()

    login = {"email": learner.email, "password": "password"}
    assert public_api.post("/api/v1/auth/login", login).status_code == 200
