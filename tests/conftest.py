"""Fixtures of the whole suite: one fixed moment, two learners and a stranger."""

import itertools
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from learners.models import Learner
from learners.tokens import issue_tokens
from vocabulary.models import Word

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
PASSWORD = "correct-horse-9"

_numbers = itertools.count(1)


def make_learner(**fields) -> Learner:
    fields.setdefault("email", f"learner{next(_numbers)}@example.com")
    return Learner.objects.create_user(fields.pop("email"), PASSWORD, **fields)


def make_word(lemma: str, **fields) -> Word:
    fields.setdefault("part_of_speech", "noun")
    fields.setdefault("frequency_rank", next(_numbers))
    fields.setdefault("level", "A1")
    fields.setdefault("gloss", f"{lemma} in English")
    return Word.objects.create(lemma=lemma, **fields)


def api_of(learner: Learner) -> APIClient:
    client = APIClient()
    token = issue_tokens(learner, now=timezone.now()).access_token
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


@pytest.fixture(scope="session", autouse=True)
def lone_connection(django_db_setup, django_db_blocker):
    """PostgreSQL drops no database that a thread of some test still holds."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture
def learner(db) -> Learner:
    return make_learner(email="alice@example.com")


@pytest.fixture
def other_learner(db) -> Learner:
    return make_learner(email="bob@example.com")


@pytest.fixture
def stranger(db) -> Learner:
    return make_learner(email="mallory@example.com")


@pytest.fixture
def api(learner) -> APIClient:
    return api_of(learner)


@pytest.fixture
def public_api() -> APIClient:
    return APIClient()
