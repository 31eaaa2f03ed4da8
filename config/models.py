"""When each periodic job last succeeded: what an operator asks first."""

from django.db import models


class JobRun(models.Model):
    """The last success of one job."""

    task = models.CharField(primary_key=True, max_length=200, help_text="The task's dotted name.")
    succeeded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.task
