"""Is the process alive, and can it do its work?"""

from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse


def alive(request):
    return JsonResponse({"status": "ok"})


def ready(request):
    """Answer 503 while the database is away or behind; never ask the model providers."""
    checks = readiness()
    ok = all(state == "ok" for state in checks.values())
    return JsonResponse(
        {"status": "ok" if ok else "unavailable", "checks": checks}, status=200 if ok else 503
    )


def readiness() -> dict[str, str]:
    """Return "ok" or what is wrong, by service."""
    return {"database": _database(), "cache": _cache()}


def _database():
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        return type(error).__name__
    return "migrations pending" if behind else "ok"


def _cache():
    try:
        cache.get("ready")
    except Exception as error:  # whatever the cache backend raises, it is not ready
        return type(error).__name__
    return "ok"
