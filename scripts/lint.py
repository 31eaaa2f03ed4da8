"""Every check that needs no test: format, lint, import contracts, types, migrations, Dockerfile."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent

CHECKS: dict[str, list[str | Path]] = {
    # What the lock says, stubs too: another mypy would find other faults.
    "packages": [sys.executable, "scripts/bootstrap.py", "dev"],
    "format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "lint": [sys.executable, "-m", "ruff", "check", "."],
    "import contracts": [PROGRAMS / "lint-imports"],
    "types": [sys.executable, "-m", "mypy"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "Dockerfile": [PROGRAMS / "hadolint", "Dockerfile"],
}


def main() -> int:
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    print(f"\n{len(CHECKS) - len(failed)} of {len(CHECKS)} checks passed.")
    if failed:
        print(f"FAILED: {', '.join(failed)}")
    return int(bool(failed))


def passes(name: str, command: list[str | Path]) -> bool:
    print(f"\n== {name}", flush=True)
    # The checks look at the project, not at what a developer's .env makes of it.
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.run(command, cwd=ROOT, env=environment).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
