"""What the SDKs raise, told in our own words.

Both SDKs come from one generator and name their errors alike, but let some through raw: broken
JSON, and on streams whatever the HTTP layer raises.
"""

import math
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from types import ModuleType
from typing import Any, Final

from tutoring.providers.base import FailureKind, ProviderFailed

_BY_NAME: Final = {
    "insufficient_quota": FailureKind.QUOTA_EXHAUSTED,
    "billing_error": FailureKind.QUOTA_EXHAUSTED,
    "overloaded_error": FailureKind.OVERLOADED,
    "server_is_overloaded": FailureKind.OVERLOADED,
    "rate_limit_error": FailureKind.RATE_LIMITED,
    "rate_limit_exceeded": FailureKind.RATE_LIMITED,
    "authentication_error": FailureKind.NOT_ALLOWED,
    "permission_error": FailureKind.NOT_ALLOWED,
    "invalid_api_key": FailureKind.NOT_ALLOWED,
    "not_found_error": FailureKind.MODEL_NOT_FOUND,
    "model_not_found": FailureKind.MODEL_NOT_FOUND,
    "timeout_error": FailureKind.TIMED_OUT,
    "content_filter": FailureKind.REFUSED,
    "content_policy_violation": FailureKind.REFUSED,
}
_BY_STATUS: Final = {
    401: FailureKind.NOT_ALLOWED,
    402: FailureKind.QUOTA_EXHAUSTED,
    403: FailureKind.NOT_ALLOWED,
    404: FailureKind.MODEL_NOT_FOUND,
    408: FailureKind.TIMED_OUT,
    429: FailureKind.RATE_LIMITED,
    503: FailureKind.OVERLOADED,
    504: FailureKind.TIMED_OUT,
    529: FailureKind.OVERLOADED,
}


@contextmanager
def translated(sdk: ModuleType) -> Iterator[None]:
    """Raise `ProviderFailed` for everything an SDK raises when a call goes wrong."""
    import httpx2  # noqa: PLC0415  # comes with the SDK, which is slow to import

    try:
        yield
    except sdk.APITimeoutError as error:
        raise ProviderFailed(_of_timeout(error.__cause__)) from error
    except sdk.APIConnectionError as error:
        raise ProviderFailed(FailureKind.UNREACHABLE) from error
    except sdk.APIError as error:
        raise _told(error) from error
    except httpx2.TimeoutException as error:
        raise ProviderFailed(_of_timeout(error)) from error
    except httpx2.HTTPError as error:
        raise ProviderFailed(FailureKind.UNREACHABLE) from error
    except ValueError as error:  # JSON, encodings, and pydantic's complaints
        raise ProviderFailed(FailureKind.MALFORMED, type(error).__name__) from error


def kind_named(*names: str | None, status: int = 0) -> FailureKind:
    """Return the kind of a failure from the names a provider gives it, or from its status."""
    named = next((_BY_NAME[name] for name in names if name in _BY_NAME), None)
    return named or _BY_STATUS.get(status) or _by_hundreds(status)


def retry_after(headers: Mapping[str, str], *, now: float | None = None) -> float | None:
    """Return the seconds that Retry-After asks for, given as seconds or as a date; or None.

    OpenAI also gives milliseconds, in a header of its own.
    """
    milliseconds, text = headers.get("retry-after-ms", ""), headers.get("retry-after", "").strip()
    seconds = _number(milliseconds) / 1000
    if math.isnan(seconds):
        seconds = _number(text)
    if math.isnan(seconds):
        seconds = _seconds_until(text, time.time() if now is None else now)
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _of_timeout(error: BaseException | None) -> FailureKind:
    """Return the kind of a timeout; a call that found no connection reached nobody."""
    import httpx2  # noqa: PLC0415

    not_sent = isinstance(error, httpx2.ConnectTimeout | httpx2.PoolTimeout)
    return FailureKind.UNREACHABLE if not_sent else FailureKind.TIMED_OUT


def _told(error: Any) -> ProviderFailed:
    response = getattr(error, "response", None)
    status = response.status_code if response is not None else 0
    names = getattr(error, "code", None), getattr(error, "type", None)
    return ProviderFailed(
        kind_named(*names, status=status),
        # The message of the provider can quote the prompt, and does not belong in a log.
        f"{type(error).__name__} {status} {' '.join(name for name in names if name)}",
        retry_after=retry_after(response.headers) if response is not None else None,
    )


def _by_hundreds(status: int) -> FailureKind:
    return FailureKind.BAD_REQUEST if 400 <= status < 500 else FailureKind.SERVER_FAULT


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _seconds_until(date: str, now: float) -> float:
    try:
        return parsedate_to_datetime(date).timestamp() - now
    except ValueError:
        return math.nan
