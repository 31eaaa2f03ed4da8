"""That a learner seemed to be in danger: for staff, where the operator wants them to know."""

from django.db import models

from sessions.models.conversation import Turn


class SafetyAlert(models.Model):
    """A turn that was answered with a fixed text and numbers to call."""

    turn = models.OneToOneField(Turn, on_delete=models.CASCADE, related_name="safety_alert")
    kind = models.CharField(max_length=16, help_text="Such as self_harm or medical.")
    of_another = models.BooleanField(
        default=False, help_text="Somebody else seems to be in danger, not who wrote."
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} in {self.turn}"
