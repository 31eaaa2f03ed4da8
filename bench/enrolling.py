"""Put learners with a session each into the database that the environment names.

    python -m bench.enrolling COUNT

prints one JSON array of their access tokens and sessions. Over the API it would take minutes: a
password is slow to hash, on purpose.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import django

if TYPE_CHECKING:  # at run time models can be imported only when the settings are known
    from learners import models

from bench.practising import Learner


def main(count: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # Models can be imported only when the settings are known.
    from django.utils import timezone  # noqa: PLC0415

    from learners.accounts import register_guest  # noqa: PLC0415
    from learners.tokens import issue_tokens  # noqa: PLC0415

    guests = [register_guest(timezone="Europe/Paris") for _ in range(count)]
    sessions = asyncio.run(_begin_sessions(guests))
    tokens = [issue_tokens(guest, now=timezone.now()).access_token for guest in guests]
    print(json.dumps(list(zip(tokens, map(str, sessions), strict=True))))


async def _begin_sessions(guests: Sequence["models.Learner"]) -> list[UUID]:
    from django.utils import timezone  # noqa: PLC0415

    from sessions.lifecycle.starting import SessionPlan, start_session  # noqa: PLC0415
    from tutoring.tutor import configured_tutor  # noqa: PLC0415

    # Without a greeting, which would cost a second of the model each.
    plan = SessionPlan(planned_duration_minutes=60, generate_greeting=False)
    begun = [
        await start_session(learner=guest, plan=plan, tutor=configured_tutor(), now=timezone.now())
        for guest in guests
    ]
    return [started.session.id for started in begun]


def enrolled(count: int, environment: Mapping[str, str]) -> list[Learner]:
    """Return new learners of another deployment."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.enrolling", str(count)],
        env=environment, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return [
        Learner({"Authorization": f"Bearer {token}"}, session_id)
        for token, session_id in json.loads(done.stdout)
    ]


if __name__ == "__main__":
    main(int(sys.argv[1]))
