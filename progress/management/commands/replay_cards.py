from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from learners.models import Learner
from progress.rebuilding import differences, rebuild_memories


class Command(BaseCommand):
    help = "Rebuild every card from its log, or with --check prove that each already is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, only report")
        parser.add_argument("--learner", metavar="EMAIL", help="one learner instead of all")

    def handle(self, *args: Any, check: bool, learner: str | None, **options: Any) -> None:
        learners = Learner.objects.order_by("pk")
        if learner:
            learners = learners.filter(email__iexact=learner)
            if not learners:
                raise CommandError(f"There is no learner {learner}.")
        if check:
            self._check(learners)
        else:
            changed = sum(rebuild_memories(one) for one in learners.iterator())
            self.stdout.write(f"{changed} cards were changed.")

    def _check(self, learners: QuerySet[Learner]) -> None:
        found = 0
        for one in learners.iterator():
            for card, names in differences(one):
                found += 1
                self.stdout.write(f"card {card.pk} differs from its log in: {', '.join(names)}")
        if found:
            raise CommandError(f"{found} cards differ from their log.")
        self.stdout.write("Every card is what its log says.")
