"""Where learner and tutor talk: sessions, their turns, the messages, and what was in them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from learners.models import Learner, RefreshFamily, WordList
from vocabulary.models import Word


class LearningSessionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status__in=LearningSession.OPEN)

    def newest_first(self):
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

    def __str__(self):
        return f"session {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def accuracy_rate(self) -> float | None:
        return self.clean_uses / self.uses if self.uses else None


class TurnQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(Turn.IS_PENDING)

    def held(self, turn, attempt):
        """The turn, if it is being answered and the lease of that attempt still holds: the fence."""
        return self.filter(pk=turn, status=Turn.Status.RUNNING, attempt=attempt)

    def stranded(self, now):
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

    IS_PENDING = Q(status__in=[Status.ACCEPTED, Status.RUNNING])

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

    def __str__(self):
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

    def __str__(self):
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

    def __str__(self):
        return f"{self.mode} word {self.word_id}"


class Correction(models.Model):
    """One thing in a learner's message that could be said better."""

    class Category(models.TextChoices):
        GRAMMAR = "grammar"
        VOCABULARY = "vocabulary"
        SPELLING = "spelling"
        PUNCTUATION = "punctuation"
        STYLE = "style"

    class Severity(models.TextChoices):
        LOW = "low"
        MEDIUM = "medium"
        HIGH = "high"

    class Source(models.TextChoices):
        RULE = "rule"
        MODEL = "model"

    # Made before the row is, so that feedback can name it while the tutor still speaks.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="corrections")
    position = models.PositiveSmallIntegerField(help_text="Most useful first.")
    code = models.CharField(max_length=60, help_text="Id of the rule, or the model's category.")
    explanation = models.TextField()
    start = models.PositiveIntegerField(help_text="Code points into the message.")
    end = models.PositiveIntegerField()
    span = models.TextField()
    # Empty deletes the span; none means that we have nothing better to offer.
    suggestion = models.TextField(null=True, blank=True)  # noqa: DJ001
    category = models.CharField(max_length=11, choices=Category)
    severity = models.CharField(max_length=6, choices=Severity)
    confidence = models.FloatField()
    source = models.CharField(max_length=5, choices=Source)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "position"], name="correction_unique_position"
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="correction_confidence"
            ),
        ]

    def __str__(self):
        return f"{self.code}: {self.span} -> {self.suggestion}"


class CorrectionReport(models.Model):
    """A learner says that a correction is wrong; staff decide."""

    class Status(models.TextChoices):
        OPEN = "open"
        UPHELD = "upheld"
        REJECTED = "rejected"

    correction = models.OneToOneField(Correction, on_delete=models.CASCADE, related_name="report")
    code = models.CharField(
        max_length=60, help_text="Copied, so that reports are counted per rule."
    )
    reason = models.TextField(blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    reported_at = models.DateTimeField()

    def __str__(self):
        return f"report on {self.code}"


class RuleSwitch(models.Model):
    """A rule that staff have switched off."""

    code = models.CharField(max_length=60, unique=True)
    reason = models.TextField(blank=True)
    switched_off_at = models.DateTimeField(auto_now_add=True)
    switched_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )

    class Meta:
        verbose_name_plural = "rule switches"

    def __str__(self):
        return f"{self.code} is off"


class SocketTicket(models.Model):
    """A one-use sign-in for one socket, made for clients that cannot send a header."""

    digest = models.CharField(primary_key=True, max_length=64, help_text="SHA-256 of the ticket.")
    session = models.ForeignKey(LearningSession, on_delete=models.CASCADE)
    family = models.ForeignKey(
        RefreshFamily,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The sign-in that asked for it, with which its socket ends.",
    )
    expires_at = models.DateTimeField(db_index=True)
    used = models.BooleanField(default=False)

    def __str__(self):
        return "ticket"
