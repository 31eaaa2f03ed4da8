"""What the log `security` says, and that nobody can be read out of it."""

import logging

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from learners.tokens import issue_tokens, revoke, rotate_tokens
from limiting.spending import digest
from tests.conftest import PASSWORD, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(caplog):
    caplog.set_level(logging.INFO, logger="security")
    return lambda: [line.getMessage() for line in caplog.records if line.name == "security"]


def test_signing_in_and_failing_are_told_without_names(public_api, learner, told):
    for password in (PASSWORD, "wrong-password"):
        public_api.post(
            "/api/v1/auth/login",
            {"email": "Alice@example.com", "password": password},
            REMOTE_ADDR="203.0.113.7",
        )

    assert told() == [
        f"sign_in learner={learner.pk}",
        f"sign_in_failed account={digest('alice@example.com')} address={digest('203.0.113.7')}",
    ]
    assert not any(secret in line for line in told() for secret in ("alice", "203.0", PASSWORD))


def test_too_many_failures_are_told(public_api, learner, told, settings):
    settings.RATE_LIMITS, settings.REDIS_URL = 1.0, ""
    for _ in range(11):
        public_api.post("/api/v1/auth/login", {"email": learner.email, "password": "wrong"})

    assert [line.split()[0] for line in told()] == ["sign_in_failed"] * 10 + ["sign_in_refused"]


def test_a_stolen_refresh_token_is_told(learner, told):
    token = issue_tokens(learner, now=timezone.now()).refresh_token
    rotate_tokens(rotate_tokens(token, now=timezone.now()).refresh_token, now=timezone.now())

    with pytest.raises(Exception, match="invalid"):
        rotate_tokens(token, now=timezone.now())

    family = learner.refresh_families.get()
    assert told() == [f"refresh_token_reused learner={learner.pk} family={family.pk}"]


def test_signing_out_is_nothing_to_tell(learner, told):
    revoke(issue_tokens(learner, now=timezone.now()).refresh_token)

    assert told() == []


def test_rights_that_are_changed_in_the_desk_are_told(client, learner, told):
    boss = make_learner(is_staff=True, is_superuser=True)
    client.force_login(boss)
    curators = Group.objects.get(name="curator").pk

    client.post(
        f"/admin/learners/learner/{learner.pk}/change/",
        {"is_active": "on", "is_staff": "on", "groups": [curators]},
    )

    assert told() == [f"rights_changed learner={learner.pk} by={boss.pk} fields=groups,is_staff"]
