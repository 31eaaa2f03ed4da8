"""How a client without headers opens a socket."""

from django.db import models

from learners.models import RefreshFamily
from sessions.models.conversation import LearningSession


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

    def __str__(self) -> str:
        return "ticket"
