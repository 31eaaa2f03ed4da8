"""Say by the exit status whether a container does its work: `healthcheck.py web` or `beat`."""

import os
import sys
import urllib.request
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

# Beat writes its marks to the database every three minutes; its most frequent job runs more often.
BEAT_MAY_BE_SILENT = timedelta(minutes=10)


def web() -> bool:
    """Ask this very server, under a name that it serves."""
    from config.environment import Environment  # noqa: PLC0415  # beat's check does without

    host = Environment().texts("ALLOWED_HOSTS", "localhost")[0].lstrip(".")
    request = urllib.request.Request("http://127.0.0.1:8000/healthz", headers={"Host": host})
    with urllib.request.urlopen(request, timeout=5) as answer:
        return answer.status == 200


def beat() -> bool:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415  # the web server's check does without

    django.setup()
    from django.utils import timezone  # noqa: PLC0415
    from django_celery_beat.models import PeriodicTask  # noqa: PLC0415

    since = timezone.now() - BEAT_MAY_BE_SILENT
    return PeriodicTask.objects.filter(last_run_at__gte=since).exists()


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "beat": beat}[sys.argv[1]]() else 1)
