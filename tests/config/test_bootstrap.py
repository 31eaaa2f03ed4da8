"""The first command of a fresh clone, on machines that lack something."""

import subprocess
import sys

import pytest

from scripts import bootstrap
from tests.rig.servers import ROOT


@pytest.fixture
def interpreter(tmp_path, monkeypatch):
    """Run under an interpreter that fails on code with a given word, and have no other."""

    def put(word):
        program = tmp_path / "python3"
        program.write_text(f'#!/bin/sh\ncase "$2" in *{word}*) exit 1 ;; esac\n')
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))
        monkeypatch.setenv("PATH", "/nowhere")
        return program

    return put


def test_an_old_python_is_told_what_is_needed(interpreter):
    interpreter("version_info")

    with pytest.raises(bootstrap.BootstrapFailed, match=r"Python 3\.11 or newer is needed"):
        bootstrap.find_python()


def test_a_python_without_venv_is_told_which_package_brings_it(interpreter):
    interpreter("ensurepip")

    with pytest.raises(bootstrap.BootstrapFailed, match="apt-get install python3-venv"):
        bootstrap.find_python()


def test_another_python_on_the_path_is_taken_instead(interpreter, tmp_path, monkeypatch):
    old = interpreter("version_info")
    newer = tmp_path / "bin" / "python3.12"
    newer.parent.mkdir()
    newer.symlink_to(old.with_name("good"))
    old.with_name("good").write_text("#!/bin/sh\n")
    old.with_name("good").chmod(0o755)
    monkeypatch.setenv("PATH", str(newer.parent))

    assert bootstrap.find_python() == str(newer)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """An environment in which the demo's packages are in."""
    lock = tmp_path / "base.lock"
    lock.write_text("django==5.2.19\n")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", lock)
    monkeypatch.setattr(bootstrap, "LOCKS", {"demo": lock, "dev": lock})
    bootstrap.stamp("demo").write_text(bootstrap.fingerprint("demo"))
    return lock


def test_what_is_installed_is_not_installed_again(installed):
    assert (bootstrap.is_installed("demo"), bootstrap.is_installed("dev")) == (True, False)


def test_a_changed_lock_is_installed(installed):
    installed.write_text("django==5.2.20\n")

    assert bootstrap.is_installed("demo") is False


def test_an_unknown_target_is_refused_in_one_line():
    refused = subprocess.run(
        [sys.executable, "scripts/bootstrap.py", "everything"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip

    assert (refused.returncode, refused.stderr) == (1, "\nSay what to install: demo or dev.\n")
