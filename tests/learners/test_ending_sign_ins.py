"""What ends a sign-in: whoever changes a password or locks a learner out, and signing out."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from learners.models import Learner
from learners.tokens import issue_tokens
from tests.conftest import PASSWORD, api_of, make_learner

NEW_PASSWORD = "battery-staple-7"


@pytest.fixture
def signed_in(learner, public_api):
    """Whether the learner's tokens are still good: of access and refresh."""
    tokens = issue_tokens(learner, now=timezone.now())

    def good():
        bearer = {"Authorization": f"Bearer {tokens.access_token}"}
        refresh = {"refresh_token": tokens.refresh_token}
        return (
            public_api.get("/api/v1/users/me", headers=bearer).status_code == 200,
            public_api.post("/api/v1/auth/refresh", refresh).status_code == 200,
        )

    return good


def change_in_code(learner, **options):
    learner.set_password(NEW_PASSWORD)
    learner.save(**options)


def change_by_command(learner, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda prompt: NEW_PASSWORD)
    call_command("changepassword", learner.email, stdout=io.StringIO())


def lock_out_in_admin(learner, client):
    operator = make_learner(is_staff=True)
    operator.groups.add(Group.objects.get(name="operator"))
    client.force_login(operator)
    client.post(f"/admin/learners/learner/{learner.pk}/change/", {})


@pytest.mark.parametrize(
    "change",
    [
        lambda learner, monkeypatch, client: change_in_code(learner),
        lambda learner, monkeypatch, client: change_in_code(learner, update_fields=["password"]),
        lambda learner, monkeypatch, client: change_by_command(learner, monkeypatch),
        lambda learner, monkeypatch, client: Learner.objects.update(password="!"),
    ],
    ids=["saved", "one field saved", "command", "update"],
)
def test_a_new_password_ends_every_sign_in(learner, signed_in, monkeypatch, client, change):
    change(learner, monkeypatch, client)

    assert signed_in() == (False, False)


def test_taking_the_password_away_ends_every_sign_in(learner, signed_in):
    learner.set_unusable_password()
    learner.save()

    assert signed_in() == (False, False)


@pytest.mark.parametrize(
    "lock_out",
    [
        lambda learner, client: lock_out_in_admin(learner, client),
        lambda learner, client: Learner.objects.update(is_active=False),
        lambda learner, client: Learner.objects.bulk_update(
            [Learner(pk=learner.pk, is_active=False)], ["is_active"]
        ),
    ],
    ids=["admin", "update", "bulk update"],
)
def test_being_let_in_again_does_not_revive_old_tokens(learner, signed_in, client, lock_out):
    lock_out(learner, client)
    assert Learner.objects.get(pk=learner.pk).is_active is False

    Learner.objects.filter(pk=learner.pk).update(is_active=True)

    assert signed_in() == (False, False)


def test_saving_something_else_ends_nothing(learner, signed_in):
    learner.full_name = "Ada"
    learner.save()
    Learner.objects.filter(pk=learner.pk).update(daily_goal_minutes=20)

    assert signed_in() == (True, True)


def test_a_stronger_hash_of_the_same_password_ends_nothing(
    learner, signed_in, settings, public_api
):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]

    public_api.post("/api/v1/auth/login", {"email": learner.email, "password": PASSWORD})

    assert Learner.objects.get(pk=learner.pk).password.startswith("pbkdf2")
    assert signed_in() == (True, True)


def test_signing_out_ends_the_access_token_of_this_sign_in_only(public_api, learner):
    here, there = (issue_tokens(learner, now=timezone.now()) for _ in range(2))

    public_api.post("/api/v1/auth/logout", {"refresh_token": here.refresh_token})

    statuses = [
        public_api.get(
            "/api/v1/users/me", headers={"Authorization": f"Bearer {tokens.access_token}"}
        ).status_code
        for tokens in (here, there)
    ]
    assert statuses == [401, 200]


def test_a_session_of_the_admin_ends_with_the_others_and_does_not_come_back(client, learner):
    Learner.objects.filter(pk=learner.pk).update(is_staff=True, is_superuser=True)
    client.force_login(learner)
    before = client.get("/admin/").status_code

    Learner.objects.update(is_active=False)
    Learner.objects.update(is_active=True)

    assert (before, client.get("/admin/").status_code) == (200, 302)


def test_who_signed_in_after_it_is_not_concerned(learner, signed_in):
    learner.end_sign_ins()

    assert signed_in() == (False, False)
    assert api_of(learner).get("/api/v1/users/me").status_code == 200
