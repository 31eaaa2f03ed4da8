"""Help inside a turn over REST."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from learners.requests import SignedInRequest
from sessions.help.asking import Asking
from sessions.help.hints import give_hint
from sessions.help.simplifying import simplify
from sessions.help.suggesting import suggest
from sessions.help.translating import translate
from sessions.rest.answers import answer, awaited
from sessions.rest.serializers import SpokenMessageRequest, WordRequest
from sessions.told import shapes
from wire.inputs import read_body, read_uuid


class HintView(APIView):
    """A little more help with a target of the tutor's last message, each time it is asked for."""

    @extend_schema(request=WordRequest, responses=shapes.HintGiven)
    def post(self, request: SignedInRequest, session_id: str) -> Response:
        asking = _asking_in(request, session_id)
        return answer(give_hint(asking, read_body(WordRequest, request)["word_id"]))


class TranslateView(APIView):
    """What a message of the tutor means."""

    @extend_schema(request=SpokenMessageRequest, responses=shapes.Translation)
    def post(self, request: SignedInRequest, session_id: str) -> Response:
        asking = _asking_in(request, session_id)
        message_id = read_body(SpokenMessageRequest, request)["message_id"]
        return answer(awaited(translate, asking, message_id))


class SimplifyView(APIView):
    """A message of the tutor, said more simply."""

    @extend_schema(request=SpokenMessageRequest, responses=shapes.Simpler)
    def post(self, request: SignedInRequest, session_id: str) -> Response:
        asking = _asking_in(request, session_id)
        message_id = read_body(SpokenMessageRequest, request)["message_id"]
        return answer(awaited(simplify, asking, message_id))


class SuggestionsView(APIView):
    """Three replies that the learner could give now."""

    @extend_schema(request=None, responses=shapes.SuggestedReplies)
    def post(self, request: SignedInRequest, session_id: str) -> Response:
        return answer(awaited(suggest, _asking_in(request, session_id)))


def _asking_in(request: SignedInRequest, session_id: str) -> Asking:
    return Asking(
        learner=request.user,
        session_id=read_uuid(session_id, "session_id"),
        now=timezone.now(),
    )
