"""The demo is started as a user starts it: by its command, in a process of its own."""

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.rig.processes import ChildProcess
from tests.rig.servers import ROOT, embedded, manage

PASSWORDS = r"^  (?:learner|staff)@example\.org +(\S{16})$"


class Demo(ChildProcess):
    """`manage.py demo` on any free port."""

    def __init__(self, folder: Path, name: str, *options: str):
        command = [sys.executable, "manage.py", "demo", "--port", "0", *options]
        environment = embedded(folder / "var", PYTHONUNBUFFERED="1")
        super().__init__(command, log=folder / name, environment=environment, folder=ROOT)

    def start(self, *, until=None, timeout_seconds=60):
        super().start(until=lambda: "Ctrl+C" in self.printed, timeout_seconds=timeout_seconds)
        return self

    @property
    def printed(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    @property
    def passwords(self) -> list[str]:
        return re.findall(PASSWORDS, self.printed, re.MULTILINE)

    @property
    def curl_lines(self) -> list[str]:
        return [line for line in self.printed.splitlines() if "curl" in line]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def first(folder):
    """A first start, still running."""
    demo = Demo(folder, "first.log").start()
    yield demo
    demo.stop()


def test_the_printed_lines_hold_a_conversation_as_they_are(first):
    lines = first.curl_lines

    said = subprocess.run(["bash", "-euc", "\n".join(lines)], capture_output=True, text=True)

    turn = json.loads(said.stdout.splitlines()[-1])
    assert len(lines) == 3
    assert turn["user_message"]["content"] == "Bonjour ! Je suis allé à le marché."
    assert turn["assistant_turn"]["message"]["sender"] == "assistant"


def test_passwords_are_printed_at_the_first_start_only_unless_new_ones_are_asked_for(first, folder):
    later = [Demo(folder, "second.log"), Demo(folder, "third.log", "--new-passwords")]

    for demo in later:
        demo.start().stop()

    assert [len(set(demo.passwords)) for demo in (first, *later)] == [2, 0, 2]
    assert not set(first.passwords) & set(later[1].passwords)


def test_the_passwords_are_kept_nowhere_in_clear(first, folder):
    kept = b"".join(path.read_bytes() for path in (folder / "var").rglob("*") if path.is_file())

    assert [password for password in first.passwords if password.encode() in kept] == []


def test_two_first_starts_at_once_share_one_database_and_one_list_of_words(tmp_path):
    demos = [Demo(tmp_path, f"at-once-{number}.log") for number in range(2)]
    count = "from vocabulary.models import Word; from learners.models import Learner; "
    count += "print(Word.objects.count() > 400, Learner.objects.count())"

    with ThreadPoolExecutor(2) as starts:
        list(starts.map(lambda demo: demo.start(), demos))
    for demo in demos:
        demo.stop()

    environment = embedded(tmp_path / "var")
    assert manage("shell", "-v", "0", "-c", count, environment=environment) == "True 2\n"
    assert sorted(len(demo.passwords) for demo in demos) == [0, 2]


def test_the_demo_refuses_a_database_that_is_not_its_own(tmp_path):
    environment = embedded(
        tmp_path,
        DATABASE_URL="postgresql://tutor@127.0.0.1:1/tutor",
        SECRET_KEY="k9-" * 20,
        ALLOWED_HOSTS="localhost",
    )

    refused = subprocess.run(
        [sys.executable, "manage.py", "demo"],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip

    assert (refused.returncode, refused.stderr.split(".")[0]) == (
        1,
        "CommandError: The demo brings its own database",
    )
