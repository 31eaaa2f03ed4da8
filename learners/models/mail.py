"""Mail that is to be sent, and the proofs that it carries."""

from django.db import models

from learners.models.learner import Learner


class Mail(models.Model):
    """A mail that waits to be sent; the row goes when it is.

    It says what to write, not what was written: proofs are made when it is sent, so none is kept.
    """

    class Kind(models.TextChoices):
        PASSWORD_RESET = "password_reset"
        PASSWORD_CHANGED = "password_changed"
        VERIFY_EMAIL = "verify_email"
        CHANGE_EMAIL = "change_email"
        EMAIL_CHANGED = "email_changed"
        DELETION_PLANNED = "deletion_planned"

    kind = models.CharField(max_length=20, choices=Kind)
    learner = models.ForeignKey(
        Learner,
        null=True,
        on_delete=models.CASCADE,
        related_name="mails",
        help_text="Empty for a reset: whether somebody has the address is looked up on sending.",
    )
    address = models.EmailField(max_length=254)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True, help_text="When it is tried, or tried again.")
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class MailedProof(models.Model):
    """A secret that was mailed to an address: who shows it reads the mail there. It works once."""

    class Purpose(models.TextChoices):
        PASSWORD_RESET = "password_reset"
        VERIFY_EMAIL = "verify_email"
        CHANGE_EMAIL = "change_email"

    digest = models.CharField(primary_key=True, max_length=64, help_text="SHA-256 of the secret.")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="mailed_proofs")
    purpose = models.CharField(max_length=20, choices=Purpose)
    address = models.EmailField(max_length=254)
    auth_version = models.PositiveIntegerField(help_text="The learner's when it was mailed.")
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.purpose} proof"
