"""Let a member of staff who lost their device and their paper set up another."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.staff.second_factor import forget
from learners.models import Learner
from learners.security_log import note


class Command(BaseCommand):
    help = "Forget the second factor of a member of staff, and end their sign-ins."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **options: Any) -> None:
        member = Learner.objects.filter(email__iexact=email, is_staff=True).first()
        if member is None:
            raise CommandError(f"No member of staff has the address {email}.")
        forget(member)
        note("second_factor_reset", learner=member.pk)
        self.stdout.write("At the next sign-in another device is set up.")
