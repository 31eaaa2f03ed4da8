"""Periodic work on accounts. Each task is safe to run twice."""

from celery import shared_task
from django.utils import timezone

from learners.mail.outbox import send_due_mails


@shared_task
def send_mails(**_newer_arguments: object) -> int:
    return send_due_mails(now=timezone.now())
