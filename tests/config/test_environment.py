import os
import pwd
import re
import stat
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from dotenv import dotenv_values

from config.environment import Environment, kept_secret, unwritable
from tests.rig.servers import embedded

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / ".env.example"

# What client apps and operators of the earlier server already know.
PROMISED = {
    "SECRET_KEY", "ACCESS_TOKEN_EXPIRE_MINUTES", "REFRESH_TOKEN_EXPIRE_DAYS", "DATABASE_URL",
    "REDIS_URL", "CELERY_BROKER_URL", "CELERY_RESULT_BACKEND", "BACKEND_CORS_ORIGINS",
    "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "PRIMARY_LLM_PROVIDER", "SECONDARY_LLM_PROVIDER",
    "OPENAI_MODEL", "ANTHROPIC_MODEL", "OPENAI_API_BASE", "ANTHROPIC_API_BASE",
    "LLM_REQUEST_TIMEOUT_SECONDS", "LLM_MAX_RETRIES", "FRENCH_NLP_MODEL",
    "DEFAULT_MINUTES_PER_TURN", "MIN_WORDS_PER_TURN", "MAX_WORDS_PER_TURN",
    "MAX_NEW_WORDS_PERCENTAGE", "REVIEW_PERFORMANCE_LOOKBACK_DAYS", "POOR_PERFORMANCE_THRESHOLD",
    "GOOD_PERFORMANCE_THRESHOLD",
}  # fmt: skip


def names_that_are_read():
    settings = (ROOT / "config" / "settings.py").read_text()
    compose = (ROOT / "compose.yaml").read_text()
    return {
        *re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings),
        *re.findall(r"\$\{([A-Z_]+)", compose),
    }


@pytest.mark.parametrize("value", [None, "", "  "])
def test_an_empty_variable_is_the_same_as_none(value):
    env = Environment({} if value is None else {"LIMIT": value})

    assert (env.text("LIMIT", "x"), env.integer("LIMIT", 3), env.flag("LIMIT", True)) == (
        "x",
        3,
        True,
    )


@pytest.mark.parametrize(
    "value", ["https://a.example, https://b.example", '["https://a.example", "https://b.example"]']
)
def test_a_list_is_written_with_commas_or_as_json(value):
    env = Environment({"ORIGINS": value})

    assert env.texts("ORIGINS") == ["https://a.example", "https://b.example"]


def test_all_unreadable_values_are_gathered():
    env = Environment({"A": "many", "B": "maybe", "C": "[1"})

    env.integer("A", 1), env.flag("B"), env.texts("C")

    assert env.problems == [
        "A must be a whole number from 0 to 1e+12, not 'many'.",
        "B must be yes or no, not 'maybe'.",
        "C must be a comma-separated or a JSON list.",
    ]


@pytest.mark.parametrize("value", ["0", "-1", "601", "nan", "inf"])
def test_a_number_out_of_range_names_the_range(value):
    env = Environment({"SECONDS": value})

    assert env.number("SECONDS", 25.0, least=1, most=600) == 25.0
    assert env.problems == [f"SECONDS must be a number from 1 to 600, not '{value}'."]


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    path = tmp_path / "var" / "secret_key"

    with ThreadPoolExecutor(8) as starts:
        secrets = set(starts.map(lambda _: kept_secret(path), range(8)))

    assert (len(secrets), stat.S_IMODE(path.stat().st_mode)) == (1, 0o600)
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_a_folder_for_the_database_is_made_and_may_be_written(tmp_path):
    assert unwritable(tmp_path / "new" / "var") == []
    assert (tmp_path / "new" / "var").is_dir()


@pytest.fixture
def folder():
    """A folder as a server leaves it, seen by somebody who may not do everything with files."""
    as_root = os.geteuid() == 0
    if as_root:
        os.seteuid(pwd.getpwnam("nobody").pw_uid)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("secret_key", "tutor.sqlite3"):
            Path(folder, name).touch()
        yield Path(folder)
    if as_root:
        os.seteuid(0)


@pytest.mark.parametrize("closed", ["", "secret_key", "tutor.sqlite3"])
def test_what_may_not_be_written_is_named(folder, closed):
    assert unwritable(folder) == []

    path = folder / closed
    path.chmod(0o500)
    sentences = unwritable(folder)
    path.chmod(0o700)

    assert sentences == [
        f"VAR_DIR: this user may not write {path}. Set VAR_DIR to a folder that may be written."
    ]


def test_a_start_that_cannot_keep_anything_says_so_in_a_sentence():
    environment = embedded(Path("/dev/null/var"))

    refused = subprocess.run(
        [sys.executable, "manage.py", "demo"],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip

    assert (refused.returncode, refused.stderr) == (
        1,
        "This configuration cannot start:\n- VAR_DIR: /dev/null/var cannot be used: Not a directory."
        " Set VAR_DIR to a folder that may be written.\n",
    )


def test_the_example_names_every_variable_and_sets_none():
    example = dotenv_values(EXAMPLE)

    assert set(example) == names_that_are_read()
    assert set(example) >= PROMISED
    assert set(example.values()) == {""}


def test_the_example_leaves_a_system_that_works(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        **dotenv_values(EXAMPLE),
        "VAR_DIR": str(tmp_path),
    }

    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--fail-level", "WARNING"],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip

    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.startswith("System check identified no issues")
