"""Leaving: everything about a learner is deleted, after some days in which they can come back."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from learners.mail.outbox import post
from learners.models import Learner, Mail
from learners.security_log import note


@transaction.atomic
def plan_deletion(learner: Learner, *, now: datetime) -> None:
    """Sign the learner out everywhere and set the day of the deletion; signing in takes it back."""
    learner.delete_at = now + timedelta(days=settings.DELETION_GRACE_DAYS)
    learner.save(update_fields=["delete_at"])
    learner.end_sign_ins()
    note("deletion_planned", learner=learner.pk)
    post(Mail.Kind.DELETION_PLANNED, learner=learner, now=now)
