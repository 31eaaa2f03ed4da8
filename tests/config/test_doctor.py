"""The doctor says in sentences what is wrong, and so does every other command."""

import subprocess
import sys

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError

from config.health import BEHIND, what_to_do
from tests.rig.servers import ROOT, embedded, manage, production


def run(*arguments, environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A deployment whose database has no tables yet."""
    return embedded(tmp_path_factory.mktemp("empty"))


def test_all_is_well_with_a_new_database(tmp_path):
    environment = embedded(tmp_path)
    manage("migrate", environment=environment)

    report = manage("doctor", environment=environment).splitlines()

    assert report[1:5] == ["embedded", "database: ok", "cache: ok", "static files: ok"]
    assert report[5] == "tutor: offline"
    assert report[-1] == "Everything holds."
    assert "job daily-snapshot: last success never" in report


def test_a_database_that_is_behind_is_told_with_what_to_do(empty):
    report = run("doctor", environment=empty)

    assert report.returncode == 1
    assert "database: migrations pending" in report.stdout.splitlines()
    assert report.stderr == f"{BEHIND}\n"


@pytest.mark.parametrize("command", ["serve", "run_jobs", "replay_cards"])
def test_no_command_meets_a_database_that_is_behind_with_a_traceback(empty, command):
    refused = run(command, environment=empty)

    assert (refused.returncode, refused.stderr.removeprefix("CommandError: ")) == (1, f"{BEHIND}\n")


def test_a_database_that_does_not_answer_is_told_in_a_sentence(tmp_path):
    url = "postgresql://tutor@127.0.0.1:1/tutor"
    environment = production(tmp_path, database_url=url, redis_url="")

    refused = run("replay_cards", environment=environment)

    assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    assert refused.stderr.splitlines()[-1].startswith("The database cannot be used: ")


def test_what_a_program_gets_wrong_keeps_its_traceback(db):
    assert what_to_do(OperationalError("no such column: nonsense")) == ""
    assert what_to_do(ProgrammingError("syntax error")) == ""
    assert what_to_do(IntegrityError("UNIQUE constraint failed")) == ""
    assert what_to_do(OperationalError("disk I/O error")) == (
        "The database cannot be used: disk I/O error"
    )
