"""The words a learner knows, over the whole list: counted by blocks of ranks, or one by one."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from learners.models import Learner
from learners.requests import SignedInRequest
from progress.models import Card
from progress.queue import BadCursor
from progress.word_map import Standing, WordWithStanding, blocks_of, page_of, words_of
from vocabulary.languages import LEVELS
from vocabulary.serializers import TextOrNull
from wire.inputs import Fault, InvalidInput, one_of, read_query

MAX_RANK = 2**31 - 1
STANDING_HELP = (
    "known: mastered, or the learner said so, and still recalled with a probability of 0.70. "
    "learning: reviewed, and not known, or no more. "
    "assumed: counts as known until a lexical error says otherwise, being used unprompted, "
    "a function word, or of a level below the learner's. new: every other word."
)


class WordsQuery(serializers.Serializer[Any]):
    language = serializers.CharField(
        max_length=10, required=False, help_text="ISO 639-1; else the learner's target language."
    )
    level = one_of(LEVELS, default="", help_text="CEFR.")
    topic = serializers.CharField(max_length=40, default="")


class WordMapQuery(WordsQuery):
    ranks = serializers.IntegerField(
        min_value=50, max_value=1000, default=250, help_text="Ranks of one block."
    )


class StandingWordsQuery(WordsQuery):
    standing = one_of(Standing.values, required=False, help_text=STANDING_HELP)
    first_rank = serializers.IntegerField(min_value=1, max_value=MAX_RANK, default=1)
    last_rank = serializers.IntegerField(min_value=1, max_value=MAX_RANK, default=MAX_RANK)
    limit = serializers.IntegerField(min_value=1, max_value=500, default=100)
    cursor = serializers.CharField(required=False, help_text="`next_cursor` of the page before.")


class StandingCounts(serializers.Serializer[Any]):
    words = serializers.IntegerField(help_text="All of them.")
    known = serializers.IntegerField()
    learning = serializers.IntegerField()
    assumed = serializers.IntegerField()
    new = serializers.IntegerField()


class BlockOutput(StandingCounts):
    first_rank = serializers.IntegerField()
    last_rank = serializers.IntegerField()


class WordMapOutput(StandingCounts):
    """Blocks without words are left out."""

    language = serializers.CharField()
    blocks = BlockOutput(many=True)


class StandingWordOutput(serializers.Serializer[Any]):
    word_id = serializers.IntegerField(source="word.pk")
    word = serializers.CharField(source="word.lemma")
    english_translation = serializers.CharField(source="word.gloss")
    part_of_speech = TextOrNull(source="word.part_of_speech")
    frequency_rank = serializers.IntegerField(source="word.frequency_rank")
    level = TextOrNull(source="word.level", help_text="CEFR.")
    standing = serializers.ChoiceField(Standing.choices, help_text=STANDING_HELP)
    state = serializers.ChoiceField(
        Card.State.choices, source="card.state", default=Card.State.NEW.value
    )
    retrievability = serializers.FloatField(
        allow_null=True, help_text="Probability of recall today; null for a word never reviewed."
    )
    next_review = serializers.DateTimeField(source="card.due_at", default=None, allow_null=True)


class StandingWordPage(serializers.Serializer[Any]):
    items = StandingWordOutput(many=True)
    next_cursor = serializers.CharField(allow_null=True)


class WordMapView(APIView):
    """How many words the learner knows, of the whole list and of each block of ranks."""

    @extend_schema(parameters=[WordMapQuery], responses=WordMapOutput)
    def get(self, request: SignedInRequest) -> Response:
        query = read_query(WordMapQuery, request)
        blocks = blocks_of(_words(request.user, query), ranks=query["ranks"])
        total = {name: sum(block.counts[name] for block in blocks) for name in Standing.values}
        shown = {
            "language": _language(request.user, query),
            **_counts(total),
            "blocks": [
                {
                    "first_rank": block.first_rank,
                    "last_rank": block.last_rank,
                    **_counts(block.counts),
                }
                for block in blocks
            ],
        }
        return Response(WordMapOutput(shown).data)


class StandingWordsView(APIView):
    """The words of the list, most frequent first, each with where it stands."""

    @extend_schema(
        operation_id="progress_words", parameters=[StandingWordsQuery], responses=StandingWordPage
    )
    def get(self, request: SignedInRequest) -> Response:
        query = read_query(StandingWordsQuery, request)
        words = _words(request.user, query).filter(
            frequency_rank__gte=query["first_rank"], frequency_rank__lte=query["last_rank"]
        )
        if standing := query.get("standing"):
            words = words.filter(standing=standing)
        try:
            items, next_cursor = page_of(
                words,
                request.user,
                now=timezone.now(),
                limit=query["limit"],
                cursor=query.get("cursor"),
            )
        except BadCursor:
            fault = Fault(loc=["query", "cursor"], msg="is not from this list.", type="value_error")
            raise InvalidInput([fault]) from None
        return Response(StandingWordPage({"items": items, "next_cursor": next_cursor}).data)


def _words(learner: Learner, query: dict[str, Any]) -> QuerySet[WordWithStanding]:
    return words_of(
        learner,
        now=timezone.now(),
        language=_language(learner, query),
        level=query["level"],
        topic=query["topic"],
    )


def _language(learner: Learner, query: dict[str, Any]) -> str:
    language: str = query.get("language", learner.target_language)
    return language


def _counts(counts: dict[str, int]) -> dict[str, int]:
    return {"words": sum(counts.values()), **counts}
