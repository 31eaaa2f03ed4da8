"""What could be said better, which of it learners doubt, and rules that staff switched off."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from sessions.models.conversation import Message


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

    def __str__(self) -> str:
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

    def __str__(self) -> str:
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

    def __str__(self) -> str:
        return f"{self.code} is off"
