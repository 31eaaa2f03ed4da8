"""The transcript over REST, and taking a turn: waited for, streamed, or left to itself."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from learners.requests import SignedInRequest
from sessions.live.streams import event_stream
from sessions.models import Turn
from sessions.ownership import own_session
from sessions.rest.answers import answer, awaited, pending_answer
from sessions.rest.serializers import MessageRequest, MessagesQuery
from sessions.told import shapes
from sessions.told.transcript import MESSAGE_RELATIONS, Utterance, message_shape
from sessions.turn.opening import Said
from sessions.turn.refusals import TurnFailed
from sessions.turn.results import result_of
from sessions.turn.retrying import retry
from sessions.turn.taking import submit, take_turn
from wire.inputs import read_body, read_query, read_uuid
from wire.pages import page


class MessagesView(APIView):
    """The transcript, and taking a turn."""

    @extend_schema(parameters=[MessagesQuery], responses=shapes.MessagePage)
    def get(self, request: SignedInRequest, session_id: str) -> Response:
        of_session = read_uuid(session_id, "session_id")
        query = read_query(MessagesQuery, request)
        messages = (
            own_session(of_session, request.user.pk)
            .messages.filter(sequence_number__gt=query["after_sequence"])
            .select_related("turn")
            .prefetch_related(*MESSAGE_RELATIONS)
            .order_by("sequence_number")
        )
        total, rows = page(messages, query)
        items = [message_shape(Utterance.stored(message)) for message in rows]
        return answer(shapes.MessagePage(total=total, items=items))

    @extend_schema(
        request=MessageRequest,
        responses={
            200: shapes.TurnShape,
            202: shapes.AcceptedTurn,
            (200, "text/event-stream"): str,
        },
        parameters=[
            OpenApiParameter("Prefer", str, "header", description="respond-async"),
            OpenApiParameter("Accept", str, "header", description="text/event-stream"),
        ],
    )
    def post(self, request: SignedInRequest, session_id: str) -> HttpResponseBase:
        turn: Any = {
            "session_id": read_uuid(session_id, "session_id"),
            "learner_id": request.user.pk,
            "said": _said_in(read_body(MessageRequest, request)),
        }
        if "text/event-stream" in request.headers.get("Accept", ""):
            return awaited(event_stream, **turn)
        if "respond-async" in request.headers.get("Prefer", ""):
            accepted = awaited(submit, **turn)
            return pending_answer(accepted.session_id, accepted.turn_id, Turn.Status.ACCEPTED)
        return answer(awaited(take_turn, **turn))


class RetryView(APIView):
    """Answer the last message once more, when its reply failed or was cancelled."""

    @extend_schema(request=None, responses=shapes.TurnShape)
    def post(self, request: SignedInRequest, session_id: str, message_id: str) -> Response:
        result = awaited(
            retry,
            session_id=read_uuid(session_id, "session_id"),
            learner_id=request.user.pk,
            message_id=read_uuid(message_id, "message_id"),
        )
        return answer(result)


class TurnView(APIView):
    """A turn that was left to itself: 202 while it goes on, then the whole turn."""

    @extend_schema(responses={200: shapes.TurnShape, 202: shapes.AcceptedTurn})
    def get(self, request: SignedInRequest, session_id: str, turn_id: str) -> Response:
        of_session = read_uuid(session_id, "session_id")
        turn = get_object_or_404(
            Turn,
            pk=read_uuid(turn_id, "turn_id"),
            session=of_session,
            session__learner=request.user,
        )
        if turn.status in Turn.PENDING:
            return pending_answer(turn.session_id, turn.pk, turn.status)
        if turn.status == Turn.Status.FAILED:
            raise TurnFailed
        return answer(result_of(turn.pk))


def _said_in(given: dict[str, Any]) -> Said:
    shown = given.get("suggested_word_ids") or given.get("suggested_words") or []
    return Said(
        content=given["content"],
        suggested_word_ids=tuple(dict.fromkeys(shown)),
        client_message_id=given.get("client_message_id"),
    )
