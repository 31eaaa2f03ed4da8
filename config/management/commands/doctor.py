"""Is this installation well? A report that can be pasted into a mail: it holds no secret."""

import platform
from typing import Any

import django
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from config.health import BEHIND, PENDING, readiness
from config.models import JobRun
from config.static_files import apps_without_files
from sessions.invariants import broken_invariants
from tutoring.tutor import configured_tutor


class Command(BaseCommand):
    help = "Report versions, services and jobs, and check that nothing contradicts itself."

    def handle(self, *args: Any, **options: Any) -> None:
        checks = readiness() | {"static files": _static_files()}
        self.stdout.write(f"Python {platform.python_version()}, Django {django.get_version()}")
        self.stdout.write("embedded" if settings.EMBEDDED else "production")
        for name, state in checks.items():
            self.stdout.write(f"{name}: {state}")
        models = [f"{m.provider.name} {m.provider.model}" for m in configured_tutor().models]
        self.stdout.write(f"tutor: {', '.join([*models, 'offline'])}")
        broken = self._look_inside() if checks["database"] == "ok" else []
        for sentence in broken:
            self.stderr.write(sentence)
        if checks["database"] == PENDING:
            self.stderr.write(BEHIND)
        if broken or set(checks.values()) != {"ok"}:
            raise SystemExit(1)
        self.stdout.write("Everything holds.")

    def _look_inside(self) -> list[str]:
        """Report the jobs, and return what contradicts itself."""
        runs = dict(JobRun.objects.values_list("task", "succeeded_at"))
        for name, job in settings.CELERY_BEAT_SCHEDULE.items():
            self.stdout.write(f"job {name}: last success {runs.get(str(job['task'])) or 'never'}")
        return broken_invariants(now=timezone.now())


def _static_files() -> str:
    missing = apps_without_files()
    return f"those of {', '.join(missing)} are missing" if missing else "ok"
