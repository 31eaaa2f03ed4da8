"""The same buckets in Redis and in the database."""

import secrets
import threading

import pytest
from django.conf import settings
from django.db import connection

from limiting import buckets
from limiting.buckets import forget_full, give_back, take
from limiting.models import Bucket
from limiting.table import Limit

TEN_A_MINUTE = Limit("account", 10, 60)
STORES = ["database", *(["redis"] if settings.REDIS_URL else [])]


@pytest.fixture(params=STORES)
def key(request, db, settings, monkeypatch):
    monkeypatch.setattr(buckets, "_away_until", 0.0)
    if request.param == "database":
        settings.REDIS_URL = ""
    return secrets.token_hex(8)


def allowed(key, now, times=1):
    return [take(key, TEN_A_MINUTE, now=now).allowed for _ in range(times)]


def test_a_bucket_empties_and_fills_evenly(key):
    assert allowed(key, 1000.0, times=11) == [True] * 10 + [False]
    assert allowed(key, 1005.9) == [False]
    assert allowed(key, 1006.1, times=2) == [True, False]
    assert allowed(key, 1066.1, times=11) == [True] * 10 + [False]


def test_it_says_what_is_left_and_how_long_to_wait(key):
    told = [take(key, TEN_A_MINUTE, now=1000.0) for _ in range(11)]

    assert [taken.left for taken in told] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0]
    assert (told[0].wait, told[0].full_in) == (0.0, pytest.approx(6.0, abs=1e-3))
    assert (told[-1].wait, told[-1].full_in) == (
        pytest.approx(6.0, abs=1e-3),
        pytest.approx(60.0, abs=1e-3),
    )


def test_what_is_given_back_can_be_taken_again(key):
    allowed(key, 1000.0, times=10)

    give_back(key, TEN_A_MINUTE)

    assert allowed(key, 1000.0, times=2) == [True, False]


def test_buckets_know_nothing_of_one_another(key):
    allowed(key, 1000.0, times=10)

    assert allowed(f"{key}-other", 1000.0) == [True]


def test_a_clock_that_goes_back_gives_nothing_away(key):
    allowed(key, 1000.0, times=10)

    assert allowed(key, 900.0) == [False]


@pytest.mark.django_db(transaction=True)
def test_of_eighty_at_once_exactly_ten_pass(key):
    barrier, passed = threading.Barrier(8), []

    def rush():
        barrier.wait()
        passed.extend(allowed(key, 1000.0, times=10))
        connection.close()

    threads = [threading.Thread(target=rush) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(passed), sum(passed)) == (80, 10)


@pytest.mark.django_db
def test_without_redis_the_database_counts(settings, monkeypatch):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(buckets, "_away_until", 0.0)
    buckets._scripts.cache_clear()
    try:
        assert allowed("somebody", 1000.0, times=11) == [True] * 10 + [False]
        give_back("somebody", TEN_A_MINUTE)
        assert allowed("somebody", 1000.0) == [True]
    finally:
        buckets._scripts.cache_clear()
    assert Bucket.objects.get().key == "somebody"


@pytest.mark.django_db
def test_full_buckets_are_forgotten(settings):
    settings.REDIS_URL = ""
    allowed("full", 1000.0)
    allowed("not yet", 1050.0)

    assert forget_full(now=1055.0) == 1
    assert Bucket.objects.get().key == "not yet"
