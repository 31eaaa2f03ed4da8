"""Practise French on this machine: migrate, load the words, make two accounts, start."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import demo
from config.server import open_port, serve

PORTS_TRIED = 20


class Command(BaseCommand):
    help = "Prepare a database and start a server that only this machine can reach."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="the first port to try")
        parser.add_argument(
            "--new-passwords", action="store_true", help="give the demo accounts new passwords"
        )

    def handle(self, *, port: int, new_passwords: bool, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError(
                "The demo brings its own database. Unset DATABASE_URL and REDIS_URL, in .env too; "
                "for a real deployment see compose.yaml."
            )
        accounts = demo.prepare(new_passwords=new_passwords)
        try:
            listener = open_port("127.0.0.1", port, tries=PORTS_TRIED)
        except OSError as error:
            raise CommandError(
                f"No port from {port} to {port + PORTS_TRIED - 1} is free ({error.strerror}). "
                'Name another: make demo ARGS="--port 9000"'
            ) from None
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.stdout.write(demo.instructions(accounts, url))
        self.stdout.flush()
        serve(listener=listener)
