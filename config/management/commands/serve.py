"""Serve with uvicorn: embedded in one process, in production in as many as asked for."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from config.health import BEHIND, PENDING, database_state
from config.server import open_port, serve


class Command(BaseCommand):
    help = "Start the server; a database must have been migrated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="processes; they need Redis")

    def handle(self, *, host: str, port: int, workers: int, **options: Any) -> None:
        if workers > 1 and not settings.REDIS_URL:
            raise CommandError("Several processes need Redis to hear of each other: set REDIS_URL.")
        if database_state() == PENDING:
            raise CommandError(BEHIND)
        connection.close()
        try:
            listener = open_port(host, port)
        except OSError as error:
            raise CommandError(f"Port {port} of {host} cannot be used: {error.strerror}.") from None
        serve(listener=listener, workers=workers)
