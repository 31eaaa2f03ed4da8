import json
import subprocess
import sys
import threading
import uuid
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection

from learners.budgets import ModelCall, reserve, settle, tokens_left
from learners.models import Budget, Learner, ModelUse
from tests.rig.servers import embedded

DAY = date(2026, 11, 22)
NEXT_DAY = date(2026, 11, 23)
PARALLEL_RESERVES = Path(__file__).with_name("parallel_reserves.py")


@pytest.fixture
def learner(db):
    return Learner.objects.create_user("anna@example.org")


@pytest.fixture
def stranger(db):
    return Learner.objects.create_user("bela@example.org")


def call(tokens=100, *, model="small", cost=0.0012345):
    return ModelCall("openai", model, tokens - 10, 10, cost)


def rows():
    budgets = Budget.objects.order_by("day", "learner__email")
    return [(b.learner and b.learner.email, b.reserved_tokens, b.spent_tokens) for b in budgets]


def test_without_caps_everything_is_granted_and_nothing_is_held(learner):
    assert reserve(learner_id=learner.pk, day=DAY, tokens=10**9) is True
    assert rows() == []
    assert tokens_left(learner_id=learner.pk, day=DAY) is None


def test_reserves_are_granted_up_to_the_learners_cap(settings, learner):
    settings.LEARNER_DAILY_TOKENS = 1000

    granted = [reserve(learner_id=learner.pk, day=DAY, tokens=400) for _ in range(3)]

    assert granted == [True, True, False]
    assert rows() == [("anna@example.org", 800, 0)]
    assert tokens_left(learner_id=learner.pk, day=DAY) == 200


def test_cap_can_be_used_to_the_last_token(settings, learner):
    settings.LEARNER_DAILY_TOKENS = 1000

    assert reserve(learner_id=learner.pk, day=DAY, tokens=1000) is True
    assert reserve(learner_id=learner.pk, day=DAY, tokens=1) is False


def test_each_learner_and_each_day_has_its_own_budget(settings, learner, stranger):
    settings.LEARNER_DAILY_TOKENS = 1000
    reserve(learner_id=learner.pk, day=DAY, tokens=1000)

    assert reserve(learner_id=stranger.pk, day=DAY, tokens=1000) is True
    assert reserve(learner_id=learner.pk, day=NEXT_DAY, tokens=1000) is True


def test_refusal_by_the_site_leaves_the_learners_budget_untouched(settings, learner, stranger):
    settings.LEARNER_DAILY_TOKENS = 1000
    settings.SITE_DAILY_TOKENS = 1500
    reserve(learner_id=stranger.pk, day=DAY, tokens=1000)

    assert reserve(learner_id=learner.pk, day=DAY, tokens=1000) is False
    assert reserve(learner_id=learner.pk, day=DAY, tokens=500) is True
    assert sorted(rows(), key=str) == [
        ("anna@example.org", 500, 0),
        ("bela@example.org", 1000, 0),
        (None, 1500, 0),
    ]


def test_settling_gives_back_what_was_not_used(settings, learner):
    settings.LEARNER_DAILY_TOKENS = 1000
    reserve(learner_id=learner.pk, day=DAY, tokens=800)

    settle(learner_id=learner.pk, day=DAY, reserved=800, calls=[call(300), call(100)])

    assert sorted(rows(), key=str) == [("anna@example.org", 0, 400), (None, 0, 400)]
    assert tokens_left(learner_id=learner.pk, day=DAY) == 600


def test_turn_that_reached_no_model_gives_everything_back(settings, learner):
    settings.LEARNER_DAILY_TOKENS = 1000
    reserve(learner_id=learner.pk, day=DAY, tokens=800)

    settle(learner_id=learner.pk, day=DAY, reserved=800, calls=[])

    assert tokens_left(learner_id=learner.pk, day=DAY) == 1000


def test_more_may_be_used_than_was_reserved(settings, learner):
    settings.LEARNER_DAILY_TOKENS = 1000
    reserve(learner_id=learner.pk, day=DAY, tokens=800)

    settle(learner_id=learner.pk, day=DAY, reserved=800, calls=[call(1200)])

    assert tokens_left(learner_id=learner.pk, day=DAY) == 0
    assert reserve(learner_id=learner.pk, day=DAY, tokens=1) is False


def test_uses_add_up_by_day_and_model(learner):
    settle(learner_id=learner.pk, day=DAY, reserved=0, calls=[call(100), call(50, model="big")])
    settle(learner_id=learner.pk, day=DAY, reserved=0, calls=[call(100)])
    settle(learner_id=learner.pk, day=NEXT_DAY, reserved=0, calls=[call(70)])

    fields = ("day", "provider", "model", "calls", "input_tokens", "output_tokens", "cost_usd")
    assert list(ModelUse.objects.order_by("day", "model").values_list(*fields)) == [
        (DAY, "openai", "big", 1, 40, 10, Decimal("0.001234")),
        (DAY, "openai", "small", 2, 180, 20, Decimal("0.002468")),
        (NEXT_DAY, "openai", "small", 1, 60, 10, Decimal("0.001234")),
    ]


def test_offline_reply_is_not_booked_as_use(learner):
    settle(learner_id=learner.pk, day=DAY, reserved=0, calls=[ModelCall("offline", "", 0, 0, 0.0)])

    assert (ModelUse.objects.count(), Budget.objects.count()) == (0, 0)


def granted_in_parallel(learner_ids: list[uuid.UUID], *, tokens: int) -> list[bool]:
    """Reserve once per id, each in a thread and with a connection of its own, all at once."""
    granted = []
    start = threading.Barrier(len(learner_ids))

    def reserve_once(learner_id):
        try:
            start.wait()
            granted.append(reserve(learner_id=learner_id, day=DAY, tokens=tokens))
        finally:
            connection.close()

    threads = [threading.Thread(target=reserve_once, args=[pk]) for pk in learner_ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return granted


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the same on SQLite: next test")
@pytest.mark.django_db(transaction=True)
def test_fifty_reserves_at_once_never_pass_a_cap_on_postgresql(settings):
    settings.LEARNER_DAILY_TOKENS = 1000
    settings.SITE_DAILY_TOKENS = 1000
    anna = Learner.objects.create_user("anna@example.org")
    others = [Learner.objects.create_user(f"l{n}@example.org") for n in range(49)]

    by_one = granted_in_parallel([anna.pk] * 50, tokens=100)
    Budget.objects.all().delete()
    by_all = granted_in_parallel([learner.pk for learner in others] + [anna.pk], tokens=100)

    assert (sum(by_one), len(by_one), sum(by_all), len(by_all)) == (10, 50, 10, 50)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the same on PostgreSQL: test before")
def test_fifty_reserves_at_once_never_pass_a_cap_on_sqlite(tmp_path):
    # The test database lives in memory, which threads cannot share as they share a file.
    environment = embedded(tmp_path, LEARNER_DAILY_TOKENS="1000", SITE_DAILY_TOKENS="1000")

    done = subprocess.run(
        [sys.executable, PARALLEL_RESERVES],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert json.loads(done.stdout) == {"by_one": [10, 50], "by_all": [10, 50]}
