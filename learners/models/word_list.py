"""Words put together to be learned."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from learners.models.learner import Learner
from vocabulary.models import Word


class WordListQuerySet(models.QuerySet["WordList"]):
    def visible_to(self, learner: Learner) -> Self:
        return self.filter(Q(owner=learner) | Q(shared=True))


class WordList(models.Model):
    """Words put together to be learned: by the system, by a teacher, or by the learner."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        Learner,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="word_lists",
        help_text="Empty for a list of the system.",
    )
    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="fr", help_text="ISO 639-1 code.")
    shared = models.BooleanField(default=False, help_text="Every learner can use it.")
    created_at = models.DateTimeField(default=now, editable=False)
    words = models.ManyToManyField(Word, through="WordListEntry", related_name="lists")

    objects = WordListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="word_list_unique_name"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(owner=None), name="word_list_unique_system_name"
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(shared=True), name="word_list_system_is_shared"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WordListEntry(models.Model):
    """A word on a list, and where it came from."""

    word_list = models.ForeignKey(WordList, on_delete=models.CASCADE, related_name="entries")
    word = models.ForeignKey(Word, on_delete=models.PROTECT, related_name="list_entries")
    note = models.CharField(max_length=255, blank=True)
    message_id = models.UUIDField(null=True, blank=True, help_text="Where the learner met it.")
    added_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name_plural = "word list entries"
        constraints = [
            models.UniqueConstraint(fields=["word_list", "word"], name="word_list_entry_unique"),
        ]

    def __str__(self) -> str:
        return f"word {self.word_id}"
