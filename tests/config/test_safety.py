import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.safety import unsafe_settings

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "SECRET_KEY": "k9-" * 20,
    "DEBUG": False,
    "ALLOWED_HOSTS": ["tutor.example.org"],
    "CORS_ALLOWED_ORIGINS": ["https://app.example.org"],
}


def start(**variables):
    """Start Django with exactly these variables."""
    environment = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip


def test_safe_settings_have_no_complaint():
    assert unsafe_settings(SAFE) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "change-me"),
        ("SECRET_KEY", "k" * 49),
        ("DEBUG", True),
        ("ALLOWED_HOSTS", []),
        ("ALLOWED_HOSTS", ["tutor.example.org", "*"]),
        ("CORS_ALLOWED_ORIGINS", ["*"]),
    ],
)
def test_each_unsafe_setting_is_named(name, value):
    complaints = unsafe_settings({**SAFE, name: value})

    names = {"CORS_ALLOWED_ORIGINS": "BACKEND_CORS_ORIGINS"}
    assert [complaint.split()[0] for complaint in complaints] == [names.get(name, name)]


def test_an_unsafe_production_start_refuses_and_names_everything_at_once(tmp_path):
    refused = start(
        VAR_DIR=str(tmp_path),
        DATABASE_URL="postgresql://tutor@127.0.0.1:1/tutor",
        SECRET_KEY="short",
        DEBUG="yes",
        BACKEND_CORS_ORIGINS="*",
        LLM_MAX_RETRIES="often",
    )

    listed = [line for line in refused.stderr.splitlines() if line.startswith("- ")]
    assert (refused.returncode, [line.split()[1] for line in listed]) == (
        1,
        ["LLM_MAX_RETRIES", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "BACKEND_CORS_ORIGINS"],
    )


def test_a_safe_production_configuration_starts(tmp_path):
    started = start(
        VAR_DIR=str(tmp_path),
        DATABASE_URL="postgresql+psycopg2://tutor@127.0.0.1:1/tutor",
        REDIS_URL="redis://127.0.0.1:1/0",
        SECRET_KEY=SAFE["SECRET_KEY"],
        ALLOWED_HOSTS="tutor.example.org",
    )

    assert (started.returncode, list(tmp_path.iterdir())) == (0, []), started.stderr
