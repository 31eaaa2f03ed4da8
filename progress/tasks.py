"""Nightly work on memories. Each task is safe to run twice."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from learners.models import Learner
from progress.fitting import MIN_SCORED
from progress.optimising import learners_to_optimise, optimise


@shared_task
def optimise_memories(**_newer_arguments: Any) -> int:
    """Start a fit for every learner with enough new reviews; return how many."""
    started = 0
    for learner in learners_to_optimise(now=timezone.now(), minimum=MIN_SCORED):
        optimise_memory.delay(learner_id=str(learner.pk))
        started += 1
    return started


@shared_task(soft_time_limit=300)
def optimise_memory(*, learner_id: str, **_newer_arguments: Any) -> str | None:
    """Fit one learner; return the decision.

    The fit keeps Python's lock for as long as it runs, so this belongs in a worker process.
    """
    learner = Learner.objects.filter(pk=learner_id).first()
    row = optimise(learner=learner, now=timezone.now()) if learner else None
    return row.decision if row else None
