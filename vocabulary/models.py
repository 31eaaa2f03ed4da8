"""What can be learned: words, with their forms, glosses, examples and levels."""

import json
from datetime import timedelta
from functools import reduce
from operator import and_
from typing import Any, Final, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from vocabulary.languages import (
    CONTENT_PARTS_OF_SPEECH,
    GRAMMAR_WORDS,
    LEVELS,
    PARTS_OF_SPEECH,
    difficulty_level,
    gloss_key,
    search_key,
)

# Words that mean something by themselves, unlike grammar words.
IS_CONTENT: Final = reduce(
    and_,
    (
        Q(part_of_speech="noun") | ~Q(language=language, lemma__in=lemmas)
        for language, lemmas in GRAMMAR_WORDS.items()
    ),
    Q(part_of_speech__in=["", *CONTENT_PARTS_OF_SPEECH]),
)


class WordQuerySet(models.QuerySet["Word"]):
    def live(self) -> Self:
        return self.filter(status=Word.Status.LIVE)

    def published(self) -> Self:
        """Live words, and those that once were."""
        return self.exclude(status=Word.Status.DRAFT)

    def in_language(self, language: str) -> Self:
        return self.filter(language=language)

    def content(self) -> Self:
        return self.filter(IS_CONTENT)

    def about(self, topic: str) -> Self:
        # JSON `contains` is missing on SQLite. PostgreSQL keeps accents, SQLite escapes them.
        return self.alias(topics_text=Cast("topics", models.TextField())).filter(
            Q(topics_text__contains=f'"{topic}"') | Q(topics_text__contains=json.dumps(topic))
        )

    def by_rank(self) -> Self:
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
    gloss_key = models.TextField(
        blank=True, editable=False, help_text="The words of the gloss, each between two spaces."
    )
    definition = models.TextField(blank=True, help_text="In the language itself.")
    example = models.TextField(
        blank=True, help_text="The first: at most 12 words, natural, with a form of the word."
    )
    example_translation = models.TextField(blank=True)
    usage_notes = models.TextField(blank=True, help_text="False friends, register, prepositions.")
    topics = models.JSONField(
        default=list, blank=True, help_text="One to three of the closed list."
    )
    status = models.CharField(max_length=8, choices=Status, default=Status.LIVE, db_index=True)
    curated_fields = models.JSONField(
        default=list, blank=True, help_text="Fields changed by a curator: imports leave them alone."
    )
    # By uuid: the people who approve live in an app above this one.
    approved_by_id = models.UUIDField(null=True, editable=False)
    approved_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When a person confirmed the entry; empty: machine-made.",
    )
    first_import = models.ForeignKey(
        "WordImport", null=True, editable=False, on_delete=models.SET_NULL, related_name="new_words"
    )
    merged_into = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.SET_NULL, related_name="merged_words",
        help_text="The entry that a retired duplicate was joined to.",
    )  # fmt: skip
    former_keys = models.JSONField(
        default=list,
        editable=False,
        help_text="Keys that a curator changed, by which imports still know the word.",
    )
    lookups = models.PositiveIntegerField(
        default=0, editable=False, help_text="Times a client looked one of its forms up."
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
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(status="retired"), name="word_merged_is_retired"
            ),
        ]
        indexes = [
            models.Index(
                fields=["language", "status", "frequency_rank", "id"], name="word_by_rank"
            ),
            models.Index(fields=["language", "search_key"], name="word_by_search_key"),
        ]

    def __str__(self) -> str:
        kind = ", ".join(filter(None, [self.part_of_speech or "word", self.gender]))
        return f"{self.lemma} ({kind})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)

    def fill_keys(self) -> None:
        """Derive what searching compares with; bulk writers call this themselves."""
        self.search_key = search_key(self.lemma)
        self.gloss_key = gloss_key(self.gloss)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.lemma, self.part_of_speech, self.gender

    @property
    def difficulty_level(self) -> int:
        return difficulty_level(self.frequency_rank)


class WordForm(models.Model):
    """An inflected form of a word, as it is found in texts."""

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="forms")
    form = models.CharField(max_length=100)
    search_key = models.CharField(
        max_length=120, help_text="The form in lower case, without accents."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "form"], name="word_form_unique"),
        ]
        indexes = [models.Index(fields=["search_key"], name="word_form_by_search_key")]

    def __str__(self) -> str:
        return self.form

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = search_key(self.form)
        super().save(*args, **kwargs)


class WordExample(models.Model):
    """An example after the first, which is the word's own. In the order of their ids."""

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="more_examples")
    text = models.CharField(max_length=200)
    translation = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "text"], name="word_example_unique"),
            models.CheckConstraint(condition=~Q(text=""), name="word_example_has_text"),
        ]

    def __str__(self) -> str:
        return self.text


class WordImport(models.Model):
    """One uploaded or shipped file of words: kept, so that it can be checked and undone."""

    UNDO_WITHIN = timedelta(hours=24)

    class Status(models.TextChoices):
        PREVIEWED = "previewed"
        COMMITTED = "committed"
        UNDONE = "undone"

    language = models.CharField(max_length=10)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    # In the database, not in a temporary folder: with several processes the one that commits
    # need not be the one that took the upload. Empty for files read from disk.
    content = models.BinaryField(default=bytes)
    skip_bad = models.BooleanField(
        default=False, help_text="Load the good rows, report the others."
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.PREVIEWED)
    uploaded_by_id = models.UUIDField(null=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    committed_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict, help_text="Counts, and the refused rows with reasons.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="previewed", committed_at=None)
                | (~Q(status="previewed") & Q(committed_at__isnull=False)),
                name="word_import_committed_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class WordRevision(models.Model):
    """One change of one word: who, when, and each field's value before and after."""

    class Kind(models.TextChoices):
        EDIT = "edit"
        BULK = "bulk", "bulk action"
        IMPORT = "import"
        MERGE = "merge"
        REVERT = "revert"

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="revisions")
    kind = models.CharField(max_length=6, choices=Kind)
    changes = models.JSONField(help_text="Field name: [value before, value after].")
    changed_by_id = models.UUIDField(null=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    word_import = models.ForeignKey(
        WordImport, null=True, on_delete=models.SET_NULL, related_name="revisions"
    )
    reverted = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} of {', '.join(self.changes)}"


class WordMerge(models.Model):
    """A duplicate that was joined to another word, with all that is needed to part them again."""

    survivor = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="merges")
    duplicate = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="+")
    merged_by_id = models.UUIDField(null=True)
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    moved = models.JSONField(help_text="Ids of the rows that now point to the survivor, by kind.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(survivor=models.F("duplicate")), name="word_merge_of_two"
            ),
            models.UniqueConstraint(
                fields=["duplicate"], condition=Q(undone_at=None), name="word_merge_once"
            ),
        ]

    def __str__(self) -> str:
        return f"merge {self.pk}"
