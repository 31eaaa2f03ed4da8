"""What to learn next, how it went, and why a word comes back when it does."""

from collections.abc import Callable

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from learners.requests import SignedInRequest
from progress.figures import card_figures
from progress.models import Card
from progress.presets import change_maximum_interval, memory_settings
from progress.queue import BadCursor, due_page, queue
from progress.rescheduling import preview_backlog, reschedule
from progress.reviews import mark_known, record_review, resume, suspend, undo
from progress.serializers import (
    BacklogOutput,
    CardDetail,
    CardOutcome,
    DuePageOutput,
    DueQuery,
    MemorySettingsInput,
    MemorySettingsOutput,
    QueueItemOutput,
    QueueQuery,
    RescheduleOutput,
    ReviewInput,
    ReviewOutcome,
    Why,
)
from progress.why import explain
from vocabulary.models import Word
from wire.inputs import Fault, InvalidInput, read_body, read_id, read_query

MAX_KEY_LENGTH = 255
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    location=OpenApiParameter.HEADER,
    description="The same key again gives the same answer, and no second review.",
)


class QueueView(APIView):
    """The next words: due cards first, then new words within the day's allowance."""

    @extend_schema(parameters=[QueueQuery], responses=QueueItemOutput(many=True))
    def get(self, request: SignedInRequest) -> Response:
        query = read_query(QueueQuery, request)
        items = queue(
            request.user,
            now=timezone.now(),
            language=query.get("language", request.user.target_language),
            limit=query["limit"],
        )
        return Response(QueueItemOutput(items, many=True).data)


class DueView(APIView):
    """All due cards, page by page, as of the moment of the first page."""

    @extend_schema(parameters=[DueQuery], responses=DuePageOutput)
    def get(self, request: SignedInRequest) -> Response:
        query = read_query(DueQuery, request)
        try:
            page = due_page(
                request.user,
                now=timezone.now(),
                language=query.get("language", request.user.target_language),
                limit=query["limit"],
                cursor=query.get("cursor"),
            )
        except BadCursor:
            raise InvalidInput([_fault("query", "cursor", "is not from this list.")]) from None
        return Response(DuePageOutput(page).data)


class ReviewView(APIView):
    """Record one review of a word and say when it comes back."""

    @extend_schema(request=ReviewInput, responses=ReviewOutcome, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: SignedInRequest) -> Response:
        given = read_body(ReviewInput, request)
        review = record_review(
            learner=request.user,
            idempotency_key=_idempotency_key(request),
            word=_word(given["word_id"]),
            rating=given["rating"],
            reviewed_at=given.get("reviewed_at"),
            now=timezone.now(),
            response_time_ms=given.get("response_time_ms"),
        )
        return Response(ReviewOutcome(review).data)


class SettingsView(APIView):
    """How the learner's cards are scheduled, and by which weights."""

    @extend_schema(responses=MemorySettingsOutput)
    def get(self, request: SignedInRequest) -> Response:
        return Response(MemorySettingsOutput(memory_settings(request.user)).data)

    @extend_schema(request=MemorySettingsInput, responses=MemorySettingsOutput)
    def patch(self, request: SignedInRequest) -> Response:
        given = read_body(MemorySettingsInput, request)
        settings = change_maximum_interval(learner=request.user, days=given["maximum_interval"])
        return Response(MemorySettingsOutput(settings).data)


class RescheduleView(APIView):
    """New due dates for all cards, after weights or desired retention changed; preview first."""

    @extend_schema(responses=BacklogOutput)
    def get(self, request: SignedInRequest) -> Response:
        backlog = preview_backlog(request.user, now=timezone.now())
        days = [
            {"date": day, "due_now": before, "due_then": after}
            for day, before, after in backlog.days
        ]
        shown = {
            "days": days,
            "overdue_now": backlog.overdue_now,
            "overdue_then": backlog.overdue_then,
            "moved": backlog.moved,
        }
        return Response(BacklogOutput(shown).data)

    @extend_schema(request=None, responses=RescheduleOutput)
    def post(self, request: SignedInRequest) -> Response:
        moved = reschedule(learner=request.user, now=timezone.now())
        return Response(RescheduleOutput({"moved": moved}).data)


class CardView(APIView):
    """One word as the learner remembers it."""

    @extend_schema(responses=CardDetail)
    def get(self, request: SignedInRequest, word_id: str) -> Response:
        word = _word(read_id(word_id, "word_id"))
        return Response(CardDetail(card_figures(request.user, word, now=timezone.now())).data)


class WhyView(APIView):
    """Why a word is due when it is, from the log."""

    @extend_schema(responses=Why)
    def get(self, request: SignedInRequest, word_id: str) -> Response:
        word = _word(read_id(word_id, "word_id"))
        return Response(Why(explain(request.user, word, now=timezone.now())).data)


class CardActionView(APIView):
    """One thing done to a card; a row of the log."""

    change: Callable[..., Card]

    @extend_schema(request=None, responses=CardOutcome)
    def post(self, request: SignedInRequest, word_id: str) -> Response:
        word = _word(read_id(word_id, "word_id"))
        card = self.change(learner=request.user, word=word, now=timezone.now())
        return Response(CardOutcome(card).data)


class UndoView(APIView):
    """Take back the last review of a word, the tutor's count included."""

    @extend_schema(request=None, responses=CardOutcome, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: SignedInRequest, word_id: str) -> Response:
        key = _idempotency_key(request)
        word = _word(read_id(word_id, "word_id"))
        card = undo(learner=request.user, word=word, now=timezone.now(), idempotency_key=key)
        return Response(CardOutcome(card).data)


class SuspendView(CardActionView):
    """Put a word aside."""

    change = staticmethod(suspend)


class ResumeView(CardActionView):
    """Take up a word that was put aside."""

    change = staticmethod(resume)


class KnownView(CardActionView):
    """Say that a word is known already: it will not be asked for."""

    change = staticmethod(mark_known)


def _word(word_id: int) -> Word:
    return get_object_or_404(Word.objects.published(), pk=word_id)


def _idempotency_key(request: SignedInRequest) -> str | None:
    key: str | None = request.headers.get("Idempotency-Key")
    if key is not None and not 1 <= len(key) <= MAX_KEY_LENGTH:
        fault = _fault("header", "Idempotency-Key", f"must have 1 to {MAX_KEY_LENGTH} characters.")
        raise InvalidInput([fault])
    return key


def _fault(place: str, name: str, msg: str) -> Fault:
    return {"loc": [place, name], "msg": msg, "type": "value_error"}
