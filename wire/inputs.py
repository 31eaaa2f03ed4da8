"""Reading what a client sent, and saying exactly where it is wrong."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

from rest_framework import serializers, status
from rest_framework.exceptions import APIException, ErrorDetail, ParseError
from rest_framework.request import Request

MAX_ID = 2**63 - 1
_MAX_DIGITS = len(str(MAX_ID))

# The words that client apps of the earlier server know, where ours differ.
_TYPES: dict[str | None, str] = {"required": "missing", "null": "missing", "invalid_choice": "enum"}

# What a serializer found wrong: as many levels as what it reads has.
Detail = ErrorDetail | Sequence["Detail"] | Mapping[str, "Detail"]
Place = Sequence[str | int]


class Fault(TypedDict):
    loc: list[str | int]
    msg: str
    type: str | None


class InvalidInput(APIException):
    """Something in the body, query or path is not what was asked for.

    Attributes:
        errors: one or more; `loc` starts with body, query or path.
    """

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "validation_failed"

    def __init__(self, errors: Sequence[Fault]) -> None:
        self.errors = errors
        first = errors[0]
        super().__init__(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}")


def one_of(choices: Iterable[str], **options: Any) -> serializers.ChoiceField:
    """Return a field for one of `choices`, which a refusal names."""
    names = [*choices]
    refusal = f'"{{input}}" is not one of {", ".join(names)}.'
    return serializers.ChoiceField(names, error_messages={"invalid_choice": refusal}, **options)


def read_body(
    serializer_class: type[serializers.BaseSerializer[Any]], request: Request, **options: Any
) -> Any:
    """Return the validated body.

    Raises:
        InvalidInput: a field is missing, wrong or, where the serializer says so, unknown.
    """
    return _validated(serializer_class(data=_body(request), **options), "body")


def read_query(
    serializer_class: type[serializers.Serializer[Any]], request: Request
) -> dict[str, Any]:
    """Return the validated query parameters; an empty value counts as absent.

    Raises:
        InvalidInput: a parameter is wrong.
    """
    given = {name: value for name, value in request.query_params.items() if value != ""}
    values: dict[str, Any] = _validated(serializer_class(data=given), "query")
    return values


def read_uuid(text: str, name: str) -> uuid.UUID:
    """Return a path's UUID.

    Raises:
        InvalidInput: `text` is not a UUID.
    """
    try:
        return uuid.UUID(text)
    except ValueError:
        raise _path_fault(name, "must be a UUID", "uuid_parsing") from None


def read_id(text: str, name: str) -> int:
    """Return a path's integer id, 1 or more.

    Raises:
        InvalidInput: `text` is not such a number.
    """
    is_number = text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS
    if not (is_number and 1 <= int(text) <= MAX_ID):
        raise _path_fault(name, "must be a whole number of 1 or more", "int_parsing")
    return int(text)


def faults(detail: Detail, loc: Place) -> list[Fault]:
    """Flatten the errors of a serializer, however nested, into a list."""
    if isinstance(detail, Mapping):
        return [
            fault
            for name, inner in detail.items()
            for fault in faults(inner, loc if name == "non_field_errors" else [*loc, name])
        ]
    if not isinstance(detail, ErrorDetail):
        nested = any(not isinstance(item, ErrorDetail) for item in detail)
        return [
            fault
            for index, item in enumerate(detail)
            for fault in faults(item, [*loc, index] if nested else loc)
        ]
    kind = _TYPES.get(detail.code, detail.code)
    said = [_sendable(part) if isinstance(part, str) else part for part in loc]
    return [{"loc": said, "msg": _sendable(str(detail)), "type": kind}]


def _sendable(text: str) -> str:
    """Replace lone surrogates: JSON can bring them, but no answer can carry them."""
    return text.encode(errors="replace").decode()


def _body(request: Request) -> Any:
    try:
        return request.data
    except RecursionError:
        raise ParseError("JSON parse error - nested too deeply") from None


def _validated(serializer: serializers.BaseSerializer[Any], place: str) -> Any:
    if not serializer.is_valid():
        detail: Any = serializer.errors
        raise InvalidInput(faults(detail, [place]))
    return serializer.validated_data


def _path_fault(name: str, msg: str, kind: str) -> InvalidInput:
    return InvalidInput([{"loc": ["path", name], "msg": f"{name} {msg}.", "type": kind}])
