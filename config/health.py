"""Is the process alive, and can it do its work?"""

from typing import Final

from django.core.cache import cache
from django.db import DatabaseError, Error, OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse

PENDING: Final = "migrations pending"
BEHIND: Final = "The database is behind the program. Bring it up to date: python manage.py migrate"


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
    return {"database": database_state(), "cache": _cache()}


def database_state() -> str:
    """Return "ok", PENDING, or the name of the error with which the database does not answer."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        return type(error).__name__
    return PENDING if behind else "ok"


def _cache():
    try:
        cache.get("ready")
    except Exception as error:  # whatever the cache backend raises, it is not ready
        return type(error).__name__
    return "ok"


def what_to_do(error: DatabaseError) -> str:
    """Return what somebody at a terminal should know of an error; nothing if it is our fault."""
    is_about_tables = isinstance(error, ProgrammingError) or str(error).startswith("no such ")
    if is_about_tables and database_state() == PENDING:
        return BEHIND
    if isinstance(error, OperationalError) and not is_about_tables:
        return f"The database cannot be used: {str(error).splitlines()[0]}"
    return ""
