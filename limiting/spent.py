"""What was spent for one request, and how its answer tells what is left."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse

from limiting.buckets import Taken, give_back
from limiting.waiting import whole_seconds

HEADERS: Final = ("RateLimit", "RateLimit-Policy")


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens taken for one thing, of each of its limits that was asked."""

    action: str
    taken: tuple[tuple[str, Taken], ...]

    @property
    def refused(self) -> list[Taken]:
        return [taken for _, taken in self.taken if not taken.allowed]

    def give_back(self) -> None:
        """It did not happen, or should not count."""
        for key, taken in self.taken:
            if taken.allowed:
                give_back(key, taken.limit)


def headers_of(spent: Iterable[Spent]) -> dict[str, str]:
    """Return the headers of draft-ietf-httpapi-ratelimit-headers-10 for the tightest limits."""
    tightest = {
        one.action: min((t for _, t in one.taken), key=lambda taken: taken.left)
        for one in spent
        if one.taken
    }
    if not tightest:
        return {}
    policies = (f'"{name}";q={t.limit.amount};w={t.limit.seconds}' for name, t in tightest.items())
    states = (
        f'"{name}";r={t.left};t={whole_seconds(t.wait or t.full_in)}'
        for name, t in tightest.items()
    )
    return dict(zip(HEADERS, (", ".join(states), ", ".join(policies)), strict=True))


def remember(request: HttpRequest, spent: Spent) -> None:
    """Leave what was spent for the middleware."""
    request.spent = [*getattr(request, "spent", ()), spent]  # type: ignore[attr-defined]


class LimitsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in headers_of(getattr(request, "spent", ())).items():
            response[name] = value
        return response
