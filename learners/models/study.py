"""What learners earned, and the days on which they studied."""

from django.db import models

from learners.models.learner import Learner


class XpEntry(models.Model):
    """One line of the XP ledger."""

    class Source(models.TextChoices):
        TURN = "turn"
        ACHIEVEMENT = "achievement"

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="xp_entries")
    amount = models.PositiveIntegerField()
    source = models.CharField(max_length=12, choices=Source)
    source_id = models.CharField(max_length=64, help_text="Turn id or achievement key.")
    study_date = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "XP entries"
        constraints = [
            # XP for one thing is given once, however often the work is repeated.
            models.UniqueConstraint(
                fields=["learner", "source", "source_id"], name="xp_entry_once_per_source"
            ),
        ]
        indexes = [models.Index(fields=["learner", "study_date"], name="xp_entry_by_day")]

    def __str__(self) -> str:
        return f"{self.amount} XP"


class StudyDay(models.Model):
    """A study day on which the learner took a turn or reviewed a card."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="study_days")
    date = models.DateField(help_text="The learner's local date; a day starts at 04:00.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "date"], name="study_day_unique"),
        ]

    def __str__(self) -> str:
        return self.date.isoformat()


class EarnedAchievement(models.Model):
    """An achievement that a learner has reached; what there is to reach is code."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="achievements")
    key = models.CharField(max_length=40)
    unlocked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "key"], name="earned_achievement_once"),
        ]

    def __str__(self) -> str:
        return self.key
