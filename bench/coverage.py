"""How well replies keep to their briefs, by provider, model and version of the prompts.

    python -m bench coverage

Counts replies in the database that the environment names, and the words that they were told to
introduce or elicit. A word is kept that was introduced, or elicited without being said.
"""

import os
import subprocess
import sys
from collections.abc import Mapping

import django

from bench.figures import table

HEADS = (
    "provider", "model", "prompts", "replies", "planned words", "kept %", "beyond level %",
    "in another language",
)  # fmt: skip


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # Models can be imported only when the settings are known.
    from sessions.desk.coverage import plan_coverage  # noqa: PLC0415

    rows = [
        (
            *(row.provider, row.model, row.prompt_version, row.replies, row.planned),
            *(shown(row.kept_percent), shown(row.beyond_level_percent), row.in_other_language),
        )
        for row in plan_coverage()
    ]
    print(table(HEADS, rows))


def shown(percent: float | None) -> float | str:
    return "-" if percent is None else percent


def coverage_of(environment: Mapping[str, str]) -> str:
    """Return the table of another deployment."""
    command = [sys.executable, "-m", "bench.coverage"]
    return subprocess.run(
        command, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


if __name__ == "__main__":
    main()
