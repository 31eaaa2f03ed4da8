"""Everything that a first try needs: a database with words in it, and two people to be."""

import contextlib
import fcntl
import hashlib
import io
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from learners.models import Learner
from vocabulary.models import Word
from vocabulary.shipped_rows import LANGUAGE, LIST_FOLDER

LEARNER_EMAIL = "learner@example.org"
STAFF_EMAIL = "staff@example.org"


@dataclass(frozen=True)
class Account:
    """Someone to sign in as; the password is known only to the start that made it."""

    email: str
    password: str | None


def prepare(*, new_passwords: bool = False) -> list[Account]:
    """Bring the database up to date and return the learner and the staff member of the demo.

    Starts at the same time do this one after the other.
    """
    with _only_one_at_a_time():
        call_command("migrate", verbosity=0)
        _seed()
        return [
            _account(LEARNER_EMAIL, new_passwords, full_name="Demo learner"),
            _account(STAFF_EMAIL, new_passwords, is_staff=True, is_superuser=True),
        ]


@contextlib.contextmanager
def _only_one_at_a_time() -> Iterator[None]:
    with (settings.VAR_DIR / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _seed() -> None:
    """Load the shipped words unless this very list is in already."""
    loaded = settings.VAR_DIR / "words_loaded"
    shipped = _fingerprint(LIST_FOLDER)
    is_loaded = loaded.exists() and loaded.read_text() == shipped
    if not (is_loaded and Word.objects.filter(language=LANGUAGE).exists()):
        call_command("seed_vocabulary", stdout=io.StringIO())
        loaded.write_text(shipped)


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _account(email: str, new_password: bool, **fields) -> Account:
    learner = Learner.objects.filter(email=email).first()
    if learner and not new_password:
        return Account(email, None)
    password = secrets.token_urlsafe(12)
    if learner is None:
        Learner.objects.create_user(email, password, **fields)
    else:
        learner.set_password(password)
        learner.save(update_fields=["password"])
    return Account(email, password)


def instructions(accounts: list[Account], url: str) -> str:
    """Return what to open and what to type; the curl lines work as they are printed."""
    who = "\n".join(
        f"  {account.email:<22}{account.password or 'as printed at the first start'}"
        for account in accounts
    )
    again = "" if accounts[0].password else "  New passwords: make demo ARGS=--new-passwords\n"
    return _TEXT.format(url=url, who=who, again=again, json="-H 'Content-Type: application/json'")


# Each line can be pasted on its own; they remember the token and the session in two variables.
_TEXT = """
Practise French   {url}/
Admin             {url}/admin/
API docs          {url}/api/v1/docs

Sign in with an email address, or as a guest without:
{who}
{again}
The same over the API, in a second terminal:

TOKEN=$(curl -s -X POST {url}/api/v1/auth/guest | sed 's/.*"access_token": *"\\([^"]*\\)".*/\\1/')
SESSION=$(curl -s {url}/api/v1/sessions -H "Authorization: Bearer $TOKEN" {json} \
-d '{{"planned_duration_minutes": 10}}' | sed 's/.*"session": *{{[^}}]*"id": *"\\([^"]*\\)".*/\\1/'); echo $SESSION
curl -s {url}/api/v1/sessions/$SESSION/messages -H "Authorization: Bearer $TOKEN" {json} \
-d '{{"content": "Bonjour ! Je suis allé à le marché."}}'

Stop with Ctrl+C.
"""
