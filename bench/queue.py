"""Is the queue fast with ten million cards? Fills a PostgreSQL database and asks for pages.

    python -m bench queue [--learners 10000] [--cards 1000]

The server is a throwaway one, or the one that TEST_DATABASE_URL names, on which a database is made
and dropped. Ten million cards take 5 GB of disk.
"""

import argparse
import os

import django
import psycopg
from psycopg import sql

from tests.rig import stores

NAME = "bench_queue"


def main() -> None:
    options = _options()
    with stores.postgresql() as server:
        url = _new_database(server.url)
        try:
            _point_django_at(url)
            # Models can be imported only when the settings are known.
            from bench import queueing  # noqa: PLC0415

            queueing.fill(learners=options.learners, cards=options.cards)
            queueing.measure(requests=options.requests, seed=options.seed)
            queueing.measure_attempts()
            queueing.disconnect()
        finally:
            _drop_database(server.url)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=10_000)
    parser.add_argument("--cards", type=int, default=1000, help="of each learner")
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2026)
    return parser.parse_args()


def _new_database(server_url: str) -> str:
    _drop_database(server_url)
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
    return f"{server_url.rsplit('/', 1)[0]}/{NAME}"


def _drop_database(server_url: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME))
        server.execute(drop)


def _point_django_at(url: str) -> None:
    os.environ["TEST_DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()


if __name__ == "__main__":
    main()
