"""Words as clients see them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from vocabulary.attached import examples_of
from vocabulary.languages import LEVELS, PARTS_OF_SPEECH
from vocabulary.models import Word
from wire.pages import PageQuery, page_limit


class TextOrNull(serializers.CharField):
    """Text that is null on the wire where the word has none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **options)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        return value or None


class WordOutput(serializers.ModelSerializer[Word]):
    word = serializers.CharField(source="lemma")
    normalized_word = serializers.CharField(source="search_key")
    part_of_speech = TextOrNull()
    gender = TextOrNull()
    level = TextOrNull(help_text="CEFR.")
    english_translation = serializers.CharField(
        source="gloss", help_text="Senses, best first, separated by '; '."
    )
    definition = TextOrNull()
    example_sentence = TextOrNull(source="example")
    example_translation = TextOrNull()
    usage_notes = TextOrNull()
    difficulty_level = serializers.IntegerField(help_text="1 to 5, from the frequency rank.")
    topic_tags = serializers.ListField(source="topics", child=serializers.CharField())

    class Meta:
        model = Word
        fields = [
            "id",
            "language",
            "word",
            "normalized_word",
            "part_of_speech",
            "gender",
            "frequency_rank",
            "level",
            "english_translation",
            "definition",
            "example_sentence",
            "example_translation",
            "usage_notes",
            "difficulty_level",
            "topic_tags",
        ]


class ExampleOutput(serializers.Serializer[Any]):
    text = serializers.CharField()
    translation = TextOrNull()


class WordDetail(WordOutput):
    examples = serializers.SerializerMethodField(
        help_text="All of them; example_sentence is the first."
    )

    class Meta(WordOutput.Meta):
        fields = [*WordOutput.Meta.fields, "examples"]

    @extend_schema_field(ExampleOutput(many=True))
    def get_examples(self, word: Word) -> list[dict[str, str | None]]:
        return [{"text": text, "translation": said or None} for text, said in examples_of(word)]


class WordPage(serializers.Serializer[Any]):
    total = serializers.IntegerField(help_text="Count of all words that match.")
    items = WordOutput(many=True)


class VocabularyQuery(PageQuery):
    limit = page_limit(default=25, highest=100)
    language = serializers.CharField(required=False, max_length=10)
    search = serializers.CharField(
        required=False,
        max_length=100,
        help_text="The word, with or without accents, an inflected form, or its translation.",
    )
    level = serializers.ChoiceField(LEVELS, required=False)
    part_of_speech = serializers.ChoiceField(PARTS_OF_SPEECH, required=False)
    topic = serializers.CharField(required=False, max_length=40)


class LookupQuery(serializers.Serializer[Any]):
    form = serializers.CharField(max_length=100, help_text="A word as it stands in a text.")
    language = serializers.CharField(max_length=10, default="fr")
