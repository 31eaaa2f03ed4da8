"""One learner's memory of one word."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from learners.models import Learner
from progress.replaying import is_leech
from vocabulary.models import Word


class CardQuerySet(models.QuerySet["Card"]):
    def active(self) -> Self:
        return self.filter(suspended=False)

    def due(self, now: datetime) -> Self:
        return self.active().filter(due_at__lte=now).order_by("due_at", "id")


class Card(models.Model):
    """One learner's memory of one word, as the replay of its reviews gives it."""

    class State(models.TextChoices):
        """The words of the wire."""

        NEW = "new"
        LEARNING = "learning"
        REVIEWING = "reviewing"
        RELEARNING = "relearning"

    learner = models.ForeignKey(
        Learner, on_delete=models.CASCADE, related_name="cards", db_index=False
    )
    word = models.ForeignKey(Word, on_delete=models.PROTECT, related_name="cards")
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    step = models.PositiveSmallIntegerField(
        null=True, help_text="Position in the (re)learning steps."
    )
    stability = models.FloatField(null=True, help_text="Days until recall falls to 90 %.")
    difficulty = models.FloatField(null=True, help_text="1 (easy) to 10 (hard).")
    due_at = models.DateTimeField(null=True, help_text="The only column a queue is made from.")
    due_date = models.DateField(
        null=True, help_text="Study day of a review; empty in learning steps."
    )
    scheduled_days = models.PositiveIntegerField(null=True)
    last_reviewed_at = models.DateTimeField(null=True)
    last_study_date = models.DateField(null=True)
    repetitions = models.PositiveIntegerField(default=0, help_text="Scheduling reviews.")
    lapses = models.PositiveIntegerField(default=0, help_text="Again on a reviewing card.")
    suspended = models.BooleanField(default=False, help_text="Put aside: never due.")
    known = models.BooleanField(
        default=False, help_text="Put aside because the learner says they know the word."
    )
    introduced_date = models.DateField(
        null=True,
        help_text="Study day on which the word was first introduced; spends the allowance.",
    )
    introductions = models.PositiveSmallIntegerField(
        default=0, help_text="Times the tutor introduced it; one not used returns at most twice."
    )

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "word"], name="card_unique"),
            models.CheckConstraint(
                condition=Q(difficulty=None) | Q(difficulty__gte=1, difficulty__lte=10),
                name="card_difficulty_in_range",
            ),
            models.CheckConstraint(
                condition=Q(stability=None) | Q(stability__gt=0), name="card_stability_positive"
            ),
            models.CheckConstraint(
                condition=Q(known=False) | Q(suspended=True), name="card_known_is_put_aside"
            ),
            models.CheckConstraint(
                condition=Q(state="new", stability=None, difficulty=None)
                | (~Q(state="new") & Q(stability__isnull=False, difficulty__isnull=False)),
                name="card_memory_complete",
            ),
        ]
        indexes = [
            models.Index(
                fields=["learner", "due_at", "id"],
                condition=Q(suspended=False, due_at__isnull=False),
                name="card_due",
            ),
            # Counted by day from the index alone: that is what balancing and forecasts ask.
            models.Index(
                fields=["learner", "due_date"],
                condition=Q(suspended=False, due_date__isnull=False),
                name="card_load",
            ),
            models.Index(fields=["learner", "introduced_date"], name="card_introduced"),
        ]

    def __str__(self) -> str:
        return f"card {self.pk}"

    @property
    def is_leech(self) -> bool:
        return is_leech(self.lapses)
