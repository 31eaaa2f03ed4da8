"""The dictionary: public, read-only."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from vocabulary.models import Word, WordQuerySet
from vocabulary.search import count_lookup, matching, words_of_form
from vocabulary.serializers import LookupQuery, VocabularyQuery, WordDetail, WordOutput, WordPage
from wire.inputs import read_id, read_query
from wire.pages import page


class PublicView(APIView):
    authentication_classes = []
    permission_classes = [AllowAny]


class WordListView(PublicView):
    """The words that can be learned, most frequent first."""

    @extend_schema(
        operation_id="vocabulary_list", parameters=[VocabularyQuery], responses={200: WordPage}
    )
    def get(self, request: Request) -> Response:
        query = read_query(VocabularyQuery, request)
        total, words = page(_chosen(query), query)
        return Response({"total": total, "items": WordOutput(words, many=True).data})


class WordView(PublicView):
    """One word. A retired word can still be read: learners may have a card of it."""

    @extend_schema(
        operation_id="vocabulary_word",
        parameters=[OpenApiParameter("word_id", int, "path")],
        responses={200: WordDetail},
    )
    def get(self, request: Request, word_id: str) -> Response:
        word = get_object_or_404(Word.objects.published(), pk=read_id(word_id, "word_id"))
        return Response(WordDetail(word).data)


class LookupView(PublicView):
    """The words that a form in a text belongs to: "suis" is of "être" and of "suivre"."""

    @extend_schema(
        operation_id="vocabulary_lookup", parameters=[LookupQuery], responses={200: WordPage}
    )
    def get(self, request: Request) -> Response:
        query = read_query(LookupQuery, request)
        words = words_of_form(query["form"], language=query["language"])
        count_lookup(words)
        return Response({"total": len(words), "items": WordOutput(words, many=True).data})


def _chosen(query: dict[str, Any]) -> WordQuerySet:
    words = Word.objects.live().by_rank()
    if language := query.get("language"):
        words = words.in_language(language)
    if level := query.get("level"):
        words = words.filter(level=level)
    if part_of_speech := query.get("part_of_speech"):
        words = words.filter(part_of_speech=part_of_speech)
    if topic := query.get("topic"):
        words = words.about(topic)
    return matching(words, query.get("search", ""))
