"""Reading environment variables. An empty value is the same as none, for every variable."""

import contextlib
import json
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


class CannotStart(ImproperlyConfigured):
    """The environment asks for what cannot be; the message says all of it."""


class Environment:
    """Typed reading of variables; what cannot be read is gathered in `problems`."""

    def __init__(self, variables=None) -> None:
        self.variables = os.environ if variables is None else variables
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, "").strip() or default

    def integer(self, name: str, default: int, *, least: int = 0, most: int = 10**12) -> int:
        return self._number(name, default, int, "a whole number", least, most)

    def number(self, name: str, default: float, *, least: float = 0.0, most: float = 1e12) -> float:
        return self._number(name, default, float, "a number", least, most)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.text(name, "yes" if default else "no").lower()
        if value not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
            self.problems.append(f"{name} must be yes or no, not '{value}'.")
        return value in {"1", "true", "yes", "on"}

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name, default).lower()
        if value not in allowed:
            self.problems.append(f"{name} must be one of {', '.join(allowed)}, not '{value}'.")
            return default
        return value

    def texts(self, name: str, default: str = "") -> list[str]:
        """Read a comma-separated or JSON list."""
        value = self.text(name, default)
        if not value.startswith("["):
            return [item.strip() for item in value.split(",") if item.strip()]
        try:
            return [str(item) for item in json.loads(value)]
        except json.JSONDecodeError:
            self.problems.append(f"{name} must be a comma-separated or a JSON list.")
            return []

    def _number(self, name, default, convert, kind, least, most):
        value = self.text(name)
        if not value:
            return default
        with contextlib.suppress(ValueError):
            if least <= (number := convert(value)) <= most:
                return number
        self.problems.append(f"{name} must be {kind} from {least:g} to {most:g}, not '{value}'.")
        return default


def unwritable(folder: Path) -> list[str]:
    """Make a folder, and return a sentence if anything in it is closed to this process."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder, *folder.iterdir()]
    except OSError as error:
        return [f"VAR_DIR: {folder} cannot be used: {error.strerror}. {_ELSEWHERE}"]
    # One that is gone by now was the draft of another start.
    closed = [str(path) for path in paths if not _may_be_written(path) and path.exists()]
    if closed:
        return [f"VAR_DIR: this user may not write {', '.join(closed)}. {_ELSEWHERE}"]
    return []


def _may_be_written(path: Path) -> bool:
    as_this_user = os.access in os.supports_effective_ids
    return os.access(path, os.R_OK | os.W_OK, effective_ids=as_this_user)


_ELSEWHERE = "Set VAR_DIR to a folder that may be written."


def kept_secret(path: Path) -> str:
    """Return the secret in `path`; the first call makes it, readable by the owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        # A link appears whole and only once: of two first starts, one wins and both read it.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
