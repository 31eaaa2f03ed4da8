"""Why a turn or a change of a session may be refused. Nothing that was said is lost by it."""

from rest_framework import status
from rest_framework.exceptions import APIException


class SessionClosed(APIException):
    """The session was completed or abandoned."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "session_closed"
    default_detail = "Cannot add messages to a completed or abandoned session"


class SessionNotReopened(APIException):
    """A completed or abandoned session stays so."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "session_closed"
    default_detail = "A completed or abandoned session cannot be reopened."


class TurnInProgress(APIException):
    """Three messages wait for the tutor already."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "turn_in_progress"
    default_detail = "The tutor is still answering; please wait for the reply."
    wait = 2


class TooManyTurns(APIException):
    """A learner sends messages faster than anybody writes."""

    status_code = status.HTTP_429_TOO_MANY_REQUESTS
    default_code = "too_many_turns"
    default_detail = "That is faster than anybody writes; please wait a moment."
    wait = 5


class KeyReused(APIException):
    """The same client_message_id came with other content."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "idempotency_key_reused"
    default_detail = "This client_message_id was already used for another message."


class NothingToRetry(APIException):
    """Only the last message can be tried again, and only when its reply failed or was cancelled."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "nothing_to_retry"
    default_detail = "Only the last message can be retried, when its reply failed or was cancelled."


class TurnFailed(APIException):
    """The tutor could not answer; the message is kept and can be retried."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_code = "turn_failed"
    default_detail = "The tutor could not answer. Your message is kept; please try again."
    wait = 2


class ServerRestarting(APIException):
    """The server is finishing its running turns before it stops."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_code = "restarting"
    default_detail = "The server is restarting. Please try again in a moment."
    wait = 5
