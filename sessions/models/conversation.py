"""Where learner and tutor talk: sessions, their turns, the messages, and their targets."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from learners.models import Learner, WordList
from vocabulary.models import Word


class LearningSessionQuerySet(models.QuerySet["LearningSession"]):
    def open(self) -> Self:
        return self.filter(status__in=LearningSession.OPEN)

    def newest_first(self) -> Self:
        return self.order_by("-started_at", "-id")


class LearningSession(models.Model):
    """One conversation, planned for some minutes."""

    class Status(models.TextChoices):
        IN_PROGRESS = "in_progress"
        PAUSED = "paused"
        COMPLETED = "completed"
        ABANDONED = "abandoned"

    OPEN = (Status.IN_PROGRESS, Status.PAUSED)

    class Style(models.TextChoices):
        TUTOR = "tutor"
        CASUAL = "casual"
        TRAVEL = "travel"
        BUSINESS = "business"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="learning_sessions")
    status = models.CharField(max_length=12, choices=Status, default=Status.IN_PROGRESS)
    language = models.CharField(max_length=10)
    topic = models.CharField(max_length=255, blank=True)
    word_list = models.ForeignKey(
        WordList,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="New words come from this list first.",
    )
    conversation_style = models.CharField(max_length=10, choices=Style, default=Style.TUTOR)
    difficulty_preference = models.CharField(max_length=20, blank=True)
    planned_duration_minutes = models.PositiveSmallIntegerField(default=15)
    started_at = models.DateTimeField()
    last_activity_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    last_sequence = models.PositiveIntegerField(default=0, help_text="Number of the last message.")
    # Figures of the session, counted anew from its targets whenever a turn closes.
    xp_earned = models.PositiveIntegerField(default=0)
    words_practiced = models.PositiveIntegerField(default=0, help_text="Distinct targets used.")
    new_words_introduced = models.PositiveIntegerField(default=0, help_text="Introduced and used.")
    uses = models.PositiveIntegerField(default=0)
    clean_uses = models.PositiveIntegerField(default=0)

    objects = LearningSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_duration_minutes__gte=5, planned_duration_minutes__lte=180),
                name="session_duration_in_range",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["completed", "abandoned"], completed_at__isnull=False)
                | Q(status__in=["in_progress", "paused"], completed_at__isnull=True),
                name="session_closed_has_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["learner", "-started_at", "-id"], name="session_newest_first"),
            models.Index(
                fields=["last_activity_at"],
                condition=Q(status__in=["in_progress", "paused"]),
                name="session_idle",
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def accuracy_rate(self) -> float | None:
        return self.clean_uses / self.uses if self.uses else None


class TurnQuerySet(models.QuerySet["Turn"]):
    def pending(self) -> Self:
        return self.filter(Turn.IS_PENDING)

    def held(self, turn: uuid.UUID, attempt: int) -> Self:
        """The turn, if it is being answered and the lease of that attempt still holds: the fence."""
        return self.filter(pk=turn, status=Turn.Status.RUNNING, attempt=attempt)

    def stranded(self, now: datetime) -> Self:
        """Accepted or running turns that nobody is working on any more."""
        return self.pending().filter(lease_until__lt=now)


class Turn(models.Model):
    """One learner message and the tutor's reply to it."""

    class Status(models.TextChoices):
        ACCEPTED = "accepted"
        RUNNING = "running"
        DONE = "done"
        DEGRADED = "degraded"
        FAILED = "failed"
        CANCELLED = "cancelled"

    PENDING = (Status.ACCEPTED, Status.RUNNING)
    RETRIABLE = (Status.FAILED, Status.CANCELLED)
    IS_PENDING = Q(status__in=PENDING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(LearningSession, on_delete=models.CASCADE, related_name="turns")
    # Chosen by the client, so that a turn sent twice is taken once.
    client_message_id = models.UUIDField()
    from_old_client = models.BooleanField(
        default=False, help_text="Sent without client_message_id: every target counts as shown."
    )
    suggested_word_ids = models.JSONField(default=list)
    status = models.CharField(max_length=9, choices=Status, default=Status.ACCEPTED)
    lease_until = models.DateTimeField(help_text="Until then some process is responsible for it.")
    attempt = models.PositiveSmallIntegerField(
        default=0, help_text="The fence: one more per lease."
    )
    cancel_requested = models.BooleanField(default=False)
    accepted_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    provider = models.CharField(max_length=20, blank=True)
    model = models.CharField(max_length=80, blank=True)
    prompt_version = models.CharField(max_length=20, blank=True)
    beyond_level_share = models.FloatField(
        null=True, help_text="Of the reply's words, 0 to 1: more than a level above the learner's."
    )
    in_language = models.BooleanField(
        null=True, help_text="Whether the reply is in the language learned."
    )
    input_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    cost_usd = models.DecimalField(max_digits=10, decimal_places=6, default=0)
    failure = models.CharField(max_length=40, blank=True, help_text="Code of what went wrong.")
    reserved_tokens = models.PositiveIntegerField(
        default=0, help_text="Held back from the day's budget until the turn ends."
    )
    budget_date = models.DateField(null=True, help_text="Study day whose budget pays.")

    objects = TurnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "client_message_id"], name="turn_unique_client_message"
            ),
            models.UniqueConstraint(
                fields=["session"], condition=Q(status="running"), name="turn_one_running"
            ),
        ]
        indexes = [
            models.Index(
                fields=["lease_until"],
                condition=Q(status__in=["accepted", "running"]),
                name="turn_stranded",
            ),
        ]

    def __str__(self) -> str:
        return f"turn {self.pk}"


