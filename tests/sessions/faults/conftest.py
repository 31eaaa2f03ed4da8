"""Real servers, on SQLite in one run of the suite and on PostgreSQL and Redis in the other."""

import contextlib
import os
from dataclasses import dataclass

import pytest

from tests.rig.chaos_proxy import ChaosProxy
from tests.rig.clients import Client
from tests.rig.gateway_process import call, running_gateway
from tests.rig.servers import WebServer, embedded, production
from tests.rig.stores import Service, postgresql, redis
from tests.sessions.faults.deployments import QUICK, Deployment
from tests.sessions.faults.examiner import Examiner

ON_SERVERS = bool(os.environ.get("TEST_DATABASE_URL"))


def pytest_collection_modifyitems(items):
    skip = pytest.mark.skip(reason="several processes need PostgreSQL and Redis: the other run")
    for item in items:
        if "faults" in item.path.parts:
            # On one worker: the servers of two would fight for the same processors.
            item.add_marker(pytest.mark.xdist_group("faults"))
        if "away" in getattr(item, "fixturenames", ()) and not ON_SERVERS:
            item.add_marker(skip)


@dataclass(frozen=True)
class Away:
    """What stands between our servers and theirs, and those themselves."""

    postgresql: ChaosProxy
    redis: ChaosProxy
    postgresql_server: Service
    redis_server: Service


@pytest.fixture(scope="session")
def model():
    """The address of a model provider that answers within a moment, unless told otherwise."""
    with running_gateway(latency=0.3) as address:
        yield address


@pytest.fixture
def scripted(model):
    """Say what the next calls of the model meet."""
    yield lambda *modes: call(f"{model}/_script", {"modes": modes})
    call(f"{model}/_script", {"modes": []}, method="DELETE")


@pytest.fixture(scope="session")
def stores(tmp_path_factory):
    """The environment of a deployment, and the proxies in front of its PostgreSQL and Redis."""
    folder = tmp_path_factory.mktemp("faults")
    if not ON_SERVERS:
        yield embedded(folder), None
        return
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(postgresql(own=True))
        cache = stack.enter_context(redis(own=True))
        away = Away(
            stack.enter_context(ChaosProxy.before(database.url)),
            stack.enter_context(ChaosProxy.before(cache.url)),
            database,
            cache,
        )
        environment = production(folder, database_url=away.postgresql.url, redis_url=away.redis.url)
        yield environment, away


@pytest.fixture(scope="session")
def deployment(stores, model, tmp_path_factory):
    """A deployment with one web server that lives through every test; all is well in the end."""
    environment, _ = stores
    folder = tmp_path_factory.mktemp("servers")
    deployed = Deployment(folder, environment | QUICK | {"OPENAI_API_BASE": f"{model}/v1"})
    try:
        deployed.survivor = deployed.start()
        yield deployed
        assert "Everything holds." in deployed.doctor()
    finally:
        deployed.stop()


@pytest.fixture(scope="session")
def examiner(stores):
    environment, away = stores
    straight = {"DATABASE_URL": away.postgresql_server.url} if away else {}
    with Examiner(environment | straight) as examiner:
        yield examiner


@pytest.fixture
def client(deployment) -> Client:
    return Client(deployment.survivor)


@pytest.fixture(scope="session")
def away(stores) -> Away:
    return stores[1]


@pytest.fixture(scope="session")
def elsewhere(deployment, away) -> WebServer:
    """A second server beside the survivor."""
    return deployment.start()
