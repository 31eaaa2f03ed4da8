"""How well replies keep to their plan, by provider, model and version of the prompts.

    python -m bench coverage

Counts the words that replies were told to introduce or elicit, in the database that the
environment names. A word is kept that was introduced, or elicited without being said.
"""

import os
import subprocess
import sys
from collections.abc import Mapping

import django

from bench.figures import table

HEADS = ("provider", "model", "prompts", "planned words", "kept %")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # Models can be imported only when the settings are known.
    from sessions.coverage import plan_coverage  # noqa: PLC0415

    rows = [
        (row.provider, row.model, row.prompt_version, row.planned, row.kept_percent)
        for row in plan_coverage()
    ]
    print(table(HEADS, rows))


def coverage_of(environment: Mapping[str, str]) -> str:
    """Return the table of another deployment."""
    command = [sys.executable, "-m", "bench.coverage"]
    return subprocess.run(
        command, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


if __name__ == "__main__":
    main()
