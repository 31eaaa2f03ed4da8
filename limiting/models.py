"""The buckets of installations without Redis."""

from django.db import models


class Bucket(models.Model):
    """How much somebody has taken of one limit. A bucket that is full again is no row at all."""

    key = models.CharField(primary_key=True, max_length=100, help_text="Names nobody: a digest.")
    full_at = models.FloatField(
        db_index=True, help_text="Seconds since 1970 at which it is full again."
    )

    def __str__(self) -> str:
        return self.key
