"""Sessions over REST: parse, make one call, answer."""

import uuid

from asgiref.sync import async_to_sync
from django.db import close_old_connections
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from limiting.spending import spend
from sessions.desk.reports import report_correction
from sessions.figures.summaries import summary_of
from sessions.help.asking import Asking
from sessions.help.hints import give_hint
from sessions.help.simplifying import simplify
from sessions.help.suggesting import suggest
from sessions.help.translating import translate
from sessions.lifecycle.ending import change_status, delete_session
from sessions.lifecycle.starting import SessionPlan, start_session
from sessions.live.streams import event_stream
from sessions.live.tickets import issue_ticket
from sessions.models import Correction, Turn
from sessions.rest.serializers import (
    MessageRequest,
    MessagesQuery,
    ReportRequest,
    SessionRequest,
    SessionsQuery,
    SpokenMessageRequest,
    StatusChange,
    TicketRequest,
    WordRequest,
)
from sessions.told import shapes
from sessions.told.transcript import MESSAGE_RELATIONS, Utterance, message_shape, overview
from sessions.turn import taking
from sessions.turn.opening import Said
from sessions.turn.refusals import TurnFailed
from sessions.turn.results import result_of
from tutoring.tutor import configured_tutor
from wire.inputs import read_body, read_query, read_uuid
from wire.pages import page


def awaited(work, **arguments):
    """Run async work from a view, with the view's database connection given back before."""
    close_old_connections()
    return async_to_sync(work)(**arguments)


def answer(shape: shapes.Shape, status: int = 200, **options) -> Response:
    return Response(shape.model_dump(mode="json"), status=status, **options)


class SessionsView(APIView):
    """Begin a session, or list the learner's own, newest first."""

    @extend_schema(request=SessionRequest, responses={201: shapes.SessionStarted})
    def post(self, request):
        plan = SessionPlan(**read_body(SessionRequest, request))
        started = awaited(
            start_session,
            learner=request.user,
            plan=plan,
            tutor=configured_tutor(),
            now=timezone.now(),
        )
        return answer(started, 201)

    @extend_schema(
        parameters=[SessionsQuery], responses=shapes.OverviewPage, operation_id="sessions_list"
    )
    def get(self, request):
        query = read_query(SessionsQuery, request)
        sessions = request.user.learning_sessions.newest_first()
        if status := query.get("status"):
            sessions = sessions.filter(status=status)
        total, rows = page(sessions, query)
        return answer(shapes.OverviewPage(total=total, items=[overview(row) for row in rows]))


class SessionView(APIView):
    """One session of the learner."""

    @extend_schema(responses=shapes.Overview)
    def get(self, request, session_id):
        return answer(overview(own_session(request, session_id)))

    @extend_schema(request=StatusChange, responses=shapes.Overview)
    def patch(self, request, session_id):
        session_id = read_uuid(session_id, "session_id")
        change = read_body(StatusChange, request)
        session = change_status(
            learner=request.user, session_id=session_id, now=timezone.now(), **change
        )
        return answer(overview(session))

    @extend_schema(responses={204: None})
    def delete(self, request, session_id):
        delete_session(learner=request.user, session_id=read_uuid(session_id, "session_id"))
        return Response(status=204)


