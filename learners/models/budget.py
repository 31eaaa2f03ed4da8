"""What learners use of the models, and what is held back for them."""

from django.db import models
from django.db.models import Q

from learners.models.learner import Learner


class Budget(models.Model):
    """The model tokens of one day: of one learner, or of the whole site."""

    learner = models.ForeignKey(
        Learner,
        null=True,
        on_delete=models.CASCADE,
        related_name="budgets",
        help_text="Empty for the whole site.",
    )
    day = models.DateField(help_text="The study day of whoever spends.")
    reserved_tokens = models.PositiveBigIntegerField(
        default=0, help_text="Held back for turns that are being answered."
    )
    spent_tokens = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "day"], name="budget_unique_per_learner"),
            models.UniqueConstraint(
                fields=["day"], condition=Q(learner=None), name="budget_unique_per_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.spent_tokens} tokens"


class ModelUse(models.Model):
    """What one learner's turns used of one model on one day."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="model_uses")
    day = models.DateField(help_text="The learner's study day.")
    provider = models.CharField(max_length=20)
    model = models.CharField(max_length=100)
    calls = models.PositiveIntegerField(default=0)
    input_tokens = models.PositiveBigIntegerField(default=0)
    output_tokens = models.PositiveBigIntegerField(default=0)
    cost_usd = models.DecimalField(
        max_digits=12, decimal_places=6, default=0, help_text="US dollars, by our price table."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "day", "provider", "model"], name="model_use_unique"
            ),
        ]
        indexes = [models.Index(fields=["day"], name="model_use_by_day")]

    def __str__(self) -> str:
        return f"{self.provider} {self.model} on {self.day}"
