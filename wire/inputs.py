"""Reading what a client sent, and saying exactly where it is wrong."""

import uuid

from rest_framework import serializers, status
from rest_framework.exceptions import APIException, ParseError

MAX_ID = 2**63 - 1
_MAX_DIGITS = len(str(MAX_ID))

# The words that client apps of the earlier server know, where ours differ.
_TYPES = {"required": "missing", "null": "missing", "invalid_choice": "enum"}


class InvalidInput(APIException):
    """Something in the body, query or path is not what was asked for.

    Attributes:
        errors: one `{"loc": [...], "msg": str, "type": str}` per fault.
    """

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "validation_failed"

    def __init__(self, errors):
        self.errors = errors
        first = errors[0]
        super().__init__(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}")


def one_of(choices, **options):
    """Return a field for one of `choices`, which a refusal names."""
    refusal = f'"{{input}}" is not one of {", ".join(choices)}.'
    return serializers.ChoiceField(
        [*choices], error_messages={"invalid_choice": refusal}, **options
    )


def read_body(serializer_class, request, **options):
    """Return the validated body.

    Raises:
        InvalidInput: a field is missing, wrong or, where the serializer says so, unknown.
    """
    return _validated(serializer_class(data=_body(request), **options), "body")


def read_query(serializer_class, request):
    """Return the validated query parameters; an empty value counts as absent.

    Raises:
        InvalidInput: a parameter is wrong.
    """
    given = {name: value for name, value in request.query_params.items() if value != ""}
    return _validated(serializer_class(data=given), "query")


def read_uuid(text, name):
    """Return a path's UUID.

    Raises:
        InvalidInput: `text` is not a UUID.
    """
    try:
        return uuid.UUID(text)
    except ValueError:
        raise _path_fault(name, "must be a UUID", "uuid_parsing") from None


def read_id(text, name):
    """Return a path's integer id, 1 or more.

    Raises:
        InvalidInput: `text` is not such a number.
    """
    is_number = text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS
    if not (is_number and 1 <= int(text) <= MAX_ID):
        raise _path_fault(name, "must be a whole number of 1 or more", "int_parsing")
    return int(text)


def faults(detail, loc):
    """Flatten the errors of a serializer, however nested, into a list."""
    if isinstance(detail, dict):
        return [
            fault
            for name, inner in detail.items()
            for fault in faults(inner, loc if name == "non_field_errors" else [*loc, name])
        ]
    if isinstance(detail, list):
        nested = any(isinstance(item, (dict, list)) for item in detail)
        return [
            fault
            for index, item in enumerate(detail)
            for fault in faults(item, [*loc, index] if nested else loc)
        ]
    kind = _TYPES.get(detail.code, detail.code)
    return [{"loc": [_sendable(name) for name in loc], "msg": _sendable(str(detail)), "type": kind}]


def _sendable(part):
    """Replace lone surrogates: JSON can bring them, but no answer can carry them."""
    return part.encode(errors="replace").decode() if isinstance(part, str) else part


def _body(request):
    try:
        return request.data
    except RecursionError:
        raise ParseError("JSON parse error - nested too deeply") from None


def _validated(serializer, place):
    if not serializer.is_valid():
        raise InvalidInput(faults(serializer.errors, [place]))
    return serializer.validated_data


def _path_fault(name, msg, kind):
    return InvalidInput([{"loc": ["path", name], "msg": f"{name} {msg}.", "type": kind}])
