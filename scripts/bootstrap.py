"""Make `.venv` and install the project in it: `python3 scripts/bootstrap.py demo` or `dev`.

Runs under any Python 3, with the standard library only, so that an old one can say what is wrong.
"""

# Annotations that an old Python could not evaluate stand in quotes.
import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
LOCKS = {"demo": ROOT / "requirements" / "base.lock", "dev": ROOT / "requirements" / "dev.lock"}
OLDEST = (3, 11)
OTHER_PYTHONS = ("python3.13", "python3.12", "python3.11")


class BootstrapFailed(Exception):
    """The environment could not be made; the message says why and what to do."""


def main(arguments: "list[str]") -> None:
    target = arguments[0] if arguments else "demo"
    if target not in LOCKS:
        raise BootstrapFailed(f"Say what to install: {' or '.join(sorted(LOCKS))}.")
    if not is_installed(target):
        with only_one_at_a_time():
            # Somebody else may have installed it while this process waited.
            if not is_installed(target):
                install(target)


def install(target: str) -> None:
    """Leave a stamp only when everything is in place, so that a cut start is repeated."""
    if not venv_works():
        make_venv(find_python())
    lock = LOCKS[target].relative_to(ROOT)
    print(
        f"Installing the packages of {lock}; the first time this may take a minute ...", flush=True
    )
    install_packages(["--require-hashes", "-r", str(lock)])
    install_packages(["--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    stamp(target).write_text(fingerprint(target))


def is_installed(target: str) -> bool:
    """Say whether this very lock is in; what development needs includes what the demo needs."""
    wanted = [target] if target == "dev" else [target, "dev"]
    return VENV_PYTHON.exists() and any(
        stamp(name).exists() and stamp(name).read_text() == fingerprint(name) for name in wanted
    )


def stamp(target: str) -> Path:
    return VENV / f".installed-{target}"


def fingerprint(target: str) -> str:
    """Change with the lock, the project's own metadata and the place, which an editable install knows."""
    contents = [LOCKS[target].read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    return hashlib.sha256(b"\0".join([*contents, os.fsencode(ROOT)])).hexdigest()


@contextlib.contextmanager
def only_one_at_a_time() -> "Iterator[None]":
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "bootstrap.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another start is installing; waiting for it ...", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def venv_works() -> bool:
    return is_new_enough(VENV_PYTHON) and answers(VENV_PYTHON, "import pip")


def make_venv(python: str) -> None:
    print(f"Making {VENV.name} with {python} ...", flush=True)
    if not succeeds([python, "-m", "venv", "--clear", str(VENV)]):
        raise BootstrapFailed("The virtual environment could not be made; see above.")


def find_python() -> str:
    """Return a Python that is new enough and can make virtual environments.

    Raises:
        BootstrapFailed: there is none; the message says which half is missing.
    """
    found = [sys.executable, *(shutil.which(name) for name in OTHER_PYTHONS)]
    new_enough = [python for python in found if python and is_new_enough(python)]
    if not new_enough:
        raise BootstrapFailed(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed. This is {sys.version.split()[0]}, "
            f"and none of {', '.join(OTHER_PYTHONS)} is on the PATH.\n"
            "Install one and start again, or name it: make demo PYTHON=/path/to/python3"
        )
    for python in new_enough:
        if answers(python, "import venv, ensurepip"):
            return python
    raise BootstrapFailed(
        f"{new_enough[0]} cannot make virtual environments: its module venv or ensurepip is missing.\n"
        "On Debian and Ubuntu: apt-get install python3-venv"
    )


def is_new_enough(python: "str | Path") -> bool:
    return answers(python, f"import sys; sys.exit(sys.version_info < {OLDEST})")


def install_packages(arguments: "list[str]") -> None:
    """Install with uv, for speed; with pip where uv cannot be had or fails.

    Raises:
        BootstrapFailed: neither could.
    """
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check"]
    uv = [str(VENV_PYTHON), "-m", "uv", "pip", "install", "-q", "--python", str(VENV_PYTHON)]
    if (has_uv() or succeeds([*pip, "install", "-q", "uv"])) and succeeds([*uv, *arguments]):
        return
    print("Once more with pip, which also reads pip's own configuration ...", flush=True)
    if not succeeds([*pip, "install", "-q", *arguments]):
        raise BootstrapFailed(
            "The packages could not be installed; the lines above say why.\n"
            "Is there a network? Behind a proxy set HTTPS_PROXY; with a mirror set PIP_INDEX_URL."
        )


def has_uv() -> bool:
    return answers(VENV_PYTHON, "import uv")


def answers(python: "str | Path", code: str) -> bool:
    """Say whether this interpreter runs `code` without an error."""
    try:
        done = subprocess.run(
            [str(python), "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    return done.returncode == 0


def succeeds(command: "list[str]") -> bool:
    return subprocess.run(command, cwd=str(ROOT)).returncode == 0


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except BootstrapFailed as failure:
        sys.exit(f"\n{failure}")
    except OSError as error:
        sys.exit(f"\nThe environment cannot be made here: {error}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next start goes on from here.")