class Message(models.Model):
    """One line of the transcript, by the learner or by the tutor."""

    class Sender(models.TextChoices):
        """The words of the wire."""

        LEARNER = "user"
        TUTOR = "assistant"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(LearningSession, on_delete=models.CASCADE, related_name="messages")
    turn = models.ForeignKey(
        Turn,
        null=True,
        on_delete=models.CASCADE,
        related_name="messages",
        help_text="Empty for a greeting.",
    )
    sequence_number = models.PositiveIntegerField(help_text="1, 2, 3... without gap in a session.")
    sender = models.CharField(max_length=9, choices=Sender)
    content = models.TextField()
    created_at = models.DateTimeField()
    xp_earned = models.PositiveIntegerField(default=0)
    words_used = models.JSONField(default=list, help_text="Ids of the targets used.")
    suggested_words_used = models.JSONField(default=list)
    # What was found in a learner's message, less its corrections, which are rows of their own.
    feedback = models.JSONField(null=True)
    degraded = models.BooleanField(default=False)
    # Of a reply to somebody in danger: its kind, the lines it names, its translation.
    safety = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "sequence_number"], name="message_unique_sequence"
            ),
            models.UniqueConstraint(fields=["turn", "sender"], name="message_one_of_each_per_turn"),
            models.CheckConstraint(
                condition=Q(sequence_number__gte=1), name="message_sequence_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.sequence_number}"


class Target(models.Model):
    """A word of the pool that a tutor's message set up for the learner's answer."""

    class Mode(models.TextChoices):
        INTRODUCE = "introduce"
        ELICIT = "elicit"
        LISTEN = "listen"

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="targets")
    word = models.ForeignKey(Word, on_delete=models.PROTECT, related_name="targeted")
    position = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=9, choices=Mode)
    is_new = models.BooleanField()
    missed_plan = models.BooleanField(
        default=False, help_text="The reply did not introduce it, or gave an elicited word away."
    )
    used = models.BooleanField(null=True, help_text="Empty until the learner answered.")
    error_severity = models.CharField(max_length=6, blank=True, help_text="Empty for a clean use.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["message", "word"], name="target_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.mode} word {self.word_id}"
