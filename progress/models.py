"""What each learner remembers: one card per word, moved only by its reviews."""

from django.db import models
from django.db.models import F, Q

from learners.models import Learner
from progress.replaying import is_leech
from vocabulary.models import Word


class CardQuerySet(models.QuerySet):
    def active(self):
        return self.filter(suspended=False)

    def due(self, now):
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

    def __str__(self):
        return f"card {self.pk}"

    @property
    def is_leech(self) -> bool:
        return is_leech(self.lapses)


class ReviewQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("reviewed_at", "id")

    def counted(self):
        """Reviews proper that no later row has taken back."""
        return self.filter(kind=Review.Kind.REVIEW, counts=True)

    def undoable(self):
        return self.filter(kind__in=[Review.Kind.REVIEW, Review.Kind.KNOWN], counts=True).exclude(
            source=Review.Source.IMPORT
        )

    def voided_for(self, review):
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

    def __str__(self):
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

    def __str__(self):
        return f"{self.evidence} of word {self.word_id}"


class Parameters(models.Model):
    """One attempt to fit FSRS to a learner. Rows never change; settings point at the one in use."""

    class Decision(models.TextChoices):
        ADOPTED = "adopted"
        KEPT = "kept"  # the candidate was no better than what was in use
        ROLLED_BACK = "rolled_back"  # later reviews spoke against the one in use

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="parameters")
    algorithm = models.CharField(max_length=10, default="FSRS-6")
    weights = models.JSONField(help_text="The 21 weights of FSRS-6.")
    decision = models.CharField(max_length=11, choices=Decision)
    replaces = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="What was in use at the time; empty for the defaults.",
    )
    scored_reviews = models.PositiveIntegerField(
        help_text="Reviews at least a day after the one before."
    )
    held_out_reviews = models.PositiveIntegerField()
    loss_in_use = models.FloatField(help_text="Mean log loss on the held-out reviews.")
    loss_of_candidate = models.FloatField()
    standard_error = models.FloatField(help_text="Of the mean difference between the two.")
    fitted_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "parameters"
        indexes = [models.Index(fields=["learner", "-fitted_at"], name="parameters_newest_first")]

    def __str__(self):
        return f"{self.decision} {self.fitted_at:%Y-%m-%d}"


class MemorySettings(models.Model):
    """How one learner's cards are scheduled, beside what the profile says."""

    learner = models.OneToOneField(
        Learner, primary_key=True, on_delete=models.CASCADE, related_name="memory_settings"
    )
    parameters = models.ForeignKey(
        Parameters,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The weights in use; empty for the defaults.",
    )
    maximum_interval = models.PositiveIntegerField(default=36_500, help_text="Days.")
    timezone = models.CharField(
        max_length=64, help_text="The zone that the cards' due_at was computed in."
    )

    class Meta:
        verbose_name_plural = "memory settings"
        constraints = [
            models.CheckConstraint(
                condition=Q(maximum_interval__gte=1, maximum_interval__lte=36_500),
                name="memory_settings_interval_in_range",
            ),
        ]

    def __str__(self):
        return "memory settings"


class DaySnapshot(models.Model):
    """What a learner's memory and study looked like at the end of one study day."""

    learner = models.ForeignKey(
        Learner, on_delete=models.CASCADE, related_name="day_snapshots", db_index=False
    )
    date = models.DateField(help_text="A study day of the learner.")
    reviews = models.PositiveIntegerField(default=0)
    correct_reviews = models.PositiveIntegerField(default=0)
    xp_earned = models.PositiveIntegerField(default=0)
    minutes = models.FloatField(default=0)
    words_learning = models.PositiveIntegerField(default=0)
    words_mastered = models.PositiveIntegerField(default=0)
    expected_words_known = models.FloatField(default=0, help_text="Sum of the retrievabilities.")
    due = models.PositiveIntegerField(default=0, help_text="Cards due when the day ended.")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "date"], name="day_snapshot_unique"),
        ]

    def __str__(self):
        return self.date.isoformat()
