"""The catalogue of error codes, taken from the very classes that are raised."""

import inspect
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.http import HttpRequest, JsonResponse
from rest_framework import exceptions

import config.problems  # noqa: F401 - a class is listed when its module is loaded

# Answers that no exception of a view stands for.
_OTHERS = (
    (400, "bad_request", "The request could not be understood."),
    (403, "csrf_failed", "The form has expired. Please load the page again."),
    (500, "internal", "Something went wrong on our side."),
)
# Never answered as such: they are told as validation_failed.
_TRANSLATED = (exceptions.ValidationError, exceptions.ParseError, exceptions.APIException)
Raised = exceptions.APIException


@dataclass(frozen=True, order=True, slots=True)
class Entry:
    status: int
    code: str
    detail: str


def catalogue() -> list[Entry]:
    """Return every code that an error can have, by status."""
    classes = [kind for kind in _subclasses(exceptions.APIException) if _is_answered(kind)]
    entries = {Entry(kind.status_code, kind.default_code, _meaning(kind)) for kind in classes}
    return sorted(entries | {Entry(*other) for other in _OTHERS})


def problems(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"items": [asdict(entry) for entry in catalogue()]})


def _subclasses(kind: type[Raised]) -> Iterator[type[Raised]]:
    for child in kind.__subclasses__():
        yield child
        yield from _subclasses(child)


def _is_answered(kind: type[Raised]) -> bool:
    # Of simplejwt only the tokens are used, not its views.
    foreign = kind.__module__.startswith("rest_framework_simplejwt")
    return not (foreign or kind in _TRANSLATED or kind.__name__.startswith("_"))


def _meaning(kind: type[Raised]) -> str:
    said = kind.__dict__.get("default_detail")
    return str(said) if said else inspect.cleandoc(kind.__doc__ or "").partition("\n")[0]
