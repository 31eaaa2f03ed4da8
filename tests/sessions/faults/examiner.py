"""The doctor's questions, asked again and again: a process of its own that stays.

Starting `manage.py doctor` takes seconds, and the tests ask after every step.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping

import django

from tests.rig.servers import ROOT


class Examiner:
    """`with Examiner(environment) as examiner: examiner.broken_invariants()`"""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment

    def __enter__(self) -> "Examiner":
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=ROOT, env=self.environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        return self

    def __exit__(self, *error) -> None:
        with self.process:
            self.process.stdin.close()

    def broken_invariants(self) -> list[str]:
        self.process.stdin.write("?\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for _ in sys.stdin:
        print(json.dumps(_at_one_moment()), flush=True)


def _at_one_moment() -> list[str]:
    """Look at one state of the database, while turns go on."""
    from django.db import connection, transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from sessions.invariants import broken_invariants  # noqa: PLC0415

    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return broken_invariants(now=timezone.now())
    finally:
        connection.close()


if __name__ == "__main__":
    main()
