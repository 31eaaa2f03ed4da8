"""The Celery app of the workers and of beat: `celery -A config worker`, `celery -A config beat`."""

import os
from typing import Any

from celery import Celery, Task
from celery.signals import task_success
from django.conf import settings
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("tutor")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@task_success.connect
def note_success(sender: Task[..., Any], **_details: Any) -> None:
    """Remember that a periodic job succeeded."""
    from config.models import JobRun  # noqa: PLC0415 - the app is made before the models are ready

    if sender.name in {job["task"] for job in settings.CELERY_BEAT_SCHEDULE.values()}:
        JobRun.objects.update_or_create(task=sender.name, defaults={"succeeded_at": timezone.now()})
