from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from learners.models import Learner
from progress.fitting import MIN_SCORED
from progress.models import Parameters
from progress.optimising import learners_to_optimise, optimise


class Command(BaseCommand):
    help = "Fit FSRS to the learners whose reviews suffice; adopt what predicts better."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--learner", metavar="EMAIL", help="this learner, due or not")

    def handle(self, *args: Any, learner: str | None, **options: Any) -> None:
        now = timezone.now()
        for one in self._learners(learner, now):
            row = optimise(learner=one, now=now)
            self.stdout.write(f"{one}: {self._decision(row)}")

    def _learners(self, email: str | None, now: datetime) -> Iterable[Learner]:
        if email is None:
            return learners_to_optimise(now=now, minimum=MIN_SCORED)
        learners = Learner.objects.filter(email__iexact=email)
        if not learners:
            raise CommandError(f"There is no learner {email}.")
        return learners

    def _decision(self, row: Parameters | None) -> str:
        if row is None:
            return f"nothing to decide (it takes {MIN_SCORED} scored reviews)"
        return (
            f"{row.decision} after {row.scored_reviews} scored reviews; held-out loss "
            f"{row.loss_in_use:.4f} in use, {row.loss_of_candidate:.4f} candidate "
            f"(standard error of the difference {row.standard_error:.4f})"
        )
