"""Thirty-two threads review one card in a new SQLite file; prints what came of it as JSON."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from tests.progress.test_parallel_reviews import review_at_once  # noqa: E402

call_command("migrate", verbosity=0)
print(json.dumps(review_at_once()))