class MessagesView(APIView):
    """The transcript, and taking a turn."""

    @extend_schema(parameters=[MessagesQuery], responses=shapes.MessagePage)
    def get(self, request, session_id):
        session_id = read_uuid(session_id, "session_id")
        query = read_query(MessagesQuery, request)
        session = own_session(request, str(session_id))
        messages = (
            session.messages.filter(sequence_number__gt=query["after_sequence"])
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
    def post(self, request, session_id):
        turn = {
            "session_id": read_uuid(session_id, "session_id"),
            "learner_id": request.user.pk,
            "said": said_in(read_body(MessageRequest, request)),
        }
        if "text/event-stream" in request.headers.get("Accept", ""):
            return awaited(event_stream, **turn)
        if "respond-async" in request.headers.get("Prefer", ""):
            return accepted_answer(awaited(taking.submit, **turn))
        return answer(awaited(taking.take_turn, **turn))


class RetryView(APIView):
    """Answer the last message once more, when its reply failed or was cancelled."""

    @extend_schema(request=None, responses=shapes.TurnShape)
    def post(self, request, session_id, message_id):
        result = awaited(
            taking.retry,
            session_id=read_uuid(session_id, "session_id"),
            learner_id=request.user.pk,
            message_id=read_uuid(message_id, "message_id"),
        )
        return answer(result)


class TurnView(APIView):
    """A turn that was left to itself: 202 while it goes on, then the whole turn."""

    @extend_schema(responses={200: shapes.TurnShape, 202: shapes.AcceptedTurn})
    def get(self, request, session_id, turn_id):
        session_id = read_uuid(session_id, "session_id")
        turn = get_object_or_404(
            Turn,
            pk=read_uuid(turn_id, "turn_id"),
            session=session_id,
            session__learner=request.user,
        )
        if turn.status in taking.PENDING:
            return pending_answer(turn.session_id, turn.pk, turn.status)
        if turn.status == Turn.Status.FAILED:
            raise TurnFailed
        return answer(result_of(turn.pk))


class SummaryView(APIView):
    """What the session came to."""

    @extend_schema(responses=shapes.Summary)
    def get(self, request, session_id):
        return answer(summary_of(own_session(request, session_id)))


class HintView(APIView):
    """A little more help with a target of the tutor's last message, each time it is asked for."""

    @extend_schema(request=WordRequest, responses=shapes.HintGiven)
    def post(self, request, session_id):
        asking = asking_in(request, session_id)
        return answer(give_hint(asking, read_body(WordRequest, request)["word_id"]))


class TranslateView(APIView):
    """What a message of the tutor means."""

    @extend_schema(request=SpokenMessageRequest, responses=shapes.Translation)
    def post(self, request, session_id):
        asking = asking_in(request, session_id)
        given = read_body(SpokenMessageRequest, request)
        return answer(awaited(translate, asking=asking, **given))


class SimplifyView(APIView):
    """A message of the tutor, said more simply."""

    @extend_schema(request=SpokenMessageRequest, responses=shapes.Simpler)
    def post(self, request, session_id):
        asking = asking_in(request, session_id)
        given = read_body(SpokenMessageRequest, request)
        return answer(awaited(simplify, asking=asking, **given))


class SuggestionsView(APIView):
    """Three replies that the learner could give now."""

    @extend_schema(request=None, responses=shapes.SuggestedReplies)
    def post(self, request, session_id):
        return answer(awaited(suggest, asking=asking_in(request, session_id)))


class ReportView(APIView):
    """Say that a correction is wrong."""

    @extend_schema(request=ReportRequest, responses={204: None})
    def post(self, request, correction_id):
        correction_id = read_uuid(correction_id, "correction_id")
        reason = read_body(ReportRequest, request)["reason"] or ""
        correction = get_object_or_404(
            Correction.objects.filter(message__session__learner=request.user), pk=correction_id
        )
        report_correction(correction, reason=reason, now=timezone.now())
        return Response(status=204)


class TicketView(APIView):
    """A one-use sign-in for the socket of one session, good for 30 seconds."""

    @extend_schema(request=TicketRequest, responses=shapes.Ticket)
    def post(self, request):
        session_id = read_body(TicketRequest, request)["session_id"]
        session = own_session(request, str(session_id))
        spend("ticket", request, account=str(request.user.pk))
        return answer(issue_ticket(session, family_id=request.auth.family_id, now=timezone.now()))


def own_session(request, session_id: str):
    """Return the learner's session; another's is as absent as one that does not exist."""
    return get_object_or_404(
        request.user.learning_sessions.all(), pk=read_uuid(session_id, "session_id")
    )


def asking_in(request, session_id: str) -> Asking:
    return Asking(
        learner=request.user,
        session_id=read_uuid(session_id, "session_id"),
        now=timezone.now(),
    )


def said_in(given: dict) -> Said:
    shown = given.get("suggested_word_ids") or given.get("suggested_words") or []
    return Said(
        content=given["content"],
        suggested_word_ids=tuple(dict.fromkeys(shown)),
        client_message_id=given.get("client_message_id"),
    )


def accepted_answer(accepted) -> Response:
    return pending_answer(accepted.session_id, accepted.turn_id, Turn.Status.ACCEPTED)


def pending_answer(session_id: uuid.UUID, turn_id: uuid.UUID, status: str) -> Response:
    location = f"/api/v1/sessions/{session_id}/turns/{turn_id}"
    shape = shapes.AcceptedTurn(turn_id=turn_id, status=status, location=location)
    return answer(shape, 202, headers={"Location": location})
