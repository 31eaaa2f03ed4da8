"""What can be learned: words, with their forms, glosses, examples and levels."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from vocabulary.languages import (
    CONTENT_PARTS_OF_SPEECH,
    LEVELS,
    PARTS_OF_SPEECH,
    difficulty_level,
    search_key,
)


class WordQuerySet(models.QuerySet):
    def live(self):
        return self.filter(status=Word.Status.LIVE)

    def in_language(self, language):
        return self.filter(language=language)

    def content(self):
        return self.filter(Q(part_of_speech__in=CONTENT_PARTS_OF_SPEECH) | Q(part_of_speech=""))

    def about(self, topic):
        # JSON `contains` is missing on SQLite; the text form is the same on both databases.
        return self.alias(topics_text=Cast("topics", models.TextField())).filter(
            topics_text__contains=f'"{topic}"'
        )

    def by_rank(self):
        return self.order_by("frequency_rank", "id")


class Word(models.Model):
    """A dictionary entry. Its key is (language, lemma, part of speech, gender)."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        LIVE = "live"
        RETIRED = "retired"

    class Gender(models.TextChoices):
        MASCULINE = "masculine"
        FEMININE = "feminine"

    language = models.CharField(max_length=10, default="fr", help_text="ISO 639-1 code.")
    lemma = models.CharField(max_length=100, help_text="The dictionary form: 'manger', 'livre'.")
    search_key = models.CharField(
        max_length=120, editable=False, help_text="The lemma in lower case, without accents."
    )
    part_of_speech = models.CharField(
        max_length=20, blank=True, choices=[(name, name) for name in PARTS_OF_SPEECH]
    )
    gender = models.CharField(
        max_length=10, blank=True, choices=Gender, help_text="Nouns only; empty for both genders."
    )
    frequency_rank = models.PositiveIntegerField(help_text="1 is the most frequent word.")
    level = models.CharField(
        max_length=2,
        blank=True,
        choices=[(level, level) for level in LEVELS],
        help_text="CEFR level at which the word is worth learning.",
    )
    gloss = models.CharField(
        max_length=255, blank=True, help_text="English senses, best first, separated by '; '."
    )
    definition = models.TextField(blank=True, help_text="In the language itself.")
    example = models.TextField(blank=True, help_text="At most 12 words, natural, with a form of the word.")
    example_translation = models.TextField(blank=True)
    usage_notes = models.TextField(blank=True, help_text="False friends, register, prepositions.")
    topics = models.JSONField(default=list, blank=True, help_text="One to three of the closed list.")
    status = models.CharField(max_length=8, choices=Status, default=Status.LIVE, db_index=True)
    curated_fields = models.JSONField(
        default=list, blank=True, help_text="Fields changed by a curator: imports leave them alone."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = WordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "lemma", "part_of_speech", "gender"], name="word_unique_key"
            ),
            models.CheckConstraint(condition=~Q(lemma=""), name="word_has_lemma"),
            models.CheckConstraint(condition=Q(frequency_rank__gte=1), name="word_rank_from_one"),
        ]
        indexes = [
            models.Index(fields=["language", "status", "frequency_rank", "id"], name="word_by_rank"),
            models.Index(fields=["language", "search_key"], name="word_by_search_key"),
        ]

    def __str__(self):
        return f"{self.lemma} ({self.part_of_speech or 'word'})"

    def save(self, *args, **kwargs):
        self.search_key = search_key(self.lemma)
        super().save(*args, **kwargs)

    @property
    def difficulty_level(self) -> int:
        return difficulty_level(self.frequency_rank)


class WordForm(models.Model):
    """An inflected form of a word, as it is found in texts."""

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="forms")
    form = models.CharField(max_length=100)
    search_key = models.CharField(max_length=120, help_text="The form in lower case, without accents.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "form"], name="word_form_unique"),
        ]
        indexes = [models.Index(fields=["search_key"], name="word_form_by_search_key")]

    def __str__(self):
        return self.form
