"""How a learner's cards are scheduled, and what came of it day by day."""

from django.db import models
from django.db.models import Q

from learners.models import Learner


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

    def __str__(self) -> str:
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

    def __str__(self) -> str:
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

    def __str__(self) -> str:
        return self.date.isoformat()
