"""The periodic jobs, run as production runs them and as an embedded server does."""

import re
import time

import pytest

from tests.rig import stores
from tests.rig.servers import beat, embedded, manage, production, worker

JOBS = [
    "progress.tasks.optimise_memories",
    "sessions.tasks.complete_idle_sessions",
    "sessions.tasks.recover_turns",
    "sessions.tasks.snapshot_days",
]
# An embedded server recovers turns itself.
EMBEDDED_JOBS = [
    "complete-idle-sessions",
    "daily-snapshot",
    "delete-accounts",
    "optimise-memories",
    "send-mails",
]
SECONDS = 60

# Beat makes a row per job when it first starts; one that ran two days ago is due at once.
ALL_DUE = """
from datetime import timedelta
from config import celery_app
from django.utils import timezone
from django_celery_beat.models import PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler
DatabaseScheduler(app=celery_app)
PeriodicTask.objects.update(last_run_at=timezone.now() - timedelta(days=2))
"""


@pytest.fixture
def running(tmp_path):
    """A worker and beat on servers of their own, with every job due."""
    with stores.postgresql(own=True) as database, stores.redis(own=True) as redis:
        environment = production(tmp_path, database_url=database.url, redis_url=redis.url)
        manage("migrate", environment=environment)
        manage("shell", "-c", ALL_DUE, environment=environment)
        ours = [worker(tmp_path, environment), beat(tmp_path, environment)]
        for process in ours:
            process.start(
                until=lambda log=process.log: (
                    "ready." in log.read_text() or "beat: Starting" in log.read_text()
                )
            )
        yield ours[0]
        for process in reversed(ours):
            process.stop()


def succeeded(log) -> list[str]:
    return re.findall(r"Task (\S+)\[\S+\] succeeded", log.read_text())


def test_beat_sends_every_job_and_a_worker_does_it(running):
    deadline = time.monotonic() + SECONDS

    while set(JOBS) - set(succeeded(running.log)) and time.monotonic() < deadline:
        time.sleep(0.2)

    assert sorted(set(succeeded(running.log)) & set(JOBS)) == JOBS, running.tail()


def test_an_embedded_server_does_every_job_in_one_command(tmp_path):
    environment = embedded(tmp_path)
    manage("migrate", environment=environment)

    printed = manage("run_jobs", environment=environment)

    done = [line.split(":")[0] for line in printed.splitlines()]
    assert sorted(done) == EMBEDDED_JOBS
