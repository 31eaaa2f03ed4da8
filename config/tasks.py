"""Periodic work that looks into every app. Each task is safe to run twice."""

from celery import shared_task
from django.utils import timezone

from config.privacy.erasing import erase_due_learners


@shared_task
def delete_accounts(**_newer_arguments: object) -> int:
    return erase_due_learners(now=timezone.now())
