"""The learner's word lists over REST."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

from learners.models import Learner, WordList, WordListEntry
from learners.requests import SignedInRequest
from learners.word_lists import (
    add_word,
    create_list,
    get_list,
    get_own_list,
    lists_of,
    rename_list,
)
from vocabulary.models import Word
from vocabulary.serializers import WordOutput
from wire.inputs import MAX_ID, read_body, read_id, read_query, read_uuid
from wire.pages import PageQuery, page, page_limit

LIST_ID = OpenApiParameter("list_id", UUID, "path")


class ListQuery(PageQuery):
    limit = page_limit(default=25, highest=100)


class ListsQuery(ListQuery):
    word_id = serializers.IntegerField(
        min_value=1, max_value=MAX_ID, required=False, help_text="Only the lists with this word."
    )


class NewList(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100)
    description = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    language = serializers.CharField(
        max_length=10, required=False, help_text="The learner's target language if left out."
    )


class ListChange(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100, required=False)
    description = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class NewEntry(serializers.Serializer[Any]):
    word_id = serializers.IntegerField(min_value=1, max_value=MAX_ID)
    note = serializers.CharField(max_length=255, default="", allow_blank=True)
    message_id = serializers.UUIDField(
        default=None, allow_null=True, help_text="The message in which the learner met the word."
    )


class ListOutput(serializers.ModelSerializer[WordList]):
    kind = serializers.SerializerMethodField()
    word_count = serializers.IntegerField()
    editable = serializers.SerializerMethodField()

    class Meta:
        model = WordList
        fields = ["id", "name", "description", "language", "kind", "word_count", "editable"]
        extra_kwargs = {"id": {"read_only": True}}

    def get_kind(self, word_list: WordList) -> str:
        if word_list.owner_id is None:
            return "system"
        return "teacher" if word_list.shared else "personal"

    def get_editable(self, word_list: WordList) -> bool:
        learner: Learner = self.context["learner"]
        return word_list.owner_id == learner.pk


class EntryOutput(serializers.ModelSerializer[WordListEntry]):
    word = WordOutput()

    class Meta:
        model = WordListEntry
        fields = ["word", "note", "message_id", "added_at"]


class ListPage(serializers.Serializer[Any]):
    total = serializers.IntegerField()
    items = ListOutput(many=True)


class EntryPage(serializers.Serializer[Any]):
    total = serializers.IntegerField()
    items = EntryOutput(many=True)


class ListDetail(ListOutput):
    words = EntryPage()

    class Meta(ListOutput.Meta):
        fields = [*ListOutput.Meta.fields, "words"]


class WordListsView(APIView):
    """The learner's own lists, and those shared with everybody."""

    @extend_schema(parameters=[ListsQuery], responses={200: ListPage}, operation_id="lists_list")
    def get(self, request: SignedInRequest) -> Response:
        query = read_query(ListsQuery, request)
        total, lists = page(lists_of(request.user, word_id=query.get("word_id")), query)
        return Response({"total": total, "items": [_shown(found, request) for found in lists]})

    @extend_schema(request=NewList, responses={201: ListOutput})
    def post(self, request: SignedInRequest) -> Response:
        given = read_body(NewList, request)
        word_list = create_list(
            request.user,
            name=given["name"],
            description=given.get("description", ""),
            language=given.get("language", request.user.target_language),
        )
        return Response(_shown(get_list(request.user, word_list.pk), request), status=201)


class WordListView(APIView):
    """One list with a page of its words, newest first."""

    @extend_schema(parameters=[LIST_ID, ListQuery], responses={200: ListDetail})
    def get(self, request: SignedInRequest, list_id: str) -> Response:
        query = read_query(ListQuery, request)
        word_list = get_list(request.user, read_uuid(list_id, "list_id"))
        entries = word_list.entries.select_related("word").order_by("-added_at", "-id")
        total, shown = page(entries, query)
        words = {"total": total, "items": EntryOutput(shown, many=True).data}
        return Response({**_shown(word_list, request), "words": words})

    @extend_schema(parameters=[LIST_ID], request=ListChange, responses={200: ListOutput})
    def patch(self, request: SignedInRequest, list_id: str) -> Response:
        given = read_body(ListChange, request)
        word_list = get_own_list(request.user, read_uuid(list_id, "list_id"))
        rename_list(
            word_list,
            name=given.get("name", word_list.name),
            description=given.get("description", word_list.description),
        )
        return Response(_shown(word_list, request))

    @extend_schema(parameters=[LIST_ID], responses={204: None})
    def delete(self, request: SignedInRequest, list_id: str) -> Response:
        get_own_list(request.user, read_uuid(list_id, "list_id")).delete()
        return Response(status=204)


class ListWordsView(APIView):
    """Save a word."""

    @extend_schema(
        parameters=[LIST_ID], request=NewEntry, responses={200: EntryOutput, 201: EntryOutput}
    )
    def post(self, request: SignedInRequest, list_id: str) -> Response:
        given = read_body(NewEntry, request)
        entry, is_new = add_word(
            get_own_list(request.user, read_uuid(list_id, "list_id")),
            get_object_or_404(Word.objects.published(), pk=given["word_id"]),
            note=given["note"],
            message_id=given["message_id"],
            now=timezone.now(),
        )
        return Response(EntryOutput(entry).data, status=201 if is_new else 200)


class ListWordView(APIView):
    @extend_schema(
        parameters=[LIST_ID, OpenApiParameter("word_id", int, "path")], responses={204: None}
    )
    def delete(self, request: SignedInRequest, list_id: str, word_id: str) -> Response:
        entries = get_own_list(request.user, read_uuid(list_id, "list_id")).entries
        deleted, _ = entries.filter(word=read_id(word_id, "word_id")).delete()
        if not deleted:
            raise NotFound
        return Response(status=204)


def _shown(word_list: WordList, request: SignedInRequest) -> dict[str, Any]:
    return ListOutput(word_list, context={"learner": request.user}).data
