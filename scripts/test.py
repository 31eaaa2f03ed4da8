"""Run the suite on SQLite in one process, then what knows a database on PostgreSQL and Redis."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.rig.stores import ServiceMissing, postgresql, redis  # noqa: E402

VARIABLES = ("TEST_DATABASE_URL", "TEST_REDIS_URL")
# The tutor has no tables: what passed on one database passes on the other.
KNOW_NO_DATABASE = ["--ignore=tests/tutoring"]
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def main(arguments: list[str]) -> int:
    results = [run_suite("SQLite, in-memory channel layer", {}, arguments)]
    try:
        with contextlib.ExitStack() as stack:
            services = [stack.enter_context(lend()) for lend in (postgresql, redis)]
            title = "PostgreSQL ({}) and Redis ({})".format(*(s.source for s in services))
            urls = {name: service.url for name, service in zip(VARIABLES, services, strict=True)}
            results.append(run_suite(title, urls, arguments or KNOW_NO_DATABASE))
    except ServiceMissing as missing:
        print(f"\n!! NOT RUN on PostgreSQL and Redis: {missing}.", flush=True)
        results.append(CI)
    return int(any(results))


def run_suite(title: str, urls: dict[str, str], arguments: list[str]) -> int:
    """Run pytest with exactly these servers, and return its exit status."""
    print(f"\n== The suite on {title}", flush=True)
    started = time.monotonic()
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    # Two workers at least: what two tests at once disturb in each other should show.
    workers = str(max(2, os.cpu_count() or 2))
    status = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup", *arguments],
        cwd=ROOT,
        env=environment | urls,
    ).returncode
    print(f"== {'passed' if status == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
