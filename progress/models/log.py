"""Everything that happened to a card, and everything that was seen of a word. Append-only."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from learners.models import Learner
from progress.models.card import Card
from vocabulary.models import Word


class ReviewQuerySet(models.QuerySet["Review"]):
    def in_order(self) -> Self:
        return self.order_by("reviewed_at", "id")

    def counted(self) -> Self:
        """Reviews proper that no later row has taken back."""
        return self.filter(kind=Review.Kind.REVIEW, counts=True)

    def undoable(self) -> Self:
        return self.filter(kind__in=[Review.Kind.REVIEW, Review.Kind.KNOWN], counts=True).exclude(
            source=Review.Source.IMPORT
        )

    def voided_for(self, review: "Review") -> "Review | None":
        """The row that made room for `review`: it stands right before it in the card's log."""
        before = self.filter(id__lt=review.pk).order_by("id").last()
        return before if before and before.kind == Review.Kind.VOID and before.counts else None


class Review(models.Model):
    """One row of the append-only log that every card can be rebuilt from."""

    class Kind(models.TextChoices):
        REVIEW = "review"
        UNDO = "undo"
        VOID = "void"  # an explicit review of the same study day replaces a conversation's
        SUSPEND = "suspend"
        RESUME = "resume"
        KNOWN = "known"
        RESCHEDULE = "reschedule"
        MEMORY = "memory"  # brought along from elsewhere: sets the memory as it is

    class Source(models.TextChoices):
        EXPLICIT = "explicit"
        CONVERSATION = "conversation"
        IMPORT = "import"

    class Rating(models.IntegerChoices):
        AGAIN = 0
        HARD = 1
        GOOD = 2
        EASY = 3

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="reviews", db_index=False)
    learner = models.ForeignKey(
        Learner, on_delete=models.CASCADE, related_name="reviews", db_index=False
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.REVIEW)
    source = models.CharField(max_length=12, choices=Source)
    rating = models.SmallIntegerField(null=True, choices=Rating)
    reviewed_at = models.DateTimeField()
    study_date = models.DateField()
    logged_at = models.DateTimeField(auto_now_add=True)
    response_time_ms = models.PositiveIntegerField(null=True)
    elapsed_days = models.PositiveIntegerField(
        null=True, help_text="Study days since the last review."
    )
    counted_days = models.PositiveIntegerField(
        null=True,
        help_text="The days FSRS was told: a late answer in conversation counts as one on time.",
    )
    state_before = models.CharField(max_length=10, choices=Card.State)
    state_after = models.CharField(max_length=10, choices=Card.State)
    step_before = models.PositiveSmallIntegerField(null=True)
    step_after = models.PositiveSmallIntegerField(null=True)
    stability_before = models.FloatField(null=True)
    stability_after = models.FloatField(null=True)
    difficulty_before = models.FloatField(null=True)
    difficulty_after = models.FloatField(null=True)
    retrievability = models.FloatField(
        null=True, help_text="Probability of recall just before, 0 to 1."
    )
    scheduled_days = models.PositiveIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    due_date = models.DateField(null=True)
    desired_retention = models.FloatField(null=True)
    parameters = models.ForeignKey(
        "Parameters",
        null=True,
        on_delete=models.RESTRICT,
        related_name="+",
        help_text="The weights in force; empty for the defaults.",
    )
    evidence = models.CharField(
        max_length=20, blank=True, help_text="What was seen in conversation."
    )
    message_id = models.UUIDField(
        null=True, help_text="The learner's message that gave the evidence."
    )
    # The row this one takes back. Undo and void never delete.
    revokes = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="revoked_by"
    )
    counts = models.BooleanField(
        default=True, help_text="False while a later row takes it back; the replay proves it."
    )
    idempotency_key = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001 - null is not unique
    request_digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the request that the key stands for."
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "idempotency_key"], name="review_unique_key"
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__gte=0, rating__lte=3),
                name="review_rating_in_range",
            ),
            models.CheckConstraint(
                condition=~Q(kind="review") | Q(rating__isnull=False), name="review_has_rating"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["undo", "void"], revokes__isnull=False)
                | (~Q(kind__in=["undo", "void"]) & Q(revokes__isnull=True)),
                name="review_revokes_one_row",
            ),
        ]
        indexes = [
            models.Index(fields=["card", "reviewed_at", "id"], name="review_by_card"),
            models.Index(fields=["learner", "reviewed_at"], name="review_by_learner"),
            models.Index(fields=["learner", "study_date"], name="review_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class WordUse(models.Model):
    """What one learner message showed about one word: typed evidence."""

    class Evidence(models.TextChoices):
        INTRODUCED_USE = "introduced_use"
        ELICITED_USE = "elicited_use"
        SPONTANEOUS_USE = "spontaneous_use"
        ASSISTED_USE = "assisted_use"
        ECHO = "echo"
        FORM_ERROR = "form_error"
        LEXICAL_ERROR = "lexical_error"
        HINT_SHOWN = "hint_shown"
        NOT_USED = "not_used"

    learner = models.ForeignKey(
        Learner, on_delete=models.CASCADE, related_name="word_uses", db_index=False
    )
    word = models.ForeignKey(Word, on_delete=models.PROTECT, related_name="uses")
    session_id = models.UUIDField(null=True)
    message_id = models.UUIDField(null=True, help_text="The learner's message, or none for a hint.")
    evidence = models.CharField(max_length=16, choices=Evidence)
    confidence = models.FloatField(default=1.0)
    start = models.PositiveIntegerField(null=True, help_text="Code points into the message.")
    end = models.PositiveIntegerField(null=True)
    is_target = models.BooleanField(default=False, help_text="It was in the pool of the turn.")
    review = models.OneToOneField(
        Review,
        null=True,
        on_delete=models.SET_NULL,
        related_name="word_use",
        help_text="The scheduling review it gave, if any.",
    )
    study_date = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message_id", "word"],
                condition=Q(message_id__isnull=False),
                name="word_use_once_per_message",
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(end__gt=F("start")), name="word_use_span_not_empty"
            ),
        ]
        indexes = [
            models.Index(fields=["learner", "word", "study_date"], name="word_use_by_word"),
            models.Index(fields=["session_id"], name="word_use_by_session"),
        ]

    def __str__(self) -> str:
        return f"{self.evidence} of word {self.word_id}"
