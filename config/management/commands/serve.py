"""Serve with Daphne, in one process: what embedded mode needs."""

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Start the server (Daphne, one process); a database must have been migrated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host, port, **options):
        # Installs Twisted's reactor, which other commands do without.
        from config.asgi import application  # noqa: PLC0415
        from config.server import open_port, serve  # noqa: PLC0415

        try:
            listener = open_port(host, port)
        except OSError as error:
            raise CommandError(f"Port {port} of {host} cannot be used: {error.strerror}.") from None
        serve(application, listener=listener)
