"""Counting what is asked for, and refusing what is too much of it."""

import hashlib
import hmac
import time

from django.conf import settings
from django.http import HttpRequest
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from limiting.addresses import client_address
from limiting.buckets import take
from limiting.spent import Spent, remember
from limiting.table import LIMITS, Limit
from limiting.waiting import whole_seconds


class TooManyRequests(APIException):
    """More was asked for than one address, one account or the whole site may."""

    status_code = status.HTTP_429_TOO_MANY_REQUESTS
    default_code = "too_many_requests"
    default_detail = "That is too often. Please wait before you try again."

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = max(1, whole_seconds(wait))


def spend(action: str, request: Request | HttpRequest, *, account: str = "") -> None:
    """Count one request against every limit of its action; the answer tells what is left.

    Args:
        account: who asks, or whom it is about; without one only address and site are counted.

    Raises:
        TooManyRequests: one of the limits is used up. Then it counts against none.
    """
    spent = spend_from(client_address(request.META), action, account=account)
    _tell(request, spent)
    if spent.refused:
        spent.give_back()
        raise TooManyRequests(max(taken.wait for taken in spent.refused))


def spend_from(address: str, action: str, *, account: str = "") -> Spent:
    """Take one token of every limit of an action; whoever asks looks at what was refused."""
    factor = settings.RATE_LIMITS
    if not factor:
        return Spent(action, ())
    now = time.time()
    return Spent(
        action,
        tuple(
            (key, take(key, limit.times(factor), now=now))
            for limit in LIMITS[action]
            if (key := _key(action, limit, address, account))
        ),
    )


def digest(text: str) -> str:
    """Return what stands for an address or account where nobody's shall be readable."""
    key = f"limits {settings.SECRET_KEY}".encode()
    return hmac.new(key, text.encode(errors="replace"), hashlib.sha256).hexdigest()[:32]


def _tell(request: Request | HttpRequest, spent: Spent) -> None:
    plain = request._request if isinstance(request, Request) else request
    remember(plain, spent)


def _key(action: str, limit: Limit, address: str, account: str) -> str:
    whose = {
        "address": address,
        "account": account,
        "account from one address": account and f"{account} {address}",
        "site": "all",
    }[limit.per]
    return f"{action}:{limit.per.replace(' ', '-')}:{digest(whose)}" if whose else ""
