"""Run every periodic job once, as beat and a worker do in production."""

import logging
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.health import BEHIND, PENDING, database_state

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run every periodic job once, in this process. Embedded servers do so daily."

    def handle(self, *args: Any, **options: Any) -> None:
        if database_state() == PENDING:
            raise CommandError(BEHIND)
        failed = [
            name for name, job in settings.CELERY_BEAT_SCHEDULE.items() if not self.ran(name, job)
        ]
        if failed:
            raise SystemExit(1)

    def ran(self, name, job) -> bool:
        """One job's failure must not keep the others from running."""
        current_app.loader.import_default_modules()
        try:
            result = current_app.tasks[job["task"]].apply(throw=True)
        except Exception:
            logger.exception("The job %s failed", name)
            return False
        self.stdout.write(f"{name}: {result.result}")
        return True
