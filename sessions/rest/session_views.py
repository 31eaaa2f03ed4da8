"""Sessions over REST: beginning, listing, pausing, ending, deleting, and what they came to."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from learners.requests import SignedInRequest
from limiting.spending import spend
from sessions.figures.summaries import summary_of
from sessions.lifecycle.ending import change_status, delete_session
from sessions.lifecycle.starting import SessionPlan, start_session
from sessions.live.tickets import issue_ticket
from sessions.ownership import own_session
from sessions.rest.answers import answer, awaited
from sessions.rest.serializers import SessionRequest, SessionsQuery, StatusChange, TicketRequest
from sessions.told import shapes
from sessions.told.transcript import overview
from tutoring.tutor import configured_tutor
from wire.inputs import read_body, read_query, read_uuid
from wire.pages import page


class SessionsView(APIView):
    """Begin a session, or list the learner's own, newest first."""

    @extend_schema(request=SessionRequest, responses={201: shapes.SessionStarted})
    def post(self, request: SignedInRequest) -> Response:
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
    def get(self, request: SignedInRequest) -> Response:
        query = read_query(SessionsQuery, request)
        sessions = request.user.learning_sessions.newest_first()
        if status := query.get("status"):
            sessions = sessions.filter(status=status)
        total, rows = page(sessions, query)
        return answer(shapes.OverviewPage(total=total, items=[overview(row) for row in rows]))


class SessionView(APIView):
    """One session of the learner."""

    @extend_schema(responses=shapes.Overview)
    def get(self, request: SignedInRequest, session_id: str) -> Response:
        session = own_session(read_uuid(session_id, "session_id"), request.user.pk)
        return answer(overview(session))

    @extend_schema(request=StatusChange, responses=shapes.Overview)
    def patch(self, request: SignedInRequest, session_id: str) -> Response:
        session = change_status(
            learner=request.user,
            session_id=read_uuid(session_id, "session_id"),
            now=timezone.now(),
            **read_body(StatusChange, request),
        )
        return answer(overview(session))

    @extend_schema(responses={204: None})
    def delete(self, request: SignedInRequest, session_id: str) -> Response:
        delete_session(learner=request.user, session_id=read_uuid(session_id, "session_id"))
        return Response(status=204)


class SummaryView(APIView):
    """What the session came to."""

    @extend_schema(responses=shapes.Summary)
    def get(self, request: SignedInRequest, session_id: str) -> Response:
        session = own_session(read_uuid(session_id, "session_id"), request.user.pk)
        return answer(summary_of(session))


class TicketView(APIView):
    """A one-use sign-in for the socket of one session, good for 30 seconds."""

    @extend_schema(request=TicketRequest, responses=shapes.Ticket)
    def post(self, request: SignedInRequest) -> Response:
        session = own_session(read_body(TicketRequest, request)["session_id"], request.user.pk)
        spend("ticket", request, account=str(request.user.pk))
        ticket = issue_ticket(session, family_id=request.auth.family_id, now=timezone.now())
        return answer(ticket)
