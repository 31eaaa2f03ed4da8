"""What every request gets: an id, a path without trailing slash, and logs without secrets."""

import logging
import re
import uuid
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")

_ACCEPTABLE_ID = re.compile(r"[\w.-]{8,64}", re.ASCII)
_SECRETS = re.compile(
    r"eyJ[\w-]+\.[\w-]+\.[\w-]+|sk-[\w-]{8,}|(?<=token=)[^&\s\"]+|(?<=ticket=)[^&\s\"]+"
)


def acceptable_id(given: str) -> str:
    """Return the id that a caller gave, or one of our own when it could confuse a log."""
    return given if _ACCEPTABLE_ID.fullmatch(given) else uuid.uuid4().hex


class RequestIdMiddleware:
    """Take the caller's X-Request-ID, or make one; logs, errors and the answer carry it."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        request.id = acceptable_id(request.headers.get("X-Request-ID", ""))
        token = request_id.set(request.id)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = request.id
        return response


class TrailingSlashMiddleware:
    """Let every API path work with and without its slash; a redirect would lose a POST's body."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith("/api/"):
            request.path_info = request.path_info.rstrip("/")
        return self.get_response(request)


class NoStoreMiddleware:
    """Let no cache keep what an API tells one person: their tokens, or what they signed in for."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_personal = "Authorization" in request.headers or "/auth/" in request.path_info
        if is_personal and request.path_info.startswith("/api/"):
            response["Cache-Control"] = "no-store"
        return response


class RequestIdFilter(logging.Filter):
    def filter(self, record):
        record.request_id = request_id.get()
        return True


class RedactFilter(logging.Filter):
    """Blot out tokens and keys, whoever logs them."""

    def filter(self, record):
        text = record.getMessage()
        clean = _SECRETS.sub("[redacted]", text)
        if clean != text:
            record.msg, record.args = clean, ()
        return True


class OrdinaryRefusalFilter(logging.Filter):
    """Log a request that was refused in a line; a traceback is for what went wrong on our side."""

    def filter(self, record):
        if 400 <= getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        return True


class WithoutQueryFilter(logging.Filter):
    """Cut the query from every path that a server logs; it may hold tokens."""

    def filter(self, record):
        if isinstance(record.args, tuple):
            record.args = tuple(map(_without_query, record.args))
        elif record.args:
            record.args = {name: _without_query(value) for name, value in record.args.items()}
        return True


def _without_query(logged):
    is_path = isinstance(logged, str) and logged.startswith("/")
    return logged.partition("?")[0] if is_path else logged
