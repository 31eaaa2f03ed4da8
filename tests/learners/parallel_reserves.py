"""Fifty threads reserve at once in a new SQLite file; prints [granted, asked] as JSON."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from learners.models import Budget, Learner  # noqa: E402
from tests.learners.test_budgets import granted_in_parallel  # noqa: E402


def main():
    call_command("migrate", "learners", verbosity=0)
    learners = [Learner.objects.create_user(f"l{n}@example.org").pk for n in range(50)]
    by_one = granted_in_parallel(learners[:1] * 50, tokens=100)
    Budget.objects.all().delete()
    by_all = granted_in_parallel(learners, tokens=100)
    print(json.dumps({"by_one": [sum(by_one), 50], "by_all": [sum(by_all), 50]}))


main()
