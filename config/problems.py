"""Errors as RFC 9457 problem details: the one place where an exception becomes an answer."""

import logging

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, JsonResponse
from rest_framework import exceptions, status
from rest_framework.response import Response

from config.requests import request_id
from wire.inputs import InvalidInput, faults

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"

TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    408: "Request Timeout",
    409: "Conflict",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


def problem(status_code: int, code: str, detail: str, **more) -> dict:
    """Return the body of an error."""
    return {
        "type": f"/api/v1/problems#{code}",
        "title": TITLES.get(status_code, "Error"),
        "status": status_code,
        "detail": detail,
        "code": code,
        "request_id": request_id.get(),
        **more,
    }


def problem_response(error, context):
    """REST framework's exception handler: every error of a view passes here."""
    error = _as_api_exception(error)
    if error is None:
        return None
    response = Response(
        problem(error.status_code, _code(error), _sentence(error), **_more(error)),
        status=error.status_code,
        content_type=CONTENT_TYPE,
        headers=_headers(error),
    )
    # The view is done; a transaction around it must not be committed.
    response.exception = True
    return response


class TooLarge(exceptions.APIException):
    """A body beyond the limit of this server, or of what Django takes in as JSON or a form."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"
    default_detail = "The body is too large."


class HeadTooLarge(exceptions.APIException):
    status_code = status.HTTP_431_REQUEST_HEADER_FIELDS_TOO_LARGE
    default_code = "headers_too_large"
    default_detail = "The headers of the request are too large."


class RequestTimedOut(exceptions.APIException):
    status_code = status.HTTP_408_REQUEST_TIMEOUT
    default_code = "request_timed_out"
    default_detail = "The request did not come to its end in time."


class ServiceUnavailable(exceptions.APIException):
    """The database is away; it usually is back within seconds."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_code = "service_unavailable"
    default_detail = "The service is not available right now. Please try again."
    wait = 5


def _as_api_exception(error):
    match error:
        case exceptions.ValidationError():
            return InvalidInput(faults(error.detail, ["body"]))
        case exceptions.ParseError():
            fault = {"loc": ["body"], "msg": str(error.detail), "type": "json_invalid"}
            return InvalidInput([fault])
        case exceptions.APIException():
            return error
        case Http404():
            return exceptions.NotFound()
        case PermissionDenied():
            return exceptions.PermissionDenied()
        case RequestDataTooBig():
            return TooLarge()
        case OperationalError() | InterfaceError():
            logger.warning("Database unavailable: %s", error)
            return ServiceUnavailable()
    return None


def _code(error) -> str:
    codes = error.get_codes()
    return codes if isinstance(codes, str) else error.default_code


def _sentence(error) -> str:
    return str(error.detail)


def _more(error) -> dict:
    if isinstance(error, InvalidInput):
        return {"message": "Validation failed", "errors": error.errors}
    return {}


def _headers(error) -> dict:
    headers = {}
    if error.status_code == status.HTTP_401_UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers


def not_found(request, exception=None):
    """Django's handler404: paths that no view answers."""
    return _plain(404, "not_found", "There is nothing at this address.")


def server_error(request):
    """Django's handler500. The log has what happened, under the same request id."""
    return _plain(500, "internal", "Something went wrong on our side.")


def bad_request(request, exception=None):
    return _plain(400, "bad_request", "The request could not be understood.")


def csrf_failure(request, reason=""):
    return _plain(403, "csrf_failed", "The form has expired. Please load the page again.")


def _plain(status_code, code, detail):
    return JsonResponse(
        problem(status_code, code, detail), status=status_code, content_type=CONTENT_TYPE
    )
